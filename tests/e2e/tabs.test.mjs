// Two tabs on one book: each hears what changed in the other, and keeps its own place.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const many = (count) => ({
  format: "guanxi-book",
  version: 1,
  customers: Array.from({ length: count }, (_, i) => ({ id: `c${String(i).padStart(3, "0")}`, name: `客户 ${String(i).padStart(3, "0")}`, kind: "enterprise" })),
});

/** Another tab of the same profile. */
async function tab(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return new App(page, url);
}

/** A refusal stands in the dialog where it was tried, and nowhere twice. */
async function refusedHere(page, hasText) {
  await page.locator("dialog[open]").getByTestId("refused").filter({ hasText }).waitFor();
  await page.locator(".toast").filter({ hasText }).waitFor({ state: "detached" });
}

story("another tab's change is drawn where the page stands: scroll, selection, dialog, typed text and undo stay", {}, async ({ app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "many.guanxi.json", many(120)));
  const other = await tab(context, url);

  // This tab: a step of its own, then a place in the list with a selection.
  await app.customer.open("c001");
  await app.customer.edit("notes", "自己的备注");
  await app.customers.open();
  await app.customers.counts(120);
  const first = app.customers.row("c003");
  await first.getByRole("checkbox").check();
  await app.customers.row("c004").getByRole("checkbox").check();
  const list = app.page.locator(".grid__body");
  const place = () => list.evaluate((body) => body.scrollTop);
  await list.evaluate((body) => body.scrollTo(0, 900));
  assert.equal(await place(), 900);

  await other.customer.open("c090");
  await other.customer.edit("notes", "别处的备注");
  await other.customer.open("c003");
  await other.customer.edit("name", "改了名的客户");
  // The list shows it, in place.
  await other.shell.saved();
  await app.page.waitForTimeout(300);
  assert.equal(await place(), 900);
  await list.evaluate((body) => body.scrollTo(0, 0));
  await app.customers.row("c003").filter({ hasText: "改了名的客户" }).waitFor();
  assert.equal(await app.customers.row("c003").getByRole("checkbox").isChecked(), true);
  assert.equal(await app.customers.row("c004").getByRole("checkbox").isChecked(), true);
  assert.equal(await app.customers.row("c005").getByRole("checkbox").isChecked(), false);

  // A dialog with typed text outlives what the other tab saves.
  await app.customer.open("c001");
  await app.page.getByRole("button", { name: "记互动" }).click();
  await app.page.locator("#record-content").fill("还没写完的互动");
  await other.customer.open("c001");
  await other.customer.edit("region", "宁波");
  await app.customer.shows("region", "宁波");
  assert.equal(await app.page.locator("#record-content").inputValue(), "还没写完的互动");
  await app.page.keyboard.press("Escape");
  const leave = app.page.locator("dialog[open]");
  if (await leave.count()) await app.page.keyboard.press("Escape");

  // Undo of this tab's own step keeps what the other one wrote in the same record.
  await app.shell.undo();
  await app.customer.shows("region", "宁波");
  await other.customer.shows("region", "宁波");
  await other.page.getByTestId("value-notes").filter({ hasText: "自己的备注" }).waitFor({ state: "detached" });
  await app.data.open();
  const here = await app.data.exportBook();
  const changed = here.customers.find(({ id }) => id === "c001");
  assert.deepEqual([changed.notes, changed.region], [undefined, "宁波"]);

  // Both end with the same book, and so does what is stored.
  await other.data.open();
  assert.deepEqual(await other.data.exportBook(), here);
  await other.page.reload();
  await other.data.open();
  assert.deepEqual(await other.data.exportBook(), here);
  const times = here.audit.map(({ at }) => at);
  assert.deepEqual(times, [...times].sort(), "the trail is in order");
});

