// 关怀方案: a playbook is switched off, copied and changed as a draft, adopted as rules are, and its tasks follow; the dates it would give.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const book = () =>
  smallBook({
    settings: { company: "苏州澜川", tasks_from: "2026-09-01" },
    customers: [
      { id: "n", name: "宁波恒拓", kind: "enterprise", owner: "周敏", created_on: "2026-09-30" },
      { id: "l", name: "珠海横琴", kind: "enterprise", owner: "何晓", intent: "A", created_on: "2026-10-08" },
    ],
    orders: [{ id: "o", customer: "n", date: "2026-09-30", amount: 50000, paid_on: "2026-09-30" }],
    interactions: [],
    tickets: [],
  });

const open = async (page, app) => {
  await app.go("#/playbooks");
  await page.getByTestId("playbook-editor").waitFor();
};
const item = (page, name) => page.getByTestId("playbook-item").filter({ hasText: name });

story("a playbook is switched off and on, adopted like rules, and its tasks follow", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "care.guanxi.json", book()));
  const lead = app.today.row("l/lead/first_contact/l/2026-10-08");
  await app.today.open();
  await lead.waitFor();

  await open(page, app);
  assert.match(await item(page, "线索跟进").innerText(), /1家客户/);
  // The number opens whom it is for; and back.
  await page.getByTestId("audience-count").getByRole("link", { name: "1家客户" }).click();
  await page.getByTestId("behind-row").filter({ hasText: "珠海横琴" }).waitFor();
  assert.equal(await page.getByTestId("behind-row").count(), 1);
  await page.getByTestId("behind-back").click();
  await page.getByTestId("playbook-editor").waitFor();
  await page.getByTestId("playbook-on").uncheck();
  await page.getByTestId("care-draft").waitFor();
  await page.getByTestId("care-moves").filter({ hasText: "任务：新增0项，消失1项，改期0项。" }).waitFor();
  // Which one it is: its customer, the step, its days; and back.
  await page.getByTestId("care-moves").getByRole("link", { name: "消失1项" }).click();
  const gone = page.getByTestId("behind-row");
  await gone.filter({ hasText: "珠海横琴" }).filter({ hasText: "线索跟进：首次联系线索" }).filter({ hasText: "10-11" }).waitFor();
  assert.equal(await gone.count(), 1);
  assert.match(await gone.getByRole("link", { name: "珠海横琴" }).getAttribute("href"), /#\/customers\/l/);
  await page.getByTestId("behind-back").click();
  await page.getByTestId("playbook-editor").waitFor();
  // A draft asks nobody for anything else yet; one step back and again.
  await app.shell.undo();
  await page.getByTestId("care-draft").waitFor({ state: "detached" });
  await app.shell.redo();
  await page.getByTestId("adopt-playbooks").click();
  await page.getByTestId("care-draft").waitFor({ state: "detached" });
  await app.shell.saved();
  await app.today.open();
  await lead.waitFor({ state: "detached" });
  await app.today.counts(3);
  await app.shell.undo();
  await lead.waitFor();
  await app.shell.redo();
  await lead.waitFor({ state: "detached" });

  await app.data.open();
  const { rulebook } = await app.data.exportBook();
  assert.deepEqual(rulebook.playbooks.map(({ id, retired }) => [id, retired]), [["lead", true]]);
});

story("the dates that a playbook would give, across the National Day", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "care.guanxi.json", book()));
  await open(page, app);
  await item(page, "新客户激活").click();
  await page.getByTestId("care-dates").locator("input").fill("恒拓");
  await page.getByTestId("care-hit").first().click();
  const dates = await page.getByTestId("care-dates").innerText();
  // 09-30 was a Wednesday; 10-01 to 10-07 are off and 10-10 is worked: the first working day is 10-08, the third 10-10.
  assert.match(dates, /首次关怀电话[^]*2026-10-08|10-08[^]*首次关怀电话/);
  assert.match(dates, /10-10/);
  // A step has its source.
  assert.match(await page.getByTestId("step").first().innerText(), /出处：《客户关怀及关系维护手册》第1节/);
});

story("a day of ours is written down with its kind, and the customers that the playbook is for are told", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "care.guanxi.json", book()));
  await open(page, app);
  await item(page, "我司大事").click();
  await page.getByTestId("add-milestone").click();
  const day = page.getByTestId("milestone");
  await day.getByTestId("milestone-day").fill("2026-10-15");
  await day.getByTestId("milestone-day").press("Enter");
  await day.getByRole("textbox", { name: "名称", exact: true }).fill("二代产品");
  await day.getByRole("combobox").selectOption({ label: "新品发布" });
  await page.getByTestId("care-dates").locator("input").fill("恒拓");
  await page.getByTestId("care-hit").first().click();
  await page.getByTestId("care-dates").filter({ hasText: /2026-10-15，新品发布：二代产品/ }).waitFor();
  await page.getByTestId("adopt-playbooks").click();
  await page.getByTestId("care-draft").waitFor({ state: "detached" });
  await app.shell.saved();
  await app.data.open();
  const { rulebook } = await app.data.exportBook();
  const [{ id, trigger }] = rulebook.playbooks;
  assert.deepEqual([id, trigger.milestones], ["milestones", [{ on: "2026-10-15", name: "二代产品", kind: "launch" }]]);
});

