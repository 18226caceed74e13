// The import of tables in the midst of things: what is cancelled, left, refused, chosen, undone, and what other tabs do meanwhile.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { smallBook } from "./books.mjs";
import { faults, fail, heal } from "./faults.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";
import { asCsv, xlsx } from "./sheets.mjs";
import { holdFiles, many } from "./wizard.mjs";

const KNOWN = smallBook({ customers: [{ id: "c1", name: "青禾茶业", region: "杭州" }, { id: "c2", name: "远山制造", region: "苏州" }], orders: [] });
const state = (page, name) => page.locator(`[data-testid="import-report"][data-state="${name}"]`);
const summed = (page, what) => page.locator(`[data-testid="import-summary"]${Object.entries(what).map(([key, n]) => `[data-${key}="${n}"]`).join("")}:not([data-busy])`).waitFor();
const regions = (book) => book.customers.map(({ name, region }) => [name, region]);
const begin = async ({ app, folder }, book = KNOWN) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", book));
};

story("reading is cancelled in its midst: nothing changes, and the next file is read", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const before = await app.data.exportBook();
  await holdFiles(page);
  await app.data.mark("import-file").setInputFiles(file(folder, "大表.csv", many()));
  await state(page, "reading").waitFor();
  await page.getByTestId("import-cancel").click();
  await state(page, "idle").waitFor();
  await page.evaluate(() => window.letGo());
  await page.waitForTimeout(300);
  assert.equal(await app.data.report.getAttribute("data-state"), "idle", "what was cancelled does not come back");
  assert.deepEqual(await app.data.exportBook(), before);
  const table = await app.data.chooseTable(file(folder, "小表.csv", asCsv([["客户名称", "地区"], ["北岸医疗", "无锡"]])));
  assert.deepEqual([table.state, table.summary.new], ["preview", 1]);
});

story("the page is left while a table is read: it goes on, and its preview is there for who comes back", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await holdFiles(page);
  await app.data.mark("import-file").setInputFiles(file(folder, "大表.csv", many()));
  await state(page, "reading").waitFor();
  await app.go("#/customers");
  await page.evaluate(() => window.letGo());
  await app.customers.count();
  await app.data.open();
  await state(page, "preview").waitFor();
  await summed(page, { new: 200 });
  assert.deepEqual(regions(await app.data.exportBook()), [["青禾茶业", "杭州"], ["远山制造", "苏州"]]);
});

story("the page is left while a table is saved: it is saved once, and says so to who comes back", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "大表.csv", many()));
  await page.getByTestId("import-apply").click();
  await page.evaluate(() => { location.hash = "#/customers"; });
  await app.shell.saved();
  await app.data.open();
  await state(page, "done").waitFor();
  assert.equal((await app.data.exportBook()).customers.length, 202);
  assert.equal(await page.getByTestId("past-import").count(), 1);
});

/** A ZIP of these entries, each [name, bytes], with sizes as they are or as they are told to be. */
function zip(entries) {
  const crc = (bytes) => {
    let c = ~0;
    for (const byte of bytes) { c ^= byte; for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1)); }
    return ~c >>> 0;
  };
  const [parts, central] = [[], []];
  let at = 0;
  for (const [name, bytes] of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0); head.writeUInt16LE(8, 4); head.writeUInt32LE(crc(bytes), 10);
    head.writeUInt32LE(packed.length, 14); head.writeUInt32LE(bytes.length, 18); head.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4); end.writeUInt16LE(entries.length, 6); end.writeUInt32LE(directory.length, 8); end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\x05\x06"), end]);
}

