// A random walk through the app, in as many tabs as wanted: `make monkey` (SEED=, MINUTES=, TABS=; with KEEP=1 it goes on
// with the next seed after a failure, and counts them; with TRACE=1 it tells every step). The dice decide each step from
// the seed and the step's number; as far as the page's own timing allows, the same seed takes the same steps. The walk ends
// on a panic, anything in the console, a page that does not answer in ten seconds, tabs that do not agree, and anything
// saved that a reload does not bring back.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, openProfile, screenshot, serveDist, watch } from "./browser.mjs";
import { Dice } from "./dice.mjs";
import { generatedBook } from "./generated.mjs";
import { helper } from "./monkey_page.mjs";
import { anyStep, chooserFile } from "./monkey_steps.mjs";

const PATIENCE = 10_000; // a page that does not answer for so long has stopped
const CHECK_EVERY = 150; // steps
const TOLD = 40; // steps told with a failure
// While the walk has the network off, the browser says so for the file of the service worker; nothing else may fail.
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED|An unknown error occurred when fetching the script/;
// What the walk does inside the page is no user's click, and the browser says so where the app then asks for a file.
const NO_USER = /File chooser dialog can only be shown with a user activation/;
// A page that leaves while it is asked takes the answer with it; the next step finds the new page.
const LEAVING = /Execution context was destroyed|Cannot find context|because of a navigation|frame was detached|reading '(find|act|pair|fill|set|state|drop|quiet)'/;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Failure extends Error {}
class Late extends Failure {}

