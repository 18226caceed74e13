// Tables out: what is shown, all fields, masks, templates, as workbooks and as text; and back in again.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parseCsv, smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { openXlsx, readXlsx, serial, withRow } from "./sheets.mjs";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const KINDS = ["customers", "contacts", "orders", "interactions", "tickets"];
const CUSTOMERS = [
  {
    id: "KH-0001", name: "=1+1", kind: "enterprise", industry: "制造业", uscc: "914403001922038216", annual_revenue: 8_760_000, owner: "陈思远",
    cooperation_since: "2021-03-05", tags: ["重点"], contacts: [{ name: "张三", phone: "15400006142" }, { name: "李四", phone: "0512-55500385", wechat: "wx_li77" }],
  },
  { id: "0002", name: "远山木业", declared_annual_purchase: 128_000.5, contacts: [{ name: "王五", email: "wang@mail.example" }] },
  { id: "KH-0003", name: "－北岸", notes: "第一行\n第二行" },
];
const book = () =>
  smallBook({
    customers: CUSTOMERS,
    orders: [
      { id: "o1", customer: "KH-0001", date: "2026-01-05", amount: 1200.5, items: [{ product: "伺服电机", quantity: 2 }], campaign: "c1" },
      { id: "o2", customer: "0002", date: "2026-02-05", amount: -50.5 },
    ],
    interactions: [{ id: "i1", customer: "KH-0001", at: "2026-02-01T09:30:20+08:00", kind: "call", responded: true, content: "问价" }],
    tickets: [{ id: "t1", customer: "0002", kind: "complaint", opened_at: "2026-03-01", satisfaction: 4 }],
    campaigns: [{ id: "c1", name: "春季" }],
  });
const begin = async (app, folder) => {
  await app.data.open();
  await app.data.import(file(folder, "tables.guanxi.json", book()));
};
const csv = (bytes) => parseCsv(bytes.toString("utf8").slice(1));