story("a bomb, a locked and a broken file are refused with words on the page, and the next one comes in", {}, async ({ app, folder }) => {
  await begin({ app, folder });
  const before = await app.data.exportBook();
  const bomb = zip([["[Content_Types].xml", Buffer.from("<Types/>")], ["xl/workbook.xml", Buffer.alloc(260 << 20, 32)]]);
  assert.ok(bomb.length < 1_000_000);
  const good = xlsx(["表", [["客户名称"], ["北岸医疗"]]]);
  const locked = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2_000), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(500)]);
  for (const [name, bytes, words] of [["炸弹.xlsx", bomb, /解压后大得不合常理/], ["锁着.xlsx", locked, /密码/], ["断的.xlsx", good.subarray(0, good.length / 2), /不完整|损坏/]]) {
    const table = await app.data.chooseTable(file(folder, name, bytes));
    assert.equal(table.state, "error", name);
    assert.match(table.text, words, name);
    assert.match(table.text, /没有改动/, name);
  }
  assert.deepEqual(await app.data.exportBook(), before);
  assert.equal((await app.data.chooseTable(file(folder, "好的.xlsx", good))).summary.new, 1);
  await app.alive();
});

story("a word that a list does not have becomes a choice of ours, or means one of ours", {}, async ({ page, app, folder }) => {
  await begin({ app, folder }, smallBook({ customers: [{ id: "c1", name: "青禾茶业", industry: "制造业" }], orders: [], settings: { industries: ["制造业", "零售业"] } }));
  const table = await app.data.chooseTable(file(folder, "行业.csv", asCsv([["客户名称", "行业"], ["远山制造", "机加工"], ["北岸医疗", "医疗器械"], ["南岭食品", "零售业"]])));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["行业", "choices"]]);
  assert.equal(table.applicable, false);
  const ask = page.locator('[data-testid="import-ask"][data-header="行业"]');
  await ask.locator("select").nth(0).selectOption({ label: "制造业" });
  await ask.locator("select").nth(1).selectOption({ label: "新增选项“医疗器械”" });
  await ask.locator('[data-answer="confirm"]').click();
  await summed(page, { new: 3, problems: 0 });
  await app.data.applyTable();
  const book = await app.data.exportBook();
  assert.deepEqual(book.customers.slice(1).map(({ name, industry }) => [name, industry]), [["远山制造", "制造业"], ["北岸医疗", "医疗器械"], ["南岭食品", "零售业"]]);
});

story("what waits for an answer is no problem: it is not marked as one, and there is nothing to be mended in the file", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const table = await app.data.chooseTable(file(folder, "等.csv", asCsv([["客户名称", "意向等级", "合作起始时间"], ["远山制造", "热", "2026-03-05"], ["北岸医疗", "A", "2026-02-30"]])));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["意向等级", "choices"]]);
  assert.deepEqual((await app.data.tableRows()).map(({ outcome }) => outcome), ["waiting", "problem"]);
  const marks = await page.locator("[data-wrong]").evaluateAll((all) => all.map(({ dataset }) => [dataset.column, dataset.wrong]));
  assert.deepEqual(marks, [["1", "asked"], ["2", "true"]]);
  assert.equal(await page.getByTestId("import-problems").count(), 0);
  await page.locator('[data-testid="import-ask"] [data-answer="all-left"]').click();
  await page.locator('[data-testid="import-ask"] [data-answer="confirm"]').click();
  await summed(page, { new: 1, problems: 1 });
  await page.getByTestId("import-problems").waitFor();
});

