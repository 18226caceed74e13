// Measures what looking for customers takes in Chromium on the built site, at 10,000 and 100,000 customers of ten events each, one in a
// hundred of whom stands there twice: the list of duplicates from its opening to its last pair, and after an edit; a keystroke in the form
// of a new customer, which says who is alike; a keystroke in the search of the top bar, with the readings of Han characters there.
// `[DIST=dist] node benches/search.mjs [sizes…]`
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve(process.env.DIST || "dist");
const WAIT = { timeout: Number(process.env.WAIT || 240_000) };

/** In the page: every long task, and each keystroke from its event until what it shows was handed to the compositor. */
function watch() {
  window.long = [];
  window.keys = [];
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  const heard = (event) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.keys.push(performance.now() - event.timeStamp);
      port2.postMessage(0);
    });
  addEventListener("input", heard, true);
}

const taken = (page) => page.evaluate(() => ({ long: window.long.splice(0), keys: window.keys.splice(0) }));
const told = (long) => (long.length ? `${long.length} tasks over 50 ms, the longest ${Math.max(...long).toFixed(0)} ms` : "no task over 50 ms");

async function fill(context, customers) {
  const page = await context.newPage();
  await page.goto(`${url}#/data`);
  const path = join(folder, "book.guanxi.json");
  writeFileSync(path, book(customers, customers / 100));
  await page.getByTestId("import-file").first().setInputFiles(path);
  await page.getByTestId("import-apply").click(WAIT);
  await page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached", ...WAIT });
  await page.close();
}

/** A page with the book open, at rest. */
async function opened(context, hash) {
  const page = await context.newPage();
  await page.goto(`${url}${hash}`);
  await page.getByTestId("customer-count").waitFor(WAIT);
  await page.waitForTimeout(3000);
  await page.evaluate(watch);
  return page;
}

/** How many pairs the list has, once it has all of them: those that were made, and the few whose numbers happen to be equal. */
async function pairs(page, other) {
  const counted = page.locator(`.page--duplicates:not([data-looking]) [data-testid="dup-count"]:not([data-count="0"]):not([data-count="${other}"])`);
  await counted.waitFor(WAIT);
  return counted.getAttribute("data-count");
}

async function duplicates(context) {
  const page = await opened(context, "#/customers");
  const began = Date.now();
  await page.evaluate(() => (location.hash = "#/duplicates"));
  // The readings come meanwhile, and everybody is looked at once more.
  await pairs(page);
  await page.waitForTimeout(1000);
  const found = await pairs(page);
  const ms = Date.now() - began - 1000;
  await page.waitForTimeout(1000);
  console.log(`  ${found} pairs after ${ms} ms; ${told((await taken(page)).long)}`);
  const before = Date.now();
  await page.getByTestId("dup-not-same").first().click();
  await pairs(page, found);
  const edited = Date.now() - before;
  await page.waitForTimeout(1000);
  console.log(`  after an edit they are right again in ${edited} ms; ${told((await taken(page)).long)}`);
  await page.close();
}

/** Types a text; each keystroke waits for the one before. */
async function typed(page, box, what, text) {
  await page.locator(box).focus();
  await taken(page);
  for (const letter of text) {
    await page.keyboard.insertText(letter);
    await page.waitForTimeout(120);
  }
  const { long, keys } = await taken(page);
  const most = Math.max(...keys).toFixed(0);
  console.log(`  ${what} “${text}”: ${keys.length} keystrokes, median ${median(keys).toFixed(0)}, most ${most} ms to the painted frame; ${told(long)}`);
  await page.locator(box).fill("");
  await page.waitForTimeout(300);
}

async function form(context) {
  const page = await opened(context, "#/customers");
  await page.evaluate(() => (location.hash = "#/new-customer"));
  await page.locator("#field-name-0").waitFor(WAIT);
  await typed(page, "#field-name-0", "the form at once,", "测试客户500");
  await page.waitForTimeout(5000);
  await typed(page, "#field-name-0", "the form,", "测试客户500股份有限公司");
  await page.close();
}

async function search(context) {
  const page = await opened(context, "#/customers");
  await typed(page, "#search-box", "the first search,", "k");
  await page.waitForTimeout(5000);
  for (const text of ["kehu", "ceshi keh 77", "测试客户7", "13812"]) await typed(page, "#search-box", "the search,", text);
  await typed(page, '[data-testid="customer-search"]', "the list's box,", "kehu 77");
  await page.close();
}

for (const customers of sizes.length ? sizes : [10_000, 100_000]) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(WAIT.timeout);
  console.log(`${customers.toLocaleString("en")} customers`);
  await fill(context, customers);
  await duplicates(context);
  await form(context);
  await search(context);
  await context.close();
}
server.close();
rmSync(folder, { recursive: true, force: true });
