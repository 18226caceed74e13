// Marketing: a campaign from its beginning to its results, its list frozen while marks come and go; channels; points; need tags.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const day = (back) => new Date(Date.now() - back * 864e5 + 8 * 36e5).toISOString().slice(0, 10);

/** Six customers: three have bought, one of them wants no contact; one has no telephone; two never bought. */
function book(extra = {}) {
  const contact = [{ name: "周岚", phone: "13800006142", wechat: "zl" }];
  const customers = [
    { id: "c1", name: "青禾纸业", kind: "enterprise", source: "展会", created_on: day(90), contacts: contact, need_tags: ["重视性价比"] },
    { id: "c2", name: "云栖茶社", kind: "enterprise", source: "展会", created_on: day(80), contacts: contact, do_not_contact: true },
    { id: "c3", name: "远山木业", kind: "enterprise", source: "官网", created_on: day(70), contacts: [{ name: "林", email: "a@b.c" }] },
    { id: "c4", name: "白石陶瓷", kind: "enterprise", source: "展会", created_on: day(60), contacts: contact },
    { id: "c5", name: "陈小雨", kind: "person", created_on: day(50), contacts: contact },
  ];
  const order = (id, customer, back, amount) => ({ id, customer, date: day(back), amount });
  const orders = [order("o1", "c1", 40, 1_000), order("o2", "c2", 39, 1_000), order("o3", "c3", 38, 1_000)];
  return smallBook({ customers, orders, interactions: [], campaigns: [], ...extra });
}

const figure = (page, name) => page.locator(`[data-testid="camp-figures"] [data-figure="${name}"]`);
const count = async (page, name) => Number(await figure(page, name).locator("b").innerText());

