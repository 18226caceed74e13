// Value tiers: the map opens its customers, segments are changed and undone, who moved since a day, portraits and the report of a day.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const day = (back) => new Date(Date.now() - back * 864e5 + 8 * 36e5).toISOString().slice(0, 10);

/** Ten customers: c1 to c5 bought lately, c6 to c9 long ago, c10 never. Amounts fall with the number. */
const book = () =>
  smallBook({
    customers: Array.from({ length: 10 }, (_, i) => ({ id: `c${i + 1}`, name: `第${i + 1}家`, need_tags: i % 2 ? ["要快"] : ["重售后"] })),
    orders: Array.from({ length: 9 }, (_, i) => ({ id: `o${i}`, customer: `c${i + 1}`, date: day(i < 5 ? 3 : 200 + i), amount: 90_000 - i * 10_000 })),
    interactions: [],
  });

const names = (page) => page.locator('[data-testid="value-row"] [data-col="name"]').allTextContents();
const count = (page) => page.getByTestId("value-count").textContent();

story("a cell, a tier and a segment open exactly their customers, and the address keeps it", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "value.guanxi.json", book()));
  await app.go("#/value");
  await page.getByTestId("value-row").first().waitFor();
  // Ranked by the total, then by amount: the recent first.
  assert.deepEqual((await names(page)).slice(0, 3), ["第1家", "第2家", "第3家"]);
  await page.getByTestId("value-few").waitFor();

  // Five bought lately; all ordered once, so F is 1 for everybody.
  const cell = page.locator('[data-cell="5-1"]');
  const n = Number(await cell.locator("b").textContent());
  assert.equal(n, 5);
  await cell.click();
  await page.getByTestId("value-narrowed").waitFor();
  assert.equal((await names(page)).length, 5);
  assert.match(page.url(), /cell=5-1/);
  await page.reload();
  await page.getByTestId("value-narrowed").waitFor();
  assert.equal((await names(page)).length, 5);
  await page.getByTestId("value-narrowed").locator("a").click();
  await page.getByTestId("value-narrowed").waitFor({ state: "detached" });
  assert.equal((await names(page)).length, 9);

  // By name, and the other way round.
  for (const first of ["第1家", "第9家"]) {
    await page.locator('.grid__head [data-col="name"] button').click();
    await page.waitForFunction((first) => document.querySelector('[data-testid="value-row"] [data-col="name"]').textContent === first, first);
  }

  // Of nine: 20 % above are the first two.
  await page.getByTestId("value-tiers").locator("tbody a").first().click();
  await page.getByTestId("value-narrowed").waitFor();
  assert.deepEqual(await names(page), ["第1家", "第2家"]);
  assert.match(await count(page), /2/);
});

story("a segment is renamed, added and removed; each step is undone", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "value.guanxi.json", book()));
  await app.go("#/value?view=segments");
  const rows = page.getByTestId("segments").locator("tbody tr");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 11);

  await page.getByTestId("segment-add").click();
  await page.getByTestId("segment-save").click();
  await page.getByText("请填写名称").first().waitFor();
  await page.locator("#segment-name").fill("最近买过");
  await page.locator("#segment-r_from").selectOption("5");
  await page.getByTestId("segment-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await app.shell.saved();
  await rows.filter({ hasText: "最近买过" }).waitFor();
  assert.equal(await rows.filter({ hasText: "最近买过" }).locator("td.num").textContent(), "5");
  // It holds what 新近下单 would.
  await page.locator('[data-segment="recent"]').getByRole("button").first().click();
  await page.locator("#segment-name").fill("最近买过");
  await page.getByTestId("segment-save").click();
  await page.getByText("已有同名的细分").first().waitFor();
  await page.locator("#segment-name").fill("新来的");
  await page.getByTestId("segment-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await rows.filter({ hasText: "新来的" }).waitFor();
  await page.locator('[data-segment="recent"]').getByRole("button").last().click();
  await rows.filter({ hasText: "新来的" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await rows.filter({ hasText: "新来的" }).waitFor();
  await page.keyboard.press("Control+z");
  await rows.filter({ hasText: "新近下单" }).waitFor();
  await page.getByTestId("segments-restore").click();
  await rows.filter({ hasText: "最近买过" }).waitFor({ state: "detached" });
  assert.equal(await rows.count(), 11);
});

story("who moved since a day is counted and listed", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "value.guanxi.json", book()));
  await app.go(`#/value?view=moves&since=${day(30)}`);
  // Thirty days ago the first five had no order yet.
  const came = page.locator('[data-shift="came"]');
  await came.locator("b").waitFor();
  assert.equal(await came.locator("b").textContent(), "5");
  await came.click();
  await page.getByTestId("value-row").first().waitFor();
  assert.deepEqual(await names(page), ["第1家", "第2家", "第3家", "第4家", "第5家"]);
  assert.match(page.url(), /shift=came/);
});

