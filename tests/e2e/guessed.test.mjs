// The import of tables: lists and reports of ours that come back, what is masked, two columns of one heading, and a table without a head.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { asCsv } from "./sheets.mjs";

const KNOWN = smallBook({
  customers: [{ id: "KH-1", name: "青禾茶业", contacts: [{ name: "赵六", phone: "13712345678" }] }, { id: "KH-2", name: "远山制造" }],
  orders: [{ id: "o1", customer: "KH-1", date: "2026-01-05", amount: 120_000 }, { id: "o2", customer: "KH-2", date: "2026-02-05", amount: 80_000 }],
});
const begin = async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", KNOWN));
};
const csv = (folder, name, rows) => file(folder, name, asCsv(rows));
const cancel = async (page) => {
  await page.getByTestId("import-cancel").click();
  await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
};

story("who moved in value and a report come back as what they are, and change nothing", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const moves = await app.data.chooseTable(csv(folder, "变动.csv", [
    ["客户", "变动", "当时金额（万元）", "金额（万元）", "末次订单", "负责人", "编号"],
    ["青禾茶业", "进入 未评 → 高价值", "0", "238.3", "2026-10-15", "何建国", "KH-1"],
  ]));
  assert.deepEqual([moves.summary, moves.asks.length, moves.applicable], [{ new: 0, changed: 0, same: 1, problems: 0, asked: 0 }, 0, false]);
  assert.match(moves.text, /认出是这里导出的列表/);
  await cancel(page);
  const report = await app.data.chooseTable(csv(folder, "漏斗.csv", [
    ["来源", "线索", "已联系", "有意向", "成交", "转化率", "成交用时（中位数）"],
    ["展会", "12", "8", "5", "3", "0.25", "41"],
  ]));
  assert.deepEqual([report.summary, report.asks.length, report.applicable], [{ new: 0, changed: 0, same: 0, problems: 0, asked: 0 }, 0, false]);
  assert.match(report.text, /认出是这里导出的报表（里面是统计数字，没有客户、订单等资料可导入）/);
  assert.match(report.text, /报表里的统计数字，不是客户、订单等资料/);
  assert.match(report.text, /报表和表单里没有可按行导入的资料/);
});

story("what is masked is asked about and shown of nobody", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = [["客户名称", "联系人", "手机"], ["青禾茶业", "赵六", "13900001111"], ["新来公司", "孙八", "138****8000"]];
  const asked = await app.data.chooseTable(csv(folder, "遮住.csv", rows));
  assert.deepEqual(asked.asks.map(({ header, reason }) => [header, reason]), [["手机", "masked-numbers"]]);
  assert.doesNotMatch(asked.text, /13712345678/, "the number that is known");
  assert.match(asked.text, /\*{7}5678/);
  await app.data.answerTable("手机", "note-words");
  const { summary } = await app.data.table();
  assert.deepEqual(summary, { new: 1, changed: 1, same: 0, problems: 0, asked: 0 });
  await app.data.applyTable();
  const book = await app.data.exportBook();
  const [one] = book.customers.filter(({ name }) => name === "新来公司");
  assert.deepEqual(one.contacts, [{ name: "孙八", note: "手机：138****8000" }]);
});

story("of two columns of one heading a question says which, and the answer is for that one the next time", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = [["客户名称", "地区", "客户名称"], ["重一公司", "杭州", "重一分公司"], ["重二公司", "苏州", "重二公司"]];
  const path = csv(folder, "重头.csv", rows);
  const first = await app.data.chooseTable(path);
  assert.deepEqual(first.asks.map(({ reason }) => reason), ["same-field"]);
  assert.match(first.text, /“客户名称（A列）”和“客户名称（C列）”是同一项内容/);
  await page.locator('[data-testid="import-ask"] [data-answer="last-of"]').click();
  const { text } = await app.data.table();
  assert.match(text, /以“客户名称（C列）”为准，空着才用“客户名称（A列）”/);
  await app.data.applyTable();
  const again = await app.data.chooseTable(path);
  assert.deepEqual([again.asks.length, again.summary.same], [0, 2]);
});

story("a table without a head is known the next time by what stands in it", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  const rows = (n) => [["甲", "杭州", "13712345670"], ["乙", "宁波", "13712345671"], ["丙", "温州", "13712345672"]].map(([name, ...rest]) => [`无头${name}${n}号店`, ...rest]);
  const first = await app.data.chooseTable(csv(folder, "无头.csv", rows(1)));
  assert.deepEqual(first.asks.map(({ reason }) => reason), ["whose"]);
  assert.deepEqual(first.columns.map(({ field }) => field), ["out", "region", "contact.phone"]);
  await page.locator('[data-testid="import-ask"] [data-answer="column-0"]').click();
  await app.data.table();
  await app.data.applyTable();
  const next = await app.data.chooseTable(csv(folder, "下月.csv", rows(2)));
  assert.deepEqual([next.asks.length, next.summary.new], [0, 3]);
  assert.match(next.text, /各列用了上次“无头.csv”的对应/);
});
