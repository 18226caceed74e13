// Import and cold opening against Dexie, interleaved in one run: `node benches/import.mjs [rounds] [sizes…]` (customers; ten events each).
//
// Ours is the site in dist/ as a user has it: a file is chosen on 数据, the preview agrees, and the time ends when the page says "saved",
// which it does after a strict transaction was read back. Dexie reads the same file and stores the same customers as documents, each with
// its events: one `bulkAdd` under the browser's default durability, nothing checked, nothing shown. Cold: the browser is started anew on
// the profile; ours counts from the navigation to painted rows of the list (as they were kept, and as the book gives them), Dexie only the load of all documents in a page that is there.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const [rounds = "3", ...sizes] = process.argv.slice(2);
const WAIT = { timeout: 300_000, polling: 50 };
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
writeFileSync(join(folder, "dexie.min.js"), readFileSync("node_modules/dexie/dist/dexie.min.js"));
writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><input type="file" id="file"><script src="dexie.min.js"></script>`);
const ours = await serve(process.env.DIST || "dist");
const theirs = await serve(folder);

/** Before anything else in the page: tasks over 50 ms, and when the saved state and the first row are on screen. */
function watch() {
  window.blocks = [];
  new PerformanceObserver((list) => window.blocks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })))).observe({ type: "longtask", buffered: true });
  const painted = (what) => requestAnimationFrame(() => requestAnimationFrame(() => (window[what] = performance.now())));
  const look = () => {
    const find = (mark) => document.querySelector(`[data-testid="${mark}"]`);
    const apply = find("import-apply");
    if (window.chosen && !window.agreed && apply && !apply.disabled) {
      window.agreed = performance.now();
      apply.click();
    }
    if (window.agreed && !window.saved && find("save-status")?.dataset.state === "saved") window.saved = performance.now();
    // Rows as they were last drawn of this very book stand there before it is read (`src/boot/early.js`).
    if (!window.firstSeen && document.querySelector(".grid__spacer > .grid__row")) painted("first", (window.firstSeen = true));
    if (!window.rowSeen && find("customer-row")) painted("rows", (window.rowSeen = true));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener("change", ({ target }) => target.type === "file" && (window.chosen ??= performance.now()), true);
}

/** What Dexie's page does with the file. */
function storeInDexie() {
  const db = new Dexie("peer");
  db.version(1).stores({ customers: "id" });
  window.db = db;
  document.getElementById("file").addEventListener("change", async ({ target }) => {
    const file = JSON.parse(await target.files[0].text());
    const documents = new Map(file.customers.map((customer) => [customer.id, { ...customer, orders: [], interactions: [], tickets: [] }]));
    for (const kind of ["orders", "interactions", "tickets"]) for (const event of file[kind]) documents.get(event.customer)[kind].push(event);
    await db.customers.bulkAdd([...documents.values()]);
    window.saved = performance.now();
  });
}

const launch = (profile) => chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });

/** A page of a browser that is started anew on the profile. */
async function inPage(profile, url, body) {
  const context = await launch(profile);
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: "commit" });
    return await body(page);
  } finally {
    await context.close();
  }
}

/** Megabytes that the page's process holds, and the most it has held. */
function memory(profile) {
  const pids = execFileSync("pgrep", ["-f", "type=renderer"]).toString().trim().split("\n");
  const held = pids.map((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer") || !isOf(pid, profile)) return [0, 0];
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return ["VmRSS", "VmHWM"].map((key) => Number(status.match(new RegExp(`${key}:\\s+(\\d+)`))[1]) / 1000);
    } catch {
      return [0, 0]; // it has ended meanwhile
    }
  });
  return held.sort((a, b) => b[0] - a[0])[0];
}

/** Whether a process descends from the browser of this profile. */
function isOf(pid, profile) {
  for (let at = pid; at > 1; at = Number(readFileSync(`/proc/${at}/status`, "utf8").match(/PPid:\s+(\d+)/)[1]))
    if (readFileSync(`/proc/${at}/cmdline`, "utf8").includes(profile)) return true;
  return false;
}

const longest = (blocks, from = 0) => Math.max(0, ...blocks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration));

async function importOurs(profile, path) {
  return inPage(profile, `${ours.url}#/data`, async (page) => {
    await page.getByTestId("import-file").first().waitFor({ state: "attached" });
    await page.locator("#boot").waitFor({ state: "hidden" });
    // Nobody finds their file sooner once they are where it is chosen; until then the workers rehearse.
    await page.getByTestId("import-report").hover();
    await page.waitForTimeout(3_000);
    await page.getByTestId("import-file").first().setInputFiles(path);
    await page.waitForFunction(() => window.saved, null, WAIT);
    await page.waitForTimeout(500);
    const { chosen, agreed, saved, blocks } = await page.evaluate(() => ({ chosen: window.chosen, agreed: window.agreed, saved: window.saved, blocks: window.blocks }));
    if (process.env.BLOCKS) console.log(blocks.filter((b) => b.startTime > chosen).map((b) => `${(b.startTime - chosen).toFixed(0)}+${b.duration.toFixed(0)}`).join(" "));
    const marks = await page.evaluate(() => performance.getEntriesByType("mark").map(({ name, startTime }) => ({ name, startTime })));
    if (marks.length) console.log(marks.map((m) => `${m.name} ${(m.startTime - chosen).toFixed(0)}`).join(", "));
    const [held, most] = memory(profile);
    // As somebody who then looks at the list for a while: what is on screen is kept.
    await page.evaluate(() => (location.hash = "#/customers"));
    await page.getByTestId("customer-row").first().waitFor();
    await page.waitForTimeout(4_000);
    return { import: saved - chosen, preview: agreed - chosen, block: longest(blocks, chosen), held, most };
  });
}

