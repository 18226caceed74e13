// What figures and words say of themselves: sums that hold what their names say, risk that can still be acted on, conditions that take out.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";

const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

/** One who buys, one who only declares, two who are lost. */
const book = () => ({
  format: "guanxi-book",
  version: 1,
  customers: [
    { id: "KH-0001", name: "青禾纸业" },
    { id: "KH-0002", name: "云栖茶社", declared_annual_purchase: 250_000, cooperation_since: "2023-06-05" },
    { id: "KH-0003", name: "南湖机械" },
    { id: "KH-0031", name: "北山物流", cooperation_since: "2019-01-01" },
  ],
  orders: [
    { id: "o1", customer: "KH-0001", date: day(3), amount: 400_000 },
    { id: "o2", customer: "KH-0001", date: day(100), amount: 100_000 },
    { id: "o3", customer: "KH-0003", date: day(900), amount: 70_000 },
  ],
});

story("what is declared stands apart from what was ordered, on the board, in the list and in what a month opens", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "sums.guanxi.json", book()));
  await app.dashboard.open();
  const figure = page.locator(".figure", { hasText: "近12个月订单额" });
  assert.match(await figure.innerText(), /50\.00/);
  const declared = figure.getByRole("link", { name: "另有申报25.00" });
  await declared.click();
  await app.customers.counts(1);
  assert.match(await page.getByTestId("purchase-sum").innerText(), /年采购额合计25\.00万元，其中申报25\.00万元/);
  await app.customers.open();
  assert.match(await page.getByTestId("purchase-sum").innerText(), /年采购额合计75\.00万元，其中申报25\.00万元/);
  await app.dashboard.open();
  await page.locator("a.month").last().click();
  await app.customers.counts(1);
  const ordered = await page.getByTestId("ordered-sum").innerText();
  assert.match(ordered, /下单日内订单额[45]0\.00万元/);
  assert.match(await page.getByTestId("purchase-sum").innerText(), /年采购额合计50\.00万元$/);
});

story("who can still be acted on is counted apart and stands first", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "risk.guanxi.json", book()));
  await app.dashboard.open();
  const line = page.getByTestId("at-risk").first();
  assert.match(await line.innerText(), /尚未流失2家 · 已流失2家/);
  await app.customers.open("?is.health=at_risk");
  await app.customers.counts(4);
  const order = await page.getByTestId("customer-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  assert.deepEqual(new Set(order.slice(2)), new Set(["KH-0003", "KH-0031"]));
  await page.getByTestId("at-risk").getByRole("link", { name: "已流失2家" }).click();
  await app.customers.counts(2);
});

story("a condition that takes out says whether those without a value stay, in a list and in a rule", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "words.guanxi.json", book()));
  await app.customers.open("?not.value=key");
  assert.match(await page.locator(".fchips").innerText(), /不是 重点客户（没有值的也在内）/);
  await app.customers.open("?not.value=key,");
  assert.match(await page.locator(".fchips").innerText(), /不是 重点客户、未评\s*$/m);
  await app.shell.switchLanguage();
  await app.customers.open("?not.value=key");
  assert.match(await page.locator(".fchips").innerText(), /is not Key \(those without a value stay\)/);
});

story("a customer's number is found without its hyphen", {}, async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "numbers.guanxi.json", book()));
  await app.customers.open();
  await app.customers.search("kh0031");
  await app.customers.counts(1);
  await app.customers.row("KH-0031").waitFor();
});

story("a first order that came later than the cooperation has its own day", {}, async ({ page, app, folder }) => {
  const later = book();
  later.orders.push({ id: "o4", customer: "KH-0002", date: day(3), amount: 36_800 });
  await app.data.open();
  await app.data.import(file(folder, "life.guanxi.json", later));
  await app.customer.open("KH-0002");
  const formal = page.locator(".life__step", { hasText: "正式客户" });
  const text = await formal.innerText();
  assert.match(text, /2023-06-05/);
  assert.match(text, new RegExp(`合作起始；首单：¥36,800，${day(3)}`));
});

