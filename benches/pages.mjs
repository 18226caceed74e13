// Measures how soon the pages answer on the built site in Chromium: from each press (a page opened, a letter typed into its search, each of
// its choices, each head that orders, a row opened, a lead moved, a ticket answered …) until what it shows was handed to the compositor, and
// the longest task meanwhile. The book is lived in: half as many tickets as customers. `[DIST=dist] node benches/pages.mjs [rounds] [sizes…]`;
// ONLY=leads,service measures those pages alone, EACH=1 tells each kind of press.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, lived } from "./book.mjs";

const [rounds = "3", ...sizes] = process.argv.slice(2);
const only = process.env.ONLY?.split(",");
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve(process.env.DIST || "dist");
const PATIENCE = { timeout: 300_000 };

/** In the page: every long task, and each press from its event until the next frame was handed to the compositor. */
function watch() {
  window.long = [];
  window.presses = [];
  window.heard = 0;
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  const heard = (event) => {
    window.heard += 1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        window.presses.push(performance.now() - event.timeStamp);
        window.heard -= 1;
      };
      port2.postMessage(0);
    });
  };
  for (const type of ["click", "keydown", "drop"]) addEventListener(type, heard, true);
}

/** The presses of a page, each by its name. */
class Presses {
  constructor(page) {
    this.page = page;
    this.all = [];
    this.longest = 0;
  }

  /** Does one, waits until it was painted and the page is at rest, and keeps what it took. */
  async press(name, act) {
    await this.page.evaluate(() => ((window.presses = []), (window.long = [])));
    await act();
    await this.page.waitForFunction(() => window.presses.length > 0 && window.heard === 0, undefined, PATIENCE);
    await this.rest();
    const { presses, long } = await this.page.evaluate(() => ({ presses: window.presses, long: window.long }));
    this.all.push({ name, ms: Math.max(...presses) });
    this.longest = Math.max(this.longest, ...long);
  }

  /** Until no long task began for a fifth of a second; what goes on behind in slices is no reason to wait. */
  async rest() {
    for (let n = 0; n < 50; n++) {
      const before = await this.page.evaluate(() => window.long.length);
      await this.page.waitForTimeout(200);
      if ((await this.page.evaluate(() => window.long.length)) === before) return;
    }
  }
}

const seen = (page, what) => page.locator(what).locator("visible=true");

/** A letter of a text at a time into the search of the page. */
async function search(p) {
  const box = seen(p.page, ".page .toolbar__search input").first();
  if (!(await box.count())) return;
  await box.focus();
  for (const letter of ["1", "2", "3"]) await p.press("a letter in the search", () => p.page.keyboard.press(letter));
  for (let n = 0; n < 3; n++) await p.press("a letter taken back", () => p.page.keyboard.press("Backspace"));
}

/** Each choice of the toolbar, and back to the first of its group. */
async function choices(p) {
  const names = await seen(p.page, ".page .toolbar .seg input[type=radio]").evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  for (const name of names) {
    const values = await p.page.locator(`input[name="${name}"]`).evaluateAll((all) => all.map((one) => one.value));
    for (const value of [...values.slice(1), values[0]]) {
      const label = p.page.locator(`label.seg__item:has(input[name="${name}"][value="${value}"])`).first();
      if (await label.isVisible()) await p.press(`${name}=${value}`, () => label.click(PATIENCE));
    }
  }
}

/** Each head that orders, both ways. */
async function orders(p) {
  const heads = await seen(p.page, ".grid__head [role=columnheader]:has(button)").evaluateAll((all) => all.map((head) => head.dataset.col));
  for (const head of heads) {
    const button = p.page.locator(`.grid__head [data-col="${head}"] button`).first();
    for (let n = 0; n < 2; n++) await p.press(`ordered by ${head}`, () => button.click(PATIENCE));
  }
}

/** The first rows are opened, selected, walked through. */
async function rows(p) {
  const row = seen(p.page, ".grid__body [role=row] [data-col=name] a");
  if (!(await row.count())) return;
  for (const [name, where] of [["a row selected", ".grid__body [role=row]"], ["all selected", ".grid__head"]]) {
    const box = seen(p.page, `${where} input[type=checkbox]`).first();
    if (!(await box.count())) continue;
    await p.press(name, () => box.click(PATIENCE));
    await p.press("let go of", () => p.page.keyboard.press("Escape"));
  }
  await p.page.locator(".grid__body").focus();
  for (const key of ["j", "j", "k", "End", "Home"]) await p.press(`${key} in the list`, () => p.page.keyboard.press(key));
  await p.press("a row opened", () => row.first().click(PATIENCE));
}

