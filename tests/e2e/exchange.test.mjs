// Tables in: the file that people have becomes customers, with their own rows in front of them, and goes again as a whole.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { holdFiles } from "./wizard.mjs";
import { CUSTOMER_ROWS, asCsv, asHtml, book, gb18030, readXlsx, withHidden, xlsx } from "./sheets.mjs";

const COLUMNS = [
  ["客户名称", "name"],
  ["统一社会信用代码", "uscc"],
  ["地区", "region"],
  ["行业", "industry"],
  ["营收（万元）", "annual_revenue"],
  ["合作起始时间", "cooperation_since"],
  ["姓名", "contact.name"],
  ["联系方式", "contact.phone"],
];
const said = (book) => book.customers.map(({ name, region, annual_revenue, cooperation_since, contacts }) => [name, region, annual_revenue, cooperation_since, contacts?.map((contact) => `${contact.name} ${contact.phone}`)]);
const EXPECTED = [
  ["宁波恒拓机械有限公司", "宁波", 12_000_000, "2021-03-05", ["张三 13800006142", "李四 13900001111"]],
  ["蓝海科技（上海）有限公司", "上海", 3_505_000, "2023-04-08", ["王五 021-55551234"]],
  ["青禾茶业", "杭州", 860_000, "2024-11-02", ["赵六 13712345678"]],
];
const UNDONE = { new: 3, changed: 0, same: 0, problems: 0, asked: 0 };

story("a Chinese customer sheet comes in with its contacts, and goes again as a whole", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const before = await app.data.exportBook();
  const table = await app.data.chooseTable(file(folder, "客户.xlsx", xlsx(["客户表", CUSTOMER_ROWS])));
  assert.deepEqual({ ...table.source, testid: undefined }, { testid: undefined, format: "xlsx", encoding: "", sheet: "客户表", rows: "4" });
  assert.deepEqual(table.columns.slice(0, 8).map(({ header, field }) => [header, field]), COLUMNS);
  for (const { header, sure } of table.columns.slice(0, 8)) assert.ok(Number(sure) >= 0.8 && Number(sure) <= 1, `${header} is sure: ${sure}`);
  assert.deepEqual([table.asks, table.summary, table.applicable], [[], UNDONE, true]);
  assert.match(table.text, /表头上面有1行标题/);
  assert.match(table.text, /合计1行不导入/);
  assert.deepEqual(await app.data.tableRows(), [3, 4, 5, 6].map((at) => ({ at, outcome: "new" })));
  await app.data.applyTable();
  const after = await app.data.exportBook();
  assert.deepEqual(said(after), EXPECTED);
  // The same file again changes nothing.
  const again = await app.data.chooseTable(file(folder, "又一次.xlsx", xlsx(["客户表", CUSTOMER_ROWS])));
  assert.deepEqual([again.summary, again.applicable], [{ ...UNDONE, new: 0, same: 3 }, false]);
  await page.getByTestId("import-cancel").click();
  // One step back, by its name.
  assert.match(await page.getByTestId("undo").getAttribute("title"), /导入“客户\.xlsx”/);
  await app.shell.undo();
  const undone = await app.data.exportBook();
  assert.deepEqual(undone.customers ?? [], before.customers ?? []);
  const past = await page.getByTestId("past-import").evaluateAll((all) => all.map(({ dataset }) => ({ ...dataset })));
  assert.deepEqual(past.map(({ new: made, changed, same, problems }) => [made, changed, same, problems]), [["3", "0", "0", "0"]]);
});