story("all moves of one customer are decided at once", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const before = await app.review.counts();
  const names = await page.getByTestId("review-row").evaluateAll((rows) => rows.map((row) => row.querySelector("[data-col=name]")?.textContent.trim()));
  const again = names.findIndex((name, place) => name && names[place + 1] === name);
  assert.ok(again >= 0, `somebody moved twice: ${names.slice(0, 6)}`);
  await page.getByTestId("review-row").nth(again).getByTestId("review-confirm").click();
  const all = page.getByTestId("decide-all-of-customer");
  const more = Number((await all.innerText()).match(/\d+/)[0]);
  await all.click();
  await all.waitFor({ state: "detached" });
  await app.review.write({ reason: "竞争对手", action: "下周拜访", by: "周敏" });
  await app.review.waits(before.waiting - 1 - more);
});

/** One whose first and last records are returns, who lost a tier for want of contacts, and one who ordered today. */
const returns = () => ({
  format: "guanxi-book",
  version: 1,
  customers: [
    { id: "KH-0001", name: "青禾纸业" },
    { id: "KH-0002", name: "云栖茶社" },
  ],
  orders: [
    { id: "o1", customer: "KH-0001", date: day(300), amount: -500 },
    { id: "o2", customer: "KH-0001", date: day(200), amount: 90_000 },
    { id: "o3", customer: "KH-0001", date: day(20), amount: -1_000 },
    { id: "o4", customer: "KH-0002", date: day(0), amount: 5_000 },
  ],
  interactions: [130, 131, 132].map((back) => ({ id: `i${back}`, customer: "KH-0001", at: day(back), kind: "call" })),
});

story("returns are called so on the sheet, in its slip, its timeline and the list", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "returns.guanxi.json", returns()));
  await app.go("#/customers/KH-0001?why=value");
  await page.locator(".slip").filter({ hasText: "依据的3笔订单（其中退货2笔）" }).waitFor();
  const text = await page.locator("main").innerText();
  for (const words of ["首笔记录是退货¥500", "末笔记录是退货，", "3笔订单合计88,500元（其中退货2笔）", "订单3（其中退货2笔）"]) {
    assert.ok(text.includes(words), `${words} in ${text}`);
  }
  assert.doesNotMatch(text, /首单|末单/);
  await app.go("#/customers?cols=name,order_count,rfm_total");
  const row = page.locator('[data-testid="customer-row"][data-id="KH-0001"]');
  await row.waitFor();
  assert.match(await row.innerText(), /3（退货2）\s+11$/);
  await app.go("#/customers?cols=name,last_order");
  await page.locator('[data-testid="customer-row"][data-id="KH-0001"]').filter({ hasText: "（退货）" }).waitFor();
});

story("each figure of the board says what it counts, and a lone return is no new deal", {}, async ({ page, app, folder }) => {
  const customers = [
    { id: "KH-0001", name: "只有退货" },
    { id: "KH-0002", name: "今天下单" },
    { id: "KH-0003", name: "今天开始合作", cooperation_since: day(0) },
  ];
  const orders = [
    { id: "o1", customer: "KH-0001", date: day(0), amount: -700_000 },
    { id: "o2", customer: "KH-0002", date: day(0), amount: 5_000 },
  ];
  await app.data.open();
  await app.data.import(file(folder, "deals.guanxi.json", { format: "guanxi-book", version: 1, customers, orders }));
  await app.dashboard.open();
  const figure = page.locator(".figure", { hasText: "本季新成交" });
  assert.match(await figure.innerText(), /2\s*家[\s\S]*退货不算/);
  const said = await page.locator(".figure__counts").allInnerTexts();
  assert.equal(said.filter((line) => line.length > 5).length, 5, said.join(" | "));
  await figure.locator("a.figure__value").click();
  await app.customers.counts(2);
  assert.equal(await page.locator('[data-testid="customer-row"][data-id="KH-0001"]').count(), 0);
  // The slip of the one with a return alone calls it one, and so do notice and dialog.
  await app.go("#/customers/KH-0001?why=value");
  await page.locator(".slip").filter({ hasText: "依据的1笔退货" }).waitFor();
  await page.locator(".slip").filter({ hasText: "退货：o1" }).waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /订单1|笔订单/);
});

