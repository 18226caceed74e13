// What was typed is there again: after leaving, Back, Esc, a reload, a tab that was closed; and beside another tab that saves.
import assert from "node:assert/strict";
import { tabsOpen } from "./browser.mjs";
import { story } from "./harness.mjs";
import { App } from "./pages.mjs";

const ID = "KH-0142";
const dialog = (page) => page.locator("dialog[open]");
const value = (place) => place.inputValue();

/** Leaves the dialog that may stand. */
async function away(page) {
  if ((await dialog(page).count()) > 0) await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
}

/** Opens the page anew, as after a crash or an update. */
async function reload(page, app) {
  await page.reload();
  await app.up();
}

/** A second tab of the same browser. */
async function secondTab(context, url, hash) {
  const page = await context.newPage();
  const app = new App(page, url);
  await app.go(hash);
  return { page, app };
}

/** Every way out of a form that stands in the page, and back to it. */
async function survives({ page, app, open, field, text }) {
  const shows = async (why) => {
    await away(page);
    await open();
    assert.equal(await value(field()), text, why);
  };
  await away(page);
  await open();
  await field().fill(text);
  await reload(page, app);
  await shows("after a reload");
  await page.keyboard.press("Escape");
  await shows("after Esc");
  await app.go("#/dashboard");
  await shows("after leaving");
  await page.goBack();
  await app.up();
  await shows("after Back");
}

story("what is typed into the sheet outlives leaving, Back, Esc, a reload and its tab", {}, async ({ page, app, context, url }) => {
  await app.data.loadSample();
  const open = (a = app) => async () => {
    await a.go(`#/customers/${ID}?edit=notes`);
    await a.customer.mark("field-notes").waitFor();
  };
  await survives({ page, app, open: open(), field: () => page.getByTestId("field-notes"), text: "没写完的备注" });
  await page.getByTestId("restored").filter({ hasText: "已恢复1处未保存的输入" }).waitFor();
  await page.close();
  const other = await secondTab(context, url, `#/customers/${ID}`);
  await other.page.getByText("有未保存的修改（1处）").waitFor();
  await open(other.app)();
  assert.equal(await value(other.page.getByTestId("field-notes")), "没写完的备注", "in a tab opened later");
  await other.page.getByTestId("restored").getByRole("button", { name: "丢弃" }).click();
  const stands = (is) => other.page.waitForFunction((is) => (document.getElementById("field-notes-0").value === "没写完的备注") === is, is);
  await stands(false);
  await other.page.getByRole("button", { name: "找回" }).click();
  // Thrown away and taken back.
  await stands(true);
  await other.page.getByTestId("save-customer").first().click();
  await other.app.customer.shows("notes", "没写完的备注");
  await open(other.app)();
  assert.equal(await other.page.getByTestId("restored").count(), 0, "what was saved is no draft");
});

story("a new customer's form is there again, with what it began with", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const open = async () => app.go("#/new-customer").then(() => page.getByTestId("field-name").waitFor());
  await survives({ page, app, open, field: () => page.getByTestId("field-name"), text: "还没起好名的客户" });
  await page.getByTestId("save-customer").first().click();
  await page.getByRole("heading", { name: "还没起好名的客户" }).waitFor();
});

story("the list says that a new customer was begun and leads back; nobody is told to be removed", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go("#/new-customer");
  await page.getByTestId("field-name").fill("甲乙");
  await page.locator("nav a[href='#/customers']").first().click();
  const begun = page.getByTestId("begun-customer");
  await begun.getByText("有一位新客户还没保存：甲乙").waitFor();
  assert.equal(await page.getByTestId("left-over").count(), 0);
  await begun.getByRole("link", { name: "继续填写" }).click();
  assert.equal(await page.getByTestId("field-name").inputValue(), "甲乙");
  await page.getByTestId("save-customer").first().click();
  await page.getByRole("heading", { name: "甲乙" }).waitFor();
  await app.customers.open();
  await begun.waitFor({ state: "detached" });
});

