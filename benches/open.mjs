// Measures the built site in Chromium: transfer size of the first load, and how long a cold start takes until the book is
// there, with the sample, 10,000 and 100,000 customers of ten events each. `node benches/open.mjs [rounds] [sizes…]`
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const [rounds = "5", ...sizes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve("dist");

/** A book of so many customers with ten events each, by a fixed sequence. */
function book(customers) {
  let seed = 7;
  const dice = (n) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
  const day = () => new Date(Date.UTC(2026, 10, 19) - dice(1095) * 864e5).toISOString().slice(0, 10);
  const file = { format: "guanxi-book", version: 1, customers: [], orders: [], interactions: [], tickets: [] };
  for (let c = 0; c < customers; c++) {
    const id = `c${c}`;
    file.customers.push({ id, name: `测试客户${c}有限公司`, kind: "enterprise", industry: ["制造业", "零售业", "医疗"][dice(3)], owner: ["周敏", "许静"][dice(2)], contacts: [{ name: "联系人", phone: `138${10000000 + dice(89999999)}` }], created_on: day() });
    for (let e = 0; e < 4; e++) file.orders.push({ id: `o${c}-${e}`, customer: id, date: day(), amount: 1000 + dice(300000) });
    for (let e = 0; e < 5; e++) file.interactions.push({ id: `i${c}-${e}`, customer: id, at: day(), kind: "call", direction: "outbound", responded: dice(2) === 0 });
    file.tickets.push({ id: `t${c}`, customer: id, kind: "complaint", opened_at: day() });
  }
  return JSON.stringify(file);
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
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