/** A button, where it is there. */
const button = (name, mark) => async (p) => {
  const found = seen(p.page, mark).first();
  if (await found.count()) await p.press(name, () => found.click(PATIENCE));
};

async function movedByKey(p) {
  const card = seen(p.page, '.leadboard__column[data-column="c"] .leadboard__name').first();
  await card.focus();
  await p.press("a lead moved by the keyboard", () => p.page.keyboard.press("Shift+ArrowRight"));
}

async function dragged(p) {
  const card = seen(p.page, '.leadboard__column[data-column="b"] .leadboard__card').first();
  await p.press("a lead dragged", () => card.dragTo(p.page.locator('.leadboard__column[data-column="a"]'), PATIENCE));
}

/** A condition: who looks after them, one value of it, asked and let go of. */
async function filtered(p) {
  const opener = seen(p.page, ".page .fchips .anchor button").first();
  if (!(await opener.count())) return;
  await p.press("the conditions opened", () => opener.click(PATIENCE));
  const field = p.page.locator("#condition-field");
  if (!(await field.count())) return p.page.keyboard.press("Escape");
  await field.selectOption("owner");
  await p.rest();
  await p.press("a value of a condition", () => seen(p.page, ".cond fieldset input[type=checkbox]").first().click(PATIENCE));
  await p.press("narrowed by a condition", () => seen(p.page, ".popover__foot .btn--primary").last().click(PATIENCE));
  await p.press("a condition let go of", () => seen(p.page, ".page .fchips .toolbar__wide button").first().click(PATIENCE));
}

async function talk(p) {
  await p.press("n", () => p.page.keyboard.press("n"));
  const text = p.page.locator("#record-content");
  await text.waitFor(PATIENCE);
  await text.focus();
  for (const letter of "abc") await p.press("a letter in the form", () => p.page.keyboard.press(letter));
  await p.page.keyboard.press("Escape");
  await p.page.locator("dialog[open]").waitFor({ state: "hidden", ...PATIENCE });
}

const goTo = (hash) => async (p) => {
  await p.page.evaluate((hash) => (location.hash = hash), hash);
  await p.page.waitForTimeout(1_000);
  await p.rest();
};

const LIST = [search, filtered, orders, rows];
/** The pages: the address, what stands there once it is read, and what is pressed. */
const PAGES = {
  customers: ["#/customers", '[data-testid="customer-row"]', LIST],
  leads: ["#/leads", ".leadboard__card", [choices, goTo("#/leads"), movedByKey, dragged, goTo("#/leads?view=list"), ...LIST]],
  service: ["#/service", '[data-testid="service-row"]', [choices, goTo("#/service"), button("a ticket answered", '[data-testid="service-answer"]'), button("a ticket paused", '[data-testid="service-pause"]'), ...LIST, button("a ticket paused", '[data-testid="service-slip"] .menu button')]],
  health: ["#/health", '[data-testid="health-row"]', [choices, goTo("#/health"), ...LIST]],
  warnings: ["#/health?view=judged", '[data-testid="health-signals"]', [goTo("#/health?view=judged&part=list"), ...LIST]],
  customer: ["#/customers/c7", ".timeline", [talk, choices]],
  today: ["#/today", '[data-testid="today-row"]', [choices, goTo("#/today"), ...LIST]],
  value: ["#/value", '[data-testid="value-rf-map"]', [choices, goTo("#/value"), button("a cell of the map", '[data-testid="value-rf-map"] a:not([data-step="0"])'), orders, rows]],
  portraits: ["#/value?view=portrait", '[data-testid="portrait"]', [choices, button("the report frozen", '[data-testid="portrait-report"]')]],
  growth: ["#/growth", '[data-testid="growth-tiers-table"], [data-testid="growth-row"]', [choices, orders, rows]],
  offers: ["#/growth?view=offers", '[data-testid="offer-row"]', [choices, goTo("#/growth?view=offers"), orders, rows]],
  campaigns: ["#/campaigns", '[data-testid="camp-new"]', [choices, goTo("#/campaigns"), button("a campaign opened", '[data-testid="camp-row"] [data-col=name] a'), button("a figure of it", '[data-testid="camp-figures"] [data-figure=in]'), orders, rows, goTo("#/campaigns?view=points"), orders, rows]],
  channels: ["#/campaigns?view=channels", '[data-testid="camp-channels-table"] tbody tr', [choices, goTo("#/campaigns?view=channels"), button("a figure of one", '[data-testid="camp-channels-table"] td:nth-child(5) a'), orders, rows]],
  needs: ["#/campaigns?view=needs", '[data-testid="needs-shares"]', [button("a figure of them", '[data-testid="needs-shares"] a'), orders, rows]],
  model: ["#/growth?view=model", '[data-testid="growth-tiers-table"]', [button("the time held out", '[data-testid="growth-picture-sum"] a'), orders, rows]],
  pairs: ["#/growth?view=pairs", '[data-testid="growth-rules-table"] tbody tr', [choices, goTo("#/growth?view=pairs"), button("a figure of a pair", '[data-testid="growth-rules-table"] td a'), orders, rows]],
  complaints: ["#/goals?view=complaints", '[data-testid="complaints-sum"]', [button("narrowed by a figure", '[data-testid="complaints-sum"] small a'), button("its report", '[data-testid="complaints-report"]')]],
  goals: ["#/goals", '[data-testid="goals"]', [choices, goTo("#/goals"), button("the rows of a goal", '[data-goal] td a')]],
  sales: ["#/dashboard?board=sales", '[data-testid="board"] .figures--measured', []],
  tickets: ["#/dashboard?board=service", '[data-testid="board"] .figures--measured', []],
  dashboard: ["#/dashboard", '[data-testid="board"]', [choices, button("the cards arranged", '[data-testid="board-arrange-cards"]'), button("a card moved", "[data-card] button"), button("arranged", '[data-testid="board-arrange-cards"]')]],
};

