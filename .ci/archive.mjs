// What is handed out: target/guanxi-VERSION.zip with the site, the one file and the sums of all of them, and the zip's own sum beside it.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";

const dist = "dist";
const [, version] = readFileSync("Cargo.toml", "utf8").match(/^version = "([^"]+)"/m);
const name = `guanxi-${version}`;
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();
const place = (file) => (file === "guanxi.html" ? file : `site/${file}`);
const packed = {};
for (const file of files) packed[`${name}/${place(file)}`] = readFileSync(join(dist, file));
const sums = Object.entries(packed).map(([file, bytes]) => `${sum(bytes)}  ${file.slice(name.length + 1)}\n`);
packed[`${name}/SHA256SUMS`] = Buffer.from(sums.join(""));
// The same files make the same archive: no time of a clock stands in it.
const zip = zipSync(packed, { level: 9, mtime: new Date(1980, 0, 2) });
writeFileSync(join("target", `${name}.zip`), zip);
writeFileSync(join("target", `${name}.zip.sha256`), `${sum(zip)}  ${name}.zip\n`);
console.log(`target/${name}.zip: ${(zip.length / 1e6).toFixed(1)} MB, ${files.length} files with their sums`);