// Tabs that hear nothing of each other find out when they write: as two that save at the same moment do, each time.
story("a save over an earlier state merges with what was saved since, and a real conflict is told", {}, async ({ page, app, context, url, folder }) => {
  await context.addInitScript(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "few.guanxi.json", many(3)));
  const other = await tab(context, url);
  const form = async (one, key, value) => {
    await one.customer.open("c001");
    await one.customer.mark("edit-customer").click();
    await one.customer.mark(`field-${key}`).fill(value);
  };
  await form(app, "notes", "左边写的");
  await form(other, "region", "右边写的");
  await app.customer.mark("save-customer").first().click();
  await app.customer.shows("notes", "左边写的");
  await other.customer.mark("save-customer").first().click();
  await other.customer.shows("notes", "左边写的");
  await other.customer.shows("region", "右边写的");

  // The same field, to other values: nothing is overwritten, what was typed is still there.
  await form(app, "region", "左边的地区");
  await app.customer.mark("save-customer").first().click();
  await page.locator(".toast, .toasts").filter({ hasText: "地区" }).first().waitFor();
  assert.equal(await app.customer.mark("field-region").inputValue(), "左边的地区");
  await page.reload();
  await app.up();
  const book = await app.data.open().then(() => app.data.exportBook());
  const { notes, region } = book.customers.find(({ id }) => id === "c001");
  assert.deepEqual([notes, region], ["左边写的", "右边写的"]);
});

story("a move that another tab has decided meanwhile is not recorded twice", {}, async ({ page, app, context, url }) => {
  await app.data.open();
  await app.data.loadSample();
  const before = (await app.data.exportBook()).reviews.length;
  const there = await context.newPage();
  const tabs = [{ page, app }, { page: there, app: new App(there, url) }];
  for (const tab of tabs) {
    await tab.app.review.open("?way=up&dim=value");
    await tab.page.locator('[data-i="0"]').getByTestId("review-confirm").click();
    await tab.page.locator("#decide-by").fill("周敏");
  }
  await page.getByTestId("decide-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.shell.saved();
  await there.locator('[data-testid="review-decided"][data-count="1"]').waitFor();
  // The dialog says what was decided there. Nothing but a name was typed here: once it was told, there is nothing to keep.
  await there.getByTestId("decided-elsewhere").filter({ hasText: /确认.*周敏/ }).waitFor();
  await there.getByTestId("decide-save").click();
  await there.locator(".toast").filter({ hasText: "已在别处决定，没有重复记录" }).first().waitFor();
  await there.locator("dialog[open]").waitFor({ state: "detached" });
  await app.data.open();
  assert.equal((await app.data.exportBook()).reviews.length, before + 1);
});

story("a field that another tab has changed asks, also where the question takes the keyboard from it while it is being left", {}, async ({ app, page, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "many.guanxi.json", many(2)));
  const other = await tab(context, url);
  await app.data.open();
  await page.locator("#company").focus();
  await page.keyboard.type("这里的名字");
  await other.data.open();
  await other.page.locator("#company").fill("别处的名字");
  await other.page.keyboard.press("Tab");
  await other.shell.saved();
  await page.waitForTimeout(300);
  // As an input method or a filler of forms does it: the field says that it has changed while it still has the keyboard.
  await page.evaluate(() => document.querySelector("#company").dispatchEvent(new Event("change", { bubbles: true })));
  await page.locator("#clashes").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("#clashes"));
  assert.equal(await page.locator("#company").inputValue(), "这里的名字");
});

/** One record of each kind, each of a customer of its own. */
const records = {
  format: "guanxi-book",
  version: 1,
  customers: ["talk", "order", "ticket", "people"].map((id) => ({ id, name: `客户 ${id}`, kind: "enterprise", contacts: [{ name: "张工" }, { name: "李工" }] })),
  interactions: [{ id: "i1", customer: "talk", at: "2026-01-05", content: "旧内容" }],
  orders: [{ id: "o1", customer: "order", date: "2026-01-05", amount: 7 }],
  tickets: [{ id: "t1", customer: "ticket", kind: "technical", opened_at: "2026-01-05", subject: "旧事由" }],
};
const table = {
  talk: ["interactions", "content", "next_step", "互动记录"],
  order: ["orders", "note", "amount", "订单"],
  ticket: ["tickets", "cause", "subject", "服务单"],
};
const dialog = (page) => page.locator("dialog[open]");

