// The import of tables read in several ways: what was corrected and answered is there again, rows behind the data are taken in and out, rows that are
// like one customer are answered in one press.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { asCsv, xlsx } from "./sheets.mjs";

const KNOWN = smallBook({ customers: [{ id: "c1", name: "宁波恒拓机械有限公司" }, { id: "c2", name: "上海蓝海科技有限公司" }], orders: [] });
const CUSTOMERS = [
  ["客户名称", "地区", "合作日期"],
  ["青禾茶业", "杭州", "03/04/2026"],
  ["远山制造", "苏州", "05/06/2026"],
  ["华东区合计：", "2家", ""],
  ["制表人：张三", "审核：李四", ""],
];
const OTHER = [["客户名称", "地区"], ["北岸医疗", "无锡"]];
const settled = (page) => page.locator('[data-testid="import-summary"]:not([data-busy])').waitFor();
const cell = (page, at, column) => page.locator(`[data-testid="import-row"][data-at="${at}"] [data-column="${column}"] .sheetcell`);
const correct = async (page, at, column, text) => {
  await cell(page, at, column).click();
  await cell(page, at, column).and(page.locator("input:focus")).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.locator(`[data-testid="import-row"][data-at="${at}"] button.sheetcell`, { hasText: text }).waitFor();
};
const choose = async (page, mark, value) => {
  await page.getByTestId(mark).selectOption(value);
  await settled(page);
};
const begin = async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", KNOWN));
};

story("who looks at another sheet, another head or another kind of row finds corrections and answers again", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "两张表.xlsx", xlsx(["客户", CUSTOMERS], ["别的", OTHER])));
  await app.data.answerTable("合作日期", "day-first");
  await correct(page, 2, 0, "青禾茶业公司");
  const there = async () => {
    await cell(page, 2, 0).filter({ hasText: "青禾茶业公司" }).waitFor();
    await page.locator('[data-testid="import-answered"][data-header="合作日期"]').waitFor();
    assert.equal(await page.getByTestId("import-ask").count(), 0);
  };
  await there();
  await choose(page, "import-sheet", "1");
  await cell(page, 2, 0).filter({ hasText: "北岸医疗" }).waitFor();
  assert.equal(await page.getByTestId("import-answered").count(), 0, "another sheet begins anew");
  await choose(page, "import-sheet", "0");
  await there();
  await choose(page, "import-subject", "Orders");
  await cell(page, 2, 0).filter({ hasText: "青禾茶业公司" }).waitFor();
  await choose(page, "import-subject", "Customers");
  await there();
  await choose(page, "import-head", "none");
  await page.locator('[data-testid="import-row"][data-at="1"]').waitFor();
  await cell(page, 2, 0).filter({ hasText: "青禾茶业公司" }).waitFor();
  await choose(page, "import-head", "1-1");
  await page.locator('[data-testid="import-row"][data-at="1"]').waitFor({ state: "detached" });
  await there();
  await app.data.applyTable();
  const names = (await app.data.exportBook()).customers.map(({ name }) => name);
  assert.ok(names.includes("青禾茶业公司") && !names.includes("青禾茶业"));
});

story("sums and lines below the table are named, taken in and out again", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "表尾.csv", asCsv(CUSTOMERS.map((row) => row.slice(0, 2)))));
  const source = page.getByTestId("import-source");
  const aside = page.getByTestId("import-aside");
  assert.deepEqual([await source.getAttribute("data-rows"), await aside.getAttribute("data-rows")], ["2", "2"]);
  assert.match(await aside.locator("summary").innerText(), /合计1行不导入，表尾说明1行不导入/);
  await aside.locator("summary").click();
  assert.deepEqual((await aside.locator("li > span").allInnerTexts()), ["华东区合计： | 2家", "制表人：张三 | 审核：李四"]);
  await correct(page, 2, 1, "杭州市");
  await aside.locator('[data-at="4"] button').click();
  await page.locator('[data-testid="import-row"][data-at="4"]').waitFor();
  assert.match(await aside.locator("summary").innerText(), /按您的选择导入1行/);
  assert.equal(await source.getAttribute("data-rows"), "3");
  await cell(page, 2, 1).filter({ hasText: "杭州市" }).waitFor();
  await aside.locator('[data-at="4"][data-taken="true"] button').click();
  await page.locator('[data-testid="import-row"][data-at="4"]').waitFor({ state: "detached" });
  assert.equal(await source.getAttribute("data-rows"), "2");
});