story("a campaign: begun, its list frozen, people contacted and answering, an order that carries it; each step is undone", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "camp.guanxi.json", book()));
  await app.go("#/campaigns");
  await page.getByText("还没有活动").waitFor();
  await page.getByTestId("camp-new").click();
  await page.getByTestId("camp-save").click();
  await page.locator("dialog[open] .field__error").first().waitFor();
  await page.locator("#camp-name").fill("秋季回访");
  await page.locator("#camp-kind").selectOption("retention");
  await page.locator("#camp-channel").fill("短信");
  await page.locator("#camp-cost").fill("90");
  await page.locator("#camp-offer").fill("九折");
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("campaign").getByText("秋季回访").waitFor();
  await figure(page, "list").filter({ hasText: "5" }).waitFor();
  // Everybody: c2 wants no contact, c3 has no telephone.
  assert.deepEqual([await count(page, "in"), await count(page, "do_not_contact"), await count(page, "no_way")], [3, 1, 1]);

  // Those who have bought, by a known group of the dialog, changed there.
  await page.getByTestId("camp-audience").click();
  const counted = page.getByTestId("camp-audience-count");
  await counted.filter({ hasText: "符合5位" }).waitFor();
  // The figure opens who they are where it stands, and why some cannot be contacted.
  await counted.getByRole("button").click();
  const who = page.getByTestId("audience-who").locator("li");
  await who.filter({ hasText: "云栖茶社" }).filter({ hasText: "勿联系" }).waitFor();
  await who.filter({ hasText: "远山木业" }).filter({ hasText: "没有联系方式" }).waitFor();
  assert.equal(await who.count(), 5);
  await page.locator('dialog[open] [data-pick="camp-group"] select').first().selectOption("ready:new_customer");
  await counted.filter({ hasText: "符合2位，其中2位" }).waitFor();
  // It follows the condition.
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="audience-who"] li').length === 2);
  assert.deepEqual((await who.locator("a").allInnerTexts()).toSorted(), ["白石陶瓷", "陈小雨"].toSorted());
  await page.getByTestId("camp-audience-save").click();
  await figure(page, "list").filter({ hasText: "2" }).waitFor();
  await page.getByTestId("camp-freeze").click();
  await page.getByTestId("camp-audience-said").getByText(/名单于.*冻结，共2位/).waitFor();
  await app.shell.saved();

  // A mark that is set, and lifted, works at once; the list stays.
  await app.customer.open("c4");
  const names = () => page.locator('[data-testid="camp-person"] [data-col="name"]').allInnerTexts();
  await app.go("#/campaigns");
  await page.getByTestId("camp-row").first().locator("[data-col=name] a").click();
  await page.getByTestId("camp-person").first().waitFor();
  assert.deepEqual((await names()).toSorted(), ["白石陶瓷", "陈小雨"].toSorted());

  // All are contacted in one step, one answers.
  await page.getByTestId("camp-person").first().locator("input[type=checkbox]").check();
  await page.getByTestId("camp-person").nth(1).locator("input[type=checkbox]").check();
  // Of whom nobody was contacted no answer can be recorded; once they are it can, with the same rows selected.
  await page.locator('[data-testid="camp-answer-all"]:disabled').waitFor();
  await page.getByTestId("camp-mark-all").click();
  await figure(page, "contacted").filter({ hasText: "2" }).waitFor();
  await page.locator('[data-testid="camp-answer-all"]:enabled').waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("camp-person").first().locator("input[type=checkbox]").check();
  await page.getByTestId("camp-answer-all").click();
  await figure(page, "answered").filter({ hasText: "1" }).waitFor();
  await app.shell.saved();
  await page.keyboard.press("Control+z");
  await figure(page, "answered").filter({ hasText: "0" }).waitFor();
  await page.keyboard.press("Control+y");
  await figure(page, "answered").filter({ hasText: "1" }).waitFor();
  // Of the other nothing is recorded until somebody says that there was no answer: the rate is of both all along.
  await figure(page, "waiting").filter({ hasText: "1" }).click();
  await page.getByTestId("camp-rates").getByText(/响应率50\.0.?%，联系2位，1位回应，0位没有回应，1位没有登记/).waitFor();
  await page.getByTestId("camp-person").first().locator("input[type=checkbox]").check();
  await page.getByTestId("camp-silent-all").click();
  await figure(page, "no_answer").filter({ hasText: "1" }).waitFor();
  await page.getByTestId("camp-rates").getByText(/1位没有回应，0位没有登记/).waitFor();
  // Both had not dealt before it.
  assert.equal(await count(page, "leads"), 2);

  // An order that carries it.
  await app.customer.open("c4");
  await app.customer.beginOrder("3000");
  await page.locator("#record-campaign").selectOption({ label: "秋季回访" });
  await page.keyboard.press("Control+Enter");
  await app.shell.saved();
  await app.go("#/campaigns");
  const row = page.getByTestId("camp-row").first();
  await row.waitFor();
  const cell = (col) => row.locator(`[data-col="${col}"]`).innerText();
  // 90 yuan for one new customer; the average of four orders is 1,500: 6 %.
  const average = page.getByTestId("camp-average");
  await average.getByText(/4笔订单，扣除退货后平均每笔.*1,500；/).waitFor();
  await average.getByRole("link", { name: /4笔订单/ }).click();
  await page.getByTestId("behind-count").filter({ hasText: "4" }).waitFor();
  await page.getByTestId("behind-back").click();
  await row.waitFor();
  assert.deepEqual([await cell("contacted"), await cell("leads"), await cell("deals")].map((text) => text.trim()), ["2", "2", "1"]);
  assert.match(await cell("rate"), /50/);
  assert.match(await cell("cac"), /^90\.00\s+6\.0.?%，达标/);
  await row.locator("[data-col=name] a").click();
  await figure(page, "new").click();
  await page.waitForURL(/figure=new/);
  assert.deepEqual(await names(), ["白石陶瓷"]);
  await page.getByTestId("camp-rates").getByText(/名单成交率50\.0.?%/).waitFor();

  // What something carries is not removed.
  await page.getByTestId("campaign").getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "删除活动" }).click();
  await page.getByText(/没有删除：有3条/).waitFor();
});

