// Measures the built site in Chromium: transfer size of the first load, and how long a cold start takes until the book is
// there, with the sample, 10,000 and 100,000 customers of ten events each. `node benches/open.mjs [rounds] [sizes…]`
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const [rounds = "5", ...sizes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve("dist");

const launch = (profile) => chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });

/** Fills a profile once: the sample, or a book through the file input. Gives the milliseconds from choosing the file to "saved". */
async function fill(profile, customers) {
  const context = await launch(profile);
  const page = await context.newPage();
  await page.goto(`${url}#/data`);
  const began = Date.now();
  if (customers) {
    const path = join(folder, "book.guanxi.json");
    writeFileSync(path, book(customers));
    await page.getByTestId("import-file").first().setInputFiles(path);
    await page.getByTestId("import-apply").click({ timeout: 180_000 });
  } else {
    await page.getByTestId("load-sample").first().click();
  }
  await page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached", timeout: 180_000 });
  const took = Date.now() - began;
  await context.close();
  return took;
}

/** Starts the browser anew on a filled profile and times the page until the customers are counted on screen. */
async function open(profile) {
  const context = await launch(profile);
  const page = await context.newPage();
  await page.goto(`${url}#/customers`, { waitUntil: "commit" });
  await page.locator('[data-testid="customer-row"]').first().waitFor({ timeout: 120_000 });
  const took = await page.evaluate(() => performance.now());
  await context.close();
  return took;
}

const first = readdirSync("dist").filter((name) => !["sw.js"].includes(name) && statSync(join("dist", name)).isFile());
const packed = first.map((name) => brotliCompressSync(readFileSync(join("dist", name)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length);
console.log(`first load, brotli: ${(packed.reduce((a, b) => a + b, 0) / 1000).toFixed(0)} kB in ${first.length} files`);
for (const customers of sizes.length ? sizes.map(Number) : [0, 10_000, 100_000]) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const filled = await fill(profile, customers);
  const times = [];
  for (let round = 0; round < Number(rounds); round++) times.push(await open(profile));
  const what = customers ? `${customers.toLocaleString("en")} customers, ${(customers * 10).toLocaleString("en")} events` : "the sample";
  console.log(`${what}: filled in ${(filled / 1000).toFixed(1)} s; cold open to the list ${median(times).toFixed(0)} ms (median of ${times.length}: ${times.map((t) => t.toFixed(0)).join(" ")})`);
}
server.close();
rmSync(folder, { recursive: true, force: true });
