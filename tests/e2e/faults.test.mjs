// The store fails while the page is open: what the page says is true, and goes on where it can.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { smallBook } from "./books.mjs";
import { fail, faults, heal, wipe } from "./faults.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const alarm = (page, key) => page.locator(`[data-testid="alarm"][data-alarm="${key}"]`);
const toast = (page, text) => page.locator(".toast").filter({ hasText: text }).first();

/** The small book, opened in a page whose store can fail. */
async function begin({ page, app, context, folder }) {
  await context.addInitScript(faults);
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
}

/** Types a customer's notes and saves; gives the state of the save in the end. */
async function tryEdit(app, id, key, value) {
  await app.customer.open(id);
  await app.customer.mark("edit-customer").click();
  await app.customer.mark(`field-${key}`).fill(value);
  await app.customer.mark("save-customer").first().click();
  return app.shell.answered();
}

async function book(app) {
  await app.data.open();
  return app.data.exportBook();
}

async function notes(app, id = "c1") {
  return (await book(app)).customers.find((customer) => customer.id === id).notes;
}

story("the site's data are cleared under an open page: the book stays on screen, is exported whole and written back", { expected: /beforeunload/ }, async (stand) => {
  const { page, app, context } = stand;
  await begin(stand);
  const before = await book(app);
  await wipe(context, page);
  await alarm(page, "lost").waitFor();
  assert.match(await alarm(page, "lost").innerText(), /不见了[^]*2家客户[^]*导出/);
  assert.equal(await tryEdit(app, "c1", "notes", "清除之后写的"), false);
  await toast(page, "没有保存").waitFor();
  assert.equal(await page.getByText("另一个标签页").count(), 0, "no other tab is blamed");
  assert.equal(await app.customer.mark("field-notes").inputValue(), "清除之后写的", "what was typed is there");
  await page.keyboard.press("Escape");
  await page.getByTestId("alarm-write-back").click();
  await alarm(page, "lost").waitFor({ state: "detached" });
  await toast(page, "整本簿册已写回").waitFor();
  assert.deepEqual(await book(app), before);
  await app.customer.open("c2");
  await app.customer.edit("notes", "写回之后写的");
  await page.reload();
  assert.equal(await notes(app, "c2"), "写回之后写的");
});

story("a database that another page deletes, or empties, is lost as well", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  const before = await book(app);
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("guanxi").onsuccess = done)));
  await alarm(page, "lost").waitFor();
  await page.getByTestId("alarm-write-back").click();
  await alarm(page, "lost").waitFor({ state: "detached" });
  // Emptied without a word: found out by the next save.
  await page.evaluate(() => new Promise((done) => {
    indexedDB.open("guanxi").onsuccess = ({ target: { result: db } }) => {
      const transaction = db.transaction([...db.objectStoreNames], "readwrite");
      for (const name of db.objectStoreNames) transaction.objectStore(name).clear();
      transaction.oncomplete = () => done(db.close());
    };
  }));
  assert.equal(await tryEdit(app, "c1", "notes", "空库"), false);
  await alarm(page, "lost").waitFor();
  await page.getByTestId("alarm-write-back").click();
  await alarm(page, "lost").waitFor({ state: "detached" });
  assert.deepEqual(await book(app), before);
});

story("a book begun elsewhere after the clearing is not taken over, and not written over", {}, async (stand) => {
  const { page, app, context, url, folder } = stand;
  await begin(stand);
  const before = await book(app);
  await wipe(context, page);
  await alarm(page, "lost").waitFor();
  const there = new App(await context.newPage(), url);
  await there.data.open();
  await there.data.import(file(folder, "other.guanxi.json", smallBook({ customers: [{ id: "x1", name: "另一本的客户", kind: "person" }], orders: [] })));
  await there.customer.open("x1");
  await there.customer.edit("notes", "一");
  await there.customer.edit("notes", "二");
  await alarm(page, "foreign").waitFor();
  assert.equal(await page.getByTestId("alarm-write-back").count(), 0);
  assert.deepEqual(await book(app), before, "this page exports its own book still");
  assert.deepEqual((await book(there)).customers.map(({ id }) => id), ["x1"]);
});