story("a unit above the head is that of the columns that name none; the person can say another one", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [["客户营收表"], ["单位：万元"], ["客户名称", "营收", "年采购额（元）"], ["远山制造", 128, 50000], ["北岸医疗", 86.5, 7]];
  const table = await app.data.chooseTable(file(folder, "营收.xlsx", xlsx(["表", rows])));
  assert.deepEqual([table.asks, table.applicable], [[], true], table.text);
  const unit = page.locator('[data-testid="import-column"][data-header="营收"] [data-testid="import-unit"]');
  assert.match(await unit.innerText(), /照表头上方写的单位/);
  assert.equal(await unit.locator("select").inputValue(), "wan");
  assert.equal(await page.getByTestId("import-unit").count(), 1, "a column that names its unit keeps it");
  const revenue = async () => (await app.data.exportBook()).customers.map((customer) => [customer.annual_revenue, customer.declared_annual_purchase]);
  await app.data.applyTable();
  assert.deepEqual(await revenue(), [[1_280_000, 50_000], [865_000, 7]]);
  await app.shell.undo();
  await app.data.chooseTable(file(folder, "营收.xlsx", xlsx(["表", rows])));
  await unit.locator("select").selectOption("thousand");
  await page.locator('[data-testid="import-answered"][data-header="营收"]').getByText("千元").waitFor();
  await summed(page, { new: 2 });
  await app.data.applyTable();
  assert.deepEqual(await revenue(), [[128_000, 50_000], [86_500, 7]]);
});

story("a table of which no column is known asks whose its rows are, and comes in once the person says what one is", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const table = await app.data.chooseTable(file(folder, "看不懂.csv", asCsv([["甲", ""], ["远山制造", "7"], ["北岸医疗", "8"]])));
  assert.deepEqual([table.columns.map(({ field }) => field), table.applicable], [["out", "out"], false], table.text);
  assert.match(table.text, /没有一列写明是哪家客户/);
  // Nothing says that the first row is a head: it counts as a row, unless the person says otherwise.
  await app.data.setColumn("第1列", "field:name");
  await summed(page, { new: 3 });
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()), [["甲", undefined], ["远山制造", undefined], ["北岸医疗", undefined]]);
});

story("among several customers that fit, the person says which it is; each choice counts for its row alone", {}, async ({ page, app, folder }) => {
  const twins = [{ id: "c1", name: "双生贸易", region: "宁波" }, { id: "c2", name: "双生贸易", region: "厦门" }];
  await begin({ app, folder }, smallBook({ customers: twins, orders: [] }));
  const table = await app.data.chooseTable(file(folder, "双生.csv", asCsv([["客户名称", "备注"], ["双生贸易", "要报价"], ["双生贸易", "要样品"]])));
  assert.deepEqual([table.summary.asked, table.applicable], [2, false]);
  const whom = (row) => page.getByLabel(`第${row}行是哪家客户`);
  await whom(2).selectOption("c2");
  await summed(page, { changed: 1, asked: 1 });
  await whom(3).selectOption("+");
  await summed(page, { new: 1, changed: 1, asked: 0 });
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, region, notes }) => [name, region, notes]), [["双生贸易", "宁波", undefined], ["双生贸易", "厦门", "要报价"], ["双生贸易", undefined, "要样品"]]);
});

story("a row like an earlier one is told by that row; every answer counts, is shown, and can be changed and taken back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [["客户名称", "地区"], ["宁波恒拓机械有限公司", "宁波"], ["蓝海科技", "上海"], ["恒拓机械", "杭州"]];
  const table = await app.data.chooseTable(file(folder, "像.csv", asCsv(rows)));
  assert.equal(table.summary.new, 3);
  assert.match(table.text, /看起来和第2行是同一家/);
  assert.doesNotMatch(table.text, /簿册里有相似的客户/);
  const row = (outcome) => page.locator(`[data-testid="import-row"][data-at="4"][data-outcome="${outcome}"]`).waitFor();
  const [whom, counts] = [page.getByLabel("第4行是哪家客户"), page.getByLabel("第4行和第2行写的不一样，以哪一行为准")];
  await row("twins");
  await whom.selectOption("+");
  await row("new");
  assert.equal(await whom.inputValue(), "+", "the answer stands where it was given");
  await whom.selectOption("");
  await row("twins");
  await whom.selectOption("row:2");
  await row("asked");
  assert.equal(await whom.inputValue(), "row:2");
  await counts.selectOption("own");
  await row("new");
  await summed(page, { new: 2, asked: 0 });
  await counts.selectOption("earlier");
  await page.waitForFunction(() => document.querySelector('[data-testid="import-summary"]:not([data-busy])'));
  await summed(page, { new: 2, asked: 0 });
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()), [["宁波恒拓机械有限公司", "宁波"], ["蓝海科技", "上海"]]);
});

