// What leaves the book: the results as CSV for spreadsheets.
import assert from "node:assert/strict";
import { parseCsv, smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { readXlsx, serial } from "./sheets.mjs";

const FORMULAS = ["=1+1", "+86 21", "-2", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"点\")"];

story("results CSV opens in a spreadsheet as text: BOM, every column, no formulas", {}, async ({ app, folder }) => {
  const customers = FORMULAS.map((name, i) => ({ id: i === 0 ? "=id" : `f${i}`, name }));
  await app.data.open();
  await app.data.import(file(folder, "formulas.guanxi.json", smallBook({ customers, orders: [] })));
  const bytes = await app.data.export("export-results-csv");
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "starts with the byte order mark");
  const [head, ...rows] = parseCsv(bytes.toString("utf8").slice(1));
  for (const column of ["id", "name", "annual_purchase", "health_score", "value", "stage", "rfm_tier", "risk", "auto_tags"]) {
    assert.ok(head.includes(column), `column ${column}`);
  }
  assert.equal(rows.length, customers.length);
  for (const row of rows) {
    assert.equal(row.length, head.length);
    for (const cell of row) assert.ok(!/^[=@\t\r]|^[+-](?!\d+(\.\d+)?$)/.test(cell), `${cell} would run as a formula`);
  }
});

story("the results for other programs as a workbook have the names of the JSON, and numbers", {}, async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const { rows: [head, ...rows] } = readXlsx(await app.data.export("export-results-xlsx"));
  const { customers } = await app.data.exportResults();
  assert.deepEqual(head.slice(0, 2), ["id", "name"]);
  assert.equal(head.at(-1), "auto_tags");
  for (const [i, { id, name, metrics, classes, tags }] of customers.entries()) {
    const of = (column) => rows[i][head.indexOf(column)];
    assert.deepEqual([of("id"), of("name"), of("auto_tags")], [id, name, tags.join(";")]);
    for (const [column, value] of Object.entries(classes)) assert.equal(of(column), value ?? "", column);
    for (const [column, value] of Object.entries(metrics)) if (typeof value !== "number") assert.equal(of(column), value ?? "", column);
    assert.equal(of("lifetime_amount"), metrics.lifetime_amount ?? "");
  }
});

story("results JSON has one row a customer with metrics, classes and tags", {}, async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const results = await app.data.exportResults();
  assert.deepEqual([results.format, results.version], ["guanxi-results", 1]);
  assert.deepEqual(results.customers.map(({ id }) => id).sort(), ["c1", "c2"]);
  for (const { metrics, classes, tags } of results.customers) {
    assert.equal(typeof metrics, "object");
    for (const dimension of ["value", "stage", "closeness", "rfm_tier", "health", "abc", "risk", "industry"]) assert.ok(dimension in classes, dimension);
    assert.ok(Array.isArray(tags));
  }
});

const PEOPLE = [
  {
    id: "KH-0001", name: "＝1+1", declared_annual_purchase: 1200, owner: "=陈思远", service_owner: "许静", region: "@华东",
    tags: ["要回访", "-老客户"], created_on: "2020-01-05",
  },
  { id: "KH-0002", name: "退货多", created_on: "2020-01-05" },
  { id: "KH-0003", name: "明年才来", created_on: "2098-01-05" },
];
const HEADS = {
  zh: { first: ["编号", "名称", "基准日", "负责人", "服务负责人", "地区", "客户价值"], tags: ["规则所加标签", "人工标签"], amount: /^年采购额.*[（，]元）$/, basis: /依据$/, declared: "申报", ordered: "订单", ordinary: "普通客户" },
  en: { first: ["Number", "Name", "As of", "Owner", "Service owner", "Region", "Customer value"], tags: ["Tags by rule", "Tags by hand"], amount: /^Purchases.*CNY\)$/, basis: /, basis$/, declared: "declared", ordered: "Orders", ordinary: "Ordinary" },
};

for (const [lang, { first, tags, amount: of12months, basis, declared, ordered, ordinary }] of Object.entries(HEADS)) {
  story(`the table for people has names, units, numbers, who looks after them, and the day, ${lang}`, { prefs: { lang } }, async ({ app, folder }) => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const orders = [{ id: "o1", customer: "KH-0002", date: new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10), amount: -50.5 }];
    await app.data.open();
    await app.data.import(file(folder, "people.guanxi.json", smallBook({ customers: PEOPLE, orders })));
    const { bytes } = await app.data.exportTable("export-results-people", { form: "csv" });
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "starts with the byte order mark");
    const [head, ...rows] = parseCsv(bytes.toString("utf8").slice(1));
    const amount = head.find((name) => of12months.test(name));
    const of = (row, name) => rows[row][head.indexOf(name)];
    for (const name of head) {
      assert.doesNotMatch(name, /^[a-z_]+$/, `${name} is no name for people`);
      assert.doesNotMatch(name, /[）)][（(]| \(.*\) \(/, `${name} has brackets after brackets`);
    }
    assert.equal(new Set(head).size, head.length, "no head twice");
    assert.deepEqual(head.slice(0, 7), first);
    assert.deepEqual(rows.map(([id]) => id), ["KH-0001", "KH-0002"], "who comes later is not there yet");
    assert.deepEqual(rows[0].slice(0, 6), ["KH-0001", "'＝1+1", today, "'=陈思远", "许静", "'@华东"]);
    assert.equal(of(0, tags[1]), ["要回访", "-老客户"].join(lang === "zh" ? "；" : "; "));
    assert.ok(head.includes(tags[0]));
    assert.equal(head.indexOf(amount) + 1, head.findIndex((name) => basis.test(name)), "what an amount rests on stands beside it");
    const rests = head.find((name) => basis.test(name));
    assert.deepEqual([of(0, amount), of(0, rests)], ["1200.00", declared]);
    assert.deepEqual([of(1, amount), of(1, rests), of(1, first[6])], ["-50.50", ordered, ordinary]);
    // The workbook says the same, with numbers and days that are ones.
    const { name, bytes: book } = await app.data.exportTable("export-results-people");
    assert.match(name, new RegExp(`_${today}\\.xlsx$`));
    const { rows: [bookHead, ...bookRows] } = readXlsx(book);
    assert.deepEqual(bookHead, head);
    const at = (row, heading) => bookRows[row][head.indexOf(heading)];
    assert.deepEqual(bookRows[0].slice(0, 6), ["KH-0001", "＝1+1", serial(today), "=陈思远", "许静", "@华东"]);
    assert.deepEqual([at(0, amount), at(0, rests), at(1, amount), at(1, rests)], [1200, declared, -50.5, ordered]);
  });
}