story("a portrait says what is recorded, and the report of a day is one file that carries its rows", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "value.guanxi.json", book()));
  await app.go("#/value?view=portrait&group=segment:recent");
  await page.getByTestId("portrait").getByText("重售后").waitFor();
  const report = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("portrait-report").click()]);
    return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
  };
  const [name, first] = await report();
  assert.match(name, /^客户画像报告_\d{4}-\d\d-\d\d\.html$/);
  assert.match(first, /c1 c2 c3 c4 c5/);
  assert.doesNotMatch(first, /NaN|<script|http:/);
  const [, second] = await report();
  assert.equal(second, first);
  await page.getByTestId("portrait-month").click();
  await page.waitForURL(/as_of=/);
});

story("an empty book and one without orders say what would be here", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "none.guanxi.json", smallBook({ customers: [{ id: "c1", name: "甲" }], orders: [], interactions: [] })));
  for (const view of ["", "?view=moves", "?view=portrait"]) {
    await app.go(`#/value${view}`);
    await page.getByText("还没有客户下过订单").first().waitFor();
    assert.doesNotMatch(await page.locator("main").textContent(), /NaN|undefined/);
  }
});

story("a group that people name has a list, a portrait and a report that can be compared; each step is undone", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "value.guanxi.json", book()));
  await app.go("#/value?view=segments");
  await page.getByTestId("group-add").click();
  await page.getByTestId("group-save").click();
  // Nothing typed: the name and a condition are asked for.
  await page.getByText("请填写名称").first().waitFor();
  await page.getByText("至少要有一个条件").first().waitFor();
  await page.locator("#group-name").fill("要快的老主顾");
  await page.locator('dialog[open] [data-pick="camp-group"] select').first().selectOption("ready:come_back");
  await page.getByTestId("camp-audience-count").filter({ hasText: "符合4位" }).waitFor();
  // What is typed outlives the dialog.
  await page.keyboard.press("Escape");
  await page.getByTestId("group-add").click();
  assert.equal(await page.locator("#group-name").inputValue(), "要快的老主顾");
  await page.getByTestId("camp-audience-count").filter({ hasText: "符合4位" }).waitFor();
  await page.getByTestId("group-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  const row = page.getByTestId("groups").locator("tbody tr").filter({ hasText: "要快的老主顾" });
  await row.locator("td.num a").filter({ hasText: "4" }).waitFor();
  await app.shell.saved();

  // The number opens exactly its customers.
  await row.locator("td.num a").click();
  await page.getByText("人群").first().waitFor();
  const listed = page.locator('[data-testid="customer-row"] [data-col="name"], [data-testid="row"] [data-col="name"]');
  await listed.nth(3).waitFor();
  assert.equal(await listed.count(), 4);

  await app.go("#/value?view=segments");
  await row.getByRole("link", { name: "画像" }).click();
  await page.getByTestId("portrait-members").filter({ hasText: "4" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("portrait-report").click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /要快的老主顾[^]*c6/);
  await app.shell.saved();
  // The step is called by what it did.
  await page.locator('[data-testid="undo"][title*="冻结画像报告"]').waitFor();
  await page.getByTestId("portrait-reports").locator("summary").click();
  const today = page.getByTestId("portrait-reports-table").locator("tbody tr").first();
  await today.filter({ hasText: "冻结" }).waitFor();
  await page.getByTestId("portrait-compare").click();
  await today.filter({ hasText: "与冻结时一致" }).waitFor();

  await app.go("#/value?view=segments");
  await row.getByRole("button").last().click();
  await row.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await row.waitFor();
});