story("contacts recorded of a whole list leave out who is not contacted, and say why", {}, async ({ page, app, folder }) => {
  const campaigns = [{ id: "k", name: "秋展", channel: "短信", starts_on: day(5) }];
  await app.data.open();
  await app.data.import(file(folder, "camp.guanxi.json", book({ campaigns })));
  await app.go("#/campaigns?campaign=k");
  await figure(page, "list").filter({ hasText: "5" }).waitFor();
  await page.locator(".grid__head input[type=checkbox]").check();
  await page.getByTestId("camp-mark-all").click();
  await figure(page, "contacted").filter({ hasText: "3" }).waitFor();
  await page.getByText("1条没有动：勿联系").first().waitFor();
  await page.getByText("1条没有动：没有联系方式").first().waitFor();
});

story("on a phone all customers of a campaign are selected at once", { viewport: { width: 390, height: 844 } }, async ({ page, app, folder }) => {
  const campaigns = [{ id: "k", name: "秋展", channel: "短信", starts_on: day(5) }];
  await app.data.open();
  await app.data.import(file(folder, "camp.guanxi.json", book({ campaigns })));
  await app.go("#/campaigns?campaign=k");
  await figure(page, "list").filter({ hasText: "5" }).waitFor();
  await page.getByTestId("camp-person").first().locator("input[type=checkbox]").check();
  await page.locator(".bulk__n").filter({ hasText: "1" }).waitFor();
  await page.getByTestId("bulk-all").click();
  await page.locator(".bulk__n").filter({ hasText: "5" }).waitFor();
});

story("all customers of a long list selected at once: the box of the head, the number, and what is done holds for every one", {}, async ({ page, app, folder }) => {
  const customers = Array.from({ length: 5_000 }, (_, n) => ({ id: `n${n}`, name: `客户${n}`, kind: "enterprise", created_on: day(9) }));
  await app.data.open();
  await app.data.import(file(folder, "long.guanxi.json", smallBook({ customers, orders: [], interactions: [], campaigns: [] })));
  await app.go("#/campaigns?view=needs&show=customers");
  await page.getByTestId("needs-row").first().waitFor();
  const all = page.locator(".grid__head input[type=checkbox]");
  await all.check();
  await page.locator(".bulk__n").filter({ hasText: "5,000" }).waitFor();
  await page.waitForFunction(() => document.querySelector(".grid__head input").checked);
  // Nobody has a need tag: none can be taken away.
  await page.locator('[data-testid="needs-add-all"]:enabled').waitFor();
  await page.locator('[data-testid="needs-remove-all"]:disabled').waitFor();
  await page.getByTestId("needs-row").first().locator("input[type=checkbox]").uncheck();
  await page.locator(".bulk__n").filter({ hasText: "4,999" }).waitFor();
  await all.check();
  await page.getByTestId("needs-add-all").click();
  await page.locator("dialog[open]").getByText("5,000").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await all.uncheck();
  await page.locator(".bulk").waitFor({ state: "detached" });
});

