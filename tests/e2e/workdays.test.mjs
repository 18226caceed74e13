// 工作日历: a day is changed by the keyboard and put back, a year is read in from its notice, and what counts working days follows.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";

const day = (page, name) => page.locator(`#workday-${name}`);
const told = (locator) => locator.textContent().then((text) => text.replaceAll("\u2060", ""));
/** What the panel says that the n-th working day after a day is. */
async function counted(page, from, n) {
  await page.locator("#count-from").fill(from);
  await page.locator("#count-n").fill(String(n));
  return told(page.getByTestId("workdays-sum"));
}

story("a day is changed by the keyboard, and put back", {}, async ({ page, app }) => {
  await page.clock.setFixedTime(new Date("2026-09-29T09:00:00+08:00"));
  await page.reload();
  await app.go("#/workdays");
  await day(page, "2026-09-29").waitFor();
  assert.equal(await told(page.getByTestId("workdays-worked")), "248个工作日");
  assert.match(await counted(page, "2026-09-30", 3), /第3个工作日＝2026-10-10 周六上班，跳过2026-10-01…2026-10-07/);
  assert.match(await counted(page, "2026-09-30", ""), /填上日期/);

  await day(page, "2026-09-29").focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "PageDown", "PageUp"]) await page.keyboard.press(key);
  // 29 + 7 + 1 + 1 − 7 is the first of October; a month ahead and back.
  await page.waitForFunction(() => document.activeElement.id === "workday-2026-10-01");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement.id === "workday-2026-10-08");
  await page.keyboard.press("Enter");
  await page.locator("#workday-form select").selectOption("off");
  await page.locator("#workday-form input").fill("厂休");
  await page.getByTestId("workday-save").click();
  await app.shell.saved();
  assert.match(await told(day(page, "2026-10-08")), /休息.*厂休.*自己改的/);
  assert.equal(await told(page.getByTestId("workdays-worked")), "247个工作日");
  assert.match(await counted(page, "2026-09-30", 1), /第1个工作日＝2026-10-09 周五，跳过2026-10-01…2026-10-08/);

  await page.getByTestId("workday-own").getByRole("button").click();
  await page.getByTestId("workday-own").waitFor({ state: "detached" });
  assert.equal(await told(page.getByTestId("workdays-worked")), "248个工作日");
  await app.shell.undo();
  await page.getByTestId("workday-own").waitFor();
  await app.shell.undo();
  await page.getByTestId("workday-own").waitFor({ state: "detached" });
});

// The days are made up: what will be published of 2027 is not known.
const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。`;

story("a year is read in from its notice, whole or not at all", { viewport: { width: 390, height: 844 } }, async ({ page, app }) => {
  await app.go("#/workdays?year=2027");
  await day(page, "2027-01-01").waitFor();
  assert.match(await page.locator(".page__sub").textContent(), /尚未公布/);
  assert.match(await counted(page, "2027-02-04", 1), /2027年.*周一至周五/);

  await page.getByTestId("workdays-read").click();
  const text = page.locator("#workdays-form textarea");
  await text.fill(NOTICE.replace("2月20日（周六）", "2月20日（周日）"));
  assert.match(await told(page.getByTestId("workdays-found")), /2027-02-20是周六，不是周日/);
  await page.getByTestId("workdays-write").click();
  await page.locator("#workdays-form [aria-invalid=true]").waitFor();
  // Left and opened again, what was typed is there.
  await page.keyboard.press("Escape");
  await page.getByTestId("workdays-read").click();
  assert.match(await text.inputValue(), /2月20日（周日）/);
  await text.fill(NOTICE);
  assert.match(await told(page.getByTestId("workdays-found")), /2027年：放假10天，调休上班2天.*不同的有12天.*没有读到清明节、劳动节、端午节、中秋节.*国庆节/);
  await page.getByTestId("workdays-write").click();
  await app.shell.saved();
  // The notice says nothing of the holidays from April on: only who wrote the year knows whether it is all.
  await page.locator(".page__sub").filter({ hasText: "尚未公布" }).waitFor();
  await page.getByLabel("这一年已填全").check();
  await page.locator(".page__sub").filter({ hasText: "自己填写" }).waitFor();
  await app.shell.saved();
  // 2027 has 261 days from Monday to Friday: 6 of them are off now, and 2 others worked.
  assert.equal(await told(page.getByTestId("workdays-worked")), "257个工作日");
  assert.match(await counted(page, "2027-02-04", 1), /＝2027-02-12 周五，跳过2027-02-05…2027-02-11/);
  await page.reload();
  await day(page, "2027-02-20").waitFor();
  assert.match(await told(day(page, "2027-02-20")), /上班.*春节/);
  await page.getByTestId("workdays-read").click();
  await text.fill(NOTICE);
  assert.match(await told(page.getByTestId("workdays-found")), /不用写入/);
});

story("a year's notice comes from a text file, as Windows in China writes it too; what is no text is refused", {}, async ({ page, app, folder }) => {
  await app.go("#/workdays?year=2027");
  await day(page, "2027-01-01").waitFor();
  await page.getByTestId("workdays-read").click();
  const [text, input] = [page.locator("#workdays-form textarea"), page.getByTestId("workdays-file")];
  await input.setInputFiles(file(folder, "notice.txt", NOTICE));
  await page.getByTestId("workdays-found").filter({ hasText: "放假10天，调休上班2天" }).waitFor();
  // 休 is D0 DD, 元旦 D4 AA B5 A9 in GB18030.
  const line = Buffer.concat([Buffer.from("2027-01-01 "), Buffer.from([0xd0, 0xdd, 0x20, 0xd4, 0xaa, 0xb5, 0xa9])]);
  await input.setInputFiles(file(folder, "list.txt", line));
  await page.getByTestId("workdays-found").filter({ hasText: "放假1天" }).waitFor();
  assert.equal(await text.inputValue(), "2027-01-01 休 元旦");
  await input.setInputFiles(file(folder, "picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0x00])));
  await page.locator(".toast").filter({ hasText: "这个文件不是文本" }).waitFor();
  assert.equal(await text.inputValue(), "2027-01-01 休 元旦", "what stood there stays");
});