/** Opens the one record of a customer. */
async function openRecord({ page, customer }, id) {
  await customer.open(id);
  await page.getByRole("button", { name: /^打开：/ }).first().click();
  await dialog(page).waitFor();
}

async function saveRecord({ page, shell }) {
  await page.keyboard.press("Control+Enter");
  await dialog(page).waitFor({ state: "detached" });
  await shell.saved();
}

const bookOf = (app) => app.data.open().then(() => app.data.exportBook());

for (const [id, [kind, mine, theirs]] of Object.entries(table)) {
  story(`${kind} open here and saved there: other fields are both kept, the same one asks, typing is not redrawn`, {}, async ({ page, app, context, url, folder }) => {
    await app.data.open();
    await app.data.import(file(folder, "records.guanxi.json", records));
    const other = await tab(context, url);
    await openRecord(app, id);
    const field = page.locator(`#record-${mine}`);
    await field.fill("12");
    await field.evaluate((node) => (window.typedInto = node));
    await openRecord(other, id);
    await other.page.locator(`#record-${theirs}`).fill("34");
    await saveRecord(other);
    await page.waitForFunction((theirs) => document.querySelector(`#record-${theirs}`).value.startsWith("34"), theirs);
    await page.keyboard.type("5");
    assert.equal(await page.evaluate(() => window.typedInto.isConnected && document.activeElement === window.typedInto), true, "the same field, and the cursor in it");
    await saveRecord(app);
    const [record] = (await bookOf(app))[kind];
    assert.deepEqual([String(record[mine]), String(record[theirs])], ["125", "34"]);

    await openRecord(app, id);
    await field.fill("66");
    await openRecord(other, id);
    await other.page.locator(`#record-${mine}`).fill("77");
    await saveRecord(other);
    await page.getByTestId(`clash-${mine}`).waitFor();
    await field.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement?.closest("#clashes"));
    assert.equal(String((await bookOf(other))[kind][0][mine]), "77", "nothing is overwritten");
    await page.getByTestId("clash-mine").click();
    await field.focus();
    await saveRecord(app);
    assert.equal(String((await bookOf(app))[kind][0][mine]), "66");
  });
}

story("a contact typed into here and saved there: both are kept, the same field asks", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  const open = async (one) => {
    await one.customer.open("people");
    await one.customer.mark("edit-customer").click();
    await one.customer.mark("field-contact.title").waitFor();
  };
  await open(app);
  await app.customer.mark("field-contact.title").fill("厂长");
  await open(other);
  await other.customer.mark("field-contact.wechat").fill("zhang88");
  await other.customer.mark("save-customer").first().click();
  await other.shell.saved();
  await app.customer.mark("save-customer").first().click();
  await app.customer.shows("contact.title", "厂长");
  await app.shell.saved();
  const people = ({ customers }) => customers.find(({ id }) => id === "people").contacts;
  assert.deepEqual(people(await bookOf(app)), [{ name: "张工", title: "厂长", wechat: "zhang88" }, { name: "李工" }]);
  await open(app);
  await app.customer.mark("field-contact.title").fill("总工");
  await open(other);
  await other.customer.mark("field-contact.title").fill("经理");
  await other.customer.mark("save-customer").first().click();
  await page.getByTestId("clash-contact.title").waitFor();
  await page.getByTestId("clash-theirs").click();
  assert.equal(await app.customer.mark("field-contact.title").inputValue(), "经理");
});

/** Removes the customer whose page is open. */
async function removeCustomer({ page, shell }) {
  await page.locator(".page__actions [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem", { name: "删除这家客户" }).click();
  await page.waitForURL("**/#/customers");
  await shell.saved();
}

