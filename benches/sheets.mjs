// Tables against the libraries that people use for them, in one run: `node benches/sheets.mjs [rounds] [rows…]` (20 columns each).
//
// Ours is the site in dist/ as a user has it: a file is chosen on 数据, and the time ends when its rows stand in the preview: read in the
// worker, columns matched, every row laid on the book. SheetJS reads the same bytes in a worker of its own into rows (`sheet_to_json`), and
// Papa Parse a CSV in one: neither looks at what the cells say. The longest task is that of our page.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, median } from "./book.mjs";

const XLSX = createRequire(import.meta.url)("xlsx");
const [rounds = "3", ...sizes] = process.argv.slice(2);
const WAIT = { timeout: 600_000, polling: 20 };
const HEAD = ["客户名称", "地区", "营收（万元）", "合作起始时间", "备注", "姓名", "联系方式", ...Array.from({ length: 13 }, (_, i) => `自定义${i + 1}`)];
const row = (i) => [`客户${i}有限公司`, ["宁波", "上海", "杭州"][i % 3], (i * 37) % 5000, `20${10 + (i % 15)}-0${1 + (i % 9)}-1${i % 9}`, `第${i}条备注`, `联系人${i}`, `138${String(i).padStart(8, "0")}`, ...Array.from({ length: 13 }, (_, k) => (k % 2 ? i * k : `值${i}-${k}`))];

const folder = mkdtempSync(join(tmpdir(), "guanxi-sheets-"));
for (const [name, from] of [["xlsx.js", "xlsx/dist/xlsx.full.min.js"], ["papa.js", "papaparse/papaparse.min.js"]]) writeFileSync(join(folder, name), readFileSync(`node_modules/${from}`));
writeFileSync(
  join(folder, "read.js"),
  `importScripts("xlsx.js", "papa.js");
onmessage = async ({ data: [kind, file] }) => {
  const bytes = await file.arrayBuffer();
  const rows = kind === "csv" ? Papa.parse(new TextDecoder().decode(bytes)).data : XLSX.utils.sheet_to_json(Object.values(XLSX.read(bytes, { dense: true }).Sheets)[0], { header: 1 });
  postMessage(rows.length);
};`,
);
writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><input type="file" id="file">`);
const [ours, theirs] = [await serve(process.env.DIST || "dist"), await serve(folder)];
const browser = await chromium.launch({ executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS });

async function inPage(url, body) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.blocks = [];
      new PerformanceObserver((list) => window.blocks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]))).observe({ type: "longtask" });
      addEventListener("change", ({ target }) => target.type === "file" && (window.chosen = performance.now()), true);
      new MutationObserver(() => {
        const is = (mark) => document.querySelector(mark);
        if (window.chosen && !window.shown && is('[data-testid="import-report"][data-state="preview"]') && is('[data-testid="import-row"]')) window.shown = performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(url);
    return await body(page);
  } finally {
    await context.close();
  }
}

const readByUs = (path) =>
  inPage(`${ours.url}#/data`, async (page) => {
    await page.getByTestId("import-file").waitFor({ state: "attached" });
    await page.getByTestId("import-file").setInputFiles(path);
    await page.waitForFunction(() => window.shown, undefined, WAIT);
    await page.waitForTimeout(300);
    return page.evaluate(() => [window.shown - window.chosen, Math.max(0, ...window.blocks.filter(([at]) => at > window.chosen).map(([, duration]) => duration))]);
  });

const readByThem = (path, kind) =>
  inPage(theirs.url, async (page) => {
    await page.evaluate((kind) => {
      document.getElementById("file").addEventListener("change", ({ target }) => {
        const worker = new Worker("read.js");
        worker.onmessage = () => (window.done = performance.now());
        worker.postMessage([kind, target.files[0]]);
      });
    }, kind);
    await page.locator("#file").setInputFiles(path);
    await page.waitForFunction(() => window.done, undefined, WAIT);
    return page.evaluate(() => window.done - window.chosen);
  });

for (const rows of (sizes.length ? sizes : ["10000", "100000"]).map(Number)) {
  const all = [HEAD, ...Array.from({ length: rows }, (_, i) => row(i))];
  const sheet = XLSX.utils.aoa_to_sheet(all, { dense: true });
  const files = {
    xlsx: XLSX.write({ SheetNames: ["客户"], Sheets: { 客户: sheet } }, { type: "buffer", bookType: "xlsx", compression: true }),
    csv: `\ufeff${all.map((cells) => cells.join(",")).join("\r\n")}`,
  };
  for (const [kind, content] of Object.entries(files)) {
    const path = join(folder, `${rows}.${kind}`);
    writeFileSync(path, content);
    const times = { ours: [], theirs: [], task: [] };
    for (let i = 0; i < Number(rounds); i++) {
      const [time, task] = await readByUs(path);
      times.ours.push(time);
      times.task.push(task);
      times.theirs.push(await readByThem(path, kind));
    }
    const [a, b, task] = [median(times.ours), median(times.theirs), Math.max(...times.task)];
    console.log(`${kind} ${rows} × ${HEAD.length}: ours to the preview ${a.toFixed(0)} ms, ${kind === "csv" ? "Papa Parse" : "SheetJS"} to rows ${b.toFixed(0)} ms, ${(a / b).toFixed(2)} ×; longest task of the page ${task.toFixed(0)} ms`);
  }
}
await browser.close();
for (const { server } of [ours, theirs]) server.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