for (const viewport of [DESK, PHONE]) {
  story(`a list leaves as it is shown, as a workbook and as text, at ${viewport.width}`, { viewport }, async ({ page, app, folder }) => {
    // On a phone the head has no room: rows are selected, and the bar below takes them along.
    const mark = viewport === PHONE ? "bulk-export-all" : "export-list";
    const pick = async () => {
      if (viewport !== PHONE) return;
      if (!(await page.locator('.grid[data-picking="true"]').count())) await page.locator(".count__pick .linkbtn").click();
      for (const box of await page.locator('[data-testid="customer-row"] input[type="checkbox"]').all()) await box.check();
    };
    await begin(app, folder);
    await app.customers.open("?cols=name,declared_annual_purchase,owner,last_order&sort=-name");
    await app.customers.counts(3);
    const shown = await page.getByTestId("customer-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
    await pick();
    await page.getByTestId(mark).click();
    await page.getByTestId("export-said").filter({ hasText: /^3行，存为“.+_\d{4}-\d\d-\d\d\.xlsx”$/ }).waitFor();
    assert.equal(await page.locator('[data-testid="export-what"]').count(), 3);
    assert.equal(await page.getByTestId("export-masked").count(), 0, "what is shown says nobody's number");
    const dialog = await page.locator("dialog[open]").boundingBox();
    assert.ok(dialog.x >= 0 && dialog.x + dialog.width <= page.viewportSize().width, "the dialog fits");
    const { name, bytes } = await app.data.fromExport();
    assert.match(name, /\.xlsx$/);
    const { rows: [head, ...rows], sheet } = readXlsx(bytes);
    assert.deepEqual(head, ["编号", "名称", "申报年度采购额（万元）", "负责人", "最近订单"]);
    assert.deepEqual(rows.map(([id]) => id), shown, "in the order of the list");
    const of = (id) => rows.find(([own]) => own === id);
    assert.deepEqual(of("KH-0001"), ["KH-0001", "=1+1", "未知", "陈思远", serial("2026-01-05")]);
    assert.deepEqual(of("0002"), ["0002", "远山木业", 12.80005, "未分配", serial("2026-02-05")]);
    assert.equal(Object.values(sheet).filter((cell) => cell?.f).length, 0, "nothing is a formula");
    const text = csv((await app.data.exportTable(mark, { form: "csv" })).bytes);
    assert.deepEqual(text[0], head);
    assert.deepEqual(text.find(([id]) => id === "KH-0001"), ["KH-0001", "'=1+1", "未知", "陈思远", "2026-01-05"]);
    // Of those selected, and of what a search leaves.
    await app.customers.search("远山");
    await app.customers.counts(1);
    const { rows: found } = readXlsx((await app.data.exportTable(mark)).bytes);
    assert.deepEqual(found.slice(1).map(([id]) => id), ["0002"]);
  });
}

story("a workbook has forms of numbers, widths by what is in it, and a head that stays in sight", {}, async ({ app, folder }) => {
  await begin(app, folder);
  const { bytes } = await app.data.exportTable("export-records", { what: "orders" });
  const read = openXlsx(bytes);
  const sheet = read.Sheets["订单"];
  const head = ["编号", "客户编号", "客户", "订单日期", "金额（元）", "产品", "应付款日", "付款日", "活动", "备注"];
  assert.deepEqual(head, readXlsx(bytes).rows[0]);
  assert.deepEqual([sheet.E2.t, sheet.E2.v, sheet.E2.z], ["n", 1200.5, "#,##0.00"]);
  assert.deepEqual([sheet.E3.v, sheet.D2.v, sheet.D2.z], [-50.5, serial("2026-01-05"), "yyyy-mm-dd"]);
  assert.deepEqual([sheet.B3.t, sheet.B3.v], ["s", "0002"]);
  assert.equal(sheet.I2.v, "春季", "names, no ids");
  assert.ok(sheet["!cols"][3].width >= 10 && sheet["!cols"][3].width < 20);
  assert.deepEqual(sheet["!autofilter"], { ref: "A1:J3" });
});

story("people's numbers are masked unless somebody says otherwise, and a masked table that comes back changes nothing", {}, async ({ page, app, folder }) => {
  await begin(app, folder);
  const phones = async (masked) => {
    const { rows: [head, ...rows] } = readXlsx((await app.data.exportTable("export-records", { what: "contacts", masked })).bytes);
    return rows.map((row) => [row[head.indexOf("姓名")], row[head.indexOf("联系方式")], row[head.indexOf("微信")], row[head.indexOf("邮箱")]]);
  };
  assert.deepEqual(await phones(true), [["张三", "*******6142", "", ""], ["李四", "********0385", "w***7", ""], ["王五", "", "", "w***@mail.example"]]);
  assert.deepEqual(await phones(false), [["张三", "15400006142", "", ""], ["李四", "0512-55500385", "wx_li77", ""], ["王五", "", "", "wang@mail.example"]]);
  await app.customers.open();
  const { rows: [head, ...rows] } = readXlsx((await app.data.exportTable("export-list", { what: "customers" })).bytes);
  assert.equal(rows.length, 3);
  assert.ok(rows.some((row) => row[head.indexOf("联系方式")] === "*******6142"));
  assert.ok(rows.some((row) => row[head.indexOf("营收（万元）")] === 876));
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

for (const form of ["xlsx", "csv"]) {
  story(`what leaves as ${form} comes back and changes nothing, masked or not`, {}, async ({ page, app, folder }) => {
    await begin(app, folder);
    for (const masked of [false, true]) {
      for (const what of KINDS) {
        const choices = { what, form, ...(["customers", "contacts"].includes(what) ? { masked } : {}) };
        const { bytes } = await app.data.exportTable("export-records", choices);
        const { summary, asks } = await app.data.chooseTable(file(folder, `${what}-${masked}.${form}`, bytes));
        const counts = [summary.new, summary.changed, summary.problems, summary.asked];
        assert.deepEqual([what, asks.length, ...counts.map(Number)], [what, 0, 0, 0, 0, 0]);
        assert.ok(Number(summary.same) > 0, what);
        await page.getByTestId("import-cancel").click();
        await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
      }
    }
  });
}

/** What a person writes into each template. */
const FILLED = {
  customers: { 客户名称: "蓝海科技", "营收（万元）": 120.5, 姓名: "周敏", 联系方式: "15400001111", 合作起始时间: "2024-03-05" },
  contacts: { 客户名称: "远山木业", 姓名: "赵六", 联系方式: "15400002222" },
  orders: { 客户: "远山木业", 订单日期: "2026-03-05", "金额（元）": 99.5 },
  interactions: { 客户: "远山木业", 时间: "2026-03-05 10:00", 方式: "电话", 互动内容: "问候" },
  tickets: { 客户编号: "0002", 类型: "投诉", 提出时间: "2026-03-05", 事由: "晚到" },
};
for (const viewport of [undefined, PHONE]) {
  story(`an empty table is taken, filled in and understood without a question${viewport ? ", on a phone" : ""}`, viewport ? { viewport } : {}, async ({ page, app, folder }) => {
    await begin(app, folder);
    await page.reload();
    await app.data.open();
    for (const what of viewport ? ["orders"] : KINDS) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`template-${what}`).click()]);
      assert.match(download.suggestedFilename(), /^空表_.+\.xlsx$/);
      const bytes = await readFile(await download.path());
      const { rows } = readXlsx(bytes);
      assert.equal(rows.length, 1, "headings alone");
      const { SheetNames, Sheets } = openXlsx(bytes);
      assert.deepEqual(SheetNames[1], "填写说明");
      assert.equal(Sheets["填写说明"].A2.v, rows[0][0], "each column is explained");
      for (const heading of Object.keys(FILLED[what])) assert.ok(rows[0].includes(heading), `${heading} in ${rows[0]}`);
      const { summary, asks } = await app.data.chooseTable(file(folder, `${what}.xlsx`, withRow(bytes, rows[0].map((heading) => FILLED[what][heading] ?? ""))));
      assert.equal(asks.length, 0, what);
      assert.deepEqual([what, Number(summary.problems), Number(summary.new) + Number(summary.changed)], [what, 0, 1]);
      await page.getByTestId("import-cancel").click();
      await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
    }
  });
}

