// Torture of the store: `make torture` (SEED= to repeat, MINUTES=). Three tabs of one profile write; meanwhile the browser is killed with
// SIGKILL, writes and reads fail, the site's data are cleared under the open pages and between visits, and stored values are bent or
// removed. Whatever was said to be saved is kept in mind here, outside of the browser, and must be in the book at every look. The dice
// decide each step from the seed and its number; as far as the machine's timing allows, the same seed takes the same steps.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { ARGS, serveDist } from "./browser.mjs";
import { Dice } from "./dice.mjs";
import { fail, faults, heal, wipe } from "./faults.mjs";

const PATIENCE = 30_000;
const TABS = 3;
const CUSTOMERS = 30;
/** What may go wrong at one save: [name, how often]. */
const FAULTS = [
  ["closed", 1], ["unknownWrite", 1], ["unknownWrite", 9], ["put", 1], ["put", 9], ["abort", 1], ["abort", 9],
  ["closeAfter", 1], ["get", 1], ["get", 9], ["bent", 1], ["bent", 40], ["quota", 1], ["unanswered", 1],
];

/** What is done, by the dice: [method, below]; and each of it once at first, so that a slow machine tries all. */
const WAYS = [["save", 50], ["faulty", 74], ["kill", 84], ["wipeOpen", 90], ["wipeBetween", 93], ["damage", 100]];
const FIRST = ["save", "faulty", "kill", "save", "wipeOpen", "faulty", "damage", "save", "wipeBetween"];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const id = (n) => `c${String(n).padStart(2, "0")}`;

function firstBook() {
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => ({ id: id(n), name: `客户 ${n}`, kind: "enterprise", notes: "开始" }));
  return { format: "guanxi-book", version: 1, customers };
}

/** Runs in the page: what is handed to the browser as a file is kept for the test. */
function takeFiles() {
  const plain = URL.createObjectURL;
  URL.createObjectURL = (blob) => ((window.taken = blob), plain(blob));
  HTMLAnchorElement.prototype.click = () => {};
}