story("the playbooks in use print as a list of what is done when, and nothing else", {}, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  await open(page, app);
  await page.getByTestId("playbook").waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => ({
    parts: [...document.querySelectorAll(".printrule h2")].map((head) => head.textContent),
    lead: [...document.querySelectorAll(".printrule")][0].innerText,
    editor: document.querySelector(".rules").getClientRects().length,
  }));
  assert.equal(seen.parts.length, 16);
  assert.equal(seen.parts[0], "线索跟进");
  assert.match(seen.lead, /首次联系线索[^]*A[^]*3天[^]*B[^]*7天[^]*C[^]*15天/);
  assert.equal(seen.editor, 0);
});

story("a playbook is copied, has a step of one's own, and takes the place of the one that ships", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "care.guanxi.json", book()));
  await open(page, app);
  const moves = (text) => page.getByTestId("care-moves").filter({ hasText: text }).waitFor();
  await item(page, "新客户激活").click();
  await page.getByRole("button", { name: /新客户激活.*更多/ }).first().click();
  await page.getByRole("menuitem", { name: "复制" }).click();
  // A copy asks for nothing until it is switched on.
  await moves("任务不变。");
  const name = page.getByTestId("playbook-name");
  await page.waitForFunction(() => document.activeElement.dataset.testid === "playbook-name");
  await name.fill("大客户激活");
  await name.press("Enter");
  await page.getByTestId("add-step").click();
  await page.waitForFunction(() => document.activeElement.dataset.testid === "step-name");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("总经理电话");
  await page.keyboard.press("Enter");
  await page.getByTestId("step").last().filter({ hasText: "总经理电话" }).filter({ hasText: "自己写的" }).waitFor();
  // A text that is too long stays where it was typed while something else is changed, until it is made shorter.
  await name.fill("大".repeat(61));
  await page.getByTestId("text-over").filter({ hasText: "超出1个字" }).waitFor();
  await page.getByTestId("playbook-on").check();
  assert.equal(await name.inputValue(), "大".repeat(61));
  await page.getByTestId("adopt-playbooks").click();
  await page.locator(".toast").filter({ hasText: "没有采用：请先改好" }).waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.testid === "playbook-name");
  await page.getByTestId("care-draft").waitFor();
  await name.fill("大客户激活");
  await page.getByTestId("text-over").waitFor({ state: "detached" });
  await item(page, "新客户激活").click();
  await page.locator('[data-testid="playbook"][data-id="new_customer"]').waitFor();
  await page.getByTestId("playbook-on").uncheck();
  // Three of its steps were open: sorting, the call, the kit. What was due before the copy is switched on is not asked by it: the sorting, and the
  // calls, which were due on 9 and 10 October.
  await moves("任务：新增1项，消失3项，改期0项。");
  await page.getByTestId("adopt-playbooks").click();
  await page.getByTestId("care-draft").waitFor({ state: "detached" });
  await app.shell.saved();
  await app.today.open();
  await app.today.row("n/own_1/welcome_kit/n/2026-09-30").waitFor();
  await app.today.row("n/new_customer/welcome_kit/n/2026-09-30").waitFor({ state: "detached" });
  await app.shell.undo();
  await app.today.row("n/new_customer/welcome_kit/n/2026-09-30").waitFor();
});

story("days of a step that contradict each other are told at the field, and keep a draft from being adopted", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "care.guanxi.json", book()));
  await open(page, app);
  await item(page, "新客户激活").click();
  await page.locator('[data-testid="playbook"][data-id="new_customer"]').waitFor();
  const step = page.locator('[data-testid="step"][data-id="first_call"]');
  await step.locator("summary").first().click();
  const best = step.getByRole("group", { name: "最好", exact: true }).getByRole("textbox");
  await best.fill("4");
  const told = step.getByTestId("step-contradiction");
  await told.filter({ hasText: "“最好”（4个工作日）不能晚于“最迟”（3个工作日）" }).waitFor();
  await page.getByTestId("playbook-fault").filter({ hasText: "新客户激活：首次关怀电话：“最好”" }).waitFor();
  await page.getByTestId("care-draft").filter({ hasText: "先改正方案里的错误" }).waitFor();
  await page.waitForFunction(() => document.querySelector('[data-testid="adopt-playbooks"]').disabled);
  await app.shell.switchLanguage();
  await told.filter({ hasText: "the best day (4 working days) must not be later than the latest day (3 working days)" }).waitFor();
  await app.shell.switchLanguage();
  await best.fill("2");
  await told.waitFor({ state: "detached" });
  await page.waitForFunction(() => !document.querySelector('[data-testid="adopt-playbooks"]').disabled);
  const every = step.getByRole("textbox", { name: "固定周期，与完成早晚无关" });
  await every.fill("0");
  await told.filter({ hasText: "周期至少为1" }).waitFor();
  await every.fill("");
  await told.waitFor({ state: "detached" });
});
