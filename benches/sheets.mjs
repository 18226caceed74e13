// Tables against the libraries that people use for them, in one run: `node benches/sheets.mjs [rounds] [rows…]` (20 columns each).
//
// Compared is the like: a worker waits, as ours does while 数据 is open, a file is chosen, and it has its rows of typed cells: ours until it
// says how the file was understood (rows laid out, columns matched), SheetJS until `sheet_to_json` has the rows, Papa Parse until it has them.
// Each worker has loaded its own library alone, on an empty page; ours rehearses meanwhile, as in the product. What a user of ours waits for is more, and is told in a column of its own, from the site in
// dist/: the page has begun the worker, handed it the book, and shows the preview with every row laid on the book; the longest task is of
// that page. `PAGE=no` leaves the site out: then only the worker in dist/ need be a release's.
//
// The way out is compared alike: a page hands rows of the same cells to a worker, in slices as our page does, and has the bytes of a
// packed workbook; SheetJS gets all rows at once, which costs it least. The messages of ours are written by the page's script here, and
// that counts for ours. Told beside it: from a press on 导出 in the site to the file, all fields of so many customers, and the longest task.
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../.ci/serve.mjs";
import { ARGS, book, median } from "./book.mjs";

const XLSX = createRequire(import.meta.url)("xlsx");
const [rounds = "3", ...sizes] = process.argv.slice(2);
const DIST = process.env.DIST || "dist";
const WAIT = { timeout: 600_000, polling: 20 };
/** What the worker's answer begins with when a file is read (`Reply::Read`), and when it waits for one (`Reply::Ready`). */
const [READ, READY] = [4, 0];
/** Milliseconds that somebody looks for a file, while the worker comes. */
const WAITS = 2_000;
/** The last message of a table on its way out (`Reply::Written`), and rows in a message. */
const [WRITTEN, SLICE] = [13, 500];
const HEAD = ["客户名称", "地区", "营收（万元）", "合作起始时间", "备注", "姓名", "联系方式", ...Array.from({ length: 13 }, (_, i) => `自定义${i + 1}`)];
const row = (i) => [`客户${i}有限公司`, ["宁波", "上海", "杭州"][i % 3], (i * 37) % 5000, `20${10 + (i % 15)}-0${1 + (i % 9)}-1${i % 9}`, `第${i}条备注`, `联系人${i}`, `138${String(i).padStart(8, "0")}`, ...Array.from({ length: 13 }, (_, k) => (k % 2 ? i * k : `值${i}-${k}`))];

const folder = mkdtempSync(join(tmpdir(), "guanxi-sheets-"));
const put = (name, content) => writeFileSync(join(folder, name), content);
for (const [name, from] of [["xlsx.js", "xlsx/dist/xlsx.full.min.js"], ["papa.js", "papaparse/papaparse.min.js"]]) put(name, readFileSync(`node_modules/${from}`));
const own = readdirSync(DIST).find((name) => /^sheets-[0-9a-f]{16}$/.test(name));
for (const name of readdirSync(join(DIST, own))) copyFileSync(join(DIST, own, name), join(folder, name));
put("SheetJS.js", `importScripts("xlsx.js");
onmessage = async ({ data }) => postMessage(XLSX.utils.sheet_to_json(Object.values(XLSX.read(await data.arrayBuffer(), { dense: true }).Sheets)[0], { header: 1 }).length);`);
put("SheetJS-out.js", `importScripts("xlsx.js");
onmessage = ({ data }) => {
  const sheet = XLSX.utils.aoa_to_sheet(data, { dense: true });
  const bytes = XLSX.write({ SheetNames: ["1"], Sheets: { 1: sheet } }, { type: "array", bookType: "xlsx", compression: true });
  postMessage(bytes, [bytes]);
};`);
put("messages.js", readFileSync(new URL("messages.mjs", import.meta.url)));
put("Papa Parse.js", `importScripts("papa.js");
onmessage = async ({ data }) => postMessage(Papa.parse(new TextDecoder().decode(await data.arrayBuffer())).data.length);`);
put("index.html", `<!doctype html><meta charset="utf-8"><input type="file" id="file">`);
const [ours, theirs] = [await serve(DIST), await serve(folder)];
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

/** Until the preview stands: milliseconds, and the longest task of the page. */
const toPreview = (path) =>
  inPage(`${ours.url}#/data`, async (page) => {
    await page.getByTestId("import-report").hover();
    await page.waitForTimeout(WAITS);
    await page.getByTestId("import-file").setInputFiles(path);
    await page.waitForFunction(() => window.shown, undefined, WAIT);
    await page.waitForTimeout(300);
    return page.evaluate(() => [window.shown - window.chosen, Math.max(0, ...window.blocks.filter(([at]) => at > window.chosen).map(([, duration]) => duration))]);
  });

/** Until a worker that waits for a file has the rows: milliseconds from the choice, and how long it took before until it was there (ours says so). */
const toRows = (path, script) =>
  inPage(theirs.url, async (page) => {
    await page.evaluate(
      async ([script, READ, READY, WAITS]) => {
        const isOurs = script === "sheets.js";
        const begun = performance.now();
        const worker = new Worker(script);
        worker.onmessage = ({ data }) => {
          if (isOurs && data[0] === READY) window.there = performance.now() - begun;
          else if (!isOurs || data[0] === READ) window.done = performance.now();
          else if (data[0] !== 2) throw new Error(`the worker answers ${data[0]}`);
        };
        document.getElementById("file").addEventListener("change", ({ target }) => worker.postMessage(target.files[0]));
        await new Promise((go) => setTimeout(go, WAITS));
      },
      [script, READ, READY, WAITS],
    );
    await page.locator("#file").setInputFiles(path);
    await page.waitForFunction(() => window.done, undefined, WAIT);
    return page.evaluate(() => [window.done - window.chosen, window.there]);
  });