story("a layout keeps its answers, new choices join the book, and the same file again asks nothing and changes nothing", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const path = file(folder, "台账.csv", asCsv([["序号", "客户名称", "业内", "营收（万元）"], ["1", "甲厂", "制造", "￥3,200,000元"], ["2", "乙行", "外贸", "86"]]));
  const first = await app.data.chooseTable(path);
  assert.match(first.text, /1列不导入：序号/);
  assert.equal(await page.getByLabel("“制造”对应").inputValue(), "=制造业", "what the word is like is proposed");
  await page.getByLabel("“外贸”对应").selectOption("+");
  await page.locator('[data-answer="confirm"]').click();
  await summed(page, { new: 2, asked: 0 });
  const understood = page.locator('[data-understood="annual_revenue"]');
  assert.deepEqual((await understood.allTextContents()).map((text) => text.replace(/\s+/g, "")), ["营收（万元）320万元", "营收（万元）86万元"]);
  await app.data.applyTable();
  const report = await app.data.report.textContent();
  assert.match(report, /新增2家客户：甲厂、乙行/);
  assert.match(report, /行业的选项里加了：外贸/);
  const once = await app.data.exportBook();
  assert.ok(once.settings.industries.includes("外贸"));
  assert.deepEqual(once.customers.map(({ name, industry, annual_revenue }) => [name, industry, annual_revenue]), [["甲厂", "制造业", 3200000], ["乙行", "外贸", 860000]]);
  const again = await app.data.chooseTable(path);
  assert.deepEqual([again.asks, again.summary, again.applicable], [[], { new: 0, changed: 0, same: 2, problems: 0, asked: 0 }, false]);
  assert.deepEqual(await app.data.exportBook(), once);
});

story("the same file twice changes nothing, and says so", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const path = file(folder, "同一份.csv", asCsv([["客户名称", "地区", "姓名", "联系方式"], ["青禾茶业", "宁波", "赵六", "13712345678"], ["北岸医疗", "无锡", "孙八", "13700001111"]]));
  await app.data.chooseTable(path);
  await app.data.applyTable();
  const once = await app.data.exportBook();
  const again = await app.data.chooseTable(path);
  assert.deepEqual([again.summary, again.applicable], [{ new: 0, changed: 0, same: 2, problems: 0, asked: 0 }, false]);
  assert.match(again.text, /簿册里已经是这样/);
  await page.getByTestId("import-cancel").click();
  assert.deepEqual(await app.data.exportBook(), once);
});

