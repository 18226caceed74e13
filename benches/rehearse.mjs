// Measures the rehearsal in Chromium on the built site: a border of the histogram is dragged with the mouse, and each move is timed
// from its pointer event to the next painted frame, at 10,000 and 100,000 customers of ten events each.
// `node benches/rehearse.mjs [moves] [sizes…]`
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const [moves = "80", ...sizes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "guanxi-bench-"));
const { server, url } = await serve("dist");
const share = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const told = (values) => `median ${median([...values]).toFixed(1)}, p95 ${share(values, 0.95).toFixed(1)}, most ${Math.max(...values).toFixed(1)} ms`;

/** Fills a fresh profile through the file input. */
async function fill(context, customers) {
  const page = await context.newPage();
  await page.goto(`${url}#/data`);
  const path = join(folder, "book.guanxi.json");
  writeFileSync(path, book(customers));
  await page.getByTestId("import-file").first().setInputFiles(path);
  await page.getByTestId("import-apply").click({ timeout: 180_000 });
  await page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached", timeout: 180_000 });
  await page.close();
}

/**
 * In the page: times each pointermove over the border. `work` is the script's share: from the event's dispatch until the animation
 * frames asked for in it have run. `frame` ends after the frame that shows the change was handed to the compositor: a message posted
 * in the animation frame arrives when style, layout and paint of that frame are done.
 */
function watch() {
  window.timings = [];
  window.long = [];
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  let waits = false;
  addEventListener(
    "pointermove",
    (event) => {
      if (waits) return;
      waits = true;
      const began = performance.now();
      const waited = began - event.timeStamp;
      requestAnimationFrame(() => {
        const frame = performance.now();
        // The app's own frame callback was asked for in its handler, which runs after this one: its work lies between here and the message.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          waits = false;
          const done = performance.now();
          window.timings.push({ total: done - event.timeStamp, work: done - frame, waited, asleep: frame - began });
        };
        port2.postMessage(0);
      });
    },
    true,
  );
}

/** Drags one border of the customer value: the upper one (战略), or the lower one, where far more customers move. */
async function drag(context, customers, which) {
  const page = await context.newPage();
  await page.goto(`${url}#/rules`);
  const borders = page.getByTestId("border");
  await borders.last().waitFor({ timeout: 120_000 });
  const border = which === "upper" ? borders.last() : borders.first();
  await border.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500);
  await page.evaluate(watch);
  const box = await border.boundingBox();
  const plot = await border.evaluate((node) => node.parentElement.getBoundingClientRect().toJSON());
  const [y, from] = [box.y + box.height - 8, box.x + box.width / 2];
  await page.mouse.move(from, y);
  await page.mouse.down();
  await page.mouse.move(from - 30, y);
  await page.waitForTimeout(500);
  const first = await page.evaluate(() => window.timings.splice(0).map(({ work }) => work));
  await page.evaluate(() => (window.long.length = 0));
  const reach = Math.min(from - plot.left - 20, plot.width * 0.2);
  for (let i = 1; i <= Number(moves); i++) {
    // To and fro, each move on another step of the axis; the end is not the beginning.
    await page.mouse.move(from - reach * (0.5 - 0.5 * Math.cos((i / Number(moves)) * 4.5 * Math.PI)), y);
    await page.waitForTimeout(40);
  }
  if ((await border.getAttribute("data-held")) === null) throw new Error("the border was not caught");
  const { timings, long } = await page.evaluate(() => ({ timings: window.timings, long: window.long }));
  await page.mouse.up();
  const named = await page.locator('[data-testid^="movers-"]').evaluateAll((all) => all.map(({ dataset }) => `${dataset.count} ${dataset.way}`));
  console.log(`${customers.toLocaleString("en")} customers, the ${which} border, ${timings.length} moves (at the end ${named.join(", ") || "nobody moves"})`);
  console.log(`  event to painted frame: ${told(timings.map(({ total }) => total))}`);
  console.log(`  of it work in the frame: ${told(timings.map(({ work }) => work))}`);
  console.log(`  the first move: ${first.map((ms) => ms.toFixed(0)).join(" ")} ms; tasks over 50 ms while dragging: ${long.length}${long.length ? ` (${long.map((ms) => ms.toFixed(0)).join(" ")})` : ""}`);
  await page.getByTestId("discard-draft").click();
  await page.close();
}

for (const customers of sizes.length ? sizes.map(Number) : [10_000, 100_000]) {
  const profile = mkdtempSync(join(folder, "profile-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS, viewport: { width: 1440, height: 900 } });
  await fill(context, customers);
  for (const which of ["upper", "lower"]) await drag(context, customers, which);
  await context.close();
}
server.close();
rmSync(folder, { recursive: true, force: true });
