// Measures 今日 on the built site in Chromium: how long it takes to its first rows once the book is there, for the first time and again,
// and from the press that completes a task until the row is gone, beside a press that does nothing but take something from the page: the least
// that this way of measuring gives. `node benches/today.mjs [rounds] [customers…]`
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const [rounds = "5", ...sizes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve(process.env.DIST || "dist");
const PATIENCE = { timeout: 300_000 };

/** In the page: goes to an address, or presses something, and gives the milliseconds until a row is there, or gone. */
const timed = (page, act) =>
  page.evaluate(
    ({ to, press, row, gone }) =>
      new Promise((done) => {
        const began = performance.now();
        if (to) location.hash = to;
        else document.querySelector(press).click();
        const look = () => (Boolean(document.querySelector(row)) === gone ? requestAnimationFrame(look) : done(performance.now() - began));
        look();
      }),
    act,
  );
const ROW = '[data-testid="today-row"]';

/** How many bare presses a round has: where in a frame one falls is chance. */
const BARE = 9;
/** The same of a press that only takes an element away, in the dialog that stands: the median of some. */
async function bare(page) {
  const times = [];
  for (let n = 0; n < BARE; n++) {
    await page.evaluate(() => {
      const [button, row] = ["button", "i"].map((name) => Object.assign(document.createElement(name), { type: "button", id: `bare-${name}`, textContent: name }));
      button.addEventListener("click", () => queueMicrotask(() => row.remove()));
      document.querySelector("dialog[open] form").append(button, row);
    });
    await page.waitForTimeout(100);
    times.push(await timed(page, { press: "#bare-button", row: "#bare-i", gone: true }));
    await page.evaluate(() => document.querySelector("#bare-button").remove());
  }
  return median(times);
}

/** One round in a page of its own: [opened for the first time, opened again, a task completed, a bare press]. */
async function round(context) {
  const page = await context.newPage();
  await page.goto(`${url}#/customers`, { waitUntil: "commit" });
  await page.locator('[data-testid="customer-row"]').first().waitFor(PATIENCE);
  // The book is there, and what it leads to is worked out.
  await page.waitForTimeout(5_000);
  const first = await timed(page, { to: "#/today", row: ROW, gone: false });
  await page.evaluate(() => (location.hash = "#/customers"));
  await page.locator(ROW).first().waitFor({ state: "detached", ...PATIENCE });
  await page.waitForTimeout(1_000);
  const again = await timed(page, { to: "#/today", row: ROW, gone: false });
  // Not what is settled on a page of its own.
  await page.evaluate(() => (location.hash = "#/today?kind=care"));
  await page.waitForTimeout(1_000);
  const id = await page.locator(ROW).first().getAttribute("data-id");
  await page.locator(`${ROW} [data-col="name"] a`).first().click();
  await page.getByTestId("brief-done").click();
  await page.getByTestId("task-save").waitFor(PATIENCE);
  const least = await bare(page);
  const done = await timed(page, { press: '[data-testid="task-save"]', row: `${ROW}[data-id="${id}"]`, gone: true });
  await page.close();
  return [first, again, done, least];
}

for (const customers of sizes.length ? sizes.map(Number) : [10_000, 100_000]) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}#/data`);
  const path = join(folder, "book.guanxi.json");
  writeFileSync(path, book(customers));
  await page.getByTestId("import-file").first().setInputFiles(path);
  await page.getByTestId("import-apply").click(PATIENCE);
  await page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached", ...PATIENCE });
  await page.close();
  const all = [];
  for (let n = 0; n < Number(rounds); n++) all.push(await round(context));
  const of = (place) => `${median(all.map((times) => times[place])).toFixed(0)} ms (${all.map((times) => times[place].toFixed(0)).join(" ")})`;
  console.log(`${customers.toLocaleString("en")} customers: opened for the first time ${of(0)}; again ${of(1)}; a task completed ${of(2)}, a bare press ${of(3)}`);
  await context.close();
}
server.close();
rmSync(folder, { recursive: true, force: true });
