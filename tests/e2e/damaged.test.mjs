// A store in which a value was changed or is gone: what is sound opens on every route, what is missing is told, and there are ways on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { file, story } from "./harness.mjs";

const CUSTOMERS = 2_500;
const customers = Array.from({ length: CUSTOMERS }, (_, i) => ({ id: `c${i}`, name: `客户${i}`, notes: "备注".repeat(120) }));
const orders = Array.from({ length: CUSTOMERS }, (_, i) => ({ id: `o${i}`, customer: `c${i}`, date: "2026-01-05", amount: 100 }));
const book = { format: "guanxi-book", version: 1, customers, orders };

/** Changes one byte of a stored value, or removes it where `gone`. */
const harm = (page, area, name, gone) =>
  page.evaluate(
    ([area, name, gone]) =>
      new Promise((done, fail) => {
        const open = indexedDB.open("guanxi");
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
          const store = open.result.transaction(area, "readwrite").objectStore(area);
          store.transaction.oncomplete = () => (open.result.close(), done());
          if (gone) return void store.delete(name);
          const get = store.get(name);
          get.onsuccess = () => {
            const bytes = new Uint8Array(get.result.slice(0));
            bytes[bytes.length - 5] ^= 1;
            store.put(get.result instanceof ArrayBuffer ? bytes.buffer : bytes, name);
          };
        };
      }),
    [area, name, gone],
  );

for (const [what, gone, told] of [["changed", false, /客户，最多1000条，涉及/], ["gone", true, /客户，最多1000条（customers\/00000001，整块不见了）/]]) {
  story(`a block of customers that is ${what}`, { timeout: 240_000 }, async ({ page, app, folder, url }) => {
    await app.data.open();
    await app.data.import(file(folder, "book.guanxi.json", book));
    await page.goto("about:blank");
    await page.goto(`${url}seal.svg`);
    await harm(page, "blocks", "customers/00000001", gone);
    await page.goto(`${url}#/customers`);
    await app.customers.counts(1_500);
    const lost = page.getByTestId("lost");
    assert.match(await lost.innerText(), told);
    assert.match(await lost.innerText(), /至少200家客户的资料不见了/);
    assert.ok((await lost.boundingBox()).height < 400, "as high as its words: the list stands below it on the screen");
    // Sound from here on: it is worked with, and told until the user has dealt with it.
    await app.customer.open("c1");
    await app.customer.edit("notes", "照常用");
    await page.reload();
    await app.customer.shows("notes", "照常用");
    await lost.waitFor();
    await app.data.open();
    const rescued = await app.data.exportBook();
    assert.deepEqual([rescued.customers.length, rescued.orders.length], [1_500, 2_500]);
    assert.match(rescued.lacks.join("\n"), told);
    // The file says so where it is imported again, and a backup brings back what is missing.
    await app.data.open();
    const outcome = await app.data.choose(file(folder, "rescued.guanxi.json", rescued));
    assert.match(outcome.text, /从损坏的簿册里取出的/);
    await app.data.open();
    await app.data.choose(file(folder, "backup.guanxi.json", book));
    await page.getByRole("radio", { name: /合并/ }).check();
    await page.getByTestId("import-apply").click();
    await app.shell.saved();
    await page.getByTestId("lost-known").click();
    await lost.waitFor({ state: "detached" });
    await app.customers.open();
    await app.customers.counts(CUSTOMERS);
    await app.data.open();
    assert.equal((await app.data.exportBook()).lacks, undefined);
    // What a book had lost is no loss of the one that takes its place.
    await page.goto(`${url}seal.svg`);
    await harm(page, "blocks", "customers/00000001", gone);
    await page.goto(`${url}#/data`);
    await lost.waitFor();
    await page.getByTestId("erase").click();
    await page.locator("#erase-word").fill("清空");
    await page.getByTestId("erase-apply").click();
    await lost.waitFor({ state: "detached" });
    await page.reload();
    await app.data.open();
    assert.equal(await lost.count(), 0);
  });
}

story("a damaged book had with ?rescue says what it lacks, and the file is a book that can be imported", {}, async ({ page, app, folder, url }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", book));
  await page.goto(`${url}seal.svg`);
  await harm(page, "blocks", "customers/00000001", false);
  const rescue = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.goto(`${url}?rescue`)]);
    await page.locator('#boot[data-state="rescued"]').waitFor();
    assert.match(await page.locator("#boot").innerText(), /1 处存储读不出来/);
    return JSON.parse(await readFile(await download.path(), "utf8"));
  };
  // Before the app has put aside what is not sound, and after.
  for (const opens of [false, true]) {
    if (opens) {
      await page.goto(`${url}#/customers`);
      await app.customers.counts(1_500);
    }
    const rescued = await rescue();
    assert.deepEqual([rescued.format, rescued.version, rescued.customers.length, rescued.orders.length], ["guanxi-book", 1, 1_500, CUSTOMERS]);
    assert.match(rescued.lacks.join("\n"), /客户，最多1000条，涉及/);
    await page.goto(`${url}#/data`);
    await app.data.open();
    const outcome = await app.data.choose(file(folder, `rescued${opens}.guanxi.json`, rescued));
    assert.match(outcome.text, /从损坏的簿册里取出的/);
    assert.equal(outcome.state, "preview");
    // To a program that does not know the key, the rest is an ordinary book.
    const { lacks, ...ordinary } = rescued;
    assert.ok(lacks.length > 0 && ordinary.customers.every(({ id, name }) => id && name));
  }
});