const WAYS = [
  ["an old workbook", "客户.xls", book([["客户表", CUSTOMER_ROWS]], "biff8"), { format: "xls" }],
  ["a binary workbook whose cells do not say their column", "客户.xlsb", book([["客户表", CUSTOMER_ROWS]], "xlsb"), { format: "xlsb" }],
  ["a workbook of LibreOffice", "客户.ods", book([["客户表", CUSTOMER_ROWS]], "ods"), { format: "ods" }],
  ["a web page under the name .xls", "客户导出.xls", asHtml(CUSTOMER_ROWS), { format: "html", encoding: "UTF-8" }],
  ["an XML spreadsheet under the name .xls", "客户 xml.xls", book([["客户表", CUSTOMER_ROWS]], "xlml"), { format: "xml", encoding: "UTF-8" }],
  ["a CSV of Chinese Excel", "客户.csv", gb18030(asCsv(CUSTOMER_ROWS)), { format: "csv", encoding: "GB18030" }],
  ["a CSV with a mark", "客户 utf8.csv", `\ufeff${asCsv(CUSTOMER_ROWS, ";")}`, { format: "csv", encoding: "UTF-8" }],
  ["text in UTF-16", "客户.txt", Buffer.from(`\ufeff${asCsv(CUSTOMER_ROWS, "\t")}`, "utf16le"), { format: "tsv", encoding: "UTF-16LE" }],
];

story("every usual kind of table is told by its content and says the same", {}, async ({ app, folder }) => {
  await app.data.open();
  for (const [what, name, bytes, source] of WAYS) {
    const table = await app.data.chooseTable(file(folder, name, bytes));
    assert.equal(table.state, "preview", `${what}: ${table.text}`);
    assert.deepEqual([table.source.format, table.source.encoding], [source.format, source.encoding ?? ""], what);
    assert.deepEqual(table.columns.slice(0, 8).map(({ header, field }) => [header, field]), COLUMNS, what);
    assert.deepEqual(table.summary, UNDONE, what);
  }
  await app.data.applyTable();
  assert.deepEqual(said(await app.data.exportBook()), EXPECTED);
});

story("cells copied in Excel come in by a paste, with line breaks, quotes and no empty last row", {}, async ({ page, app, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.open();
  const cells = '客户名称\t备注\r\n青禾茶业\t"两行的\n备注，说""好"""\r\n远山制造\t\r\n';
  await page.evaluate((text) => navigator.clipboard.writeText(text), cells);
  await page.getByTestId("import-paste").focus();
  await page.keyboard.press("Control+V");
  await page.locator('[data-testid="import-report"][data-state="preview"]').waitFor();
  const table = await app.data.table();
  assert.deepEqual([table.source.format, table.source.rows, table.summary.new], ["tsv", "2", 2]);
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, notes }) => [name, notes]), [["青禾茶业", '两行的\n备注，说"好"'], ["远山制造", undefined]]);
});

story("what was guessed of a text can be changed, and said where every guess fails", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const report = (state) => page.locator(`[data-testid="import-report"][data-state="${state}"]`).waitFor();
  // By its bytes this is no text.
  const rare = Buffer.from("客户名称,备注\n青禾茶业,𓀀𓀀𓀀𓀀𓀀𓀀𓀀𓀀𓀀\n", "utf16le");
  await page.getByTestId("import-file").setInputFiles(file(folder, "客户.txt", rare));
  await report("error");
  await page.getByTestId("import-encoding").selectOption("UTF-16LE");
  await report("preview");
  const { source } = await app.data.table();
  assert.deepEqual([source.format, source.encoding, source.rows], ["csv", "UTF-16LE", "1"]);
  // A choice that makes nothing of it is no dead end.
  await page.getByTestId("import-delimiter").selectOption(";");
  await report("preview");
  assert.deepEqual((await app.data.table()).columns.map(({ header }) => header), ["客户名称,备注"]);
  await page.getByTestId("import-delimiter").selectOption(",");
  await page.locator('[data-testid="import-column"][data-header="备注"]').waitFor();
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name }) => name), ["青禾茶业"]);
});

story("a book that was copied as text comes in as its file would", {}, async ({ page, app, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.open();
  const book = JSON.stringify(smallBook());
  await page.evaluate((text) => navigator.clipboard.writeText(text), book);
  await page.getByTestId("import-paste").focus();
  await page.keyboard.press("Control+V");
  await page.locator('[data-testid="import-report"][data-state="preview"]').waitFor();
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ id, name }) => [id, name]), [["c1", "青禾纸业"], ["c2", "云栖茶社"]]);
});