/** Chromium with a profile of its own, which can be killed. */
class Browser {
  constructor(profile) {
    this.profile = profile;
  }
  async start() {
    const args = [...ARGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${this.profile}`, "about:blank"];
    this.process = spawn(process.env.CHROME || "/usr/bin/chromium", args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    const address = await new Promise((resolve, reject) => {
      this.process.stderr.on("data", (data) => {
        said += data;
        const found = /DevTools listening on (ws:\S+)/.exec(said);
        if (found) resolve(found[1]);
      });
      this.process.once("exit", () => reject(new Error(`Chromium did not start: ${said.slice(-400)}`)));
    });
    this.driver = await chromium.connectOverCDP(address);
    this.context = this.driver.contexts()[0];
    await this.context.addInitScript(faults);
    await this.context.addInitScript(takeFiles);
  }
  /** At once, as when the power goes: every process of it. */
  async kill() {
    const gone = once(this.process, "exit");
    process.kill(-this.process.pid, "SIGKILL");
    await gone;
    await this.driver.close().catch(() => {});
  }
}

class Torture {
  constructor({ seed, url, browser, log }) {
    Object.assign(this, { seed, url, browser, log, number: 0, tabs: [] });
    this.said = new Map(Array.from({ length: CUSTOMERS }, (_, n) => [id(n), "开始"])); // what the app said is saved
    this.open = new Map(); // what was typed since and never answered: it may be there
    this.counts = { saves: 0, refused: 0, unanswered: 0, faults: 0, kills: 0, wipes: 0, damages: 0, looks: 0, lost: 0 };
    this.losses = [];
  }
  dice(salt = 0) {
    return new Dice((BigInt(this.seed) << 40n) ^ (BigInt(salt) << 32n) ^ BigInt(this.number));
  }
  async begin() {
    await this.browser.start();
    await this.openTabs(1);
    const [page] = this.tabs;
    await page.goto(`${this.url}#/data`);
    await this.give(page, "import-file", JSON.stringify(firstBook()));
    await this.openTabs();
  }
  async openTabs(count = TABS) {
    while (this.tabs.length < count) {
      const page = await this.browser.context.newPage();
      page.setDefaultTimeout(PATIENCE);
      page.on("dialog", (dialog) => dialog.accept().catch(() => {}));
      await page.goto(this.url);
      await this.up(page);
      this.tabs.push(page);
    }
  }
  async up(page) {
    await page.locator("#boot").waitFor({ state: "hidden" });
    await page.locator('[aria-busy="true"].page').waitFor({ state: "detached" });
  }
  async closeTabs() {
    for (const page of this.tabs.splice(0)) await page.close({ runBeforeUnload: false });
  }
  async give(page, input, text) {
    await page.getByTestId(input).setInputFiles({ name: "book.guanxi.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.getByTestId("import-apply").click();
    await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  }

  /** Types a customer's notes and saves; `answered` gives how it ended: "saved", "refused" or "unanswered". */
  async edit(page, customer, text) {
    await page.evaluate((hash) => { location.hash = hash; }, `#/customers/${customer}`);
    await page.locator(`h1:has-text("客户 ${Number(customer.slice(1))}")`).first().waitFor();
    const field = page.getByTestId("field-notes");
    const begin = page.getByTestId("edit-customer");
    await field.or(begin).first().waitFor();
    if (!(await field.isVisible())) await begin.click();
    await field.fill(text);
    this.open.set(customer, [...(this.open.get(customer) ?? []), text]);
    await page.getByTestId("save-customer").first().click();
  }
  async answered(page, customer, text) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const state = await page.getByTestId("save-status").getAttribute("data-state");
      const shown = page.getByTestId("value-notes");
      const isShown = (await shown.count()) > 0 && (await shown.innerText()).trim() === text;
      if (state === "saved" && isShown) return "saved";
      if (state === "failed") return isShown ? "unanswered" : "refused";
      if (state === "silent") return "unanswered";
      // A conflict with what another tab has saved: nothing was saved, and it is asked about.
      if (state !== "saving" && Date.now() > end - PATIENCE + 3_000) return "refused";
      if (Date.now() > end) throw new Error(`no answer for a save of ${customer}`);
      await pause(20);
    }
  }
  note(customer, text, how) {
    if (how === "saved") {
      this.said.set(customer, text);
      this.open.delete(customer);
      this.counts.saves += 1;
    } else this.counts[how] += 1;
  }
  async drop(page) {
    // What was refused stays typed; the next edit types over it, and a page that waits for ever is opened anew.
    await page.keyboard.press("Escape");
  }
  async save() {
    const dice = this.dice(1);
    const [page, customer] = [this.tabs[dice.below(TABS)], id(dice.below(CUSTOMERS))];
    const text = `第${this.number}步`;
    await this.edit(page, customer, text);
    const how = await this.answered(page, customer, text);
    this.note(customer, text, how);
    if (how !== "saved") await this.anew(page);
    return `${customer} ${how}`;
  }
  async anew(page) {
    await heal(page);
    await page.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.includes("draft")) localStorage.removeItem(key); });
    await page.goto("about:blank");
    await page.goto(this.url);
    await this.up(page);
  }
  async faulty() {
    const dice = this.dice(2);
    const [name, times] = dice.pick(FAULTS);
    const [page, customer] = [this.tabs[dice.below(TABS)], id(dice.below(CUSTOMERS))];
    const text = `第${this.number}步`;
    await fail(page, { [name]: times });
    await this.edit(page, customer, text);
    const how = await this.answered(page, customer, text);
    this.note(customer, text, how);
    this.counts.faults += 1;
    if (how === "saved") await heal(page);
    else await this.anew(page);
    return `${customer} ${how} with ${name} × ${times}`;
  }
  async kill() {
    const dice = this.dice(3);
    const customer = id(dice.below(CUSTOMERS));
    await this.edit(this.tabs[dice.below(TABS)], customer, `第${this.number}步`);
    await pause(dice.below(80));
    await this.browser.kill();
    this.tabs = [];
    this.counts.kills += 1;
    this.counts.unanswered += 1;
    await this.browser.start();
    await this.openTabs();
    await this.look();
    return `the browser, while ${customer} was saved`;
  }
  async wipeOpen() {
    const page = this.tabs[this.dice(4).below(TABS)];
    await this.look(); // all tabs know all
    await wipe(this.browser.context, page, { keepMarker: this.dice(4).chance(50) });
    const alarm = page.locator('[data-testid="alarm"][data-alarm="lost"]');
    await alarm.waitFor();
    await this.look(page);
    await page.getByTestId("alarm-write-back").click();
    await alarm.waitFor({ state: "detached" });
    for (const tab of this.tabs) await tab.getByTestId("alarm").waitFor({ state: "detached" });
    this.counts.wipes += 1;
    await this.look();
    return "under open pages";
  }
  async wipeBetween() {
    const backup = await this.file(this.tabs[0]);
    await wipe(this.browser.context, this.tabs[0], { keepMarker: true });
    await this.closeTabs();
    await this.openTabs(1);
    const [page] = this.tabs;
    const alarm = page.locator('[data-testid="alarm"][data-alarm="missing"]');
    await alarm.waitFor();
    await this.give(page, "alarm-file", backup);
    await alarm.waitFor({ state: "detached" });
    await this.openTabs();
    this.counts.wipes += 1;
    await this.look();
    return "between visits";
  }
  async damage() {
    const dice = this.dice(5);
    await this.look();
    await this.closeTabs();
    const page = await this.browser.context.newPage();
    await page.goto(`${this.url}seal.svg`);
    const what = await page.evaluate(damageStore, { at: dice.next(), byte: dice.next(), cut: dice.chance(40) });
    const told = await this.browser.context.newPage();
    told.setDefaultTimeout(PATIENCE);
    await told.goto(this.url);
    await told.locator("body").filter({ hasText: /读不出来|打不开|坏了|缺/ }).waitFor();
    await told.close();
    await page.evaluate(putBack);
    await page.close();
    await this.openTabs();
    this.counts.damages += 1;
    await this.look();
    return what;
  }

  /** The exported book of a page, as text. */
  async file(page) {
    await page.evaluate(() => { window.taken = null; location.hash = "#/data"; });
    await page.getByTestId("export-book").click();
    await page.waitForFunction(() => window.taken);
    return page.evaluate(() => window.taken.text());
  }
  /** What was said to be saved is in the book, of one page or of the last that was written. */
  async look(page = this.tabs[0]) {
    const { customers } = JSON.parse(await this.file(page));
    const found = new Map(customers.map((customer) => [customer.id, customer.notes]));
    for (const [customer, text] of this.said) {
      const now = found.get(customer);
      if (this.open.get(customer)?.includes(now)) this.said.set(customer, now);
      else if (now !== text) {
        this.losses.push(`step ${this.number}: ${customer} has ${JSON.stringify(now)} instead of ${JSON.stringify(text)}`);
        this.said.set(customer, now);
      }
      this.open.delete(customer);
    }
    this.counts.lost = this.losses.length;
    this.counts.looks += 1;
  }
  async step() {
    this.number += 1;
    const rolled = this.dice().below(100);
    const way = FIRST[this.number - 1] ?? WAYS.find(([, below]) => rolled < below)[0];
    return [way, await this[way]()];
  }
}

