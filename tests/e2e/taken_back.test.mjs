// An import is taken back as a whole when its tab is long gone; numbers and states that say less than they seem to are asked about.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";
import { asCsv } from "./sheets.mjs";

const KNOWN = smallBook({ customers: [{ id: "KH-0001", name: "青禾茶业", region: "杭州" }, { id: "KH-0002", name: "远山制造", region: "苏州" }], orders: [] });
const begin = async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", KNOWN));
};
const regions = (book) => book.customers.map(({ name, region }) => [name, region]);
const past = (page) => page.getByTestId("past-import");
const undo = (page, name) => past(page).filter({ hasText: name }).getByRole("button", { name: "撤销" });

story("an import is taken back as a whole after a reload, in another tab, with another import on top, and that is undone", {}, async (on) => {
  const { page, app, folder } = on;
  await begin(on);
  const before = regions(await app.data.exportBook());
  await app.data.chooseTable(file(folder, "一月.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["北岸医疗", "无锡"]])));
  await app.data.applyTable();
  await app.data.chooseTable(file(folder, "二月.csv", asCsv([["客户名称", "地区"], ["南岭食品", "韶关"]])));
  await app.data.applyTable();
  await undo(page, "一月.csv").waitFor();
  await page.reload();
  await app.up();
  const otherPage = await on.context.newPage();
  await otherPage.goto(on.url);
  const other = new App(otherPage, on.url);
  await other.up();
  await other.data.open();
  await undo(otherPage, "一月.csv").click();
  await past(otherPage).filter({ hasText: "一月.csv" }).and(otherPage.locator("[data-undone]")).waitFor();
  assert.deepEqual(regions(await other.data.exportBook()), [...before, ["南岭食品", "韶关"]]);
  await past(page).filter({ hasText: "一月.csv" }).and(page.locator("[data-undone]")).waitFor();
  await other.shell.undo();
  await undo(page, "一月.csv").waitFor();
  assert.deepEqual(regions(await app.data.exportBook()), [["青禾茶业", "宁波"], ["远山制造", "苏州"], ["北岸医疗", "无锡"], ["南岭食品", "韶关"]]);
  // What the import wrote and somebody changed since keeps the whole where it is, in words.
  await app.data.chooseTable(file(folder, "三月.csv", asCsv([["客户名称", "地区"], ["北岸医疗", "常州"]])));
  await app.data.applyTable();
  await undo(page, "一月.csv").click();
  await page.locator(".toast").filter({ hasText: "其中1条记录之后又改过或删过（北岸医疗）" }).waitFor();
  assert.equal((await app.data.exportBook()).customers.length, 4);
  // Once that is taken back, it goes as well; and the sums of the report do not stand any more.
  await undo(page, "三月.csv").click();
  await page.locator('[data-testid="import-done"][data-undone]').waitFor();
  assert.doesNotMatch(await page.getByTestId("import-done").innerText(), /更新1家/);
  await undo(page, "一月.csv").click();
  await past(page).filter({ hasText: "一月.csv" }).and(page.locator("[data-undone]")).waitFor();
  assert.deepEqual(regions(await app.data.exportBook()), [...before, ["南岭食品", "韶关"]]);
});

story("two presses and a cancel in one moment write nothing or once, say so, and leave the page at work", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "双击.csv", asCsv([["客户名称"], ["双击"]])));
  await page.evaluate(() => {
    const press = (id) => document.querySelector(`[data-testid="${id}"]`)?.click();
    ["import-apply", "import-apply", "import-cancel"].forEach(press);
  });
  await page.locator(".toast").filter({ hasText: /已取消导入“双击\.csv”|导入“双击\.csv”/ }).waitFor();
  assert.equal(await page.locator(".toast").filter({ hasText: "中途停了" }).count(), 0);
  const names = (await app.data.exportBook()).customers.map(({ name }) => name);
  assert.ok(names.filter((name) => name === "双击").length <= 1, String(names));
});

