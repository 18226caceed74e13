// What another tab takes away or decides while something is being typed here: it is told, and what was typed stays to be read.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const book = {
  format: "guanxi-book",
  version: 1,
  customers: ["c1", "c2", "c3"].map((id) => ({ id, name: `客户 ${id}`, kind: "enterprise" })),
  orders: [{ id: "o1", customer: "c1", date: "2026-01-05", amount: 7 }, { id: "o2", customer: "c2", date: "2026-01-06", amount: 8 }],
};
const dialog = (page) => page.locator("dialog[open]");
const toast = (page, hasText) => page.locator(".toast").filter({ hasText }).first().waitFor();

async function begin({ app, folder, context, url }, name = "book") {
  await app.data.open();
  await app.data.import(file(folder, `${name}.guanxi.json`, book));
  const page = await context.newPage();
  await page.goto(url);
  return new App(page, url);
}

async function removeCustomer({ page, shell, customer }, id) {
  await customer.open(id);
  await page.locator(".page__actions [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem", { name: "删除这家客户" }).click();
  await page.waitForURL("**/#/customers");
  await shell.saved();
}

/** Opens the dialog that sets a class, and types into it. */
async function typeByHand({ page, app }, id, reason) {
  await app.customer.open(id);
  await app.customer.why("value");
  await page.getByTestId("set-by-hand").click();
  await page.locator("#decide-class").selectOption("key");
  await page.locator("#decide-reason").fill(reason);
}

async function erase({ page, data, shell }) {
  await data.open();
  await page.getByTestId("erase").click();
  await page.locator("#erase-word").fill("清空");
  await page.getByTestId("erase-apply").click();
  await shell.saved();
}

story("a class set by hand, prolonged, for a customer whom another tab removes: what was typed is listed in words", {}, async (stand) => {
  const { app, page, context } = stand;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const other = await begin(stand);
  await app.customer.open("c1");
  await app.customer.why("stage");
  await app.customer.setByHand({ class: "lost", reason: "旧理由", by: "周敏" });
  await page.getByTestId("prolong").click();
  await page.locator("#decide-until").fill("2031-03-05");
  await page.keyboard.press("Escape");
  await typeByHand(stand, "c1", "没写完的理由");
  await removeCustomer(other, "c1");
  await toast(page, "客户 c1");
  await page.getByTestId("gone").waitFor();
  assert.equal(await page.locator("#decide-reason").inputValue(), "没写完的理由");
  await page.getByTestId("hand-save").click();
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#decide-reason").inputValue(), "没写完的理由", "it stands, and is not saved");
  await page.keyboard.press("Escape");
  const left = page.getByTestId("unsaved");
  const set = left.filter({ hasText: "没写完的理由" });
  for (const again of [() => undefined, () => page.reload()]) {
    await again();
    await app.up();
    await set.waitFor();
    await left.filter({ hasText: "2031-03-05" }).waitFor();
    assert.equal(await left.count(), 2);
  }
  const words = await set.innerText();
  assert.match(words, /这家客户已删除[^]*人工指定的类别[^]*客户价值[^]*重点/);
  assert.doesNotMatch(words, /\bvalue\b|\bkey\b/);
  await set.getByRole("button", { name: "复制输入的内容" }).click();
  await toast(page, "已复制");
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /理由\t没写完的理由/);
  // The list of customers leads there, whoever has forgotten the address.
  await app.customers.open();
  const over = page.getByTestId("left-over");
  await over.filter({ hasText: "2份" }).waitFor();
  await over.getByRole("button", { name: "查看" }).click();
  await dialog(page).getByTestId("unsaved").filter({ hasText: "c1" }).filter({ hasText: "没写完的理由" }).waitFor();
  for (const n of [1, 0]) {
    await dialog(page).getByTestId("unsaved").first().getByRole("button", { name: "丢弃" }).click();
    await page.waitForFunction((n) => document.querySelectorAll("dialog[open] [data-testid=unsaved]").length === n, n);
  }
  await page.keyboard.press("Escape");
  await over.waitFor({ state: "detached" });
});

story("a class set by hand that another tab ends while its last day is being typed: what was typed is listed with the customer", {}, async (stand) => {
  const { app, page } = stand;
  const other = await begin(stand);
  await app.customer.open("c1");
  await app.customer.why("stage");
  await app.customer.setByHand({ class: "lost", reason: "旧理由", by: "周敏" });
  await page.getByTestId("prolong").click();
  await page.locator("#decide-until").fill("2031-03-05");
  await page.keyboard.press("Escape");
  const left = page.getByTestId("unsaved");
  assert.equal(await left.count(), 0, "its dialog shows it again");
  await other.customer.open("c1");
  await other.customer.why("stage");
  await other.page.getByTestId("end-by-hand").click();
  await other.shell.saved();
  await app.up();
  await left.filter({ hasText: "人工指定已结束" }).filter({ hasText: "2031-03-05" }).waitFor();
});

