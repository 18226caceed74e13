// What leaves the book: the results as CSV for spreadsheets.
import assert from "node:assert/strict";
import { parseCsv, smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

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

story("the table for people has names, units and numbers", {}, async ({ app, folder }) => {
  const customers = [
    { id: "KH-0001", name: "＝1+1", declared_annual_purchase: 1200, owner: "顾岚", region: "苏州", tags: ["重点", "回访"] },
    { id: "KH-0002", name: "退货多" },
  ];
  const orders = [{ id: "o1", customer: "KH-0002", date: new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10), amount: -50.5 }];
  await app.data.open();
  await app.data.import(file(folder, "people.guanxi.json", smallBook({ customers, orders })));
  const bytes = await app.data.export("export-results-people");
  const [head, ...rows] = parseCsv(bytes.toString("utf8").slice(1));
  const of = (row, name) => rows[row][head.indexOf(name)];
  for (const name of head) assert.doesNotMatch(name, /^[a-z_]+$/, `${name} is no name for people`);
  assert.deepEqual(head.slice(0, 7), ["编号", "名称", "基准日", "负责人", "地区", "人工标签", "客户价值"]);
  for (const name of head) assert.doesNotMatch(name, /）.*）|（.*（/, `${name} has brackets twice`);
  const amount = head.find((name) => name.startsWith("年采购额（近12个月") && name.endsWith("，元）"));
  assert.deepEqual([of(0, "负责人"), of(0, "地区"), of(0, "人工标签")], ["顾岚", "苏州", "重点；回访"]);
  assert.match(of(1, "基准日"), /^\d{4}-\d{2}-\d{2}$/);
  const basis = head.find((name) => name.endsWith("依据"));
  assert.deepEqual([of(0, "名称"), of(0, amount), of(0, basis)], ["'＝1+1", "1200.00", "申报"]);
  assert.deepEqual([of(1, amount), of(1, basis), of(1, "客户价值")], ["-50.50", "", "普通客户"]);
});