for (const [what, cells] of [
  ["Excel", '客户名称\t备注\t地区\r\n青禾茶业\t"第一行\n第二行，说""好"""\t杭州\r\n远山制造\t"只有 ""引号"" "\t苏州\r\n\r\n'],
  ["WPS", '客户名称\t备注\t地区\n青禾茶业\t"第一行\n第二行，说""好"""\t杭州\n远山制造\t"只有 ""引号"" "\t苏州\n'],
]) {
  story(`cells of ${what} are pasted on the welcome page, with line breaks and quotes`, {}, async ({ page, app, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.up();
    await page.getByTestId("load-sample").waitFor();
    await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
    await page.keyboard.press("Control+V");
    await state(page, "preview").waitFor();
    const table = await app.data.table();
    assert.deepEqual([table.source.format, table.source.rows, table.summary.new], ["tsv", "2", 2]);
    await app.data.applyTable();
    assert.deepEqual((await app.data.exportBook()).customers.map(({ name, notes, region }) => [name, notes, region]), [["青禾茶业", '第一行\n第二行，说"好"', "杭州"], ["远山制造", '只有 "引号"', "苏州"]]);
  });
}

story("interactions and tickets come in through the page, and go again as a whole", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const before = await app.data.exportBook();
  const visits = [["拜访日期", "客户名称", "拜访方式", "拜访人", "拜访内容", "下次拜访时间"], ["2026年3月5日", "青禾茶业", "上门拜访", "周敏", "谈了样品", "2026/3/20"], ["2026-03-06 14:30", "远山制造", "电话沟通", "周敏", "催合同", ""]];
  const table = await app.data.chooseTable(file(folder, "拜访.csv", asCsv(visits)));
  assert.deepEqual([await page.getByTestId("import-subject").inputValue(), table.asks, table.summary.new, table.summary.problems], ["Interactions", [], 2, 0], table.text);
  await app.data.applyTable();
  const tickets = [["受理时间", "客户名称", "工单类型", "问题描述", "受理人", "处理结果"], ["2026-04-01", "青禾茶业", "投诉", "到货少一箱", "吴琳", "已补发"], ["2026-04-02", "远山制造", "维修", "电机异响", "吴琳", ""]];
  const second = await app.data.chooseTable(file(folder, "工单.csv", asCsv(tickets)));
  assert.deepEqual([await page.getByTestId("import-subject").inputValue(), second.asks, second.summary.new, second.summary.problems], ["Tickets", [], 2, 0], second.text);
  await app.data.applyTable();
  const after = await app.data.exportBook();
  assert.deepEqual(after.interactions.map(({ customer, at, kind, by, content, next_due }) => [customer, at.slice(0, 10), kind, by, content, next_due]), [
    ["c1", "2026-03-05", "visit", "周敏", "谈了样品", "2026-03-20"],
    ["c2", "2026-03-06", "call", "周敏", "催合同", undefined],
  ]);
  assert.deepEqual(after.tickets.map(({ customer, kind, subject, handler, resolution }) => [customer, kind, subject, handler, resolution]), [
    ["c1", "complaint", "到货少一箱", "吴琳", "已补发"],
    ["c2", "after_sales", "电机异响", "吴琳", undefined],
  ]);
  await app.shell.undo();
  await app.shell.undo();
  const undone = await app.data.exportBook();
  assert.deepEqual([undone.interactions ?? [], undone.tickets ?? [], undone.customers], [[], [], before.customers]);
});

story("a cell is corrected where it stands by the keyboard, a slip is taken back, and what was corrected is what comes in", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "错格.csv", asCsv([["客户名称", "合作起始时间"], ["北岸医疗", "2026-02-30"]])));
  await summed(page, { problems: 1 });
  const cell = page.locator('[data-testid="import-row"][data-at="2"] [data-column="1"]');
  await cell.locator(".sheetcell").focus();
  await page.keyboard.press("Enter");
  await cell.locator("input").fill("不要这个");
  await page.keyboard.press("Escape");
  await cell.locator("button").waitFor();
  assert.equal(await cell.innerText(), "2026-02-30", "Escape leaves the cell as it was");
  await app.data.correct(2, 1, "2026-02-28");
  await summed(page, { new: 1, problems: 0 });
  await app.data.applyTable();
  assert.equal((await app.data.exportBook()).customers.at(-1).cooperation_since, "2026-02-28");
});

