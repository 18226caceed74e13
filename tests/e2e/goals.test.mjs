// Goals: measured, changed and undone, one's own, their rows; the review of complaints; boards that are arranged.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const day = (back) => new Date(Date.now() - back * 864e5 + 8 * 36e5).toISOString().slice(0, 10);

/** Two customers: three contacts that we began, two answered; two rated complaints, one late. */
const book = () =>
  smallBook({
    customers: [{ id: "c1", name: "第一家" }, { id: "c2", name: "第二家" }],
    orders: [{ id: "o1", customer: "c1", date: day(20), amount: 3000 }],
    interactions: [true, true, false].map((responded, i) => ({ id: `i${i}`, customer: "c1", at: day(10 + i), kind: "call", direction: "outbound", responded })),
    tickets: [
      { id: "t1", customer: "c1", kind: "complaint", cause: "交期延误", product: "甲", severity: "general", opened_at: `${day(1)}T09:00:00+08:00`, resolved_at: `${day(1)}T10:00:00+08:00`, satisfaction: 5 },
      { id: "t2", customer: "c2", kind: "complaint", cause: "交期延误", opened_at: `${day(60)}T09:00:00+08:00`, resolved_at: `${day(50)}T10:00:00+08:00`, satisfaction: 3 },
    ],
  });

const cell = (page, goal, label) => page.locator(`[data-goal="${goal}"] [data-label="${label}"]`);

story("goals are measured, changed and undone; each opens what it rests on", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "goals.guanxi.json", book()));
  await app.go("#/goals");
  await cell(page, "satisfaction", "实测").waitFor();
  // Two of three; 100 and 60 points; one of two in time.
  assert.match(await cell(page, "response_rate", "实测").innerText(), /66\.7/);
  assert.match(await cell(page, "satisfaction", "实测").innerText(), /80分/);
  assert.match(await cell(page, "complaints_in_time", "实测").innerText(), /50/);
  assert.match(await cell(page, "satisfaction", "目标值").innerText(), /85分/);

  await page.locator('[data-goal="satisfaction"]').getByTestId("goal-edit").click();
  await page.locator("#goal-aim").fill("80");
  await page.getByTestId("goal-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await cell(page, "satisfaction", "目标值").filter({ hasText: "80分" }).waitFor();
  await page.locator('[data-goal="satisfaction"] [data-standing="reached"]').waitFor();
  await page.keyboard.press("Control+z");
  await cell(page, "satisfaction", "目标值").filter({ hasText: "85分" }).waitFor();

  await page.getByTestId("goal-add").click();
  await page.getByTestId("goal-save").click();
  await page.locator("#goal-name").fill("下单客户");
  await page.locator("#goal-metric").selectOption("order_count_12m");
  await page.locator("#goal-how").selectOption("share");
  await page.locator("#goal-from").fill("1");
  await page.locator("#goal-aim").fill("40");
  await page.getByTestId("goal-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  const own = page.locator("[data-goal^=own-]");
  await own.waitFor();
  assert.match(await own.locator('[data-label="实测"]').innerText(), /50/);

  // Of those who are met by any condition: one who bought, of one.
  await own.getByTestId("goal-edit").click();
  await page.locator('dialog[open] [data-pick="camp-group"] select').selectOption("stage:active");
  await page.getByTestId("camp-audience-count").filter({ hasText: "符合1位" }).waitFor();
  await page.getByTestId("goal-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await own.locator('[data-label="实测"]').filter({ hasText: "100" }).waitFor();
  assert.match(await own.innerText(), /只算符合“.*成交客户.*”的客户/);
  await app.shell.saved();
  await page.keyboard.press("Control+z");
  await own.locator('[data-label="实测"]').filter({ hasText: "50" }).waitFor();

  await page.locator('[data-goal="response_rate"] th a').click();
  await page.getByTestId("goal-row").first().waitFor();
  assert.match(await page.getByTestId("goal-row").first().innerText(), /第一家[^]*回应/);
  assert.match(await page.getByTestId("goal-facts").innerText(), /2 \/ 3/);
});

story("the complaints of a month, an improvement, and the report", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "goals.guanxi.json", book()));
  await app.go(`#/goals?view=complaints&month=${day(1).slice(0, 7)}-01`);
  const causes = page.getByTestId("complaints-causes").locator("tbody tr");
  await causes.filter({ hasText: "交期延误" }).waitFor();
  assert.match(await causes.first().innerText(), /1\s+100/);
  await page.getByTestId("improve-add").click();
  await page.locator("#improve-improvement").fill("交期延误");
  await page.locator("#improve-name").fill("提前一周备料");
  await page.getByTestId("improve-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  const row = page.getByTestId("improvements").locator("tbody tr");
  await row.filter({ hasText: "提前一周备料" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("complaints-report").click()]);
  const html = readFileSync(await download.path(), "utf8");
  assert.match(html, /交期延误[^]*提前一周备料/);
  // Whose a complaint is stands there by name.
  assert.match(html, /<td>第一家<\/td>/);
  assert.doesNotMatch(html, /<script|src=|href=/);
  await page.getByTestId("improve-end").click();
  await row.filter({ hasText: "已完成" }).waitFor();
  // What the figures rest on: solved in time is narrowed here, a cause opens its tickets.
  await page.getByTestId("complaints-sum").getByRole("link", { name: "按时1件" }).click();
  await page.getByTestId("complaints-only").waitFor();
  assert.equal(await page.getByTestId("complaints-all").locator("tbody tr").count(), 1);
  await causes.filter({ hasText: "交期延误" }).locator("td.num a").first().click();
  await page.getByTestId("service-row").first().waitFor();
  assert.equal(await page.getByTestId("service-row").count(), 1);
  assert.match(await page.getByTestId("service-row").first().innerText(), /第一家/);
});

