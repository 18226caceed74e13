// Prints what a visitor downloads: every file of dist/, raw and compressed, then the first load and what each part of the program adds.
// Fails where that is above the budget of `.ci/sizes.json`, and names what has grown most since the sizes that stand there;
// `node .ci/sizes.mjs dist record` writes them anew.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [dist = "dist", record] = process.argv.slice(2);
const KEPT = ".ci/sizes.json";
const MEASURED = "target/measured";
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(dist).length + 1));
const index = readFileSync(join(dist, "index.html"), "utf8");
// Icons of home screens and the manifest are fetched when they are asked for, the service worker when the page is idle, what reads files
// when one is chosen.
const later = /<link rel="(?:apple-touch-icon|manifest)"[^>]*>|<meta name="guanxi-(?:worker|sheets)"[^>]*>|<script>[^]*?<\/script>/g;
const isFirst = (name) => name === "index.html" || index.replace(later, "").includes(name);
/** A file's name without the hash of its build. */
const plain = (name) => name.replace(/^(?:guanxi|worker|sheets)-[0-9a-f]+\//, "").replace(/-[0-9a-f]{8,}(?=[._])/, "");
/** Raw, gzip and brotli bytes. What was measured once is not compressed again: that takes half a minute for the whole of a release. */
function measured(bytes) {
  const known = join(MEASURED, createHash("sha256").update(bytes).digest("hex"));
  try {
    return JSON.parse(readFileSync(known, "utf8"));
  } catch {
    const sizes = [bytes.length, gzipSync(bytes).length, brotliCompressSync(bytes).length];
    writeFileSync(known, JSON.stringify(sizes));
    return sizes;
  }
}
mkdirSync(MEASURED, { recursive: true });
const rows = files.map((name) => ({ name, plain: plain(name), first: isFirst(name), sizes: measured(readFileSync(join(dist, name))) }));
rows.sort((a, b) => b.first - a.first || b.sizes[2] - a.sizes[2]);

const line = (name, sizes) => console.log(name.padEnd(60), ...sizes.map((size) => size.toLocaleString("en").padStart(11)));
/** Bytes of brotli by plain name: two style sheets may share one. */
const byName = (some) => some.reduce((bytes, row) => bytes.set(row.plain, (bytes.get(row.plain) ?? 0) + row.sizes[2]), new Map());
const sum = (some) => [0, 1, 2].map((i) => some.reduce((total, row) => total + row.sizes[i], 0));
line("bytes", ["raw", "gzip", "brotli"]);
for (const row of rows) line(`${row.first ? "" : "  later: "}${row.name}`, row.sizes);

// A part's files are named after the parts that they belong to: `data.wasm`, and `data-rules.wasm` for what both need.
// `shared.wasm` (what `write` shares, and what is small) and `pages.css` come with the first part. That is `write`, which is fetched while the first page
// is looked at: a page adds what is its own beyond that.
const AT_ONCE = "write";
const withFirst = rows.filter((row) => ["shared.wasm", "pages.css"].includes(row.plain));
const pieces = rows.filter((row) => !row.first && row.name.endsWith(".wasm") && !withFirst.includes(row));
const needs = (row) => row.plain.replace(/\.wasm$/, "").split("-");
const parts = [...new Set(pieces.flatMap(needs))].filter((part) => part !== AT_ONCE).sort();
const own = (part) => [part, pieces.filter((row) => needs(row).includes(part) && !needs(row).includes(AT_ONCE))];
const atOnce = [AT_ONCE, [...pieces.filter((row) => needs(row).includes(AT_ONCE)), ...withFirst]];
const loads = [["FIRST LOAD", rows.filter((row) => row.first)], ...(pieces.length ? [atOnce, ...parts.map(own)] : [])];
console.log();
for (const [name, some] of loads) line(`${name} (${some.length} files)`, sum(some));

const kept = JSON.parse(readFileSync(KEPT, "utf8"));
if (record) {
  const sizes = Object.fromEntries([...byName(rows)].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(KEPT, `${JSON.stringify({ ...kept, sizes }, null, 2)}\n`);
} else if (parts.length) {
  let failed = false;
  for (const [name, some] of loads) {
    const [limit, size] = [kept.limits[name] ?? kept.limits.part, sum(some)[2]];
    if (size <= limit) continue;
    failed = true;
    const growth = [...byName(some)].map(([file, bytes]) => [file, bytes - (kept.sizes[file] ?? 0)]).sort((a, b) => b[1] - a[1]);
    const grown = growth.filter(([, by]) => by > 0).slice(0, 3).map(([file, by]) => `${file} by ${by.toLocaleString("en")}`);
    console.error(`✗ ${name}: ${size.toLocaleString("en")} bytes of brotli, ${(size - limit).toLocaleString("en")} above the budget. Grown: ${grown.join(", ") || "nothing"}.`);
  }
  if (failed) {
    console.error("  `node .ci/parts.mjs` shows what each part holds, `node .ci/parts.mjs why NAME` what holds it in the first load.");
    process.exitCode = 1;
  }
}