story("an import that adds and changes is undone as a whole and done again as a whole, and the page says which", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const before = await app.data.exportBook();
  await app.data.chooseTable(file(folder, "都有.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["远山制造", "无锡"], ["北岸医疗", "无锡"]])));
  await app.data.applyTable();
  const after = await app.data.exportBook();
  assert.deepEqual(regions(after), [["青禾茶业", "宁波"], ["远山制造", "无锡"], ["北岸医疗", "无锡"]]);
  await page.getByTestId("import-done").getByRole("button", { name: "撤销这次导入" }).click();
  await page.getByTestId("import-done").getByText("已撤销").waitFor();
  await app.shell.saved();
  assert.deepEqual((await app.data.exportBook()).customers, before.customers);
  const past = page.getByTestId("past-import");
  await past.filter({ hasText: "已撤销" }).and(page.locator('[data-undone="true"]')).waitFor();
  await page.reload();
  await past.filter({ hasText: "已撤销" }).waitFor();
  assert.equal(await past.getByRole("button").count(), 0);
  await app.data.chooseTable(file(folder, "都有.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"]])));
  await app.data.applyTable();
  await past.nth(1).waitFor();
  assert.deepEqual(await past.evaluateAll((all) => all.map(({ dataset }) => dataset.undone)), [undefined, "true"]);
  await past.first().getByRole("button", { name: "撤销" }).click();
  await past.first().filter({ hasText: "已撤销" }).waitFor();
  await app.shell.redo();
  await past.first().and(page.locator(":not([data-undone])")).waitFor();
});

story("an import that was undone is done again as a whole", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "都有.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["北岸医疗", "无锡"]])));
  await app.data.applyTable();
  const after = await app.data.exportBook();
  await app.shell.undo();
  await app.shell.redo();
  assert.deepEqual((await app.data.exportBook()).customers, after.customers);
});

/** Another tab of the same book, with its page of data open. */
async function otherTab({ context, url }) {
  const page = await context.newPage();
  await page.goto(url);
  const app = new App(page, url);
  await app.data.open();
  return { page, app };
}

story("what another tab changes between the preview and the import stands in the preview, and is kept", {}, async (on) => {
  const { page, app, folder } = on;
  await begin(on);
  const table = await app.data.chooseTable(file(folder, "地区.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["远山制造", "无锡"]])));
  assert.deepEqual(table.summary, { new: 0, changed: 2, same: 0, problems: 0, asked: 0 });
  const other = await otherTab(on);
  await other.app.data.chooseTable(file(folder, "别处.csv", asCsv([["客户名称", "地区", "备注"], ["青禾茶业", "宁波", "别处写的"]])));
  await other.app.data.applyTable();
  await summed(page, { changed: 1, same: 1 });
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, region, notes }) => [name, region, notes]), [["青禾茶业", "宁波", "别处写的"], ["远山制造", "无锡", undefined]]);
});