story("the dialogs of records, new and known, keep what is typed; two shown fields of a ticket are new", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const opens = (...names) => async () => {
    await app.go(`#/customers/${ID}`);
    if (await dialog(page).count()) await page.keyboard.press("Escape");
    if (names.length > 1) await page.getByRole("button", { name: names[0] }).click();
    await page.locator(`role=${names.length > 1 ? "menuitem" : "button"}[name="${names.at(-1)}"]`).click();
    await dialog(page).waitFor();
  };
  await survives({ page, app, open: opens("记互动"), field: () => page.locator("#record-content"), text: "谈到一半" });
  await survives({ page, app, open: opens("记订单、记服务单", "记订单"), field: () => page.locator("#record-amount"), text: "12800" });
  await page.keyboard.press("Control+Enter");
  await dialog(page).waitFor({ state: "hidden" });
  await app.shell.saved();
  await away(page);
  await opens("记订单、记服务单", "记订单")();
  assert.equal(await value(page.locator("#record-amount")), "", "what was saved is no draft");
  await survives({ page, app, open: opens("记订单、记服务单", "记服务单"), field: () => page.locator("#record-cause"), text: "接线松了" });
  await page.locator("#record-first_response_at").fill("昨天 9:05");
  await page.locator("#record-first_response_at").blur();
  assert.match(await value(page.locator("#record-first_response_at")), /^\d{4}-\d\d-\d\d 09:05$/, "understood when left");
  const known = async () => {
    await app.go(`#/customers/${ID}`);
    await page.getByRole("button", { name: /^打开：/ }).first().click();
    await dialog(page).waitFor();
  };
  await away(page);
  await known();
  const field = () => dialog(page).locator("textarea").first();
  await survives({ page, app, open: known, field, text: "改到一半" });
});

story("a class set by hand and a decision keep what is typed", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const hand = async () => {
    await app.go(`#/customers/${ID}`);
    await app.customer.why("value");
    await page.getByTestId("set-by-hand").click();
    await dialog(page).waitFor();
  };
  await survives({ page, app, open: hand, field: () => page.locator("#decide-reason"), text: "合同已在路上" });
  const decide = async () => {
    await app.review.open("?way=down&dim=value");
    await page.locator('[data-i="0"]').getByTestId("review-confirm").click();
    await dialog(page).waitFor();
  };
  await survives({ page, app, open: decide, field: () => page.locator("#decide-action"), text: "下周拜访" });
});

story("what was saved although its answer never came is no draft: a class set by hand", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go(`#/customers/${ID}`);
  await app.customer.why("value");
  await page.getByTestId("set-by-hand").click();
  // The draft as it stands when it has been sent and nothing was heard yet.
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith("guanxi.draft.") && value.includes('"sent"')) window.sent = [key, value];
      return set.call(this, key, value);
    };
  });
  await page.locator("#decide-class").selectOption({ index: 1 });
  await page.locator("#decide-reason").fill("合同已在路上");
  await page.locator("#decide-by").fill("周敏");
  await page.getByTestId("hand-save").click();
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
  await page.evaluate(() => localStorage.setItem(...window.sent));
  await reload(page, app);
  await app.customer.why("value");
  await page.getByTestId("by-hand").getByRole("button", { name: "另行指定" }).click();
  assert.equal(await value(page.locator("#decide-reason")), "");
  assert.equal(await page.getByTestId("restored").count(), 0);
});

story("what is being typed in an open tab is not shown in another one's form as if it was typed there, nor saved with it", {}, async ({ page, app, context, url }) => {
  await app.data.loadSample();
  await app.go(`#/customers/${ID}?edit=notes`);
  await page.getByTestId("field-notes").fill("这边还在写");
  const other = await secondTab(context, url, `#/customers/${ID}?edit=region`);
  const told = other.page.getByTestId("typed-elsewhere");
  await told.filter({ hasText: "另一个标签页里有这份表单未保存的输入" }).waitFor();
  assert.notEqual(await value(other.page.getByTestId("field-notes")), "这边还在写");
  await other.page.getByTestId("field-region").fill("那边的地区");
  await told.waitFor({ state: "detached" });
  await other.page.getByTestId("save-customer").first().click();
  await other.app.customer.shows("region", "那边的地区");
  await page.waitForFunction(() => document.getElementById("field-region-0").value === "那边的地区");
  assert.equal(await value(page.getByTestId("field-notes")), "这边还在写");
  // Both tabs type: each keeps its own, also when they are opened again.
  await other.app.go(`#/customers/${ID}?edit=region`);
  await other.page.getByTestId("field-region").fill("那边没保存的");
  await reload(page, app);
  await page.getByTestId("restored").waitFor();
  assert.equal(await value(page.getByTestId("field-notes")), "这边还在写");
  assert.equal(await value(page.getByTestId("field-region")), "那边的地区");
  // Closed, what it had typed belongs to nobody: the next one that opens the form has it.
  await page.getByTestId("save-customer").first().click();
  await app.customer.shows("notes", "这边还在写");
  await other.page.close();
  await tabsOpen(page, 1);
  await app.go(`#/customers/${ID}?edit=region`);
  await page.getByTestId("restored").waitFor();
  assert.equal(await value(page.getByTestId("field-region")), "那边没保存的");
});

