// The whole app in one file that opens by a double click: `node .ci/single.mjs [dist]` makes dist/guanxi.html of the release in dist/.
// Nothing is built a second time: the parts stand packed in the page, and `src/boot/single.js` hands them out where the site fetches them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { PLACE, WORKERS, digest, replace } from "./wasm.mjs";

const [dist = "dist"] = process.argv.slice(2);
const names = readdirSync(dist, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
const read = (name) => readFileSync(join(dist, name));

/** The one file whose name fits. */
function one(pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${found.length} files are ${pattern}: dist/ is not a release of one build`);
  return found[0];
}

/** Replaces the one place where something stands. */
const swap = (text, pattern, by) => replace(text, pattern, () => by, 1);

const pack = (bytes) => gzipSync(bytes, { level: 9 }).toString("base64");
const block = (name, type, text) => `<script type="${type}" data-file="${name}">${text}</script>`;
const image = (name, type) => `data:${type};base64,${read(name).toString("base64")}`;

/** A script with all that it imports. */
function bundle(entry, alias = {}) {
  const { outputFiles } = buildSync({
    stdin: { contents: entry, resolveDir: resolve("src/boot") },
    alias,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    define: { "import.meta.url": "document.baseURI" },
    logLevel: "error", // the bindings name the loader once a binding
  });
  const text = outputFiles[0].text;
  if (/<\/script/i.test(text)) throw new Error("a script would end before its end");
  return text;
}

/** A worker's script: its program comes as the text PACKED, which the page puts before it. */
function worker(name) {
  const fetched = new RegExp(`fetch\\(new URL\\("${name}\\.wasm"[^]*?\\.then\\(\\(bytes\\) => wasm_bindgen\\(\\{ module_or_path: bytes \\}\\)\\)`);
  const script = swap(read(one(new RegExp(`^${name}-.*/${name}\\.js$`))).toString(), fetched, "wasm_bindgen({ module_or_path: unpack(PACKED) })");
  return `${bundle('import { unpack } from "./unpack.js"; globalThis.unpack = unpack;')}\n${script}`;
}

let html = read("index.html").toString();
const [, bindings, core] = html.match(/data-bindings="\.\/([^"]+)" data-wasm="\.\/([^"]+)"/);
// Where Debian's compiler built it, the core is all there is.
const parts = names.filter((name) => /^guanxi-.*\/(.*\.wasm|shared\.bin)$/.test(name) && name !== core);
const files = [core, ...parts, ...WORKERS.map((name) => one(new RegExp(`^${name}-.*/${name}\\.wasm$`)))];

html = html.replace(/<link rel="(?:modulepreload|manifest|apple-touch-icon)"[^>]*>\n?/g, "").replace(/<meta name="guanxi-(?:worker|sheets)"[^>]*>\n?/g, "");
html = html.replace(/<link rel="stylesheet" href="\.\/(style-[^"]+)"[^>]*>/g, (_, name) => `<style>${read(name)}</style>`);
if (html.includes(PLACE)) html = swap(html, new RegExp(PLACE), `<style>${read(one(/\/pages\.css$/))}</style>`);
html = html.replaceAll("./seal.svg", image("seal.svg", "image/svg+xml"));
html = swap(html, /<script>(?:(?!<\/script>)[^])*?window\.guanxiCore\s*=[^]*?<\/script>/, `<script>${bundle('import "./single.js";', { bindings: resolve(dist, bindings) })}</script>`);
html = swap(html, /import\(new URL\(\w+\.bindings,\s*document\.baseURI\)\)/, "window.guanxiBindings");
html = swap(html, /location\.protocol\.startsWith\("http"\)/, "false"); // the one file needs no service worker
const blocks = files.map((name) => block(name.split("/").pop(), "application/gzip", pack(read(name))));
html = swap(html, /<\/body>/, `${[...blocks, ...WORKERS.map((name) => block(`${name}.js`, "text/plain", worker(name)))].join("\n")}\n</body>`);

const sums = (tag) => [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, "g"))].map(([, text]) => `'${digest(text)}'`).join(" ");
const policy = `default-src 'none'; script-src ${sums("script")} 'wasm-unsafe-eval'; style-src ${sums("style")}; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'`;
html = swap(html, /default-src 'none';[^"]*/, policy);
writeFileSync(join(dist, "guanxi.html"), html);
console.log(`${join(dist, "guanxi.html")}: ${(html.length / 1e6).toFixed(1)} MB`);