story("two tabs import at once: both come in, or the later one is shown what is new; nothing is doubled or lost", {}, async (on) => {
  const { page, app, folder } = on;
  await begin(on);
  const other = await otherTab(on);
  await app.data.chooseTable(file(folder, "这边.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["这边的客户", "上海"]])));
  await other.app.data.chooseTable(file(folder, "那边.csv", asCsv([["客户名称", "地区", "备注"], ["青禾茶业", "宁波", "那边写的"], ["那边的客户", "北京", ""]])));
  await Promise.all([page.getByTestId("import-apply").click(), other.page.getByTestId("import-apply").click()]);
  for (const it of [{ page, app }, other]) {
    await it.app.shell.answered();
    await it.page.locator('[data-testid="import-report"]:is([data-state="done"], [data-state="preview"])').waitFor();
    if ((await it.app.data.report.getAttribute("data-state")) === "done") continue;
    await it.app.data.applyTable();
    assert.equal(await it.page.locator(".toast").filter({ hasText: "没有" }).count(), 0, "the refusal is not told any more");
  }
  const book = await app.data.exportBook();
  assert.deepEqual(book.customers.map(({ name, region, notes }) => [name, region, notes]).sort(), [["青禾茶业", "宁波", "那边写的"], ["远山制造", "苏州", undefined], ["这边的客户", "上海", undefined], ["那边的客户", "北京", undefined]].sort());
  assert.equal(new Set(book.customers.map(({ id }) => id)).size, 4, "no number was given twice");
});

story("what an import did is kept in the book, and what its columns were in this browser: other tabs follow, and both go with an erased book", {}, async (on) => {
  const { page, app, folder } = on;
  await begin(on);
  const other = await otherTab(on);
  assert.equal(await other.page.getByTestId("past-import").count(), 0);
  const path = file(folder, "每月.csv", asCsv([["客户名称", "地区", "等级说明"], ["北岸医疗", "无锡", "大户"]]));
  await app.data.chooseTable(path);
  await app.data.setColumn("等级说明", "tag");
  await app.data.applyTable();
  const past = other.page.getByTestId("past-import");
  await past.waitFor();
  assert.deepEqual(await past.evaluate(({ dataset }) => ({ ...dataset })), { testid: "past-import", new: "1", changed: "0", same: "0", problems: "0", leftOut: "0" });
  for (const [id, where] of [["data-imports", /记在簿册里/], ["data-mappings", /记在这个浏览器里/]]) assert.match(await other.page.locator(`.panel:has(#${id})`).innerText(), where);
  const name = other.page.getByTestId("kept-mapping").getByRole("textbox");
  await name.fill("每月客户");
  await name.press("Tab");
  await page.locator('[data-testid="kept-mapping"][data-name="每月客户"]').waitFor();
  assert.doesNotMatch(JSON.stringify(await app.data.exportBook()), /每月客户/);
  await other.page.getByTestId("erase").click();
  await other.page.locator("#erase-word").fill("清空");
  await other.page.getByTestId("erase-apply").click();
  await other.app.shell.saved();
  await page.getByTestId("past-import").waitFor({ state: "detached" });
  await app.go("#/customers");
  for (const it of [app, other.app]) {
    await it.data.open();
    assert.equal(await it.page.getByTestId("past-import").count() + await it.page.getByTestId("kept-mapping").count(), 0);
    const table = await it.data.chooseTable(path);
    assert.notEqual(await it.data.fieldOf("等级说明"), "tag", "the memory is gone too");
    assert.equal(table.summary.new, 1);
  }
});

story("what an import did is saved with it: who comes back sees it, in another browser too", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "三行.csv", asCsv([["客户名称", "地区", "统一社会信用代码"], ["北岸医疗", "无锡", ""], ["青禾茶业", "宁波", ""], ["南岭食品", "韶关", "123"]])));
  await app.data.applyTable();
  const said = async () => (await page.getByTestId("past-import").evaluateAll((all) => all.map(({ dataset, innerText }) => [dataset.new, dataset.changed, dataset.problems, innerText]))).map(([made, changed, problems, text]) => [made, changed, problems, /三行\.csv/.test(text)]);
  const expected = [["2", "1", "0", true]];
  assert.deepEqual(await said(), expected);
  // The browser loses what it keeps beside the book.
  await page.evaluate(() => localStorage.removeItem("guanxi.sheets"));
  await page.reload();
  await page.getByTestId("past-import").waitFor();
  assert.deepEqual(await said(), expected);
  const book = await app.data.exportBook();
  assert.deepEqual(book.audit.map(({ table }) => table).filter(Boolean), [{ name: "三行.csv", subject: "Customers", new: 2, changed: 1, same: 0, problems: 0, left_out: 0 }]);
});

story("an import that the store refuses stands as it was; its notice goes when it succeeds", { expected: /QuotaExceeded|Internal error/ }, async ({ page, app, folder }) => {
  await page.addInitScript(faults);
  await page.reload();
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "满了.csv", asCsv([["客户名称", "地区"], ["北岸医疗", "无锡"]])));
  await fail(page, { quota: Infinity });
  await page.getByTestId("import-apply").click();
  const told = page.locator(".toast").filter({ hasText: "没有保存" });
  await told.waitFor();
  await state(page, "preview").waitFor();
  await heal(page);
  await app.data.applyTable();
  await told.waitFor({ state: "detached" });
  assert.deepEqual(regions(await app.data.exportBook()).at(-1), ["北岸医疗", "无锡"]);
});