story("a record removed there while it is typed into here does not come back, and what was typed can be read and copied", {}, async ({ page, app, context, url, folder }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  for (const [id, [kind, mine, , noun]] of Object.entries(table)) {
    await openRecord(app, id);
    const field = page.locator(`#record-${mine}`);
    await field.fill("没写完的话");
    await openRecord(other, id);
    await other.page.locator("dialog[open] .dialog__start").click();
    await dialog(other.page).waitFor({ state: "detached" });
    await other.shell.saved();
    await page.getByTestId("gone").filter({ hasText: "已在别处删除" }).waitFor();
    assert.equal(await field.inputValue(), "没写完的话");
    await page.getByTestId("gone").getByRole("button", { name: "复制输入的内容" }).click();
    await page.locator(".toast").filter({ hasText: "已复制" }).first().waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /没写完的话/);
    await field.press("Control+Enter");
    await page.waitForTimeout(300);
    assert.equal(await dialog(page).count(), 1, "it is not saved");
    assert.equal(await field.inputValue(), "没写完的话");
    assert.equal((await bookOf(other))[kind].length, 0);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    // It stands on the page of its customer, after a reload as well, until it is thrown away; which can be taken back.
    const left = page.getByTestId("unsaved");
    for (const again of [() => undefined, () => page.reload()]) {
      await again();
      await app.up();
      await left.filter({ hasText: `${noun}已删除` }).filter({ hasText: "没写完的话" }).waitFor();
      assert.equal(await left.count(), 1);
    }
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await left.getByRole("button", { name: "复制输入的内容" }).click();
    await page.locator(".toast").filter({ hasText: "已复制" }).first().waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /没写完的话/);
    await left.getByRole("button", { name: "丢弃" }).click();
    await left.waitFor({ state: "detached" });
    await page.locator(".toast").getByRole("button", { name: "找回" }).click();
    await left.filter({ hasText: "没写完的话" }).waitFor();
    await left.getByRole("button", { name: "丢弃" }).click();
    await left.waitFor({ state: "detached" });
    await page.reload();
    await app.up();
    await app.customer.mark("edit-customer").waitFor();
    assert.equal(await left.count(), 0);
  }
});

story("a record removed in another tab and brought back: what was typed is in its dialog again", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  await openRecord(app, "order");
  await page.locator("#record-note").fill("没写完的话");
  await page.keyboard.press("Escape");
  await openRecord(other, "order");
  await other.page.locator("dialog[open] .dialog__start").click();
  await dialog(other.page).waitFor({ state: "detached" });
  await page.getByTestId("unsaved").filter({ hasText: "没写完的话" }).waitFor();
  await other.shell.undo();
  await page.getByTestId("unsaved").waitFor({ state: "detached" });
  await openRecord(app, "order");
  assert.equal(await page.locator("#record-note").inputValue(), "没写完的话");
});