story("what only the person can know is asked, one question a column, and nothing is taken before it is answered", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [
    ["客户名称", "合作起始时间", "营收", "统一社会信用代码"],
    ["青禾茶业", "03/04/2026", "120", "9.14403E+17"],
    ["远山制造", "05/06/2025", "80", ""],
  ];
  const table = await app.data.chooseTable(file(folder, "要问.csv", asCsv(rows)));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["合作起始时间", "date-order"], ["营收", "unit"], ["统一社会信用代码", "lost-digits"]]);
  assert.equal(table.applicable, false);
  assert.match(table.text, /03\/04\/2026/);
  await app.data.answerTable("合作起始时间", "day-first");
  await app.data.answerTable("营收", "wan");
  assert.equal((await app.data.table()).applicable, false);
  await app.data.answerTable("统一社会信用代码", "leave");
  const answered = await app.data.table();
  assert.deepEqual([answered.asks, answered.summary, answered.applicable], [[], { ...UNDONE, new: 2 }, true]);
  // An answer can be taken back.
  await page.locator('[data-testid="import-answered"][data-header="营收"]').getByRole("button").click();
  await page.locator('[data-testid="import-ask"][data-header="营收"]').waitFor();
  await app.data.answerTable("营收", "yuan");
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, cooperation_since, annual_revenue, uscc }) => [name, cooperation_since, annual_revenue, uscc]), [
    ["青禾茶业", "2026-04-03", 120, undefined],
    ["远山制造", "2025-06-05", 80, undefined],
  ]);
});

story("all that a column raises is asked at once, and a year alone is one of it", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [
    ["客户名称", "开始合作", "联系人", "联系人生日"],
    ["青禾茶业", "2022年", "张三", "1990年闰五月初三"],
    ["远山制造", "03/04/2025", "李四", "1988-04-06"],
    ["北岸医疗", "3月5日", "王五", ""],
  ];
  const table = await app.data.chooseTable(file(folder, "年份.csv", asCsv(rows)));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["开始合作", "date-order"], ["开始合作", "yearless"], ["开始合作", "dayless"]], table.text);
  assert.deepEqual([table.summary.asked, table.summary.problems], [3, 0]);
  await app.data.answerTable("开始合作", "month-first");
  await app.data.answerTable("开始合作", "first-day");
  await app.data.answerTable("开始合作", "year-before");
  const answered = await app.data.table();
  assert.deepEqual([answered.asks, answered.summary], [[], { ...UNDONE, new: 3 }]);
  await app.data.applyTable();
  const year = await page.evaluate(() => new Date().getFullYear());
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, cooperation_since }) => [name, cooperation_since]), [
    ["青禾茶业", "2022-01-01"],
    ["远山制造", "2025-03-04"],
    ["北岸医疗", `${year - 1}-03-05`],
  ]);
  const [tea] = (await app.data.exportBook()).customers;
  assert.deepEqual([tea.contacts[0].birthday, tea.contacts[0].birthday_lunar], ["1990-06-25", true]);
});

story("of what was given back it is asked which amount counts, with what all orders come to by it", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [
    ["订单编号", "买家会员名", "买家实际支付金额", "订单创建时间", "订单状态", "退款金额"],
    ["1001", "青禾茶业", "100.00", "2026-03-05", "交易成功", "40.00"],
    ["1002", "青禾茶业", "200.50", "2026-03-06", "交易成功", "0.00"],
  ];
  const table = await app.data.chooseTable(file(folder, "淘宝.csv", asCsv(rows)));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["买家会员名", "no-customer"], ["退款金额", "refunds"]]);
  const ask = page.locator('[data-testid="import-ask"][data-reason="refunds"]');
  assert.deepEqual(await ask.locator("button").allInnerTexts(), ["减去退掉的（文件里全部订单合计¥260.50）", "文件里的全额（全部订单合计¥300.50）", "这些订单不导入（其余订单合计¥200.50）"]);
  assert.match(await ask.innerText(), /第2行\s*100 \| 40\.00/);
  await app.data.answerTable("退款金额", "less");
  await app.data.answerTable("买家会员名", "bring");
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).orders.map(({ id, amount }) => [id, amount]), [["1001", 60], ["1002", 200.5]]);
});