/** Fails when `promise` takes longer than `ms`. */
async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Late(`${what}: no answer for ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The parts of an exported book that do not hang on when and how it was looked at; records by their id. */
function comparable(text) {
  const book = JSON.parse(text);
  delete book.exported_at;
  delete book.as_of;
  const byId = (a, b) => (a.id < b.id ? -1 : 1);
  for (const value of Object.values(book)) if (Array.isArray(value) && value[0]?.id) value.sort(byId);
  return book;
}

/** Where two books differ, in a few words; nothing where they are equal. */
function difference(a, b) {
  const parts = [];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [a[key], b[key]];
    if (JSON.stringify(left) === JSON.stringify(right)) continue;
    if (!Array.isArray(left) || !Array.isArray(right)) parts.push(`${key}: ${JSON.stringify(left)?.slice(0, 300)} ≠ ${JSON.stringify(right)?.slice(0, 300)}`);
    else {
      const known = new Map(right.map((record) => [record.id, JSON.stringify(record)]));
      const other = left.find((record) => known.get(record.id) !== JSON.stringify(record)) ?? right.find(({ id }) => !left.some((record) => record.id === id));
      parts.push(`${key}: ${left.length} and ${right.length}, first ${JSON.stringify(other)?.slice(0, 200)} ≠ ${known.get(other?.id)?.slice(0, 200)}`);
    }
  }
  return parts.join("; ");
}

class Walk {
  constructor({ seed, tabs, context, url, log }) {
    Object.assign(this, { seed, url, context, log, wanted: tabs });
    this.tabs = [];
    this.place = 0;
    this.number = 0;
    this.told = [];
    this.isOffline = false;
    this.said = []; // what the app said it had saved, since the last check
    this.trail = new Set(); // the audit entries known at the last check
    this.problems = watch(context, new URL(url).origin);
    this.ignoreLeaving = (error) => {
      if (!LEAVING.test(error.message)) throw error;
    };
  }

  get tab() {
    return this.tabs[this.place];
  }
  get page() {
    return this.tab.page;
  }

  /** Dice of one step's own; `salt` for those that fall beside the steps. */
  dice(number, salt = 0) {
    return new Dice((BigInt(this.seed) << 40n) ^ (BigInt(salt) << 32n) ^ BigInt(number));
  }

  async begin() {
    await this.context.addInitScript(helper);
    await this.context.exposeBinding("monkeySaw", (_, text) => void this.said.push(text));
    await this.openTab();
    const start = this.dice(0).below(10);
    const book = start < 7 ? "the sample" : start < 9 ? "a small book" : "an empty book";
    this.log(`begins with ${book}`);
    if (start < 7) await this.sample();
    else if (start < 9) await this.give("start.guanxi.json", JSON.stringify(generatedBook(this.dice(0, 1).below(1000), 40)));
    while (this.tabs.length < this.wanted) await this.openTab();
  }

  async sample() {
    await this.page.goto(`${this.url}#/data`);
    await this.opened();
    await this.page.getByTestId("load-sample").first().click();
    await this.settled(this.tab);
  }

  async give(name, text) {
    await this.page.goto(`${this.url}#/data`);
    await this.opened();
    await this.page.getByTestId("import-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await this.page.getByTestId("import-apply").click();
    await this.page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
    await this.settled(this.tab);
  }

  async openTab() {
    const page = await this.context.newPage();
    const name = String.fromCharCode(65 + (this.opens = (this.opens ?? -1) + 1));
    const tab = { page, name, cdp: await this.context.newCDPSession(page) };
    page.setDefaultTimeout(PATIENCE);
    const asked = this.dice(this.opens, 2);
    page.on("dialog", (dialog) => (asked.chance(70) ? dialog.accept() : dialog.dismiss()).catch(() => {}));
    page.on("download", (download) => (this.wants ? this.wants(download) : download.delete().catch(() => {})));
    page.on("filechooser", async (chooser) => {
      const [file, text] = chooserFile(asked);
      if (asked.chance(50)) await chooser.setFiles({ name: file, mimeType: "application/json", buffer: Buffer.from(text) }).catch(() => {});
    });
    page.on("popup", (popup) => popup.close().catch(() => {}));
    this.tabs.push(tab);
    this.place = this.tabs.length - 1;
    await page.goto(this.url);
    await this.opened();
  }

  /** One more tab, or the third closed again. */
  async changeTabs() {
    if (this.tabs.length <= this.wanted) {
      await this.openTab();
      return `tab ${this.tab.name} is opened`;
    }
    const [gone] = this.tabs.splice(this.place, 1);
    this.place = 0;
    await gone.page.close({ runBeforeUnload: false });
    await this.page.bringToFront();
    return `tab ${gone.name} is closed`;
  }

  /** Waits until the app stands. */
  async opened() {
    await this.page.locator("#boot").waitFor({ state: "hidden", timeout: 3 * PATIENCE });
  }

  /** Time for what was just done to be drawn. */
  async breath() {
    await this.page.evaluate(() => window.monkey.quiet()).catch(this.ignoreLeaving);
  }

  /** Waits until a tab saves nothing and does no long work. */
  async settled(tab, ms = 3 * PATIENCE) {
    const end = Date.now() + ms;
    for (let quiet = 0; quiet < 3; ) {
      const { save, busy } = await tab.page.evaluate(() => window.monkey.state());
      quiet = save === "saving" || busy ? 0 : quiet + 1;
      if (Date.now() > end) throw new Failure(`tab ${tab.name} is still ${busy ? "busy" : "saving"} after ${ms / 1000} s`);
      await pause(60);
    }
  }

  /** Waits for the page that a step led to; back may lead out of the app. */
  async back(page) {
    for (const end = Date.now() + 3 * PATIENCE; Date.now() < end; await pause(50)) {
      const place = await page.evaluate(() => (window.monkey ? "" : location.href)).catch(this.ignoreLeaving);
      if (place === "") return;
      if (place && !place.startsWith(this.url)) await page.goto(this.url);
    }
    throw new Failure("the page does not come back");
  }

  async step() {
    this.number += 1;
    const dice = this.dice(this.number);
    const [name, , run, ms = PATIENCE] = anyStep(dice);
    const { page, name: tab } = this.tab;
    const line = { number: this.number, tab, route: page.url().slice(this.url.length), name, did: "…" };
    this.told.push(line);
    if (this.told.length > 4 * TOLD) this.told.shift();
    if (!page.url().startsWith(this.url)) await page.goto(this.url); // back led out of the app
    try {
      line.did = (await within(ms, `step ${this.number} (${name})`, run(this, dice))) ?? "";
    } catch (error) {
      line.did = error.message.split("\n")[0];
      if (this.isFailed()) throw error;
      if (!(error instanceof Late)) this.ignoreLeaving(error);
      // A page that leaves may swallow a click with its answer. A page that has stopped does not say this either.
      await within(3 * PATIENCE, `after step ${this.number}`, this.back(page));
    }
    // Most steps wait until what they did is drawn, so that the same seed meets the same page; some do not, as users do not.
    if (this.dice(this.number, 3).chance(80)) await this.breath();
    this.refuseProblems();
  }

  /** What the console or the browser says that must not be said. */
  complaints() {
    return this.problems.filter((problem) => !OFFLINE.test(problem) && !NO_USER.test(problem));
  }
  isFailed() {
    return this.complaints().length > 0;
  }
  refuseProblems() {
    if (this.isFailed()) throw new Failure(this.complaints()[0]);
  }

  /** The book as a tab exports it. */
  async book(tab) {
    const { page } = tab;
    if (!page.url().startsWith(this.url)) await page.goto(this.url);
    await page.evaluate(() => window.monkey.act({ kind: "hash", hash: "#/data" }));
    const button = page.getByTestId("export-book");
    await button.waitFor({ state: "attached" });
    const download = new Promise((resolve) => (this.wants = resolve));
    await button.evaluate((el) => el.click());
    const file = await within(2 * PATIENCE, `tab ${tab.name}: the export`, download);
    this.wants = null;
    const text = await readFile(await file.path(), "utf8");
    await file.delete();
    return comparable(text);
  }

  /** The tabs agree, a reload brings back what was saved, and what was said to be done stands in the trail. */
  async check() {
    this.isOffline = false;
    await this.context.setOffline(false);
    for (const tab of this.tabs) await this.settled(tab);
    const [first, ...others] = this.tabs;
    let book = await this.book(first);
    for (const tab of others) {
      const end = Date.now() + PATIENCE;
      for (let parts = "?"; parts; await pause(100)) {
        book = await this.book(first);
        parts = difference(book, await this.book(tab));
        if (parts && Date.now() > end) throw new Failure(`tabs ${first.name} and ${tab.name} do not agree: ${parts}`);
      }
    }
    await first.page.reload();
    await first.page.locator("#boot").waitFor({ state: "hidden", timeout: 3 * PATIENCE });
    await this.settled(first);
    const lost = difference(book, await this.book(first));
    if (lost) throw new Failure(`lost save: before and after a reload differ: ${lost}`);
    this.checkTrail(book);
    if (!book.customers?.length && this.dice(this.number, 4).chance(70)) {
      this.place = 0;
      await this.sample();
    }
    this.refuseProblems();
  }

  checkTrail({ audit = [] }) {
    const now = new Set(audit.map(({ id }) => id));
    const fresh = audit.filter(({ id }) => !this.trail.has(id));
    const replaced = fresh.some(({ what }) => /清空簿册|样例/.test(what));
    const gone = [...this.trail].filter((id) => !now.has(id));
    const said = this.said.splice(0).map((text) => text.replaceAll(/\s+/g, " ").trim());
    const names = new Set(fresh.flatMap(({ what, what_en }) => [what, what_en ?? what]).map((text) => text.replaceAll(/\s+/g, " ").trim()));
    this.trail = now;
    if (replaced) return; // with the book its trail went
    if (gone.length) throw new Failure(`lost save: ${gone.length} entries of the trail are gone, ${gone[0]} first`);
    const missing = said.filter((text) => !names.has(text));
    if (missing.length) throw new Failure(`lost save: “${missing[0]}” was said to be saved and is not in the trail`);
  }
}