story("an empty table leaves as text as well", {}, async ({ page, app }) => {
  await app.data.open();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("template-csv-customers").click()]);
  assert.match(download.suggestedFilename(), /^空表_.+\.csv$/);
  const rows = csv(await readFile(await download.path()));
  assert.deepEqual([rows.length, rows[0].slice(0, 2)], [1, ["客户编号", "客户名称"]]);
});

story("the dialog is worked by keys, in English too, and gives the focus back", { prefs: { lang: "en" } }, async ({ page, app, folder }) => {
  await begin(app, folder);
  await app.customers.open();
  await app.customers.counts(3);
  await page.getByTestId("export-list").focus();
  await page.keyboard.press("Enter");
  const said = page.getByTestId("export-said");
  await said.filter({ hasText: /^3 rows, saved as .+\.xlsx$/ }).waitFor();
  await page.locator('input[name="export-form-of"][value="xlsx"]').focus();
  await page.keyboard.press("ArrowRight");
  await said.filter({ hasText: /\.csv$/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("export-form-of").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "export-list");
  await page.keyboard.press("Enter");
  await page.locator('input[name="export-form-of"][value="xlsx"]').focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const { rows: [head] } = readXlsx(await readFile(await download.path()));
  assert.deepEqual(head.slice(0, 2), ["Number", "Name"]);

  // Opened again before the browser has told that it was closed: it stays.
  await page.getByTestId("export-list").click();
  await page.locator("dialog[open]").waitFor();
  await page.evaluate(() => (document.querySelector("dialog[open]").close(), document.querySelector('[data-testid="export-list"]').click()));
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  assert.equal(await page.locator("dialog[open]").count(), 1);
});

story("where no worker comes the page writes the table itself", { expected: /worker|404|sheets/i }, async ({ page, app, folder }) => {
  await page.addInitScript(() => { window.Worker = class { constructor() { throw new Error("none"); } }; });
  await page.reload();
  await begin(app, folder);
  const { bytes } = await app.data.exportTable("export-records", { what: "orders" });
  assert.equal(readXlsx(bytes).rows.length, 3);
});

for (const lang of ["zh", "en"]) {
  story(`lists that leave as they are shown come back and change nothing, ${lang}`, { prefs: { lang } }, async ({ app, page, folder }) => {
    await app.data.open();
    await app.data.loadSample();
    const pages = { customers: "#/customers", leads: "#/leads?view=list", health: "#/health?view=all", value: "#/value", moves: "#/value?view=moves", today: "#/today", service: "#/service" };
    // In English the heads of 今日 are words that any sheet may have.
    if (lang === "en") delete pages.today;
    for (const [name, hash] of Object.entries(pages)) {
      await app.go(hash);
      await page.locator("main").getByRole("button", { name: lang === "zh" ? "导出" : "Export", exact: true }).first().click();
      const { bytes } = await app.data.fromExport();
      await app.data.open();
      const table = await app.data.chooseTable(file(folder, `${name}-${lang}.xlsx`, bytes));
      assert.match(table.text, lang === "zh" ? /认出是这里导出的列表（算出来的/ : /recognised as a list exported here/, name);
      assert.deepEqual([table.asks, table.summary.new, table.summary.changed, table.summary.problems, table.applicable], [[], 0, 0, 0, false], name);
      assert.ok(table.summary.same > 0, name);
      await app.data.mark("import-cancel").click();
    }
  });
}

story("tables that are no lists leave as they stand, their figures as numbers, in the language that is asked for", { timeout: 120_000 }, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  const shown = (table) => table.locator("tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.firstChild?.textContent?.trim() ?? "")));
  const rows = async (mark) => readXlsx((await app.data.exportTable(mark)).bytes).rows;
  const same = (file, screen, columns, what) => {
    assert.equal(file.length, screen.length, what);
    const told = (text) => (typeof text === "number" ? String(text) : text.replaceAll(",", ""));
    for (const column of columns) assert.deepEqual(file.map((row) => told(row[column])), screen.map((row) => told(row[column])), `${what}, column ${column}`);
  };
  // The funnel: counts as they stand; the share of those that dealt is a share.
  await app.go("#/leads?view=funnel");
  const funnel = page.getByTestId("leads-funnel");
  await funnel.waitFor();
  const file = await rows("export-funnel");
  same(file, await shown(funnel), [0, 1, 2, 3, 4], "funnel");
  const all = file.at(-1);
  assert.ok(Math.abs(all[5] - all[4] / all[1]) < 1e-9, String(all));
  // The matrix, with its sums.
  await app.go("#/review?tab=matrix");
  const matrix = page.locator('[data-testid="matrix"] table').first();
  await matrix.locator("tbody tr").first().waitFor();
  const counts = await rows("export-matrix");
  const screen = await matrix.locator("tr").evaluateAll((rows) => rows.map((row) => row.cells.length));
  assert.deepEqual([counts.length, counts[0].length], [screen.length, screen[0]]);
  const [, ...body] = counts;
  for (const [name, ...figures] of body) assert.equal(figures.slice(0, -1).reduce((a, b) => a + b, 0), figures.at(-1), name);
  const total = body.at(-1).at(-1);
  assert.equal(body.slice(0, -1).reduce((sum, row) => sum + row.at(-1), 0), total);
  assert.match((await matrix.innerText()).replaceAll(",", ""), new RegExp(`${total}\\s*$`));
  // What is bought together.
  await app.go("#/growth?view=pairs");
  const pairs = page.getByTestId("growth-rules-table");
  await pairs.locator("tbody tr").first().waitFor();
  const together = await rows("export-rules-together");
  same(together.slice(0, 200), (await shown(pairs)).slice(0, 200), [0, 1, 2], "pairs");
  assert.ok(together.slice(1).every((row) => row.slice(2).every((figure) => typeof figure === "number") && row[3] <= 1 && row[4] <= 1));
  await page.getByTestId("export-answers").waitFor();
});