story("the progress of a book and its way to cancel stand once, and it is said that it was cancelled", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await holdFiles(page);
  await page.getByTestId("import-file").setInputFiles(file(folder, "大.guanxi.json", JSON.stringify(smallBook({ notes: "很长".repeat(4000) }))));
  await page.locator('[data-testid="import-report"][data-state="reading"] progress').waitFor();
  const seen = await page.locator("progress").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  assert.equal(seen, 1);
  await page.getByRole("button", { name: "取消", exact: true }).click();
  await page.locator(".toast").filter({ hasText: /已取消导入“.*大\.guanxi\.json”，没有写入任何内容/ }).waitFor();
  await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
});

story("words that a list does not have are matched one by one", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [["客户名称", "意向等级"], ["青禾茶业", "A"], ["远山制造", "热"], ["北岸医疗", "凉"]];
  const table = await app.data.chooseTable(file(folder, "词.csv", asCsv(rows)));
  assert.deepEqual(table.asks.map(({ header, reason }) => [header, reason]), [["意向等级", "choices"]], table.text);
  const ask = page.locator('[data-testid="import-ask"][data-header="意向等级"]');
  const confirm = ask.locator('[data-answer="confirm"]');
  assert.equal(await confirm.isEnabled(), false);
  await ask.locator('[data-answer="all-left"]').click();
  await ask.locator("select").first().selectOption({ index: 1 });
  await confirm.click();
  await page.locator('[data-testid="import-answered"][data-header="意向等级"]').waitFor();
  const answered = await app.data.table();
  assert.deepEqual([answered.asks, answered.applicable], [[], true]);
});

story("a cell is corrected where it stands, problems come back as the person's own sheet, and mended they come in", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const rows = [
    ["客户名称", "合作起始时间", "联系方式"],
    ["青禾茶业", "2026-02-30", "13800006142"],
    ["远山制造", "不知道哪天", "13900001111"],
    ["北岸医疗", "2025-06-05", "13712345678"],
  ];
  const table = await app.data.chooseTable(file(folder, "有错.xlsx", xlsx(["表", rows])));
  assert.deepEqual(table.summary, { ...UNDONE, new: 1, problems: 2 });
  assert.deepEqual(await app.data.tableRows(), [{ at: 2, outcome: "problem" }, { at: 3, outcome: "problem" }, { at: 4, outcome: "new" }]);
  await app.data.correct(2, 1, "2026-02-28");
  await page.locator('[data-testid="import-summary"][data-problems="1"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, cooperation_since }) => [name, cooperation_since]), [["青禾茶业", "2026-02-28"], ["北岸医疗", "2025-06-05"]]);
  const bytes = await app.data.export("import-problems");
  const back = readXlsx(bytes);
  // All of the sheet: the row that was corrected in the preview as it was corrected.
  assert.deepEqual(back.rows.map((row) => row.slice(0, 3)), [rows[0], ["青禾茶业", "2026-02-28", "13800006142"], rows[2], rows[3]]);
  assert.deepEqual(back.rows.map((row) => Boolean(row[3])), [true, false, true, false]);
  assert.equal(back.rows[0][3], "问题");
  assert.match(back.rows[2][3], /^合作起始时间：看不懂这个日期/);
  assert.equal(back.sheet.B3.s.fgColor.rgb, "FFE3E0", "the cell is marked");
  assert.notEqual(back.sheet.A3.s?.fgColor?.rgb, "FFE3E0", "and no other");
  // Mended, it comes in again; the column 问题 stays out, and what was taken is there already.
  back.rows[2][1] = "2024-05-06";
  const mended = await app.data.chooseTable(file(folder, "改好.xlsx", xlsx([back.name, back.rows])));
  assert.deepEqual([mended.summary, mended.columns[3].field], [UNDONE_ONE, "out"]);
  await app.data.applyTable();
  assert.equal((await app.data.exportBook()).customers.length, 3);
});
const UNDONE_ONE = { ...UNDONE, new: 1, same: 2 };