const words = ({ number, tab, route, name, did }) => `${number} ${tab} ${route || "/"} · ${name}: ${did}`;

/**
 * Walks with a seed until the time is over or something fails. Gives { seed, steps, seconds, checks, failure }; a failure is
 * { message, steps } with the last steps in words.
 */
export async function walk({ browser, url, seed, minutes = 2, tabs = 2, log = () => {}, trace = false, name = `monkey-${seed}` }) {
  const context = await openProfile(browser);
  const began = Date.now();
  const walker = new Walk({ seed, tabs, context, url, log });
  const result = { seed, checks: 0 };
  const seconds = () => (Date.now() - began) / 1000;
  const check = async () => {
    await within(12 * PATIENCE, "the check", walker.check());
    result.checks += 1;
  };
  try {
    await walker.begin();
    while (seconds() < minutes * 60) {
      await walker.step();
      if (trace) log(words(walker.told.at(-1)));
      if (walker.number % CHECK_EVERY === 0) await check();
      if (walker.number % 1000 === 0) log(`${walker.number} steps, ${(walker.number / seconds()).toFixed(1)} a second`);
    }
    await check();
  } catch (error) {
    await pause(100); // what the console says of it may come after it
    const seen = walker.complaints();
    const steps = walker.told.slice(-TOLD).map(words);
    result.failure = { message: seen.find((problem) => problem.includes("panicked")) ?? seen[0] ?? error.stack, steps };
    if (walker.tabs.length) await within(PATIENCE, "the picture", screenshot(walker.page, name)).catch(() => {});
  }
  Object.assign(result, { steps: walker.number, seconds: seconds() });
  await context.close().catch(() => {});
  return result;
}

/** A failure in words, with how to have it again. */
export function tell({ seed, steps, failure }, tabs) {
  const last = failure.steps.map((step) => `  ${step}`);
  const head = `✗ seed ${seed}, step ${steps}: ${failure.message}`;
  return [head, "the last steps (number, tab, place · kind: what):", ...last, `again: make monkey SEED=${seed} TABS=${tabs}`].join("\n");
}

async function main() {
  const { SEED, MINUTES = "10", TABS = "2", KEEP = "", TRACE = "" } = process.env;
  const [minutes, tabs] = [Number(MINUTES), Number(TABS)];
  let seed = SEED ? Number(SEED) : Date.now() % 1_000_000_007;
  const [browser, { server, url }] = await Promise.all([launch(), serveDist()]);
  const end = Date.now() + minutes * 60_000;
  const failures = [];
  do {
    console.log(`seed ${seed}, ${tabs} tabs`);
    const result = await walk({ browser, url, seed, tabs, trace: Boolean(TRACE), minutes: (end - Date.now()) / 60_000, log: (line) => console.log(`  ${line}`) });
    console.log(`  ${result.steps} steps in ${result.seconds.toFixed(0)} s (${(result.steps / result.seconds).toFixed(1)} a second), ${result.checks} checks`);
    if (result.failure) {
      console.log(tell(result, tabs));
      failures.push(result);
    }
    seed += 1;
  } while (KEEP && Date.now() < end);
  console.log(failures.length ? `${failures.length} failures` : "nothing failed");
  process.exitCode = failures.length ? 1 : 0;
  await browser.close();
  server.closeAllConnections();
  server.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
