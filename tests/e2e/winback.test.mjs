// Health and win-back: who is in danger and since when, a plan with its cause, its deadline on 今日, its result, and the warnings judged.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const day = (back) => new Date(Date.now() - back * 864e5 + 8 * 36e5).toISOString().slice(0, 10);

/** 禾木 ordered each month until four months ago; 远山 was last seen two years ago; 青禾 never dealt. */
const book = () =>
  smallBook({
    customers: [
      { id: "c1", name: "禾木家具", owner: "李娜" },
      { id: "c2", name: "远山木业" },
      { id: "c3", name: "青禾食品" },
    ],
    orders: [
      ...[130, 160, 190, 220].map((back, i) => ({ id: `o${i}`, customer: "c1", date: day(back), amount: 20_000 })),
      { id: "o9", customer: "c2", date: day(730), amount: 5_000 },
    ],
    interactions: [],
    settings: { staff: [{ name: "李娜" }, { name: "赵敏" }], tasks_from: day(100) },
  });

const names = (page) => page.locator('[data-testid="health-row"] [data-col="name"]').allTextContents();

story("a customer in danger gets a plan with a cause, is asked about on its day, and is won back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "health.guanxi.json", book()));
  await app.go("#/health");
  await page.getByTestId("health-row").first().waitFor();
  assert.deepEqual(await names(page), ["禾木家具"]);
  await app.go("#/health?view=lost");
  await page.getByTestId("health-row").filter({ hasText: "远山木业" }).waitFor();
  assert.deepEqual(await names(page), ["远山木业"]);

  await app.go("#/health?customer=c1");
  const slip = page.getByTestId("health-slip");
  await slip.getByTestId("health-trend").waitFor();
  await slip.getByTestId("slip-plan").click();
  // Nothing is saved without a cause and a measure, and what was typed stays.
  await page.locator("#plan-due").fill(day(-2));
  await page.getByTestId("plan-save").click();
  await page.locator("[role=alert].errors").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await slip.getByTestId("slip-plan").click();
  assert.equal(await page.locator("#plan-due").inputValue(), day(-2));
  assert.equal(await page.locator("#plan-win_back_owner").inputValue(), "李娜");
  await page.locator("#plan-win_back").selectOption("price");
  await page.locator("#plan-name").fill("带新报价上门");
  await page.keyboard.press("Control+Enter");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await slip.getByTestId("health-plans").getByText("带新报价上门").waitFor();
  await app.shell.saved();
  await app.go("#/health?view=planned");
  await page.getByTestId("health-row").filter({ hasText: "价格" }).waitFor();

  // 今日 has it on its day, with the cause.
  await app.go("#/today");
  await page.getByTestId("today-row").filter({ hasText: "带新报价上门" }).getByText("挽回方案：价格").waitFor();

  await app.go("#/health?view=planned&customer=c1");
  await slip.getByTestId("slip-end").click();
  await page.locator("#plan-win_back_result").selectOption("won_back");
  await page.getByTestId("plan-end").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await slip.getByTestId("health-plans").getByText("已挽回").waitFor();
  await page.keyboard.press("Control+z");
  await slip.getByTestId("slip-end").waitFor();
  await page.keyboard.press("Control+y");
  await slip.getByTestId("slip-plan").waitFor();
  // A result that was wrong is put right, and that is undone as well.
  await slip.getByTestId("slip-end-again").click();
  await page.waitForFunction(() => document.querySelector("#plan-win_back_result")?.value === "won_back");
  await page.locator("#plan-win_back_result").selectOption("lost");
  await page.getByTestId("plan-end").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await slip.getByTestId("health-plans").getByText("已流失").waitFor();
  await page.keyboard.press("Control+z");
  await slip.getByTestId("health-plans").getByText("已挽回").waitFor();
  await app.go("#/health?view=ended");
  await page.getByTestId("health-row").filter({ hasText: "禾木家具" }).waitFor();
});

story("from why the score is what it is to its months, and to the plan", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "health.guanxi.json", book()));
  await app.go("#/customers/c1?why=health");
  await page.locator(".slip__note a").click();
  await page.getByTestId("health-trend").waitFor();
  assert.match(page.url(), /#\/health\?/);
  await page.getByTestId("slip-plan").waitFor();
});

story("the warnings of the past are judged, too few of them without a rate", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "health.guanxi.json", book()));
  await app.go("#/health?view=judged");
  const rows = page.getByTestId("health-signals").locator("tbody tr");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 11);
  for (const rate of await rows.locator("td:nth-child(6)").allTextContents()) assert.equal(rate, "太少");
});

story("the formula to the letter is one switch away from the scores it makes, and undo takes it back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "health.guanxi.json", book()));
  await app.go("#/health?customer=c1");
  const parts = page.getByTestId("health-parts");
  // Nobody was in touch with 禾木, nobody complained, no payment was written down: that is said, and does not pose as full points.
  await parts.getByText("没有记录，规则计20，满分20").first().waitFor();
  assert.equal(await parts.getByText(/没有记录/).count(), 3);
  // On a phone, and in the longer language, all of it is in sight.
  const desk = page.viewportSize();
  await app.shell.switchLanguage();
  await page.setViewportSize({ width: 390, height: 844 });
  await parts.getByText("nothing is recorded: 20 of 20 by the rules").first().waitFor();
  assert.deepEqual(await parts.locator("dt, dd").evaluateAll((all) => all.filter((el) => el.scrollWidth > el.clientWidth).map((el) => el.textContent)), []);
  await page.setViewportSize(desk);
  await app.shell.switchLanguage();
  const literal = page.getByTestId("health-formula").locator("input");
  assert.equal(await literal.isChecked(), false);
  await literal.click();
  await parts.getByText("没有记录，规则扣0，最多扣20").waitFor();
  await page.getByText("没有投诉也最多80分").waitFor();
  await app.data.open();
  const { rulebook, rule_versions } = await app.data.exportBook();
  const term = rulebook.scores.find(({ id }) => id === "health").terms.find(({ metric }) => metric === "complaints");
  assert.equal(term.weight, -0.2);
  assert.equal(rule_versions.at(-1).name, "健康度公式");
  await app.go("#/health?customer=c1");
  await literal.waitFor();
  assert.equal(await literal.isChecked(), true);
  await app.shell.undo();
  await parts.getByText("没有记录，规则计20，满分20").first().waitFor();
  assert.equal(await literal.isChecked(), false);
});