story("known customers are changed field by field, an empty cell keeps what was there, and the ways can be chosen", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook({ customers: [{ id: "c1", name: "青禾茶业", region: "杭州" }, { id: "c2", name: "远山制造", region: "苏州" }], orders: [] })));
  const path = file(folder, "更新.csv", asCsv([["客户名称", "地区"], ["青禾茶业", "宁波"], ["远山制造", ""], ["北岸医疗", "无锡"]]));
  const table = await app.data.chooseTable(path);
  assert.deepEqual(table.summary, { new: 1, changed: 1, same: 1, problems: 0, asked: 0 });
  assert.deepEqual((await app.data.tableRows()).map(({ outcome }) => outcome), ["changed", "same", "new"]);
  const change = page.locator('[data-field="region"].sheetrows__change');
  assert.match((await change.innerText()).replaceAll(/\s+/g, " "), /地区 杭州 宁波/);
  const options = page.getByTestId("import-options");
  await options.getByRole("radio", { name: "只更新" }).check();
  await page.locator('[data-testid="import-summary"][data-new="0"]:not([data-busy])').waitFor();
  await options.getByText("空格子清掉").click();
  await page.locator('[data-testid="import-summary"][data-changed="2"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, region }) => [name, region]), [["青禾茶业", "宁波"], ["远山制造", undefined]]);
  await app.shell.undo();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name, region }) => [name, region]), [["青禾茶业", "杭州"], ["远山制造", "苏州"]]);
});

story("orders and other events come in for the customers that there are", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook({ customers: [{ id: "c1", name: "青禾茶业" }], orders: [] })));
  const rows = [["订单号", "客户名称", "下单日期", "订单金额（元）"], ["D-1", "青禾茶业", "2026-03-05", "1,200.50"], ["D-2", "没有的客户", "2026-03-06", "80"]];
  const table = await app.data.chooseTable(file(folder, "订单.csv", asCsv(rows)));
  assert.deepEqual([await page.getByTestId("import-subject").inputValue().catch(() => ""), table.summary.new, table.summary.asked].slice(1), [1, 1], table.text);
  await page.locator('[data-reason="no-customer"] [data-answer="bring"]').click();
  await page.locator('[data-testid="import-summary"][data-asked="0"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  const after = await app.data.exportBook();
  assert.deepEqual(after.orders.map(({ id, amount, date }) => [id, amount, date]), [["D-1", 1200.5, "2026-03-05"], ["D-2", 80, "2026-03-06"]]);
  assert.deepEqual(after.customers.map(({ name }) => name), ["青禾茶业", "没有的客户"]);
});

story("what the columns were is remembered by layout, also with one column more, can be named, changed and forgotten", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const head = ["客户名称", "地区", "等级说明", "姓名", "联系方式"];
  await app.data.chooseTable(file(folder, "一月.csv", asCsv([head, ["青禾茶业", "杭州", "大户", "赵六", "13712345678"]])));
  const first = await app.data.fieldOf("等级说明");
  await app.data.setColumn("等级说明", "tag");
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers[0].tags, ["大户"]);
  const more = await app.data.chooseTable(file(folder, "二月.csv", asCsv([[...head, "新的一列"], ["远山制造", "苏州", "中户", "钱七", "13712345679", "x"]])));
  assert.equal(await app.data.fieldOf("等级说明"), "tag");
  assert.match(more.text, /一月\.csv/);
  const kept = page.getByTestId("kept-mapping");
  await kept.getByRole("textbox").fill("每月客户");
  await kept.getByRole("textbox").press("Tab");
  await page.locator('[data-testid="kept-mapping"][data-name="每月客户"]').waitFor();
  await app.data.setColumn("等级说明", "note");
  await app.data.applyTable();
  await app.data.chooseTable(file(folder, "三月.csv", asCsv([head.slice(0, 4), ["北岸医疗", "无锡", "小户", "孙八"]])));
  assert.equal(await app.data.fieldOf("等级说明"), "note", "what was changed is remembered");
  await page.reload();
  await app.data.open();
  await page.locator('[data-testid="kept-mapping"][data-name="每月客户"]').getByRole("button").click();
  await kept.waitFor({ state: "detached" });
  await app.data.chooseTable(file(folder, "四月.csv", asCsv([head, ["南岭食品", "韶关", "小户", "周九", "13712345670"]])));
  assert.equal(await app.data.fieldOf("等级说明"), first);
});

