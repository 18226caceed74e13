// Trunk's post_build hook: finishes the wasm, bundles the style sheets, tells the page's policy the hashes of the scripts and the style that stand in
// it, and writes the service worker with the list of everything that was built and its hashes.
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
  if (sheets.length === 0) return html;
  const text = sheets.map(([, name]) => readFileSync(join(dist, name), "utf8")).join("\n");
  const bytes = small(text);
  for (const [, name] of sheets) rmSync(join(dist, name));
  const name = `style-${hash(bytes)}.css`;
  writeFileSync(join(dist, name), bytes);
  return sheets.reduce((page, [tag], i) => page.replace(tag, i ? "" : `    <link rel="stylesheet" href="./${name}" integrity="${digest(bytes)}" />\n`), html);
}

/** Trunk's way to start the program, which is a script of its own, becomes what `src/boot/start.js` reads. */
function started(html) {
  const trunk = /<script type="module">\s*import init[^]*? from '([^']+)';\s*const wasm = await init\({ module_or_path: '([^']+)' }\);[^]*?<\/script>\s*/;
  const [script, bindings, wasm] = html.match(trunk) ?? [];
  if (!script) return html;
  const core = `<meta name="guanxi-core" data-bindings="${bindings}" data-wasm="${wasm}" data-integrity="${digest(readFileSync(join(dist, wasm)))}" />`;
  return html.replace(script, "").replace(/<link rel="preload"[^>]*>/, "").replace('<meta name="guanxi-core" />', () => core);
}

/** What stands in the page, without what only readers of the source need. */
const lean = (html) =>
  html
    .replace(/(?<=<script>)[^]*?(?=<\/script>)/g, bare)
    .replace(/(?<=<style>)[^]*?(?=<\/style>)/g, small)
    .replace(/(<script[^]*?<\/script>)|<!--[^]*?-->/g, (_, script) => script ?? "") // a script may name what begins a comment
    .replace(/^\s+/gm, "");

/** The page's policy allows its own scripts and style, and no other that somebody puts into it. */
function allowed(html) {
  const hashes = (tag) => [...html.matchAll(new RegExp(`<${tag}(?: type="[^"]*")?>([^]*?)</${tag}>`, "g"))].map(([, text]) => ` '${digest(text)}'`).join("");
  return ["script", "style"].reduce((page, tag) => page.replace(new RegExp(`${tag}-src 'self'(?: 'sha256-[^']*')*`), () => `${tag}-src 'self'${hashes(tag)}`), html);
}

await finish(dist);
const index = join(dist, "index.html");
const page = started(readFileSync(index, "utf8"));
writeFileSync(index, allowed(process.env.TRUNK_PROFILE === "release" ? lean(bundle(page)) : page));

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== "sw.js")
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .sort();
const version = hash(...files.flatMap((name) => [name, readFileSync(join(dist, name))]));
const address = (name) => (name === "index.html" ? "./" : `./${name}`);
const build = { version, files: files.map((name) => [address(name), digest(readFileSync(join(dist, name)))]) };
const worker = readFileSync("src/boot/sw.js", "utf8");
writeFileSync(join(dist, "sw.js"), `const BUILD = ${JSON.stringify(build)};\n${worker}`);
