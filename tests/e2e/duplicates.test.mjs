// Duplicates: found, compared, merged field by field, undone, three in a row; what is not the same is remembered.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { smallBook } from "./books.mjs";
import { DIST } from "./browser.mjs";
import { file, story } from "./harness.mjs";
import { hosted } from "./hosts.mjs";
import { App } from "./pages.mjs";

const ONE_PIECE = readdirSync(DIST).some((name) => /^guanxi-[0-9a-f]{16}$/.test(name)) ? false : "the build in dist/ is in one piece";
/** What a host of one's own makes the browser say. */
const OWN_HOST = /foreign request/;

const CODE = "91310115MA1K35000X";
const person = (name, phone, more = {}) => ({ name, phone, ...more });

/** d1, d2 and d3 are one company, p1 and p2 share a phone, z is nobody's double. */
function doubled() {
  return smallBook({
    customers: [
      { id: "d1", name: "上海蓝海科技有限公司", uscc: CODE, region: "华东", tags: ["重点"], notes: "先来", created_on: "2026-03-01", contacts: [person("李四", "138 0000 6142")] },
      { id: "d2", name: "蓝海科技（上海）股份有限公司", uscc: CODE, region: "上海", industry: "制造业", tags: ["老客户"], notes: "后到", created_on: "2026-02-01", contacts: [person("李四", "+86 13800006142", { title: "经理" })] },
      { id: "d3", name: "蓝海科技", created_on: "2026-04-01", contacts: [person("王五", "13900001111")] },
      { id: "p1", name: "丁公司", created_on: "2026-01-01", contacts: [person("丁", "13700002222")] },
      { id: "p2", name: "戊公司", created_on: "2026-01-01", contacts: [person("戊", "137-0000-2222")] },
      { id: "z", name: "己公司", referred_by: "d2", created_on: "2026-01-01" },
    ],
    orders: [
      { id: "o1", customer: "d1", date: "2026-05-01", amount: 100 }, { id: "o2", customer: "d1", date: "2026-05-02", amount: 200.5 },
      { id: "o3", customer: "d2", date: "2026-05-03", amount: 400 },
    ],
    interactions: [{ id: "i1", customer: "d2", at: "2026-05-04", kind: "call" }], tickets: [], points: [{ id: "pt", customer: "d2", date: "2026-05-05", delta: 7 }],
  });
}

const begin = async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "doubled.guanxi.json", doubled()));
};

const exported = async (app) => {
  await app.data.open();
  return app.data.exportBook();
};

story("pairs are found with reason and strength, reached from data, the navigation and the search", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await page.getByTestId("to-duplicates").click();
  await app.duplicates.counts(4);
  assert.deepEqual(await page.getByTestId("dup-row").evaluateAll((rows) => rows.map((row) => row.dataset.id)), ["d1/d2", "d1/d3", "d2/d3", "p1/p2"]);
  assert.match(await app.duplicates.row("d1/d2").innerText(), /几乎确定[^]*信用代码相同，去掉地名和公司形式后名称相同，电话相同，同组共3家/);
  assert.match(await app.duplicates.row("p1/p2").innerText(), /很可能[^]*电话相同/);
  await page.locator(".seg__item", { has: page.locator("[name=dup-sure][value=strong]") }).click();
  await app.duplicates.counts(1);
  await app.customers.open();
  await page.locator("nav a[href='#/duplicates']").first().click();
  await app.duplicates.counts(4);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("查重");
  await page.locator("#search-hits").getByText("查重", { exact: false }).last().waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/duplicates");
  await app.shell.switchLanguage();
  assert.match(await app.duplicates.row("d1/d2").innerText(), /Near certain[^]*same credit code/);
});

story("while it is not known yet how names sound, nobody is told that there are no pairs", { skip: ONE_PIECE, expected: OWN_HOST }, async ({ page, folder }) => {
  let answer = () => {};
  const held = new Promise((resolve) => (answer = resolve));
  const wrong = (path, response) => {
    if (!path.endsWith("/pinyin.wasm")) return false;
    held.then(() => response.writeHead(200, { "Content-Type": "application/wasm" }).end(readFileSync(join(DIST, path))));
    return true;
  };
  await hosted({ wrong }, async ({ url }) => {
    const app = new App(page, url);
    await page.goto(`${url}#/data`);
    const two = [{ id: "s1", name: "蓝海科技" }, { id: "s2", name: "兰海科技" }];
    await app.data.import(file(folder, "sounds.guanxi.json", smallBook({ customers: two, orders: [] })));
    await app.go("#/duplicates");
    await page.locator(".page--duplicates[data-looking=true]").getByText("正在查找重复的客户").first().waitFor();
    answer();
    await app.duplicates.counts(1);
    await page.locator(".page--duplicates:not([data-looking])").waitFor();
    // Side by side they are alike for the same reason, after a reload as well.
    await page.getByTestId("dup-compare").first().click();
    for (const again of [false, true]) {
      if (again) await page.reload();
      await page.getByTestId("merge-why").filter({ hasText: "名称读音相同" }).waitFor();
    }
  });
});