story("a sheet, an encoding and a head can be chosen; hidden sheets are named and not taken first, hidden rows are asked about", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const made = xlsx(["说明", [["这里没有表"]]], ["客户", CUSTOMER_ROWS]);
  await page.getByTestId("import-file").setInputFiles(file(folder, "两张.xlsx", made));
  // The first sheet with a table is read; one of words can be chosen, and has its counts.
  await page.locator('[data-testid="import-source"][data-sheet="客户"][data-rows="4"]').waitFor();
  await page.locator('[data-testid="import-source"] select').nth(1).selectOption({ label: "说明" });
  await page.getByText("这张表里没有数据行").waitFor();
  await page.locator('[data-testid="import-summary"][data-new="0"][data-problems="0"][data-asked="0"]').waitFor();
  assert.deepEqual(await page.getByTestId("import-head").locator("option").evaluateAll((all) => all.map(({ value }) => value)), ["none", "1-1"]);
  await page.locator('[data-testid="import-source"] select').nth(1).selectOption({ label: "客户" });
  await page.locator('[data-testid="import-source"][data-sheet="客户"][data-rows="4"]').waitFor();
  assert.deepEqual((await app.data.table()).summary, UNDONE);
  const text = gb18030(asCsv(CUSTOMER_ROWS));
  await app.data.chooseTable(file(folder, "编码.csv", text));
  await page.locator('[data-testid="import-source"] select').nth(1).selectOption("Windows-1252");
  await page.locator('[data-testid="import-source"][data-encoding="Windows-1252"]').waitFor();
  await page.locator('[data-testid="import-source"] select').nth(1).selectOption("GB18030");
  await page.locator('[data-testid="import-column"][data-header="客户名称"]').waitFor();
  const hidden = await app.data.chooseTable(file(folder, "藏.xlsx", withHidden([["客户名称", "地区"], ["青禾茶业", "杭州"], ["远山制造", "苏州"]], [3])));
  assert.deepEqual([hidden.source.sheet, hidden.source.rows, hidden.applicable], ["客户", "2", false]);
  assert.match(hidden.text, /旧数据（隐藏）/);
  assert.deepEqual(hidden.asks.map(({ reason }) => reason), ["hidden-rows"]);
  assert.equal(await page.locator('[data-reason="hidden-rows"] li').innerText(), "第3行 远山制造 | 苏州");
  assert.deepEqual(await page.locator('[data-testid="import-row"][data-hidden]').evaluateAll((all) => all.map(({ dataset }) => dataset.at)), ["3"]);
  await page.locator('[data-reason="hidden-rows"] [data-answer="leave"]').click();
  await page.locator('[data-testid="import-summary"][data-new="1"]:not([data-busy])').waitFor();
  assert.deepEqual((await app.data.tableRows()).map(({ outcome }) => outcome), ["new", "left-out"]);
  await app.data.applyTable();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ name }) => name), ["青禾茶业"]);
});