story("drafts of an earlier version, which do not say whose they are, are found with their customer, or listed as nobody's", {}, async (stand) => {
  const { app, page } = stand;
  const other = await begin(stand);
  const old = (name, text) => ({ at: Date.now(), draft: { typed: { note: { from: "", text } } } });
  await page.evaluate((all) => all.forEach(([name, draft]) => localStorage.setItem(`guanxi.draft.${name}`, JSON.stringify(draft))), [
    ["order/o1", old("order/o1", "一单的话")],
    ["order/gone", old("order/gone", "哪家的话")],
  ]);
  await page.reload();
  await app.customers.open();
  const over = page.getByTestId("left-over");
  await over.filter({ hasText: "1份" }).waitFor();
  await over.getByRole("button", { name: "查看" }).click();
  await dialog(page).getByTestId("unsaved").filter({ hasText: "不知道是哪家客户的" }).filter({ hasText: "哪家的话" }).waitFor();
  await page.keyboard.press("Escape");
  // The order goes: its draft knows its customer by now.
  await other.customer.open("c1");
  await other.page.getByRole("button", { name: /^打开：/ }).first().click();
  await other.page.locator("dialog[open] .dialog__start").click();
  await dialog(other.page).waitFor({ state: "detached" });
  await other.shell.saved();
  await app.customer.open("c1");
  await page.getByTestId("unsaved").filter({ hasText: "订单已删除" }).filter({ hasText: "一单的话" }).waitFor();
});

for (const [how, take] of [
  ["erases the book", async (other) => erase(other)],
  ["replaces the book by a file", async (other, folder) => {
    await other.data.open();
    await other.data.choose(file(folder, "another.guanxi.json", { ...book, customers: [{ id: "x1", name: "另一本", kind: "enterprise" }], orders: [] }));
    await other.page.getByTestId("import-mode").getByRole("radio").nth(1).check();
    await other.page.getByTestId("import-apply").click();
    await dialog(other.page).getByRole("button", { name: /替换/ }).click();
    await other.page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
    await other.shell.saved();
  }],
]) {
  story(`another tab ${how} while something is typed into a dialog: it is told, and what was typed stays to be read`, {}, async (stand) => {
    const { app, page, context, folder } = stand;
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const other = await begin(stand);
    await app.customer.open("c2");
    await app.customer.beginOrder("12800");
    await take(other, folder);
    await toast(page, "另一个标签页：");
    await page.getByTestId("gone").waitFor();
    assert.equal((await page.locator("#record-amount").inputValue()).replace(",", ""), "12800");
    await page.getByTestId("gone").getByRole("button", { name: "复制输入的内容" }).click();
    await toast(page, "已复制");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /12,800元/);
    await page.keyboard.press("Control+Enter");
    await page.waitForTimeout(300);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await page.getByTestId("unsaved").filter({ hasText: "12,800元" }).waitFor();
    await app.go("#/customers");
    await page.getByTestId("left-over").getByRole("button", { name: "查看" }).click();
    await dialog(page).getByTestId("unsaved").filter({ hasText: "12,800元" }).getByRole("button", { name: "丢弃" }).click();
    await page.keyboard.press("Escape");
    await page.getByTestId("left-over").waitFor({ state: "detached" });
    await app.alive();
    const { customers } = await other.data.open().then(() => other.data.exportBook());
    assert.ok(!customers.some(({ id }) => id === "c2"), "nothing comes back");
  });
}

story("a class that another tab set meanwhile stands in the dialog, with who and why", {}, async (stand) => {
  const { app, page } = stand;
  const other = await begin(stand);
  await typeByHand(stand, "c3", "这边的理由");
  if (await page.locator("#decide-by").count()) await page.locator("#decide-by").fill("周敏");
  await other.customer.open("c3");
  await other.customer.why("value");
  await other.customer.setByHand({ class: "strategic", reason: "那边的理由", by: "王海" });
  const said = page.getByTestId("meanwhile");
  await said.filter({ hasText: "客户 c3" }).filter({ hasText: "战略" }).filter({ hasText: "王海" }).filter({ hasText: "那边的理由" }).waitFor();
  await page.getByTestId("hand-save").click();
  await page.getByTestId("refused").filter({ hasText: "在别处已改成其他内容" }).waitFor();
  assert.equal(await page.locator("#decide-reason").inputValue(), "这边的理由");
  await page.getByTestId("hand-save").click();
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
});

