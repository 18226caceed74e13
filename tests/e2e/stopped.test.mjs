// The app stops by itself: the page says so, hands out the saved book without the app, and keeps the cause.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const STOPPED = /unreachable|panicked/;

/** Takes from the app what no browser lacks, the making of an element: what the app does then is stop, truly. */
const breakIt = (page) =>
  page.evaluate(() => {
    Document.prototype.createElement = () => {
      throw new Error("no more elements");
    };
    location.hash = "#/dashboard";
  });

async function exported(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const book = JSON.parse(await readFile(await download.path(), "utf8"));
  delete book.exported_at;
  return { name: download.suggestedFilename(), book };
}

story("a stop hands out the saved book without the app, and its cause is kept until the user clears it", { expected: STOPPED }, async ({ page, app, context, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook({ settings: { company: "青禾" } })));
  await app.customer.open("c1");
  await app.customer.edit("notes", "最后一次保存");
  await app.data.open();
  const saved = await app.data.exportBook();

  await breakIt(page);
  const block = page.locator('#boot[data-state="failed"]');
  await block.waitFor();
  assert.match(await block.innerText(), /页面停下来了[^]*The page has stopped/);
  const what = await page.locator("[data-boot-error]").textContent();
  assert.match(what, STOPPED);

  const { name, book } = await exported(page, () => page.locator("[data-boot-rescue]").click());
  assert.match(name, /^关系簿_青禾_\d{4}-\d\d-\d\d\.guanxi\.json$/);
  assert.deepEqual(book, saved, "the file is the book as last saved");
  await page.locator('#boot[data-state="rescued"]').waitFor();
  assert.match(await page.locator("#boot").innerText(), /已保存的簿册在这里[^]*The saved book/);
  assert.equal(await page.locator(".app").count(), 0, "the app was not started");
  assert.equal(await page.locator("[data-boot-file]").innerText(), name);

  // Back into the app: the page that stood there, and the cause for the maintainer.
  await page.locator("[data-boot-back]").click();
  await app.up();
  assert.match(page.url(), /\/#\/dashboard$/);
  await app.data.open();
  const item = page.locator(".safety__item").filter({ hasText: "上次意外停下" });
  await item.waitFor();
  assert.ok((await item.innerText()).includes(what.split("\n")[0].slice(0, 20)));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.data.mark("stopped-copy").click();
  await page.locator(".toast, .toasts").filter({ hasText: "原因已复制" }).first().waitFor();
  const cause = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(cause.what, what);
  assert.match(cause.version, /^\d+\.\d+\.\d+$/);
  assert.equal(cause.route, "#/dashboard");
  assert.ok(cause.trail.some((step) => step.includes("save-customer")), "what led there");
  assert.doesNotMatch(JSON.stringify(cause), /最后一次保存|青禾/, "nothing that was typed");
  await app.data.mark("stopped-clear").click();
  await item.waitFor({ state: "detached" });
  await page.reload();
  await app.data.open();
  assert.equal(await item.count(), 0);
});

story("a book can be had from an app that stops at its start", { expected: /unreachable|panicked/ }, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const saved = await app.data.exportBook();
  // A document without a body: the app cannot be mounted.
  await context.addInitScript(() => {
    if (!location.search.includes("rescue")) Object.defineProperty(Document.prototype, "body", { get: () => null });
  });
  await page.goto("about:blank");
  await page.goto(url);
  await page.locator('#boot[data-state="failed"]').waitFor();
  assert.match(await page.locator("[data-boot-error]").innerText(), /panicked/);
  const { book } = await exported(page, () => page.locator("[data-boot-rescue]").click());
  assert.deepEqual(book, saved);
});