story("after a sheet is in, the others of its file are named, and the next one is a press away", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const visits = [["日期", "客户", "沟通内容", "下次计划", "下次跟进日期"], ["2026-03-05", "青禾茶业", "谈价格", "提交报价单", "2026-03-12"]];
  await app.data.chooseTable(file(folder, "两表.xlsx", xlsx(["客户", [["客户名称", "地区"], ["青禾茶业", "杭州"]]], ["拜访", visits])));
  await app.data.applyTable();
  await page.getByTestId("import-rest").filter({ hasText: "这个文件还有1张工作表没有导入：拜访" }).waitFor();
  await page.getByTestId("import-next-sheet").click();
  await page.locator('[data-testid="import-source"][data-sheet="拜访"][data-rows="1"]').waitFor();
  await page.locator('[data-testid="import-summary"][data-new="1"]:not([data-busy])').waitFor();
  await app.data.applyTable();
  await page.getByTestId("import-done").waitFor();
  await page.getByTestId("import-rest").waitFor({ state: "detached" });
  const book = await app.data.exportBook();
  assert.deepEqual([book.customers.length, book.interactions.map(({ next_step, next_due }) => [next_step, next_due])], [1, [["提交报价单", "2026-03-12"]]]);
});

story("of a wide table every head has its choices for whoever is quicker than they come", {}, async ({ page, app, folder }) => {
  await app.data.open();
  // Looked at in the turn in which the last head appears: before it is wanted, and right after the keyboard came.
  await page.evaluate(() => {
    window.choices = [];
    new MutationObserver(() => {
      const last = [...document.querySelectorAll('[data-testid="import-column"] select')].at(-1);
      if (!last || window.choices.length) return;
      window.choices.push(last.options.length);
      last.focus();
      queueMicrotask(() => queueMicrotask(() => window.choices.push(last.options.length)));
    }).observe(document.body, { childList: true, subtree: true });
  });
  const head = ["客户名称", ...Array.from({ length: 41 }, (_, n) => `列${n}`)];
  await app.data.chooseTable(file(folder, "宽.csv", asCsv([head, head.map((_, n) => `v${n}`)])));
  const [late, wanted] = await page.evaluate(() => window.choices);
  assert.equal(late, 1, "a head gets its choices after the rows are there");
  assert.ok(wanted > 50, String(wanted));
});

const HOSTILE = [
  ["a workbook that ends in its middle", "断的.xlsx", xlsx(["表", CUSTOMER_ROWS]).subarray(0, 3_000), /不完整|损坏/],
  ["a picture", "图.xlsx", Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n"), Buffer.alloc(64)]), /图片/],
  ["a PDF", "文.csv", Buffer.from("%PDF-1.7\n1 0 obj\n"), /PDF/],
  ["entities that read other files", "实体.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><a>&x;</a></Workbook>', /外部实体/],
  ["a thousand columns", "千列.csv", asCsv([Array.from({ length: 1_000 }, (_, i) => `列${i}`), Array.from({ length: 1_000 }, (_, i) => i)]), /500列/],
  ["a locked workbook", "密码.xlsx", Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2_000), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(500)]), /密码/],
];

story("files that do harm are refused with words; nothing changes, and the page lives on", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "good.guanxi.json", smallBook()));
  const before = await app.data.exportBook();
  for (const [what, name, bytes, words] of HOSTILE) {
    const table = await app.data.chooseTable(file(folder, name, bytes));
    assert.equal(table.state, "error", what);
    assert.match(table.text, words, what);
    assert.match(table.text, /没有改动/, what);
  }
  assert.deepEqual(await app.data.exportBook(), before);
  await page.getByTestId("import-cancel").click();
  await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
  // Formulas of a file are words.
  await app.data.chooseTable(file(folder, "公式.csv", asCsv([["客户名称", "备注"], ["=HYPERLINK(\"http://x\")", "+1+1"]])));
  await app.data.applyTable();
  assert.equal((await app.data.exportBook()).customers.at(-1).name, '=HYPERLINK("http://x")');
  await app.alive();
});

story("a table is put away with nothing changed, and stays on the page for who leaves and comes back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const before = await app.data.exportBook();
  await app.data.chooseTable(file(folder, "客户.xlsx", xlsx(["客户表", CUSTOMER_ROWS])));
  await app.go("#/rules");
  await app.data.open();
  assert.deepEqual((await app.data.table()).summary, UNDONE);
  await page.getByTestId("import-cancel").click();
  await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
  await page.locator(".toast").filter({ hasText: /已取消导入“.*客户\.xlsx”，没有写入任何内容/ }).waitFor();
  assert.deepEqual(await app.data.exportBook(), before);
});