story("two are merged field by field, nothing is lost, and one undo brings the other back", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.duplicates.open();
  await app.duplicates.row("d1/d2").getByTestId("dup-compare").click();
  await page.getByTestId("merge").waitFor();
  // The one with more behind it stays.
  assert.match(await page.getByTestId("merge-stays").innerText(), /d1/);
  assert.equal(await page.locator("[data-testid=merge-why]").innerText().then((text) => /信用代码相同/.test(text)), true);
  for (const [key, taken] of [["name", "goes"], ["tags", "both"], ["notes", "both"], ["contacts", "both"], ["created_on", "goes"], ["region", "stays"]]) {
    assert.equal(await app.duplicates.field(key).getAttribute("data-taken"), taken, key);
  }
  assert.match(await page.getByTestId("merge-together").innerText(), /订单\s+2\s+1\s+3[^]*300\.5[^]*400[^]*700\.5[^]*互动\s+0\s+1\s+1[^]*积分记录\s+0\s+1\s+1/);
  // Phones are masked until they are asked for.
  assert.match(await app.duplicates.field("contacts").innerText(), /\*6142/);
  await page.getByTestId("merge-reveal").click();
  await app.duplicates.field("contacts").getByText("138 0000 6142").waitFor();
  await app.duplicates.take("region", "goes");
  await page.reload();
  assert.equal(await app.duplicates.field("region").getAttribute("data-taken"), "goes", "what was chosen is still there");
  await app.duplicates.merge();
  await app.duplicates.counts(2);
  await app.customer.open("d1");
  await app.customer.shows("region", "上海");
  const out = await exported(app);
  const [one] = out.customers.filter((customer) => customer.id === "d1");
  assert.deepEqual([one.industry, one.tags, one.notes, one.created_on], ["制造业", ["重点", "老客户"], "先来\n后到", "2026-02-01"]);
  assert.deepEqual(one.contacts, [{ name: "李四", title: "经理", phone: "138 0000 6142" }]);
  assert.equal(out.customers.find((customer) => customer.id === "z").referred_by, "d1");
  assert.deepEqual([...out.orders, ...out.interactions, ...out.points].map((record) => record.customer), Array(5).fill("d1"));
  // The number of the one that went, and its address, lead to the one that stays.
  assert.deepEqual(one.merged_ids, ["d2"]);
  await app.go("#/customers/d2");
  await page.waitForURL("**/#/customers/d1?was=d2");
  await page.getByTestId("was-merged").getByText("编号d2的客户已并入这一家").waitFor();
  await app.customers.open();
  await app.customers.search("d2");
  await app.customers.counts(1);
  await app.customers.row("d1").waitFor();
  await app.data.open();
  await app.shell.undo();
  const back = await exported(app);
  assert.deepEqual(back.customers, doubled().customers.map((customer) => back.customers.find(({ id }) => id === customer.id)));
  assert.equal(back.customers.find(({ id }) => id === "z").referred_by, "d2");
  assert.equal(back.orders.find(({ id }) => id === "o3").customer, "d2");
});

story("a merge that brings points below nought asks first, and once it was answered does it", {}, async ({ page, app, folder }) => {
  // d1: 100 points earned, 90 spent; what d2 sent back takes 100 more once they are one.
  const book = {
    ...smallBook({
      customers: [{ id: "d1", name: "上海蓝海科技有限公司", uscc: CODE }, { id: "d2", name: "蓝海科技（上海）股份有限公司", uscc: CODE }],
      orders: [{ id: "o1", customer: "d1", date: "2026-08-01", amount: 1000 }, { id: "o2", customer: "d2", date: "2026-09-01", amount: -1000 }],
      points: [{ id: "pt", customer: "d1", date: "2026-08-10", delta: -90 }],
    }),
    settings: { points_rules: { per_yuan: 0.1 } },
  };
  await app.data.open();
  await app.data.import(file(folder, "below.guanxi.json", book));
  await app.duplicates.compare("d1", "d2");
  const asked = page.getByTestId("merge-falls");
  await page.getByTestId("merge-do").click();
  await asked.filter({ hasText: /积分余额会变成[-−]90分[^]*再按一次/ }).waitFor();
  assert.equal(await asked.getAttribute("role"), "alert");
  // Nothing was done by asking: both are there, also after a reload, and it is asked again.
  await page.reload();
  await app.up();
  await page.getByTestId("merge-do").click();
  await asked.waitFor();
  await page.getByTestId("merge-swap").click();
  await asked.waitFor({ state: "detached" });
  await app.duplicates.compare("d1", "d2");
  await page.getByTestId("merge-do").click();
  await asked.waitFor();
  await app.duplicates.merge();
  assert.deepEqual((await exported(app)).customers.map(({ id }) => id), ["d1"]);
  await app.shell.undo();
  assert.deepEqual((await exported(app)).customers.map(({ id }) => id).sort(), ["d1", "d2"]);
});

