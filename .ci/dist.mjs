// Trunk's post_build hook: finishes the wasm, bundles the style sheets, moves inline scripts into files, because the page's policy allows none, and writes the
// service worker with the list of everything that was built and its hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { PLACE, bare, digest, finish, small } from "./wasm.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? "dist";
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 16);

/** Puts the style sheets into one file, in their order: one request, and a third less to download. Those behind `PLACE` stay behind it. */
const bundle = (html) => html.split(PLACE).map(bundled).join(PLACE);

function bundled(html) {
  const sheets = [...html.matchAll(/ *<link rel="stylesheet" href="\.\/([\w.-]+)"\s*\/?>\n?/g)];
  if (sheets.length < 2) return html;
  const text = sheets.map(([, name]) => readFileSync(join(dist, name), "utf8")).join("\n");
  const bytes = small(text);
  for (const [, name] of sheets) rmSync(join(dist, name));
  const name = `style-${hash(bytes)}.css`;
  writeFileSync(join(dist, name), bytes);
  return sheets.reduce((page, [tag], i) => page.replace(tag, i ? "" : `    <link rel="stylesheet" href="./${name}" />\n`), html);
}

finish(dist);
if (process.env.TRUNK_PROFILE === "release") {
  const scripts = readdirSync(dist).filter((name) => /^(start|reach|theme)-[0-9a-f]+\.js$/.test(name));
  for (const name of scripts) writeFileSync(join(dist, name), bare(readFileSync(join(dist, name), "utf8")));
}
const index = join(dist, "index.html");
const page = readFileSync(index, "utf8");
const html = (process.env.TRUNK_PROFILE === "release" ? bundle(page) : page).replace(/<script((?:\s+(?!src=)[^>\s]+)*)\s*>([^]*?)<\/script>/g, (_, attributes, code) => {
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