story("what is left of records whose customer is gone, too, is told in the words of the screen's language", {}, async ({ page, app, context, url, folder }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  await openRecord(app, "talk");
  await page.locator("#record-kind").selectOption("call");
  await page.locator("#record-direction").selectOption("outbound");
  await page.locator("#record-responded").selectOption("yes");
  await page.locator("#record-next_due").fill("2027/3/5");
  await page.keyboard.press("Escape");
  await app.customer.beginOrder("1.28万");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "记订单、记服务单" }).click();
  await page.getByRole("menuitem", { name: "记服务单" }).click();
  await page.locator("#record-kind").selectOption("consultation");
  await page.locator("#record-satisfaction").selectOption("4");
  await page.keyboard.press("Escape");
  await app.customer.mark("edit-customer").click();
  await app.customer.mark("field-kind").locator("select").selectOption("person");
  await app.customer.mark("field-declared_annual_purchase").fill("87.6");
  await app.customer.mark("field-employees").fill("1200");
  await app.customer.mark("field-contact.decision_maker").locator("select").selectOption({ label: "是" });
  await app.customer.mark("field-employees").press("Escape");
  await other.customer.open("talk");
  await removeCustomer(other);
  const left = page.getByTestId("unsaved");
  await left.nth(3).waitFor();
  const words = async () => Object.fromEntries((await left.locator("dl").evaluateAll((all) =>
    all.flatMap((dl) => [...dl.querySelectorAll("dt")].map((dt) => [dt.textContent, dt.nextElementSibling.textContent])))));
  const zh = await words();
  const told = { 方式: "电话", 谁发起: "我方发起", 客户是否回应: "已回应", 下一步日期: "2027-03-05", 金额: "12,800元", 类型: "咨询", 满意度: "4 满意" };
  for (const [label, text] of Object.entries(told)) assert.equal(zh[label], text, label);
  assert.match(await left.first().innerText(), /这家客户已删除/);
  const all = Object.values(zh).join("\n");
  assert.doesNotMatch(all, /call|outbound|consultation|person|yes/);
  for (const text of ["1200人", "87.6万元", "是", "个人"]) assert.ok(Object.values(zh).includes(text), `${text}: ${all}`);
  await left.filter({ hasText: "电话" }).getByRole("button", { name: "复制输入的内容" }).click();
  await page.locator(".toast").filter({ hasText: "已复制" }).first().waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /方式\t电话\n谁发起\t我方发起/);
  await app.shell.switchLanguage();
  const en = await words();
  for (const text of ["Call", "CNY 12,800", "CNY 876,000", "4 satisfied", "1200 people", "Yes", "Person"]) assert.ok(Object.values(en).includes(text), `${text}: ${JSON.stringify(en)}`);
  assert.doesNotMatch(Object.values(en).join("\n"), /[\u4e00-\u9fff]/);
});

story("a customer removed there while typed into here: the form stands, nothing comes back, and what was typed is there after a reload", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  // The sheet.
  await app.go("#/customers/people?edit=notes");
  await app.customer.mark("field-notes").fill("没写完的备注");
  await other.customer.open("people");
  await removeCustomer(other);
  await page.getByTestId("gone").waitFor();
  await page.keyboard.type("还在写");
  assert.equal(await app.customer.mark("field-notes").inputValue(), "没写完的备注还在写");
  await app.customer.mark("save-customer").first().click();
  await page.locator(".toast").filter({ hasText: "people" }).first().waitFor();
  assert.equal(await app.customer.mark("field-notes").inputValue(), "没写完的备注还在写");
  await app.customer.mark("field-notes").press("Escape");
  const left = page.getByTestId("unsaved");
  await left.filter({ hasText: "没写完的备注还在写" }).waitFor();
  await page.reload();
  await app.up();
  await left.filter({ hasText: "没写完的备注还在写" }).waitFor();
  await left.getByRole("button", { name: "丢弃" }).click();
  await left.waitFor({ state: "detached" });
  // A record that is begun.
  await app.customer.open("order");
  await app.customer.beginOrder("12800");
  await other.customer.open("order");
  await removeCustomer(other);
  await page.getByTestId("gone").waitFor();
  assert.equal((await page.locator("#record-amount").inputValue()).replace(",", ""), "12800");
  await page.keyboard.press("Control+Enter");
  await page.locator(".toast").filter({ hasText: "order" }).first().waitFor();
  await page.keyboard.press("Escape");
  await left.filter({ hasText: "12,800元" }).waitFor();
  assert.deepEqual((await bookOf(other)).customers.map(({ id }) => id).sort(), ["talk", "ticket"]);
});

