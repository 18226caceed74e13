// The book is gone when the page opens again: the start notices, says what was there, and offers the backup.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { wipe } from "./faults.mjs";
import { file, story } from "./harness.mjs";

const missing = (page) => page.locator('[data-testid="alarm"][data-alarm="missing"]');

async function begin({ app, folder }) {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
}

async function wipedBetweenVisits({ page, context, url }) {
  await page.goto("about:blank");
  const other = await context.newPage();
  await other.goto(url);
  await wipe(context, other, { keepMarker: true });
  await other.close();
  await page.goto(url);
}

story("a book cleared between two visits is missed: what was there, when it was exported, and the backup restores it", {}, async (stand) => {
  const { page, app, folder } = stand;
  await begin(stand);
  await app.data.open();
  const saved = await app.data.exportBook();
  await wipedBetweenVisits(stand);
  await missing(page).waitFor();
  assert.match(await missing(page).innerText(), /2家客户，\d{4}-\d\d-\d\d \d\d:\d\d保存过[^]*最近一次导出是[^]*关系簿_[^]*\.guanxi\.json/);
  // On every page, and after what is no backup as well.
  await app.go("#/dashboard");
  await missing(page).waitFor();
  await page.reload();
  await missing(page).waitFor();
  await page.getByTestId("alarm-file").setInputFiles(file(folder, "backup.guanxi.json", saved));
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await missing(page).waitFor({ state: "detached" });
  await page.reload();
  assert.equal((await app.data.open().then(() => app.data.exportBook())).customers.length, 2);
  assert.equal(await missing(page).count(), 0);
});

story("a customer that is begun meanwhile does not hide that a book is missing; beginning anew does", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await wipedBetweenVisits(stand);
  await missing(page).waitFor();
  assert.match(await missing(page).innerText(), /没有导出过的记录/);
  await page.getByTestId("load-sample").first().click();
  await app.shell.saved();
  await missing(page).waitFor();
  await page.getByTestId("alarm-begin").click();
  await missing(page).waitFor({ state: "detached" });
  await page.reload();
  await app.up();
  await page.getByTestId("save-status").waitFor();
  assert.equal(await missing(page).count(), 0);
});

story("an earlier state of the store, put back between two visits, is noticed, and can be taken as it is", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await page.waitForTimeout(1_100);
  // The values of the store, taken and put back beside the app.
  const store = (work) => page.evaluate(async (work) => {
    const db = await new Promise((done) => (indexedDB.open("guanxi").onsuccess = (event) => done(event.target.result)));
    const transaction = db.transaction([...db.objectStoreNames], "readwrite");
    const ask = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const ended = new Promise((done) => (transaction.oncomplete = done));
    window.kept ??= {};
    for (const name of db.objectStoreNames) {
      const area = transaction.objectStore(name);
      if (work === "take") {
        const [keys, values] = await Promise.all([ask(area.getAllKeys()), ask(area.getAll())]);
        window.kept[name] = keys.map((key, n) => [key, values[n]]);
      } else {
        area.clear();
        for (const [key, value] of window.kept[name]) area.put(value, key);
      }
    }
    await ended;
    db.close();
  }, work);
  await store("take");
  await page.evaluate(() => { location.hash = "#/customers/c1"; });
  await app.customer.edit("notes", "只在新的里");
  await store("put back");
  await page.reload();
  await missing(page).waitFor();
  assert.match(await missing(page).innerText(), /不是那一本，或比它旧/);
  await page.getByTestId("alarm-begin").filter({ hasText: "就用这一本" }).click();
  await missing(page).waitFor({ state: "detached" });
  await page.reload();
  await app.data.open();
  assert.equal((await app.data.exportBook()).customers.find(({ id }) => id === "c1").notes, "老客户");
  assert.equal(await missing(page).count(), 0);
});

story("a book that the user erased, and a profile that never had one, are not missed", {}, async (stand) => {
  const { page, app } = stand;
  await app.up();
  await page.getByTestId("load-sample").waitFor();
  assert.equal(await missing(page).count(), 0);
  await begin(stand);
  await app.data.open();
  await page.getByTestId("erase").click();
  await page.locator("#erase-word").fill("清空");
  await page.getByTestId("erase-apply").click();
  await page.getByTestId("load-sample").waitFor();
  await page.reload();
  await page.getByTestId("load-sample").waitFor();
  assert.equal(await missing(page).count(), 0);
});