story("moves that another tab decided meanwhile: the dialog says what was decided, of one and of several, and what was typed stays", {}, async ({ page, app, context, url }) => {
  await app.data.open();
  await app.data.loadSample();
  const reviews = () => app.data.open().then(() => app.data.exportBook()).then((all) => all.reviews.length);
  const before = await reviews();
  const there = await context.newPage();
  const other = { page: there, app: new App(there, url) };
  const decide = async ({ page, app }, reason) => {
    await app.review.open("?way=down&dim=value");
    await page.locator('[data-i="0"]').getByTestId("review-confirm").click();
    await page.locator("#decide-reason").fill(reason);
    await page.locator("#decide-action").fill("下周拜访");
    if (await page.locator("#decide-by").count()) await page.locator("#decide-by").fill("周敏");
  };
  await decide({ page, app }, "这边的原因");
  await decide(other, "那边的原因");
  await there.getByTestId("decide-save").click();
  await dialog(there).waitFor({ state: "detached" });
  await other.app.shell.saved();
  const said = page.getByTestId("decided-elsewhere");
  await said.filter({ hasText: "那边的原因" }).filter({ hasText: "周敏" }).filter({ hasText: "确认" }).waitFor();
  await page.getByTestId("decide-save").click();
  await toast(page, "已在别处决定，没有重复记录");
  assert.equal(await page.locator("#decide-reason").inputValue(), "这边的原因", "what was typed stays");
  await said.getByRole("button", { name: "复制输入的内容" }).waitFor();
  const left = page.getByTestId("left-decisions");
  assert.equal(await left.count(), 0, "while it is being typed nothing is left");
  await page.keyboard.press("Escape");
  // Its move waits no longer: the page lists it.
  for (const again of [() => undefined, () => page.reload()]) {
    await again();
    await left.filter({ hasText: "1份" }).waitFor();
  }
  await left.getByRole("button", { name: "查看" }).click();
  const typed = dialog(page).getByTestId("unsaved");
  await typed.filter({ hasText: /，客户价值，确认/ }).filter({ hasText: "这边的原因" }).filter({ hasText: "下周拜访" }).waitFor();
  await typed.getByRole("button", { name: "丢弃" }).click();
  await left.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  // Several: those that are left are decided.
  await app.review.open("?way=down&dim=value");
  const waiting = page.locator('[data-i]:has([data-testid="review-confirm"])');
  const boxes = waiting.getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  const first = await waiting.nth(0).getAttribute("data-i");
  await page.locator(".bulk, [data-testid=bulk]").first().getByRole("button", { name: /确认/ }).click();
  await page.locator("#decide-reason").fill("两家的原因");
  await page.locator("#decide-action").fill("一起拜访");
  if (await page.locator("#decide-by").count()) await page.locator("#decide-by").fill("周敏");
  await other.app.review.open("?way=down&dim=value");
  await there.locator(`[data-i="${first}"]`).getByTestId("review-confirm").click();
  await there.locator("#decide-reason").fill("先一步");
  await there.locator("#decide-action").fill("电话");
  await there.getByTestId("decide-save").click();
  await dialog(there).waitFor({ state: "detached" });
  await other.app.shell.saved();
  await said.filter({ hasText: "1项变动" }).filter({ hasText: "先一步" }).waitFor();
  await page.getByTestId("decide-save").click();
  await dialog(page).waitFor({ state: "detached" });
  await app.shell.saved();
  assert.equal(await reviews(), before + 3);
});

story("characters that nobody sees: an import asks, keeps or takes them out; what is pasted loses them", {}, async ({ page, app, folder }) => {
  const odd = structuredClone(book);
  odd.customers[0].name = "青\u0000禾";
  odd.customers[1].notes = "好\u0007的\u009f";
  odd.orders[0].note = "\ufffe货";
  const path = file(folder, "odd.guanxi.json", odd);
  await app.data.open();
  const { applicable, text } = await app.data.choose(path);
  assert.equal(applicable, false, "a choice is needed");
  assert.match(text, /要确认\s*3/);
  await page.locator(".issue-table tbody tr").filter({ hasText: "文字里有2个看不见的控制字符" }).filter({ hasText: "好\\u0007的\\u009f" }).waitFor();
  const asked = page.getByTestId("import-asked").getByRole("radio");
  const write = async () => {
    await page.waitForFunction(() => !document.querySelector('[data-testid="import-apply"]').disabled);
    await page.getByTestId("import-apply").click();
    if (await dialog(page).count()) await dialog(page).getByRole("button", { name: /替换/ }).click();
    await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
    await app.shell.saved();
    return app.data.exportBook();
  };
  await asked.nth(1).check();
  let { customers, orders } = await write();
  assert.deepEqual([customers[0].name, customers[1].notes, orders[0].note], ["青禾", "好的", "货"]);
  await app.data.choose(path);
  await asked.nth(0).check();
  ({ customers, orders } = await write());
  assert.deepEqual([customers[0].name, customers[1].notes, orders[0].note], ["青\u0000禾", "好\u0007的\u009f", "\ufffe货"]);
  // Pasted.
  await app.go("#/customers/c3?edit=notes");
  const notes = app.customer.mark("field-notes");
  await notes.evaluate((node) => {
    node.value = "一\u0000二\u001b三\n四";
    node.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await app.customer.mark("save-customer").first().click();
  await app.customer.mark("edit-customer").waitFor();
  await app.shell.saved();
  ({ customers } = await app.data.open().then(() => app.data.exportBook()));
  assert.equal(customers.find(({ id }) => id === "c3").notes, "一二三\n四");
});