story("channels by their source, each figure with its customers", {}, async ({ page, app, folder }) => {
  const campaigns = [{ id: "k", name: "秋展", channel: "展会", cost: 300, starts_on: day(95) }];
  await app.data.open();
  await app.data.import(file(folder, "camp.guanxi.json", book({ campaigns })));
  await app.go("#/campaigns?view=channels");
  const row = page.locator('[data-testid="camp-channels-table"] tr[data-channel="展会"]');
  await row.waitFor();
  // c1, c2, c4 came from the fair; c1 and c2 ordered: 150 each, 15 % of 1,000.
  const cells = (await row.locator("td").allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(cells.slice(0, 4), ["1", "0.03", "3", "2"]);
  assert.match(cells[4], /150/);
  assert.match(cells[5], /15\.0.?%.*偏高/);
  await row.locator("td:nth-child(5) a").click();
  await page.getByTestId("camp-person").first().waitFor();
  assert.deepEqual((await page.locator('[data-testid="camp-person"] [data-col="name"]').allInnerTexts()).toSorted(), ["云栖茶社", "青禾纸业"].toSorted());
});

story("points follow orders, returns and rules; below nought is asked about", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "points.guanxi.json", book()));
  await app.go("#/campaigns?view=points");
  await page.getByText("还没有积分").first().waitFor();
  await page.getByTestId("points-rules").click();
  await page.locator("#points-rules-per_yuan").fill("0.1");
  await page.locator("#points-rules-months").fill("12");
  await page.getByTestId("points-rules-save").click();
  await page.getByTestId("points-row").first().waitFor();
  const balances = () => page.locator('[data-testid="points-row"] [data-col="balance"]').allInnerTexts();
  assert.deepEqual((await balances()).map((text) => text.trim()), ["100", "100", "100"]);
  await page.getByTestId("points-use").first().click();
  await page.locator("#points-delta").fill("-130");
  await page.getByTestId("points-left").getByText("会是−30分").waitFor();
  await page.getByTestId("points-save").click();
  await page.getByText("再按一次").first().waitFor();
  await page.locator("#points-delta").fill("-30");
  await page.locator("#points-reason").fill("兑换");
  await page.getByTestId("points-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await page.locator('[data-testid="points-row"] [data-col="balance"]').filter({ hasText: /^\s*70\s*$/ }).waitFor();
  await app.shell.saved();
  // The account on the page of the customer: an order, the entry; a return takes back what its order earned.
  await app.customer.open("c1");
  const steps = page.getByTestId("points-steps").locator("tbody tr");
  await steps.nth(1).waitFor();
  assert.deepEqual((await steps.allInnerTexts()).map((text) => text.split("\t").slice(-2).map((word) => word.trim())), [["−30", "70"], ["100", "100"]]);
  await app.customer.beginOrder("-400");
  await page.keyboard.press("Control+Enter");
  await steps.nth(2).waitFor();
  await page.getByText(/余额30分/).waitFor();
  await app.shell.saved();
  await page.keyboard.press("Control+z");
  await page.getByText(/余额70分/).waitFor();
  // Without its order the account owes what was redeemed: that is asked, and nothing is done until it is said once more.
  await app.customer.openOrder();
  await page.locator("dialog[open]").getByRole("button", { name: "删除" }).click();
  await page.getByTestId("refused").getByText("会是−30分").waitFor();
  await page.getByText(/余额70分/).waitFor();
  // Less than was earned is asked about as well, anew for another balance.
  await page.locator("dialog[open] #record-amount").fill("100");
  await page.keyboard.press("Control+Enter");
  await page.getByTestId("refused").getByText("会是−20分").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await page.getByText(/余额−20分/).waitFor();
  await app.shell.saved();
  await page.keyboard.press("Control+z");
  await page.getByText(/余额70分/).waitFor();
});

story("points: what nobody means is refused in words, sums hold beyond 2³², an import that leaves an account below nought is asked about", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const entry = (id, customer, delta) => ({ id, customer, date: day(20), delta });
  const points = [...Array.from({ length: 5 }, (_, n) => entry(`p${n}`, "c4", 999_999_999)), entry("q", "c1", -80)];
  await app.data.import(file(folder, "points.guanxi.json", book({ points, settings: { points_rules: { per_yuan: 0.1 } } })));
  // One entry of the file is beyond the limit: it is named, and stays out.
  const beyond = await app.data.choose(file(folder, "beyond.guanxi.json", book({ points: [entry("r", "c4", 5_000_000_000)] })));
  assert.match(beyond.text, /最多10亿/);
  assert.equal(beyond.applicable, false);
  await page.locator(".panel__foot--apply").getByRole("button", { name: "取消" }).click();

  await app.go("#/campaigns?view=points");
  await page.locator('[data-testid="points-row"]', { hasText: "白石陶瓷" }).getByText("4,999,999,995").first().waitFor();
  await page.locator('[data-testid="points-row"]', { hasText: "青禾纸业" }).getByTestId("points-use").click();
  await page.locator("#points-delta").fill("5000000000");
  await page.getByTestId("points-save").click();
  await page.locator("dialog[open]").getByText("最多10亿").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("points-rules").click();
  await page.locator("#points-rules-per_yuan").fill("10001");
  await page.getByTestId("points-rules-save").click();
  await page.locator("dialog[open]").getByText("最多10,000").first().waitFor();
  await page.keyboard.press("Escape");

  // A table of returns: 20 points are left of an account, the return takes 30.
  await app.data.open();
  const table = file(folder, "退货.csv", `订单编号,客户编号,客户名称,下单日期,金额\nB1,c1,青禾纸业,${day(3)},-300\nB2,c3,远山木业,${day(3)},-300\n`);
  await app.data.chooseTable(table);
  const asked = page.getByTestId("import-falls");
  await asked.getByText("写入后，有1位客户的积分余额会变成负数").waitFor();
  assert.equal(await page.getByTestId("import-apply").isEnabled(), false);
  await asked.locator("summary").click();
  await asked.getByText("−10分").waitFor();
  assert.deepEqual(await asked.locator("a").allInnerTexts(), ["青禾纸业"]);
  await asked.locator('[data-answer="take"]').click();
  await page.getByTestId("import-falls-answered").getByRole("button").click();
  await asked.locator('[data-answer="take"]').click();
  await page.getByTestId("import-falls-answered").waitFor();
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  await app.go("#/campaigns?view=points");
  await page.locator('[data-testid="points-row"]', { hasText: "青禾纸业" }).getByText("−10", { exact: true }).waitFor();

  // A book that writes an order anew as less is asked about the same.
  await app.data.open();
  const changed = book({ orders: [{ id: "o1", customer: "c1", date: day(40), amount: 900 }] });
  const outcome = await app.data.choose(file(folder, "less.guanxi.json", changed));
  assert.equal(outcome.applicable, false);
  await asked.getByText("有1位客户").waitFor();
  await asked.locator('[data-answer="take"]').click();
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
});

