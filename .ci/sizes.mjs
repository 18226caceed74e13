// Prints what a visitor downloads: every file of dist/, raw and compressed, those of the first load first.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = process.argv[2] ?? "dist";
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.path ?? entry.parentPath, entry.name).slice(dist.length + 1));
const index = readFileSync(join(dist, "index.html"), "utf8");
const rows = files.map((name) => {
  const bytes = readFileSync(join(dist, name));
  return { name, first: name === "index.html" || index.includes(name), sizes: [bytes.length, gzipSync(bytes).length, brotliCompressSync(bytes).length] };
});
rows.sort((a, b) => b.first - a.first || b.sizes[2] - a.sizes[2]);

const line = (name, sizes) => console.log(name.padEnd(44), ...sizes.map((size) => size.toLocaleString("en").padStart(11)));
const sum = (some) => [0, 1, 2].map((i) => some.reduce((total, row) => total + row.sizes[i], 0));
console.log("bytes".padEnd(44), ...["raw", "gzip", "brotli"].map((word) => word.padStart(11)));
for (const row of rows) line(`${row.first ? "" : "  later: "}${row.name}`, row.sizes);
line("FIRST LOAD", sum(rows.filter((row) => row.first)));
