// Trunk's post_build hook: finishes the wasm, moves inline scripts into files, because the page's policy allows none, and writes the
// service worker with the list of everything that was built and its hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { digest, finish } from "./wasm.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 16);

finish(dist);
const index = join(dist, "index.html");
const html = readFileSync(index, "utf8").replace(/<script((?:\s+(?!src=)[^>\s]+)*)\s*>([^]*?)<\/script>/g, (_, attributes, code) => {
  const name = `boot-${hash(code)}.js`;
  writeFileSync(join(dist, name), code);
  return `<script${attributes} src="./${name}"></script>`;
});
writeFileSync(index, html);

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== "sw.js")
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();
const version = hash(...files.flatMap((name) => [name, readFileSync(join(dist, name))]));
const address = (name) => (name === "index.html" ? "./" : `./${name}`);
const build = { version, files: files.map((name) => [address(name), digest(readFileSync(join(dist, name)))]) };
const worker = readFileSync("src/boot/sw.js", "utf8");
writeFileSync(join(dist, "sw.js"), `const BUILD = ${JSON.stringify(build)};\n${worker}`);