story("a merge is taken back after a reload, in another tab, with other changes on top, and that is undone", {}, async (on) => {
  const { page, app } = on;
  await begin(on);
  const sorted = (book) => Object.fromEntries(["customers", "orders", "interactions", "points"].map((kind) => [kind, book[kind].sort((a, b) => (a.id < b.id ? -1 : 1))]));
  const before = sorted(await exported(app));
  await app.duplicates.compare("d1", "d2");
  assert.match(await page.getByTestId("merge").innerText(), /刷新、换标签页之后也可以：最近100次都在“已合并”里/);
  await app.duplicates.merge();
  await page.reload();
  await app.up();
  const otherPage = await on.context.newPage();
  await otherPage.goto(on.url);
  const other = new App(otherPage, on.url);
  await other.up();
  await other.duplicates.compare("p1", "p2");
  await other.duplicates.merge();
  await other.duplicates.merged();
  const row = otherPage.locator('[data-testid="merged-row"][data-id="d1/d2"]');
  assert.match(await row.innerText(), /蓝海科技（上海）股份有限公司[^]*上海蓝海科技有限公司[^]*有效/);
  await row.getByTestId("merged-undo").click();
  await row.filter({ hasText: "已撤销" }).waitFor();
  await other.shell.saved();
  const taken = sorted(await exported(other));
  assert.deepEqual(taken.customers.filter(({ id }) => /^[dz]/.test(id)), before.customers.filter(({ id }) => /^[dz]/.test(id)));
  for (const kind of ["orders", "interactions", "points"]) assert.deepEqual(taken[kind], before[kind]);
  // It is a step as any other; then the merge stands again, and what was changed since keeps it where it is, in words.
  await other.shell.undo();
  await other.duplicates.merged();
  await row.filter({ hasText: "有效" }).waitFor();
  await app.customer.open("d1");
  await app.customer.edit("region", "苏州");
  await app.duplicates.merged();
  await page.locator('[data-testid="merged-row"][data-id="d1/d2"]').getByTestId("merged-undo").click();
  await page.locator(".toast").filter({ hasText: /其中1条记录之后又改过或删过（.*蓝海.*）/ }).waitFor();
  assert.equal((await exported(app)).customers.some(({ id }) => id === "d2"), false);
  // A later merge that stands in the way is named, with its day, and nobody by a number.
  await app.duplicates.merged();
  const goes = page.locator('[data-testid="merged-row"][data-id="p1/p2"]');
  await goes.waitFor();
  await app.duplicates.compare("p1", "d1");
  await app.duplicates.merge();
  await app.duplicates.merged();
  await goes.getByTestId("merged-undo").click();
  await page.locator(".toast").filter({ hasText: /之后又合并过，改了同样的内容：“.*”并入“.*”（\d{4}-\d\d-\d\d）/ }).waitFor();
});

story("three merges in a row by the keyboard alone, and three undos", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  for (const left of [2, 1, 0]) {
    await app.duplicates.open();
    await page.locator(".grid__body").focus();
    await page.keyboard.press("Home");
    await page.locator('[data-testid="dup-row"][data-i="0"]:focus').waitFor();
    await page.keyboard.press("Enter");
    await page.getByTestId("merge").waitFor();
    await page.locator(".page__title:focus").waitFor();
    await page.getByTestId("merge-do").focus();
    await page.keyboard.press("Enter");
    await page.locator(".page--duplicates .page__title:focus").waitFor();
    await app.duplicates.counts(left);
    await app.shell.saved();
  }
  for (const there of [1, 2, 4]) {
    await app.shell.undo();
    await app.duplicates.counts(there);
  }
  // Esc leaves the comparison.
  await app.duplicates.row("p1/p2").getByTestId("dup-compare").click();
  await page.getByTestId("merge").waitFor();
  await page.keyboard.press("Escape");
  await app.duplicates.counts(4);
});