story("a class set by hand keeps its evidence on the sheet, and who is not rated is said to be so", {}, async ({ page, app, folder }) => {
  const overrides = [{ dimension: "value", class: "strategic", set_on: day(10), until: day(-30), by: "周敏", reason: "年底有大单" }];
  const customers = [
    { id: "KH-0001", name: "青禾纸业", overrides },
    { id: "KH-0002", name: "云栖茶社" },
  ];
  const orders = [{ id: "o1", customer: "KH-0001", date: day(20), amount: 600_000 }];
  await app.data.open();
  await app.data.import(file(folder, "hand.guanxi.json", { format: "guanxi-book", version: 1, customers, orders }));
  await app.go("#/customers/KH-0001");
  const words = `人工指定，${day(10)}至${day(-30)}，由周敏指定。理由：年底有大单。按规则：重点客户（年采购额：600,000元）`;
  await page.locator(".sheet__reason").filter({ hasText: words }).waitFor();
  await app.go("#/customers/KH-0001?why=value");
  await page.locator("#slip").filter({ hasText: "依据的1笔订单" }).waitFor();
  await app.go("#/customers/KH-0002");
  const chips = page.locator(".why-link");
  await chips.filter({ hasText: "：未评" }).first().waitFor();
  assert.ok((await chips.allInnerTexts()).includes("老客户 A/B/C：未评"));
  for (const text of (await chips.allInnerTexts()).filter((text) => text.includes("未"))) assert.match(text, /：未评$/);
});

story("the review goes out with number, days, and a column for each line crossed", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const shown = await app.review.rows();
  assert.ok(shown > 0);
  const { bytes } = await app.data.exportTable("review-export", { form: "csv" });
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  const [head, ...rows] = cells(text);
  const at = (name) => {
    assert.ok(head.includes(name), `${name} in ${head}`);
    return head.indexOf(name);
  };
  const [id, from, to] = [at("编号"), at("起始日"), at("截止日")];
  for (let n = 1; n <= 4; n += 1) at(`越过的线${n}`);
  for (const row of rows) {
    assert.match(row[id], /^KH-/);
    assert.match(row[from], /^\d{4}-\d\d-\d\d$/);
    assert.ok(row[from] < row[to], row.join());
    for (const cell of row.slice(0, at("越过的线4"))) assert.doesNotMatch(cell, /; /);
    // A figure has a mark before it.
    if (row[at("越过的线1")].includes("→")) assert.match(row[at("越过的线1")], /^[^→]+：[^→]+→/);
  }
  assert.match(rows.map((row) => row[at("越过的线1")]).join("\n"), /：.+ → /);
});

/** The cells of a CSV. */
function cells(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const [c, row] = [text[i], rows.at(-1)];
    if (quoted && c === '"' && text[i + 1] === '"') row[row.length - 1] += text[(i += 1)];
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push("");
    else if (!quoted && c === "\n") rows.push([""]);
    else if (quoted || c !== "\r") row[row.length - 1] += c;
  }
  return rows.filter((row) => row.length > 1);
}

story("the question in the address is followed; the RFM tier has its place on the sheet; one order makes a high risk, and the slip says why", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "asked.guanxi.json", returns()));
  await app.go("#/customers/KH-0001?why=value");
  const slip = page.locator(".slip");
  await slip.filter({ hasText: "客户价值是" }).waitFor();
  await page.evaluate(() => { location.hash = "#/customers/KH-0001?why=rfm_tier"; });
  await slip.filter({ hasText: "价值分层 RFM是" }).waitFor();
  for (const words of ["订单数（近12个月）", "金额（近12个月）"]) assert.ok((await slip.innerText()).includes(words), words);
  await page.goBack();
  await slip.filter({ hasText: "客户价值是" }).waitFor();
  await page.getByTestId("why-rfm_tier").click();
  await slip.filter({ hasText: "价值分层 RFM是" }).waitFor();
  // No contact yet, one order in six months: 20 + 7.5 + 20 of 100.
  await app.go("#/customers/KH-0002?why=health");
  await slip.filter({ hasText: "健康度是" }).waitFor();
  assert.match(await slip.innerText(), /47\.5/);
  await app.go("#/customers/KH-0002?why=risk");
  await slip.filter({ hasText: "风险等级是" }).waitFor();
  const why = await slip.innerText();
  assert.match(why, /健康度是风险\s+风险（健康分47\.5分）/);
  assert.doesNotMatch(why, /5,000/, "the amount has no part in it");
});