story("a customer removed there while a class, another last day or a decision is typed into here: it is listed on the customer's page and from the list of customers", {}, async ({ page, app, context, url, folder }) => {
  const today = new Date().toISOString().slice(0, 10);
  const given = { dimension: "value", class: "key", set_on: "2026-01-05", until: "2099-12-31", reason: "r" };
  const book = smallBook({ customers: [{ id: "a/b", name: "甲", overrides: [given] }, { id: "c2", name: "乙" }], orders: [{ id: "o1", customer: "a/b", date: today, amount: 90 }] });
  await app.data.open();
  await app.data.import(file(folder, "judged.guanxi.json", book));
  const other = await tab(context, url);
  await app.go("#/customers/a%2Fb?why=stage");
  await page.getByTestId("set-by-hand").click();
  await page.locator("#decide-class").selectOption("lost");
  await page.locator("#decide-reason").fill("说好的理由");
  await page.keyboard.press("Escape");
  await app.go("#/customers/a%2Fb?why=value");
  await page.getByTestId("prolong").click();
  await page.locator("#decide-until").fill("2098-01-31");
  await page.keyboard.press("Escape");
  await other.go("#/customers/a%2Fb");
  await removeCustomer(other);
  const left = page.getByTestId("unsaved");
  await left.nth(1).waitFor();
  const words = async () => (await left.allInnerTexts()).join("\n");
  for (const text of [/没保存的人工指定的类别/, /说好的理由/, /流失/, /2098-01-31/]) assert.match(await words(), text);
  for (const open of [() => app.customers.open(), () => page.reload().then(() => app.up())]) {
    await open();
    await page.getByTestId("left-over").filter({ hasText: "2份" }).getByRole("button", { name: "查看" }).click();
    await left.nth(1).waitFor();
    assert.match(await words(), /客户a\/b：这家客户已删除；没保存的人工指定的类别/);
  }
  while (await left.count()) await left.first().getByRole("button", { name: "丢弃" }).click();
});

story("a class set by hand there after the dialog was opened here: the second is asked", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "records.guanxi.json", records));
  const other = await tab(context, url);
  await app.customer.open("people");
  await app.customer.why("value");
  await page.getByTestId("set-by-hand").click();
  await page.locator("#decide-class").selectOption("key");
  await page.locator("#decide-reason").fill("这边的理由");
  if (await page.locator("#decide-by").count()) await page.locator("#decide-by").fill("周敏");
  await other.customer.open("people");
  await other.customer.why("value");
  await other.customer.setByHand({ class: "strategic", reason: "那边的理由", by: "王海" });
  await page.getByTestId("hand-save").click();
  await refusedHere(page, "在别处已改成其他内容");
  assert.equal(await page.locator("#decide-reason").inputValue(), "这边的理由");
  const hand = ({ customers }) => customers.find(({ id }) => id === "people").overrides.map((o) => [o.class, o.reason]);
  assert.deepEqual(hand(await bookOf(other)), [["strategic", "那边的理由"]]);
  await page.getByTestId("hand-save").click();
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
  assert.deepEqual(hand(await bookOf(app)), [["key", "这边的理由"]]);
});

story("a move held here over a class that was set by hand there meanwhile: it is asked", {}, async ({ page, app, context, url }) => {
  await app.data.loadSample();
  const free = new Set((await bookOf(app)).customers.filter((one) => !one.overrides?.length).map(({ id }) => id));
  await app.review.open("?way=down&dim=value");
  const rows = await page.locator('[data-i]:has([data-testid="review-hold"])').evaluateAll((all) =>
    all.map((row) => [row.dataset.i, row.querySelector('a[href*="#/customers/"]').getAttribute("href").match(/customers\/([^?]+)/)[1]]));
  const [place, id] = rows.find(([, id]) => free.has(id));
  await page.locator(`[data-i="${place}"]`).getByTestId("review-hold").click();
  await page.locator("#decide-reason").fill("这边维持");
  if (await page.locator("#decide-by").count()) await page.locator("#decide-by").fill("周敏");
  const other = await tab(context, url);
  await other.customer.open(id);
  await other.customer.why("value");
  await other.customer.setByHand({ class: "strategic", reason: "那边的理由", by: "王海" });
  await page.getByTestId("decide-save").click();
  await refusedHere(page, "在别处已改成其他内容");
  assert.equal(await page.locator("#decide-reason").inputValue(), "这边维持", "nothing typed is lost");
  const hand = ({ customers }) => customers.find((one) => one.id === id).overrides.filter((o) => o.dimension === "value").map((o) => o.reason).at(-1);
  assert.equal(hand(await bookOf(other)), "那边的理由");
  await page.getByTestId("decide-save").click();
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
  assert.equal(hand(await bookOf(app)), "这边维持");
});
