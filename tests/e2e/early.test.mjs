// The stored book is asked for while the program is on its way: what comes so is the book, and what changes meanwhile is not missed.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { faults } from "./faults.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

/** Counts what is read of the store and how, before anything else runs. */
function watch() {
  window.reads = { open: 0, values: 0 };
  const count = (owner, name, what) => {
    const plain = owner[name];
    owner[name] = function (...args) {
      window.reads[what] += 1;
      return plain.apply(this, args);
    };
  };
  count(IDBFactory.prototype, "open", "open");
  count(IDBObjectStore.prototype, "getAll", "values");
}

async function begin({ app, folder }) {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
}

/** A tab whose program does not come until it is let go. */
async function held(context, url) {
  const page = await context.newPage();
  let go;
  const wait = new Promise((done) => (go = done));
  await page.route(/_bg\.wasm$/, async (route) => (await wait, route.continue().catch(() => {})));
  await page.addInitScript(watch);
  await page.goto(`${url}#/customers/c1`, { waitUntil: "commit" });
  // Opened, read, and closed again.
  await page.waitForFunction(() => window.reads?.values >= 3);
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".app").count(), 0, "the program is still on its way");
  return { page, app: new App(page, url), go };
}

story("what was read before the program came is the book, and is not read a second time", {}, async (stand) => {
  await begin(stand);
  const late = await held(stand.context, stand.url);
  const before = await late.page.evaluate(() => window.reads.values);
  late.go();
  await late.app.customer.shows("industry", "制造");
  assert.equal(await late.page.evaluate(() => window.reads.values), before);
  await late.app.data.open();
  const { orders } = await late.app.data.exportBook();
  assert.deepEqual(orders.map(({ id, amount }) => [id, amount]), [["o1", 1200.5]]);
});

story("what another tab writes before the program comes is seen, and not written over", {}, async (stand) => {
  await begin(stand);
  const late = await held(stand.context, stand.url);
  await stand.app.customer.open("c1");
  await stand.app.customer.edit("region", "宁波");
  late.go();
  await late.app.customer.shows("region", "宁波");
  await late.app.customer.edit("source", "展会");
  await stand.app.customer.shows("source", "展会");
  await late.app.data.open();
  const { customers } = await late.app.data.exportBook();
  assert.deepEqual(customers.filter(({ id }) => id === "c1").map(({ region, source }) => [region, source]), [["宁波", "展会"]]);
});

story("a book that another tab erases before the program comes is gone", {}, async (stand) => {
  await begin(stand);
  const late = await held(stand.context, stand.url);
  await stand.page.evaluate(() => new Promise((done) => {
    indexedDB.open("guanxi").onsuccess = ({ target: { result: db } }) => {
      const transaction = db.transaction([...db.objectStoreNames], "readwrite");
      for (const name of db.objectStoreNames) transaction.objectStore(name).clear();
      transaction.oncomplete = () => done(db.close());
    };
  }));
  late.go();
  // It is on screen, so that it can be written back, and the page says that the store has lost it.
  await late.page.locator('[data-testid="alarm"][data-alarm="lost"]').waitFor();
});

story("where nothing can be read early, the program reads the store itself", {}, async (stand) => {
  await begin(stand);
  await stand.context.addInitScript(faults);
  for (const fault of ["unknownOpen", "closed"]) {
    const page = await stand.context.newPage();
    await page.addInitScript((name) => (window.faults[name] = 1), fault);
    await page.goto(`${stand.url}#/customers/c1`);
    await new App(page, stand.url).customer.shows("industry", "制造");
    assert.equal(await page.evaluate((name) => window.faults[name], fault), 0, `${fault} was met`);
    await page.close();
  }
});