story("rows that are each like one customer are answered in one press, and back", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = [["客户名称", "日期", "金额"], ["恒拓机械", "2026-03-05", "10"], ["蓝海科技", "2026-03-05", "20"], ["恒拓机械", "2026-03-06", "30"]];
  await app.data.chooseTable(file(folder, "订单.csv", asCsv(rows)));
  const open = page.getByTestId("import-suggestions");
  await open.waitFor();
  assert.equal(await open.getAttribute("data-rows"), "3");
  assert.match(await open.innerText(), /恒拓机械[^]*→ 宁波恒拓机械有限公司/);
  await open.getByRole("button", { name: "全部按建议：3行都是" }).click();
  const done = page.getByTestId("import-suggested");
  await done.waitFor();
  await page.locator('[data-testid="import-summary"][data-new="3"][data-asked="0"]:not([data-busy])').waitFor();
  await done.getByRole("button").click();
  await open.waitFor();
  await done.waitFor({ state: "detached" });
  await page.locator('[data-testid="import-summary"][data-new="0"][data-asked="3"]:not([data-busy])').waitFor();
  await open.getByRole("button").click();
  await page.locator('[data-testid="import-summary"][data-new="3"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).orders.map(({ customer }) => customer).sort(), ["c1", "c1", "c2"]);
});

story("questions that the file itself or the list speaks for are answered in one press, each taken back by itself", {}, async ({ page, app, folder }) => {
  await app.data.open();
  // 13/04 shows that the day stands first; 制造 is like 制造业. B级 is B, and nobody asks.
  const rows = [["客户名称", "行业", "客户类型", "意向等级", "建档日期"], ["青禾纸业", "制造", "企业", "B级", "03/04/2026"], ["远山木业", "制造", "企业", "A级", "13/04/2026"]];
  const table = await app.data.chooseTable(file(folder, "客户.csv", asCsv(rows)));
  assert.deepEqual(table.asks.map(({ reason }) => reason), ["choices", "date-order"]);
  const all = page.getByTestId("import-proposed");
  assert.equal(await all.innerText(), "全部按建议：2个问题");
  await all.click();
  await page.locator('[data-testid="import-summary"][data-new="2"][data-asked="0"]:not([data-busy])').waitFor();
  assert.equal(await page.getByTestId("import-ask").count(), 0);
  await all.waitFor({ state: "detached" });
  // One of them is asked again; one proposal has its own button, and needs none for all.
  await page.locator('[data-testid="import-answered"][data-header="建档日期"]').getByRole("button").click();
  await page.locator('[data-testid="import-ask"][data-reason="date-order"]').waitFor();
  assert.equal(await all.count(), 0);
  await page.locator('[data-testid="import-ask"] [data-answer="day-first"]').click();
  await page.locator('[data-testid="import-summary"][data-new="2"][data-asked="0"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  const said = (await app.data.exportBook()).customers.map(({ name, industry, intent, created_on }) => [name, industry, intent, created_on]);
  assert.deepEqual(said, [["青禾纸业", "制造业", "B", "2026-04-03"], ["远山木业", "制造业", "A", "2026-04-13"]]);
});

story("an order whose payment no word of ours says is asked about, and no answer is taken for granted", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = [["订单号", "客户名称", "下单日期", "订单金额（元）", "支付情况"], ["S1", "宁波恒拓机械有限公司", "2026-03-05", "10", "已付"], ["S2", "宁波恒拓机械有限公司", "2026-03-05", "20", "没付"], ["S3", "宁波恒拓机械有限公司", "2026-03-05", "30", "月结"]];
  const table = await app.data.chooseTable(file(folder, "订单.csv", asCsv(rows)));
  const ask = page.locator('[data-testid="import-ask"][data-reason="unpaid"]');
  assert.match(await ask.innerText(), /还没有付款，或者看不出付清了没有[^]*没付[^]*月结/);
  assert.equal(table.applicable, false);
  await ask.locator('[data-answer]').last().click();
  await page.locator('[data-testid="import-summary"][data-new="3"][data-asked="0"]:not([data-busy])').waitFor();
});