story("what is not the same is remembered, listed, exported, taken back and undone", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.duplicates.open();
  await app.duplicates.row("p1/p2").getByTestId("dup-not-same").click();
  await app.duplicates.counts(3);
  await app.shell.undo();
  await app.duplicates.counts(4);
  await app.shell.redo();
  await app.duplicates.counts(3);
  await page.reload();
  await app.duplicates.counts(3);
  const out = await exported(app);
  assert.deepEqual(out.customers.find(({ id }) => id === "p1").not_same_as, ["p2"]);
  await app.duplicates.open("?tab=said");
  await app.duplicates.counts(1);
  await app.duplicates.row("p1/p2").getByTestId("dup-maybe").click();
  await app.duplicates.counts(0);
  await app.duplicates.open();
  await app.duplicates.counts(4);
  // Not in the form of a customer either.
  await app.customer.open("p1");
  await page.getByTestId("edit-customer").click();
  await page.getByTestId("twin").waitFor();
  await page.getByTestId("twin-compare").click();
  await page.getByTestId("merge").waitFor();
  await page.getByTestId("merge-not-same").click();
  await app.duplicates.counts(3);
  await app.customer.open("p1");
  await page.getByTestId("edit-customer").click();
  await page.locator("#field-name-0").waitFor();
  assert.equal(await page.getByTestId("twin").count(), 0);
});

story("who compares two of whom another tab merges one is told so, and nothing changes twice", {}, async ({ page, app, folder, context, url }) => {
  await begin({ app, folder });
  await app.duplicates.compare("d1", "d2");
  const other = new App(await context.newPage(), url);
  await other.page.goto(url);
  await other.duplicates.compare("d2", "d3");
  await other.duplicates.merge();
  await app.duplicates.field("contacts").getByText("王五").first().waitFor(); // who stayed there is followed
  await other.duplicates.compare("d1", "d2");
  await other.duplicates.merge();
  await page.getByTestId("merge-gone").getByText("这一对已经不在了").waitFor();
  await page.getByTestId("merge-gone").getByRole("button").click();
  await app.duplicates.counts(1);
  await app.duplicates.compare("p1", "p2");
  assert.match(await page.getByTestId("merge-together").innerText(), /订单\s+0\s+0\s+0/);
});

story("the form of a new customer says who may be the same while name, phone or code is typed", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.go("#/new-customer");
  const twin = page.getByTestId("twin");
  for (const [field, text, id] of [["name-0", "北京丁公司", null], ["name-0", "蓝海科技集团", "d3"], ["uscc-0", CODE.toLowerCase(), "d1"], ["contact-phone-0", "0086 137 0000 2222", "p1"]]) {
    await page.locator("#field-name-0").fill("新来的");
    await twin.waitFor({ state: "detached" });
    if ((await page.locator(`#field-${field}`).count()) === 0) await page.getByTestId("more-fields").click();
    await page.locator(`#field-${field}`).fill(text);
    if (id) {
      await page.locator(`[data-testid=twin][href="#/customers/${id}"]`).waitFor();
      await page.locator(`#field-${field}`).fill("");
    }
  }
});

story("the form of a new customer names those whose name sounds alike, and stays where it is meanwhile", {}, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.go("#/new-customer");
  const name = page.locator("#field-name-0");
  const before = await name.boundingBox();
  await name.fill("兰孩科技");
  await page.locator(".twins").getByText("名称读音相同").first().waitFor();
  assert.deepEqual(await name.boundingBox(), before);
});

story("the comparison fits a phone in English", { viewport: { width: 390, height: 844 }, prefs: { lang: "en" } }, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.duplicates.compare("d1", "d2");
  const beyond = await page.locator("main *").evaluateAll((all) => all.filter((at) => at.getBoundingClientRect().right > innerWidth + 0.5).map((at) => at.outerHTML.slice(0, 90)));
  assert.deepEqual(beyond, []);
});

story("the comparison fits a phone, and paper masks the contacts", { viewport: { width: 390, height: 844 } }, async ({ page, app, folder }) => {
  await begin({ app, folder });
  await app.duplicates.open();
  await app.duplicates.counts(4);
  await app.duplicates.compare("d1", "d2");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  const small = await page.locator(".merge__cell").evaluateAll((all) => all.filter((cell) => cell.offsetHeight > 0 && cell.offsetHeight < 40).length);
  assert.equal(small, 0);
  await page.getByTestId("merge-reveal").click();
  await page.emulateMedia({ media: "print" });
  assert.doesNotMatch(await page.locator("main").innerText(), /138 ?0000 ?6142/);
});

for (const width of [390, 700]) {
  story(`on a phone of ${width} a pair is said not to be the same, and stays so`, { viewport: { width, height: 844 } }, async ({ page, app, folder }) => {
    await begin({ app, folder });
    await app.duplicates.open();
    await app.duplicates.counts(4);
    await app.duplicates.row("p1/p2").getByTestId("dup-not-same").click();
    await app.duplicates.counts(3);
    await app.duplicates.row("d1/d2").getByTestId("dup-compare").click();
    await page.getByTestId("merge").waitFor();
  });
}
