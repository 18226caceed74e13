// The first hour: from an empty profile to a book that is kept.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

story("welcome, sample, customers, why, edit, undo, redo, export, reload", {}, async ({ page, app }) => {
  await app.up();
  await app.data.loadSample(); // the welcome page offers it
  await app.dashboard.open();
  await app.customers.open();
  const all = await app.customers.count();
  assert.ok(all > 50, `the sample has customers (${all})`);

  const id = await app.customers.firstId();
  await app.customers.openRow(id);
  const why = await app.customer.why("value");
  assert.match(why, /\d/, "the explanation shows figures");
  await page.keyboard.press("Escape");

  const before = await app.customer.value("notes");
  await app.customer.edit("notes", "喜欢明前龙井");
  await app.customer.shows("notes", "喜欢明前龙井");
  await app.shell.undo();
  await app.customer.shows("notes", before);
  await app.shell.redo();
  await app.customer.shows("notes", "喜欢明前龙井");

  await page.reload();
  await app.up();
  await app.customer.shows("notes", "喜欢明前龙井");
  await app.data.open();
  const book = await app.data.exportBook();
  assert.equal(book.customers.length, all);
  assert.equal(book.customers.find((customer) => customer.id === id).notes, "喜欢明前龙井");
});

story("a book goes in and out unchanged, unknown fields too", {}, async ({ page, app, folder }) => {
  const book = smallBook({ x_unknown: { deep: [1, "二"] } });
  book.customers[0].x_field = "kept";
  book.orders[0].x_price = 1.5;
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", book));
  await page.reload();
  await app.up();
  const out = await app.data.exportBook();
  assert.equal(out.format, "guanxi-book");
  assert.deepEqual(out.x_unknown, book.x_unknown);
  const customer = out.customers.find(({ id }) => id === "c1");
  for (const [key, value] of Object.entries(book.customers[0])) assert.deepEqual(customer[key], value, key);
  assert.deepEqual({ ...out.orders[0], items: undefined }, { ...book.orders[0], items: undefined });
});

story("an import can be undone as one step", {}, async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await app.shell.undo();
  const emptied = await app.data.exportBook();
  assert.equal(emptied.customers?.length ?? 0, 0);
  await app.shell.redo();
  assert.equal((await app.data.exportBook()).customers.length, 2);
});

story("the customers can be searched, and the list's state is in the address", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await app.customers.open();
  await app.customers.counts(2);
  await app.customers.search("云栖");
  await app.customers.counts(1);
  await page.reload();
  await app.up();
  await app.customers.counts(1); // the search outlives a reload
  await app.customers.row("c2").waitFor();
});

story("the language changes the page and is remembered", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.dashboard.open();
  const chinese = await page.locator("body").innerText();
  await app.shell.switchLanguage();
  const english = await page.locator("body").innerText();
  assert.notEqual(chinese, english);
  await page.reload();
  await app.up();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});