/** Until the bytes of a workbook are there: milliseconds, and how many bytes. The worker is there before. */
const toFile = (rows, ours) =>
  inPage(theirs.url, (page) =>
    page.evaluate(
      async ([rows, ours, row, head, WRITTEN, SLICE, WAITS]) => {
        const { addRows, beginWriting, endWriting } = await import("./messages.js");
        const make = new Function(`return ${row}`)();
        const all = Array.from({ length: rows }, (_, i) => make(i));
        const worker = new Worker(ours ? "sheets.js" : "SheetJS-out.js");
        const next = () => new Promise((hear) => (worker.onmessage = ({ data }) => hear(data)));
        if (ours) await next();
        await new Promise((go) => setTimeout(go, WAITS));
        const began = performance.now();
        if (!ours) {
          worker.postMessage([head, ...all]);
          const { byteLength } = await next();
          return [performance.now() - began, byteLength];
        }
        const send = (bytes) => worker.postMessage(bytes, [bytes.buffer]);
        let size = 0;
        const done = new Promise((hear) => (worker.onmessage = ({ data }) => (data[0] === WRITTEN ? hear() : (size += data.length))));
        send(beginWriting("1", head));
        for (let from = 0; from < rows; from += SLICE) send(addRows(all.slice(from, from + SLICE)));
        send(endWriting());
        await done;
        return [performance.now() - began, size];
      },
      [rows, ours, row.toString(), HEAD, WRITTEN, SLICE, WAITS],
    ),
  );

/** From a press on the button to the file of all customers: milliseconds, and the longest task of the page. */
const fromPage = (path) =>
  inPage(`${ours.url}#/data`, async (page) => {
    await page.getByTestId("import-file").waitFor({ state: "attached" });
    await page.getByTestId("import-file").setInputFiles(path);
    await page.getByTestId("import-apply").click(WAIT);
    await page.locator('[data-testid="import-report"][data-state="done"]').waitFor(WAIT);
    await page.getByTestId("export-records").click();
    await page.getByTestId("export-do").waitFor();
    await page.waitForTimeout(1_000);
    const pressed = await page.evaluate(() => performance.now());
    await Promise.all([page.waitForEvent("download", WAIT), page.getByTestId("export-do").click()]);
    await page.waitForTimeout(300);
    return page.evaluate((pressed) => [performance.now() - pressed - 300, Math.max(0, ...window.blocks.filter(([at]) => at > pressed).map(([, duration]) => duration))], pressed);
  });

for (const rows of (sizes.length ? sizes : ["10000", "100000"]).map(Number)) {
  if (process.env.WAY === "out") break;
  const all = [HEAD, ...Array.from({ length: rows }, (_, i) => row(i))];
  const workbook = { SheetNames: ["客户"], Sheets: { 客户: XLSX.utils.aoa_to_sheet(all, { dense: true }) } };
  const xlsx = (bookSST) => XLSX.write(workbook, { type: "buffer", bookType: "xlsx", compression: true, bookSST });
  const files = [
    ["xlsx", "SheetJS", xlsx(true)],
    ["xlsx, texts in the cells", "SheetJS", xlsx(false)],
    ["csv", "Papa Parse", `\ufeff${all.map((cells) => cells.join(",")).join("\r\n")}`],
  ];
  for (const [kind, library, content] of files) {
    const path = join(folder, `${rows}.${kind.slice(0, 4).replace(/\W/, "")}`);
    writeFileSync(path, content);
    const [a, ready, b, preview, task] = [[], [], [], [], []];
    for (let i = 0; i < Number(rounds); i++) {
      const [time, there] = await toRows(path, "sheets.js");
      a.push(time);
      ready.push(there);
      b.push((await toRows(path, `${library}.js`))[0]);
      if (process.env.PAGE === "no") continue;
      const [shown, longest] = await toPreview(path);
      preview.push(shown);
      task.push(longest);
    }
    const page = preview.length ? `; to the preview ${median(preview).toFixed(0)} ms, longest task of the page ${Math.max(...task).toFixed(0)} ms` : "";
    const [mine, other] = [median(a), median(b)];
    console.log(`${kind} ${rows} × ${HEAD.length}: rows in the worker ${mine.toFixed(0)} ms (${median(ready).toFixed(0)} before until it is there), ${library} ${other.toFixed(0)} ms, ${(mine / other).toFixed(2)} ×${page}`);
  }
}
for (const rows of (sizes.length ? sizes : ["10000", "100000"]).map(Number)) {
  const [a, b, whole, task] = [[], [], [], []];
  let sizesOut = [];
  for (let i = 0; i < Number(rounds); i++) {
    const [[mine, own], [other, their]] = [await toFile(rows, true), await toFile(rows, false)];
    a.push(mine);
    b.push(other);
    sizesOut = [own, their];
    if (process.env.PAGE === "no") continue;
    const path = join(folder, `${rows}.guanxi.json`);
    writeFileSync(path, book(rows));
    const [time, longest] = await fromPage(path);
    whole.push(time);
    task.push(longest);
  }
  const page = whole.length ? `; ${rows} customers from the page ${median(whole).toFixed(0)} ms, longest task ${Math.max(...task).toFixed(0)} ms` : "";
  const [mine, other] = [median(a), median(b)];
  console.log(`xlsx out ${rows} × ${HEAD.length}: ${mine.toFixed(0)} ms, SheetJS ${other.toFixed(0)} ms, ${(mine / other).toFixed(2)} ×; ${sizesOut.map((n) => (n / 1e6).toFixed(1)).join(" and ")} MB${page}`);
}
await browser.close();
for (const { server } of [ours, theirs]) server.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