for (const [what, fault] of Object.entries({
  "the connection is closed": { closed: 1 },
  "the server is lost at the write": { unknownWrite: 2 },
  "the server is lost, and so is a new connection": { unknownWrite: 1, unknownOpen: 1 },
  "a put fails": { put: 1 },
  "the transaction is ended": { abort: 1 },
  "the connection closes after the write": { closeAfter: 1 },
  "the value is not read back": { get: 2 },
  "the value is read back otherwise": { bent: 1 },
})) {
  story(`a passing fault is not seen by the user: ${what}`, {}, async (stand) => {
    const { page, app } = stand;
    await begin(stand);
    await fail(page, fault);
    assert.equal(await tryEdit(app, "c1", "notes", what), true);
    await app.customer.shows("notes", what);
    assert.equal(await page.locator('.toast[role="alert"]').count(), 0);
    await heal(page);
    await app.customer.open("c2");
    await app.customer.edit("notes", "接着写");
    const saved = await book(app);
    await page.reload();
    assert.deepEqual(await book(app), saved);
    assert.equal(await notes(app), what);
  });
}

story("what stays lost is told as such, and works again without a reload", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await fail(page, { closed: Infinity });
  assert.equal(await tryEdit(app, "c1", "notes", "断开时写的"), false);
  await toast(page, "可能没有保存").waitFor();
  assert.equal(await page.getByText("另一个标签页").count(), 0);
  await heal(page);
  await app.customer.mark("save-customer").first().click();
  await app.shell.saved();
  await page.reload();
  assert.equal(await notes(app), "断开时写的");
});

story("a write that is done and cannot be read back stays on the page, and is written anew", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await fail(page, { bent: 60 });
  assert.equal(await tryEdit(app, "c1", "notes", "读不回来的"), false);
  await toast(page, "已写入，但读回核对不上").waitFor();
  assert.equal(await page.locator(".toast").filter({ hasText: "已退回" }).count(), 0);
  await app.customer.shows("notes", "读不回来的");
  await heal(page);
  await app.shell.saved(); // by itself, after some seconds
  await page.reload();
  assert.equal(await notes(app), "读不回来的");
});

story("a save that is never answered is said to be so, later edits do not look saved, and closing is warned of", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await fail(page, { unanswered: 1 });
  await app.customer.open("c1");
  await app.customer.mark("edit-customer").click();
  await app.customer.mark("field-notes").fill("没有回音的");
  await app.customer.mark("save-customer").first().click();
  const state = (name) => page.locator(`[data-testid="save-status"][data-state="${name}"]`).waitFor({ state: "attached" });
  await state("silent");
  assert.match(await alarm(page, "silent").innerText(), /1处改动还没有存上/);
  assert.match(await page.getByTestId("save-status").innerText(), /还没有存上/);
  // A later edit waits behind it.
  await page.evaluate(() => { location.hash = "#/customers/c2"; });
  await page.getByRole("heading", { name: "云栖茶社" }).waitFor();
  await app.customer.mark("edit-customer").click();
  await app.customer.mark("field-notes").fill("排在后面的");
  await app.customer.mark("save-customer").first().click();
  await alarm(page, "silent").filter({ hasText: "2处改动" }).waitFor();
  await state("silent");
  // The export holds both.
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("alarm-export").click()]);
  const { customers } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.deepEqual(customers.map(({ notes }) => notes), ["没有回音的", "排在后面的"]);
  // Closing asks first.
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  const closed = page.waitForEvent("close");
  await dialog.accept();
  await closed;
});

story("a store that is never opened is said to be so, and opens when it answers", {}, async (stand) => {
  const { page, app, context } = stand;
  await begin(stand);
  await context.addInitScript(() => { if (!sessionStorage.getItem("seen")) window.faults.silentOpen = 2; sessionStorage.setItem("seen", "1"); });
  await page.reload();
  await app.up();
  await alarm(page, "silent-start").waitFor();
  assert.match(await alarm(page, "silent-start").innerText(), /没有交出存着的簿册/);
  await page.getByTestId("alarm-reload").click();
  await app.data.open();
  assert.equal((await app.data.exportBook()).customers.length, 2);
  assert.equal(await page.getByTestId("alarm").count(), 0);
});