/** One round of a page: opened from the list of customers by its link, then pressed. */
async function measure(page, [hash, ready, presses], p) {
  await page.evaluate(() => (location.hash = "#/customers"));
  await page.locator('[data-testid="customer-row"]').first().waitFor(PATIENCE);
  await p.rest();
  const began = Date.now();
  const link = page.locator(`.nav a[href="${hash}"]`).first();
  const isLinked = (await link.count()) && (await link.isVisible());
  // A page without a link is opened from a link of its own.
  await p.press("opened", () => (isLinked ? link.click(PATIENCE) : page.evaluate((hash) => Object.assign(document.body.appendChild(document.createElement("a")), { href: hash }).click(), hash)));
  await page.locator(ready).first().waitFor(PATIENCE);
  const there = Date.now() - began;
  await p.rest();
  for (const press of presses) await press(p);
  return there;
}

const at = (values, share) => values[Math.min(values.length - 1, Math.ceil(share * values.length) - 1)].toFixed(0);

function told(name, p, there) {
  const all = p.all.toSorted((a, b) => a.ms - b.ms);
  const ms = all.map((one) => one.ms);
  const worst = all.slice(-3).toReversed().map((one) => `${one.name} ${one.ms.toFixed(0)}`);
  console.log(`  ${name}: ${ms.length} presses, p50 ${at(ms, 0.5)}, p95 ${at(ms, 0.95)}, most ${at(ms, 1)} ms (${worst.join("; ")}); longest task ${p.longest.toFixed(0)} ms; there after ${there} ms`);
  if (!process.env.EACH) return;
  for (const kind of new Set(p.all.map((one) => one.name))) console.log(`    ${kind}: ${all.filter((one) => one.name === kind).map((one) => one.ms.toFixed(0)).join(" ")}`);
}

for (const customers of sizes.length ? sizes.map(Number) : [10_000, 100_000]) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  await page.goto(`${url}#/data`);
  const path = join(folder, "book.guanxi.json");
  writeFileSync(path, lived(customers));
  await page.getByTestId("import-file").first().setInputFiles(path);
  await page.getByTestId("import-apply").click(PATIENCE);
  await page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached", ...PATIENCE });
  await page.goto(`${url}#/customers`);
  await page.reload();
  await page.locator('[data-testid="customer-row"]').first().waitFor(PATIENCE);
  // The book is there, and what it leads to is worked out.
  await page.waitForTimeout(8_000);
  await page.evaluate(watch);
  console.log(`${customers.toLocaleString("en")} customers, ${(customers / 2).toLocaleString("en")} tickets`);
  const every = [];
  for (const [name, what] of Object.entries(PAGES).filter(([name]) => !only || only.includes(name))) {
    const p = new Presses(page);
    let first;
    for (let n = 0; n < Number(rounds); n++) {
      const there = await measure(page, what, p);
      first ??= there;
    }
    told(name, p, first);
    every.push(...p.all);
  }
  const ms = every.map((one) => one.ms).toSorted((a, b) => a - b);
  console.log(`  all: ${ms.length} presses, p50 ${at(ms, 0.5)}, p95 ${at(ms, 0.95)}, most ${at(ms, 1)} ms`);
  await context.close();
}
server.close();
rmSync(folder, { recursive: true, force: true });