async function importDexie(profile, path) {
  return inPage(profile, theirs.url, async (page) => {
    await page.waitForLoadState();
    await page.evaluate(storeInDexie);
    await page.locator("#file").setInputFiles(path);
    await page.waitForFunction(() => window.saved, null, WAIT);
    await page.waitForTimeout(500);
    const { chosen, saved, blocks } = await page.evaluate(() => ({ chosen: window.chosen, saved: window.saved, blocks: window.blocks }));
    return { import: saved - chosen, block: longest(blocks, chosen), held: memory(profile)[0], most: memory(profile)[1] };
  });
}

async function openOurs(profile) {
  return inPage(profile, `${ours.url}#/customers`, async (page) => {
    await page.waitForFunction(() => window.rows, null, WAIT);
    await page.waitForTimeout(2_000);
    const { first, rows, blocks } = await page.evaluate(() => ({ first: window.first, rows: window.rows, blocks: window.blocks }));
    const marks = await page.evaluate(() => performance.getEntriesByType("mark").map(({ name, startTime }) => ({ name, startTime })));
    if (marks.length) console.log(marks.map((m) => `${m.name} ${m.startTime.toFixed(0)}`).join(", "));
    const [held, most] = memory(profile);
    await page.evaluate(() => (location.hash = "#/data"));
    await page.getByTestId("load-sample").first().waitFor({ state: "attached" });
    await page.waitForTimeout(2_000);
    const [onData, mostOnData] = memory(profile);
    return { first, open: rows, block: longest(blocks), held, most, onData, mostOnData };
  });
}

async function openDexie(profile) {
  return inPage(profile, theirs.url, async (page) => {
    await page.waitForLoadState();
    await page.evaluate(storeInDexie);
    const open = await page.evaluate(async () => {
      const began = performance.now();
      window.all = await window.db.customers.toArray();
      return performance.now() - began;
    });
    return { open, held: memory(profile)[0], most: memory(profile)[1] };
  });
}

const told = (rows, key) => median(rows.map((row) => row[key]));
const n = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

for (const customers of sizes.length ? sizes.map(Number) : [10_000, 100_000]) {
  const path = join(folder, "book.guanxi.json");
  writeFileSync(path, book(customers));
  const all = { importOurs: [], importDexie: [], openOurs: [], openDexie: [] };
  for (let round = 0; round < Number(rounds); round++) {
    const [mine, peer] = [mkdtempSync(join(folder, "ours-")), mkdtempSync(join(folder, "dexie-"))];
    all.importOurs.push(await importOurs(mine, path));
    all.importDexie.push(await importDexie(peer, path));
    all.openOurs.push(await openOurs(mine));
    all.openDexie.push(await openDexie(peer));
    rmSync(mine, { recursive: true, force: true });
    rmSync(peer, { recursive: true, force: true });
  }
  const { importOurs: i, importDexie: d, openOurs: o, openDexie: e } = all;
  const every = (rows, key) => rows.map((row) => n(row[key])).join(" ");
  const line = (what, mine, peer, key) =>
    console.log(`  ${what}: ours ${n(told(mine, key))} ms (${every(mine, key)}), Dexie ${n(told(peer, key))} ms (${every(peer, key)}): ${n(told(mine, key) / told(peer, key), 2)} ×`);
  console.log(`${n(customers)} customers, ${n(customers * 10)} events; medians of ${rounds}`);
  line("file chosen to saved", i, d, "import");
  console.log(`    of it to the preview ${n(told(i, "preview"))} ms; longest task ours ${n(told(i, "block"))} ms, Dexie ${n(told(d, "block"))} ms; most memory ours ${n(told(i, "most"))} MB, Dexie ${n(told(d, "most"))} MB`);
  const whole = told(o, "open") / told(e, "open");
  line("cold open to rows on screen", o, e.map(({ open }) => ({ first: open })), "first");
  console.log(`    to the list that answers to everything ${n(told(o, "open"))} ms (${every(o, "open")}): ${n(whole, 2)} ×`);
  console.log(`    longest task ${n(told(o, "block"))} ms; the page then holds ${n(told(o, "held"))} MB (most ${n(told(o, "most"))}), on 数据 ${n(told(o, "onData"))} (most ${n(told(o, "mostOnData"))}); Dexie ${n(told(e, "held"))} MB`);
}
ours.server.close();
theirs.server.close();
rmSync(folder, { recursive: true, force: true });