/** Runs beside the app: bends a byte of a stored value, or removes one, and remembers how it was. */
async function damageStore({ at, byte, cut }) {
  const open = () => new Promise((done, no) => Object.assign(indexedDB.open("guanxi"), { onsuccess: (e) => done(e.target.result), onerror: no }));
  const db = await open();
  const names = [...db.objectStoreNames];
  const ask = (request) => new Promise((done, no) => Object.assign(request, { onsuccess: () => done(request.result), onerror: no }));
  const all = [];
  for (const name of names) {
    const store = db.transaction(name).objectStore(name);
    const [keys, values] = [await ask(store.getAllKeys()), await ask(db.transaction(name).objectStore(name).getAll())];
    keys.forEach((key, n) => all.push({ name, key, value: values[n] }));
  }
  const hit = all[at % all.length];
  window.saved = hit;
  const store = db.transaction(hit.name, "readwrite").objectStore(hit.name);
  const bent = hit.value.slice();
  bent[byte % bent.length] ^= 1 << (byte % 8);
  const isHead = hit.key === "head"; // whose absence is no damage to earlier versions
  await ask(cut && !isHead ? store.delete(hit.key) : store.put(bent, hit.key));
  db.close();
  return `${hit.name}/${hit.key} ${cut && !isHead ? "removed" : "bent"}`;
}
async function putBack() {
  const { name, key, value } = window.saved;
  await new Promise((done, no) => {
    indexedDB.open("guanxi").onsuccess = ({ target: { result: db } }) => {
      const transaction = db.transaction(name, "readwrite");
      transaction.objectStore(name).put(value, key);
      Object.assign(transaction, { oncomplete: () => done(db.close()), onabort: no });
    };
  });
}

/** Tortures until the time is over; gives { seed, steps, seconds, counts, losses, failure }. */
export async function torture({ url, seed, minutes, log = () => {}, trace = false }) {
  const profile = mkdtempSync(join(tmpdir(), "guanxi-torture-"));
  const browser = new Browser(profile);
  const it = new Torture({ seed, url, browser, log });
  const began = Date.now();
  const seconds = () => (Date.now() - began) / 1000;
  const result = { seed };
  let last = "the beginning";
  try {
    await it.begin();
    while (seconds() < minutes * 60) {
      const [way, what] = await it.step();
      last = `${it.number} ${way}: ${what}`;
      if (trace) log(last);
    }
    await it.look();
  } catch (error) {
    result.failure = `${error.stack}\nafter step ${last}`;
    await it.tabs[0]?.screenshot({ path: join(tmpdir(), "guanxi-torture.png") }).catch(() => {});
  }
  await browser.kill().catch(() => {});
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return Object.assign(result, { steps: it.number, seconds: seconds(), counts: it.counts, losses: it.losses });
}

/** The counts in one line. */
export const told = ({ seed, steps, seconds, counts }) =>
  `seed ${seed}: ${steps} steps in ${seconds.toFixed(0)} s; ${Object.entries(counts).map(([what, n]) => `${what} ${n}`).join(", ")}`;

async function main() {
  const { SEED, MINUTES = "10", TRACE = "" } = process.env;
  const seed = SEED ? Number(SEED) : Date.now() % 1_000_000_007;
  console.log(`seed ${seed}, ${TABS} tabs`);
  const { server, url } = await serveDist();
  const result = await torture({ url, seed, minutes: Number(MINUTES), trace: Boolean(TRACE), log: (line) => console.log(`  ${line}`) });
  console.log(told(result));
  for (const loss of result.losses) console.log(`✗ lost: ${loss}`);
  if (result.failure) console.log(`✗ ${result.failure}`);
  console.log(result.failure || result.losses.length ? `again: make torture SEED=${seed}` : "nothing was lost");
  process.exitCode = result.failure || result.losses.length ? 1 : 0;
  server.closeAllConnections();
  server.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