const paste = async (page, cells) => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Control+V");
};

story("one table after the other is pasted; over one that waits it comes when the person says so", {}, async ({ page, app, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.open();
  await paste(page, "客户名称\t地区\r\n青禾茶业\t杭州\r\n");
  await summed(page, { new: 1 });
  await app.data.applyTable();
  await paste(page, "不是表格");
  assert.equal(await app.data.report.getAttribute("data-state"), "done", "a word is no table");
  await paste(page, "客户名称\t地区\r\n远山制造\t苏州\r\n南岭食品\t韶关\r\n");
  await summed(page, { new: 2 });
  await paste(page, "客户名称\t地区\r\n北岸医疗\t无锡\r\n东海渔业\t舟山\r\n西山茶厂\t苏州\r\n");
  await page.getByText("刚粘贴的还没有用上：粘贴的单元格正在等您导入").waitFor();
  await summed(page, { new: 2 });
  await page.getByRole("button", { name: "改看粘贴的" }).click();
  await summed(page, { new: 3 });
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()).map(([name]) => name), ["青禾茶业", "北岸医疗", "东海渔业", "西山茶厂"]);
});

story("who leaves between the press and the save is asked", { expected: /beforeunload/ }, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "大表.csv", many()));
  // The engine is held: what changes is not handed over yet, so nothing is on its way to the store.
  await page.evaluate(() => { Worker.prototype.postMessage = MessagePort.prototype.postMessage = () => {}; });
  await page.getByTestId("import-apply").click();
  await state(page, "writing").waitFor();
  assert.notEqual(await page.getByTestId("save-status").getAttribute("data-state"), "saving");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  const closed = page.waitForEvent("close");
  await dialog.accept();
  await closed;
});

story("what is typed into a cell counts where the page is left in the midst, and who closes the page then is asked", { expected: /beforeunload/ }, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.data.chooseTable(file(folder, "客户.csv", asCsv([["客户名称", "地区"], ["北岸医疗", "无锡"]])));
  await page.locator('[data-testid="import-row"][data-at="2"] [data-column="1"] .sheetcell').click();
  await page.locator('[data-testid="import-row"][data-at="2"] input').fill("常州");
  await page.evaluate(() => { location.hash = "#/customers"; });
  await app.customers.count();
  await app.data.open();
  await page.locator('[data-testid="import-row"][data-at="2"] [data-column="1"]').filter({ hasText: "常州" }).waitFor();
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await app.data.applyTable();
  assert.deepEqual(regions(await app.data.exportBook()).at(-1), ["北岸医疗", "常州"]);
});

story("a sheet that says of nobody whose its rows are is asked about once, and words of no list can be tags", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const ask = (reason) => page.locator(`[data-testid="import-ask"][data-reason="${reason}"]`);
  const table = await app.data.chooseTable(file(folder, "名单.csv", asCsv([["恒拓机械", "13800001111", "宁波"], ["曾氏五金", "13900001111", "温州"]])));
  assert.deepEqual([table.summary.problems, table.summary.asked, table.applicable], [0, 2, false]);
  await ask("whose").filter({ hasText: "没有一列写明是哪家客户" }).locator('[data-answer="column-0"]').click();
  await summed(page, { new: 2, asked: 0, problems: 0 });
  await app.data.chooseTable(file(folder, "类型.csv", asCsv([["客户名称", "客户类型"], ["北岸医疗", "经销商"], ["南岭食品", "终端"]])));
  await ask("choices").locator('[data-answer="tag"]').click();
  await summed(page, { new: 2, asked: 0 });
  await app.data.applyTable();
  const { customers } = await app.data.exportBook();
  assert.deepEqual(customers.slice(-2).map(({ name, tags }) => [name, tags]), [["北岸医疗", ["经销商"]], ["南岭食品", ["终端"]]]);
});