story("one draft taken over into a second tab, saved in both: the second is told and asked, and both records stay", {}, async ({ page, app, context, url }) => {
  await app.data.open();
  await app.data.loadSample();
  const orders = (await app.data.exportBook()).orders.length;
  const open = async (tab) => {
    await tab.app.go(`#/customers/${ID}`);
    await tab.page.getByRole("button", { name: "记订单、记服务单" }).click();
    await tab.page.getByRole("menuitem", { name: "记订单" }).click();
    await dialog(tab.page).waitFor();
  };
  await open({ page, app });
  await page.locator("#record-amount").fill("12800");
  const other = await secondTab(context, url, `#/customers/${ID}`);
  await open(other);
  assert.equal(await value(other.page.locator("#record-amount")), "", "not as if it was typed here");
  await other.page.getByTestId("typed-elsewhere").getByRole("button", { name: "在这里继续" }).click();
  assert.equal(await value(other.page.locator("#record-amount")), "12800", "the same draft");
  await other.page.locator("#record-amount").press("Control+Enter");
  await dialog(other.page).waitFor({ state: "detached" });
  await other.app.shell.saved();
  const told = page.getByTestId("saved-elsewhere");
  await told.filter({ hasText: "已在另一个标签页保存" }).waitFor();
  assert.equal(await value(page.locator("#record-amount")), "12800", "nothing typed is lost");
  await page.locator("#record-amount").press("Control+Enter");
  await page.getByText("再按一次就照此保存").waitFor();
  assert.equal(await dialog(page).count(), 1, "asked first");
  await page.locator("#record-amount").press("Control+Enter");
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
  // What comes next here is new, and nothing is said of it.
  await open({ page, app });
  assert.equal(await told.count(), 0);
  await page.keyboard.press("Escape");
  await app.data.open();
  assert.equal((await app.data.exportBook()).orders.length, orders + 2);
});

story("the name of the company, typed and not left, is there after a reload", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go("#/data");
  await page.locator("#company").fill("东海自动");
  await reload(page, app);
  assert.equal(await value(page.locator("#company")), "东海自动");
});

story("another tab saves the same customer: what is typed stays, the rest follows, and a clash is asked", {}, async ({ page, app, context, url }) => {
  await app.data.loadSample();
  await app.go(`#/customers/${ID}?edit=notes`);
  await page.getByTestId("field-notes").fill("这边写的备注");
  const other = await secondTab(context, url, `#/customers/${ID}`);
  await other.app.customer.edit("needs", "青海的新需求");
  await page.waitForFunction(() => document.getElementById("field-needs-0").value === "青海的新需求");
  assert.equal(await value(page.getByTestId("field-notes")), "这边写的备注");
  await other.app.go(`#/customers/${ID}?edit=notes`);
  await other.page.getByTestId("field-notes").fill("那边写的备注");
  await other.page.getByTestId("save-customer").first().click();
  await other.app.customer.shows("notes", "那边写的备注");
  await page.getByTestId("clash-notes").waitFor();
  assert.equal(await value(page.getByTestId("field-notes")), "这边写的备注", "nothing typed is reset");
  await page.getByTestId("save-customer").first().click();
  await page.getByTestId("clash-mine").click();
  await page.getByTestId("clash-notes").waitFor({ state: "detached" });
  await page.getByTestId("save-customer").first().click();
  await app.customer.shows("notes", "这边写的备注");
  await app.customer.shows("needs", "青海的新需求");
});

story("a composition's Enter and Esc belong to the input method", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go(`#/customers/${ID}?edit=notes`);
  await page.getByTestId("field-region").fill("浙");
  const press = (key, init) => page.getByTestId("field-region").evaluate(
    (at, event) => at.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...event })), { key, ...init });
  await press("Escape", { keyCode: 229 });
  await press("Escape", { isComposing: true });
  assert.equal(await page.getByTestId("field-region").count(), 1, "the form still stands");
  await press("Escape", {});
  await page.getByTestId("field-region").waitFor({ state: "detached" });
});

story("a tab that is opened anew goes on with its own, whatever a tab that is gone has left", {}, async ({ page, app, context, url }) => {
  await app.data.loadSample();
  const hash = `#/customers/${ID}?edit=notes`;
  await app.go(hash);
  await page.getByTestId("field-notes").fill("这里写的");
  const other = await secondTab(context, url, hash);
  await other.page.getByTestId("field-notes").fill("那里后写的");
  await other.page.close();
  await reload(page, app);
  await page.getByTestId("restored").waitFor();
  assert.equal(await value(page.getByTestId("field-notes")), "这里写的");
  await reload(page, app); // and once more
  await page.getByTestId("restored").waitFor();
  assert.equal(await value(page.getByTestId("field-notes")), "这里写的");
});