story("need tags: a vocabulary, many tagged at once, what is covered", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "needs.guanxi.json", book()));
  await app.go("#/campaigns?view=needs");
  await page.getByTestId("needs-shares").getByText("全部：1位有标签，共5位").waitFor();
  await page.getByTestId("needs-words").click();
  await page.locator("#needs-words-enterprise").fill("造纸：重视性价比、交期敏感");
  await page.locator("#needs-words-person").fill("送礼：包装体面");
  await page.getByTestId("needs-words-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  const table = page.getByTestId("needs-table").locator("tbody tr");
  await table.nth(2).waitFor();
  assert.deepEqual(await table.locator("th").allInnerTexts(), ["重视性价比", "交期敏感", "包装体面"]);
  // Each figure opens its customers: companies with a need, and those without one.
  await page.getByTestId("needs-shares").getByRole("link", { name: "企业：1位有标签" }).click();
  await page.getByTestId("needs-count").filter({ hasText: /^1/ }).waitFor();
  assert.deepEqual(await page.locator('[data-testid="needs-row"] [data-col="name"]').allInnerTexts(), ["青禾纸业"]);
  await app.go("#/campaigns?view=needs");
  await page.getByTestId("needs-without").click();
  await page.getByTestId("needs-row").nth(3).waitFor();
  for (const at of [0, 1]) await page.getByTestId("needs-row").nth(at).locator("input[type=checkbox]").check();
  await page.getByTestId("needs-add-all").click();
  await page.locator("#needs-known").selectOption("交期敏感");
  await page.getByTestId("needs-save").click();
  await page.getByTestId("needs-count").filter({ hasText: "2" }).waitFor();
  await app.shell.saved();
  await app.go("#/campaigns?view=needs");
  await page.getByTestId("needs-shares").getByText("全部：3位有标签，共5位").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByTestId("needs-shares").getByText("全部：1位有标签，共5位").waitFor();
});

for (const lang of ["zh", "en"]) {
  story(`the lists of marketing stand whole at 1024, ${lang}`, { viewport: { width: 1024, height: 768 }, prefs: { lang }, browser: "chromium-bars" }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    for (const [route, mark] of [["#/campaigns", "camp-row"], ["#/growth", "growth-row"], ["#/value", "value-row"]]) {
      await app.go(route);
      await page.getByTestId(mark).first().waitFor();
      await page.waitForFunction(() => {
        const body = document.querySelector(".grid__body");
        return document.querySelector(".grid:not([data-wide])") && body.scrollWidth <= body.clientWidth;
      });
      const heads = await page.locator(".grid__head .grid__cell").evaluateAll((all) => all.filter((head) => head.scrollHeight > head.closest(".grid__row").clientHeight || head.scrollWidth > head.clientWidth + 1).map((head) => head.innerText));
      assert.deepEqual(heads, [], `${route}: heads have room for their words`);
    }
  });
}