story("a number that is another customer's is asked about, once for all rows or row by row", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const sheet = file(folder, "同事.csv", asCsv([["客户编号", "客户名称", "地区"], ["KH-0001", "上海仇家五金", "上海"], ["KH-0002", "远山制造", "常熟"]]));
  const table = await app.data.chooseTable(sheet);
  assert.deepEqual([table.asks.map(({ reason, header }) => [reason, header]), table.applicable], [[["other-customer", "客户编号"]], false]);
  await page.locator('[data-reason="other-customer"] [data-answer="new"]').click();
  await page.locator('[data-testid="import-summary"][data-new="1"][data-changed="1"][data-asked="0"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  const named = (await app.data.exportBook()).customers.map(({ id, name, region }) => [id, name, region]);
  assert.deepEqual(named, [["KH-0001", "青禾茶业", "杭州"], ["KH-0002", "远山制造", "常熟"], ["KH-0003", "上海仇家五金", "上海"]]);
  const again = await app.data.chooseTable(sheet);
  assert.deepEqual([again.asks, again.summary.same, again.applicable], [[], 2, false]);
});

story("tickets that are said to be solved are asked about, and do not stand as late", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = [["服务单号", "客户名称", "服务类型", "反映时间", "处理情况"], ["F1", "青禾茶业", "投诉", "2026-03-05 10:00", "已解决"], ["F2", "青禾茶业", "投诉", "2026-03-06 10:00", "处理中"]];
  const table = await app.data.chooseTable(file(folder, "工单.csv", asCsv(rows)));
  assert.deepEqual([table.asks.map(({ reason }) => reason), table.summary.problems], [["solved-when"], 0]);
  await page.locator('[data-reason="solved-when"] [data-answer="solved"]').click();
  await page.locator('[data-testid="import-summary"][data-new="2"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  const { tickets } = await app.data.exportBook();
  assert.deepEqual(tickets.map(({ id, resolved_at }) => [id, resolved_at]), [["F1", "2026-03-05"], ["F2", undefined]]);
});

story("a row whose number and name are two customers is asked about; a file that counts otherwise goes by its names and says so", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const head = ["客户编号", "客户名称", "地区"];
  const table = await app.data.chooseTable(file(folder, "错行.csv", asCsv([head, ["KH-0001", "远山制造", "常熟"]])));
  assert.deepEqual([table.asks.map(({ reason, header }) => [reason, header]), table.applicable], [[["number-or-name", "客户编号"]], false]);
  await page.locator('[data-reason="number-or-name"] [data-answer="by-number"]').click();
  await page.locator('[data-testid="import-summary"][data-changed="1"][data-asked="0"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()), [["青禾茶业", "常熟"], ["远山制造", "苏州"]]);
  const other = await app.data.chooseTable(file(folder, "别家.csv", asCsv([head, ["KH-0001", "远山制造", "昆山"], ["KH-0002", "青禾茶业", "湖州"]])));
  assert.deepEqual([other.asks, other.summary.changed], [[], 2]);
  assert.match(await page.getByTestId("import-by-name").innerText(), /有2个在簿册里是别的客户，已按名称对上/);
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()), [["青禾茶业", "湖州"], ["远山制造", "昆山"]]);
});

story("an import that points were spent of is taken back only where that is said once more", {}, async ({ page, app, folder }) => {
  const points = [{ id: "P1", customer: "KH-0001", date: "2026-03-10", delta: -80 }];
  const book = { ...KNOWN, points, settings: { ...KNOWN.settings, points_rules: { per_yuan: 0.1 } } };
  await app.data.open();
  await app.data.import(file(folder, "points.guanxi.json", book));
  const sheet = asCsv([["订单编号", "客户名称", "下单日期", "订单金额（元）"], ["S1", "青禾茶业", "2026-03-05", "1000"]]);
  await app.data.chooseTable(file(folder, "订单.csv", sheet));
  await app.data.applyTable();
  await undo(page, "订单.csv").click();
  const asked = page.locator(".toast").filter({ hasText: "有1位客户的积分余额会变成负数（青禾茶业）" });
  await asked.waitFor();
  assert.equal((await app.data.exportBook()).orders.length, 1);
  await asked.getByRole("button", { name: "照样撤销" }).click();
  await past(page).filter({ hasText: "订单.csv" }).and(page.locator("[data-undone]")).waitFor();
  assert.equal(((await app.data.exportBook()).orders ?? []).length, 0);
});