story("boards in two tabs keep each other's changes, and on paper each has its name, its company and its day", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "goals.guanxi.json", { ...book(), settings: { ...book().settings, company: "苏州澜川" } }));
  const other = await context.newPage();
  // A card that stands on this board alone tells that it is drawn.
  const open = async (tab, board, card) => {
    await tab.goto(`${url}#/dashboard?board=${board}`);
    if (!(await tab.locator("[data-card]").count())) await tab.getByTestId("board-arrange-cards").click();
    await tab.locator(`[data-card="${card}"]`).waitFor();
  };
  const keys = (tab) => tab.locator("[data-card]").evaluateAll((all) => all.map((one) => one.dataset.card));
  const out = async (tab, card) => {
    await tab.locator(`[data-card="${card}"]`).getByRole("button").last().click();
    await tab.locator(`[data-card="${card}"]`).waitFor({ state: "detached" });
  };
  // Two boards, then the same in both: each tab changes something, and nothing is lost.
  await open(page, "service", "causes");
  await open(other, "sales", "acquisition");
  const begins = await keys(page);
  await out(page, "tags");
  await out(other, "months");
  await open(other, "service", "causes");
  // One after the other at once: what the second changes is what the first left, heard of or not.
  await out(other, "causes");
  await out(page, "tickets");
  await page.locator('[data-card="causes"]').waitFor({ state: "detached" });
  await page.reload();
  await page.getByTestId("board-arrange-cards").click();
  await page.locator("[data-card]").first().waitFor();
  assert.deepEqual(await keys(page), begins.filter((key) => !["tags", "causes", "tickets"].includes(key)));
  await open(page, "sales", "acquisition");
  assert.ok(!(await keys(page)).includes("months"));
  // At the same moment, before a browser tells either tab of the other: each takes cards off, and one puts a card elsewhere.
  for (const tab of [page, other]) await open(tab, "management", "overview");
  const whole = await keys(page);
  const moment = Date.now() + 500;
  const press = (tab, card, button, later) =>
    tab.evaluate(([card, button, at]) => new Promise((done) => {
      const now = () => done(document.querySelectorAll(`[data-card="${card}"] button`)[button].click());
      setTimeout(now, at - Date.now());
    }), [card, button, moment + later]);
  await Promise.all([press(page, "gaps", 2, 0), press(other, "bands", 2, 0), press(other, "tags", 2, 20), press(page, "months", 2, 20), press(page, "matrix", 0, 40)]);
  const left = whole.filter((key) => !["gaps", "bands", "tags", "months"].includes(key));
  const wanted = ["overview", "matrix", ...left.filter((key) => !["overview", "matrix"].includes(key))];
  for (const tab of [page, other]) await tab.waitForFunction((wanted) => [...document.querySelectorAll("[data-card]")].map((one) => one.dataset.card).join() === wanted, wanted.join());
  await page.reload();
  await page.getByTestId("board-arrange-cards").click();
  await page.locator("[data-card]").first().waitFor();
  assert.deepEqual(await keys(page), wanted);
  await other.close();

  await app.go("#/dashboard?board=service");
  await page.emulateMedia({ media: "print" });
  await page.locator(".letterhead").getByText("苏州澜川").waitFor();
  assert.match(await page.locator(".printmeta").first().innerText(), /仪表盘：服务，全部客户\s*基准日\d{4}-\d{2}-\d{2}/);
  await page.emulateMedia({ media: "screen" });
});

story("a board is arranged, kept, and put back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "goals.guanxi.json", book()));
  await app.go("#/dashboard?board=service");
  await page.locator(".figure").filter({ hasText: "客户满意度" }).filter({ hasText: "80分" }).waitFor();
  await page.locator("#board-causes").waitFor();
  await page.getByTestId("board-arrange-cards").click();
  const cards = page.locator("[data-card]");
  const keys = () => cards.evaluateAll((all) => all.map((one) => one.dataset.card));
  const begins = await keys();
  await page.locator('[data-card="causes"]').dragTo(page.locator('[data-card="in_time"]'));
  await page.waitForFunction(() => document.querySelector("[data-card]").dataset.card === "causes");
  await page.locator('[data-card="tags"]').getByRole("button").last().click();
  await page.locator('[data-card="tags"]').waitFor({ state: "detached" });
  await page.reload();
  await page.locator("#board-causes").waitFor();
  await page.getByTestId("board-arrange-cards").click();
  assert.deepEqual(await keys(), ["causes", ...begins.filter((key) => !["causes", "tags"].includes(key))]);
  await page.getByTestId("board-restore").click();
  await page.locator('[data-card="tags"]').waitFor();
  assert.deepEqual(await keys(), begins);
});
