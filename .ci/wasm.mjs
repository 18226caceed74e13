// What becomes of the compiler's wasm in a release: split into parts where it was linked for that (`GUANXI_SPLIT`), and made small.
// The parts stand in one folder named by a hash of them all: they fit only each other.
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transformSync } from "esbuild";

/** What every browser that runs the page can do; beyond it nothing may be used. */
const FEATURES = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext", "multivalue"].map((name) => `--enable-${name}`);
/** What several parts share and is smaller is made one with the rest of its kind, and so is whatever `write` shares, which is fetched right behind
 *  the first page: a request each would cost more, and what is alike in hundreds of pieces is found and kept once. */
const SMALL = 26_000;
const SHARED = "shared.wasm";
/** Style sheets of pages that are parts, and of paper, as what is printed is made by a part. They come with the first one, to this place among the others. */
const LATER = /( *<link rel="stylesheet" href="\.\/(?!(?:tokens|base|shell|widgets|pages)-)([\w.-]+)"\s*\/?>\n?)+/;
export const PLACE = '<meta name="guanxi-pages" />';
/** Where the parts lie with their names, for `.ci/parts.mjs`. */
export const NAMED = "target/parts";

export const digest = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
const run = (program, ...args) => execFileSync(program, args, { stdio: ["ignore", "ignore", "pipe"] });
/** `--low-memory-unused`: the lowest 1,024 bytes are the far end of the stack, so no address of ours is a small number and none wraps around it. */
const shrink = (from, to, ...passes) => promisify(execFile)("wasm-opt", [...(passes.length ? passes : ["-Oz"]), "--low-memory-unused", ...FEATURES, from, "-o", to]);
/** Functions of one kind side by side: brotli finds their likeness when it is near. The names go afterwards. */
const BY_NAME = ["-Oz", "-g", "--reorder-functions-by-name"];
/** Its control flow written anew from the graph: three thousand bytes less of what everybody downloads first. */
const ANEW = ["-Oz", "--flatten", "--rereloop"];
const built = (...path) => join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown", ...path);

/** What everybody downloads first. */
const CORE = "guanxi_bg.wasm";

/** Does something with each, as many at a time as the machine has processors: wasm-opt takes one for minutes. The first begins first. */
async function sideBySide(all, work) {
  const waiting = [...all];
  const worker = async () => {
    for (let one; (one = waiting.shift()); ) await work(one);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Reads a number of the wasm format: [it, where the next begins]. */
function leb(bytes, at) {
  for (let [value, factor] = [0, 1]; ; factor *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
  }
}

/** A number as the wasm format writes it. */
const written = (value) => (value < 128 ? [value] : [(value % 128) | 128, ...written(Math.floor(value / 128))]);

/** A module with each section, from its first byte and from that of its content, as `change` gives it; nothing leaves it out. */
function changed(bytes, change) {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = leb(bytes, at + 1);
    const content = change(bytes[at], bytes.subarray(start, start + length));
    if (content) kept.push(Buffer.from([bytes[at], ...written(content.length)]), content);
    at = start + length;
  }
  return Buffer.concat(kept);
}

/** What a module imports that is no function: {name: {kind, min, max}} of its table and memory, {name: {kind}} of its globals. */
function imported(bytes) {
  const found = {};
  changed(bytes, (id, content) => {
    if (id !== IMPORTS) return;
    let [count, at] = leb(content, 0);
    for (; count; count--) {
      const [, behind] = named(content, at);
      const [name, kindAt] = named(content, behind);
      const kind = ["function", "table", "memory", "global"][content[kindAt]];
      const limits = kindAt + (kind === "table" ? 2 : 1);
      if (kind === "table" || kind === "memory") {
        const [min, next] = leb(content, limits + 1);
        found[name] = { kind, min, max: content[limits] & 1 ? leb(content, next)[0] : "" };
      } else if (kind === "global") found[name] = { kind };
      at = past(content, kindAt, id);
    }
  });
  return found;
}

/**
 * Makes one module of pieces that share the program's memory, table and globals and call each other by the table alone: a module that hands
 * these on stands in the program's place.
 */
function merged(pieces, to) {
  const all = Object.assign({}, ...pieces.map((piece) => imported(readFileSync(piece))));
  const limits = ({ min, max }) => `${min} ${max}`;
  const type = (of) => (of.kind === "memory" ? limits(of) : of.kind === "table" ? `${limits(of)} funcref` : "(mut i32)");
  const each = (line) => Object.entries(all).map(line).join("");
  const host = `(module ${each(([name, of], i) => `(import "${BEHIND}" "${name}" (${of.kind} $${i} ${type(of)}))`)} ${each(([name, of], i) => `(export "${name}" (${of.kind} $${i}))`)})`;
  writeFileSync(`${to}.wat`, host);
  run("wasm-as", `${to}.wat`, "-o", `${to}.host`, ...FEATURES);
  // Names of locals are told to be unknown, a line each.
  execFileSync("wasm-merge", [`${to}.host`, HOST, ...pieces.flatMap((piece, i) => [piece, `piece${i}`]), "-o", to, "-g", "--enable-multimemory", ...FEATURES], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
}

/** A module without its names. Pieces of a few functions gain nothing else from wasm-opt, which takes seconds to start. */
const stripped = (bytes) => changed(bytes, (id, content) => id !== 0 && content);

/** The names of the bindings: their file's, and those with hashes. */
const LONG = /\.\/guanxi_bg\.js(?=")|\b\w+_[0-9a-f]{16}(?![0-9a-f])\w*|\b_ZN\w+17h[0-9a-f]{16}E\w*/g;

const IMPORTS = 2;
const EXPORTS = 7;
/** What the program is called by what comes after it, and by what stands in its place while pieces become one. */
const HOST = "__wasm_split";
const BEHIND = "behind";

/** A name in the wasm format: [it, where what follows begins]. */
function named(content, at) {
  const [length, start] = leb(content, at);
  return [content.subarray(start, start + length).toString(), start + length];
}

/** Where what is imported or exported ends that begins here: its kind, and what it is. */
function past(content, at, id) {
  const FUNCTION = 0, TABLE = 1, MEMORY = 2;
  const number = (from) => leb(content, from)[1];
  const kind = content[at];
  if (id === EXPORTS || kind === FUNCTION) return number(at + 1);
  if (kind !== TABLE && kind !== MEMORY) return at + 3;
  const limits = at + (kind === TABLE ? 2 : 1);
  return number(limits + 1 + (content[limits] & 1 ? number(limits + 1) - limits - 1 : 0));
}

/** A module whose imports and exports have the names that `rename` gives them; what it gives none is handed out no longer, and what only that reached goes with the next wasm-opt. */
function renamed(bytes, rename) {
  const text = (name) => Buffer.from([...written(Buffer.byteLength(name)), ...Buffer.from(name)]);
  return changed(bytes, (id, content) => {
    if (id !== IMPORTS && id !== EXPORTS) return content;
    const kept = [];
    let [count, at] = leb(content, 0);
    for (; count; count--) {
      const names = [];
      for (let n = id === IMPORTS ? 2 : 1, name; n; n--) {
        [name, at] = named(content, at);
        names.push(rename(name));
      }
      const end = past(content, at, id);
      if (names.every((name) => name !== undefined)) kept.push(Buffer.concat([...names.map(text), content.subarray(at, end)]));
      at = end;
    }
    return Buffer.concat([Buffer.from(written(kept.length)), ...kept]);
  });
}

/** A style sheet without remarks and the white space that means nothing. Its rules stay as they are written. */
export const small = (sheet) => transformSync(sheet, { loader: "css", minifyWhitespace: true, charset: "utf8" }).code.trim();

/** A script without its remarks, and with short names of its own. Its syntax stays: old browsers must be able to read why they cannot run the rest. */
export const bare = (script) => transformSync(script, { minifyWhitespace: true, minifyIdentifiers: true, charset: "utf8" }).code.trim();

/** The same for a module that comes when the browser is known to run the program: its syntax as well. */
const modern = (script) => transformSync(script, { minify: true, target: "es2020", charset: "utf8" }).code.trim();

/** Replaces exactly as many places as there must be. */
export function replace(text, pattern, by, times) {
  const found = text.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (found !== times) throw new Error(`what stands there has changed: ${found} × ${pattern}, not ${times}`);
  return text.replaceAll(new RegExp(pattern, "g"), by);
}

/**
 * Leptos brings streams for functions of a server, and hands their classes out to scripts: the linker keeps them, though no script takes them
 * and the program never makes one. Gives the bindings without them.
 */
function withoutStreams(glue, core) {
  if (/\bIntoUnderlying\w+\.__wrap\b/.test(glue)) throw new Error("streams are made after all");
  writeFileSync(core, renamed(readFileSync(core), (name) => (/^(__wbg_)?intounderlying/.test(name) ? undefined : name)));
  const rest = replace(glue, /export class IntoUnderlying[^]*?\n\}\nif \(Symbol\.dispose\).*\n/, () => "", 3);
  return replace(rest, /const IntoUnderlying\w+Finalization =[^;]*;\n/, () => "", 3);
}

/** The splitter's own names (`split_rules`, `chunk_3`) by names that say which pages a file belongs to: `rules`, `review-rules`. */
function names(loader) {
  const shared = [...loader.matchAll(/\/\* ([\w, ]+) \*\/\s+const __chunk_(\d+) =/g)];
  return new Map(shared.map(([, parts, number]) => [`chunk_${number}`, parts.split(", ").sort().join("-")]));
}

/** What the program and its bindings call each other by: long names with hashes, which nothing makes smaller. Gives the short ones, in the program's order. */
function shortNames(glue, core) {
  const long = new Set(glue.match(LONG));
  const theirs = WebAssembly.Module.imports(new WebAssembly.Module(core)).flatMap(({ module, name }) => [module, name]);
  const inOrder = new Set([...theirs.filter((name) => long.has(name)), ...long]);
  return new Map([...inOrder].map((name, i) => [name, `$${i.toString(36)}`]));
}

/** Splits the compiler's file; gives the folder's name. `sheets`: the style of the pages that are parts. */
async function split(dist, sheets) {
  const raw = built("release/guanxi.wasm");
  rmSync(NAMED, { recursive: true, force: true });
  run("wasm-split-cli", raw, NAMED, "--out-name", "guanxi");
  run("wasm-bindgen", "--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript", "--out-name", "guanxi", "--out-dir", `${NAMED}/core`, `${NAMED}/guanxi.wasm`);

  const glue = withoutStreams(readFileSync(`${NAMED}/core/guanxi.js`, "utf8"), `${NAMED}/core/${CORE}`);
  const loader = readFileSync(`${NAMED}/__wasm_split.js`, "utf8");
  const readable = names(loader);
  const files = new Map([[CORE, `${NAMED}/core/guanxi_bg.wasm`]]);
  for (const name of readdirSync(NAMED).filter((name) => /^(chunk|split)_.*\.wasm$/.test(name))) {
    const stem = name.replace(/\.wasm$/, "");
    files.set(`${readable.get(stem) ?? stem.replace(/^split_/, "")}.wasm`, join(NAMED, name));
  }
  const small = join(NAMED, "small");
  mkdirSync(small);
  const isShared = ([name, from]) => name.includes("-") && (name.endsWith("-write.wasm") || stripped(readFileSync(from)).length < SMALL);
  const pieces = [...files].filter(isShared);
  merged(pieces.map(([, from]) => from), `${NAMED}/${SHARED}`);
  pieces.forEach(([name]) => files.delete(name));
  files.set(SHARED, `${NAMED}/${SHARED}`);
  const shrunk = async ([name, from]) => {
    const to = join(small, name);
    await shrink(from, to, ...(name === CORE ? [...ANEW, ...ANEW] : []), ...BY_NAME);
    writeFileSync(to, stripped(readFileSync(to)));
    if (name === CORE) for (const passes of [["-Oz"], ["-Oz", "--merge-similar-functions", "-Oz"]]) await shrink(to, to, ...passes); // and twice more: a thousand and eight hundred
  };
  await sideBySide([...files], shrunk);

  const short = shortNames(glue, readFileSync(join(small, CORE)));
  const name = (long) => (long === BEHIND ? HOST : short.get(long) ?? long);
  const bytes = new Map([...files.keys()].map((file) => [file, renamed(readFileSync(join(small, file)), name)]));
  bytes.set("pages.css", Buffer.from(sheets));
  bytes.set("guanxi.js", Buffer.from(modern(glue.replace(LONG, name))));
  bytes.set("__wasm_split.js", Buffer.from(modern(load(loader, readable, bytes))));
  const sum = createHash("sha256");
  for (const name of [...bytes.keys()].sort()) sum.update(name).update(bytes.get(name));
  const folder = `guanxi-${sum.digest("hex").slice(0, 16)}`;
  mkdirSync(join(dist, folder), { recursive: true });
  for (const [name, content] of bytes) writeFileSync(join(dist, folder, name), content);
  return folder;
}

/**
 * The splitter's loader, with the list of files that it spells out, one call each, told in numbers: everybody downloads it, and it would grow
 * with each page. How a file is fetched and what belongs to which part is `src/boot/part.js`.
 */
function load(loader, readable, bytes) {
  const [head] = loader.split(/\/\* [\w, ]+ \*\/\s+const __chunk_/);
  const parts = [...loader.matchAll(/export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\([^]*?\n, \[([^\]]*)\]\)\);/g)].map(([, part, needs]) => [part, needs.match(/chunk_\d+/g) ?? []]);
  const names = parts.map(([part]) => part).sort();
  for (const [part, needs] of parts) {
    const told = [...readable].filter(([, name]) => name.split("-").includes(part)).map(([chunk]) => chunk);
    if (told.sort().join() !== needs.sort().join()) throw new Error(`the splitter's loader has changed: what ${part} needs`);
  }
  const large = [...bytes.keys()].filter((name) => name.endsWith(".wasm") && name.includes("-"));
  const files = [...bytes.keys()].filter((name) => name !== CORE && !name.endsWith(".js"));
  const known = {
    SUMS: Object.fromEntries(files.map((name) => [name, digest(bytes.get(name))])),
    LARGE: large.map((name) => name.replace(".wasm", "")),
  };
  const constants = Object.entries(known).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  const starts = names.map((part) => `export const __wasm_split_load_${part} = load(${JSON.stringify(part)});`);
  return [replace(head, /console\.error\(e\)/, () => "report(e)", 1), ...constants, readFileSync("src/boot/part.js", "utf8"), ...starts].join("\n");
}

/** What reads files beside the page: books, and tables. */
export const WORKERS = ["worker", "sheets"];

/** Begins a worker's wasm; where that does not come, the page hears of it and reads the file itself. */
const begin = (name, integrity) => `
fetch(new URL("${name}.wasm", location.href), { integrity: "${integrity}" })
  .then((answer) => answer.arrayBuffer())
  .then((bytes) => wasm_bindgen({ module_or_path: bytes }))
  .catch(() => postMessage(new Uint8Array([63])));
`;

/** A worker that reads files (`src/worker`), in a folder named by what is in it: it fits only the page of its build. Gives the tag that says where. */
async function worker(dist, name) {
  const made = `target/${name}-site`;
  run("wasm-bindgen", "--target", "no-modules", "--no-typescript", "--out-name", name, "--out-dir", made, built(`worker/${name}.wasm`));
  await shrink(join(made, `${name}_bg.wasm`), join(made, `${name}_bg.wasm`), "-O3");
  const bytes = readFileSync(join(made, `${name}_bg.wasm`));
  const script = bare(readFileSync(join(made, `${name}.js`), "utf8")) + begin(name, digest(bytes));
  const folder = `${name}-${createHash("sha256").update(bytes).update(script).digest("hex").slice(0, 16)}`;
  mkdirSync(join(dist, folder), { recursive: true });
  writeFileSync(join(dist, folder, `${name}.wasm`), bytes);
  writeFileSync(join(dist, folder, `${name}.js`), script);
  return `<meta name="guanxi-${name}" content="./${folder}/${name}.js" />`;
}

/** Makes what Trunk left in `dist` the release's. Done once: a site that is finished stays as it is. */
export async function finish(dist) {
  const glue = readdirSync(dist).find((name) => /^guanxi-[0-9a-f]+\.js$/.test(name));
  if (!glue || process.env.TRUNK_PROFILE !== "release") return;
  const wasm = glue.replace(/\.js$/, "_bg.wasm");
  const index = join(dist, "index.html");
  const html = readFileSync(index, "utf8");
  const core = process.env.GUANXI_SPLIT ? parts(dist, html, glue, wasm) : shrink(join(dist, wasm), join(dist, wasm)).then(() => html);
  const [page, ...readers] = await Promise.all([core, ...WORKERS.map((name) => worker(dist, name))]);
  writeFileSync(index, page.replace("</title>", `</title>\n    ${readers.join("\n    ")}`));
}

/** Puts the parts in the place of the compiler's file; gives the page that begins with them. */
async function parts(dist, html, glue, wasm) {
  const [later] = html.match(LATER) ?? [];
  if (!later) throw new Error("index.html has no style sheets of pages");
  const sheets = [...later.matchAll(/\.\/([\w.-]+\.css)/g)].map(([, name]) => name);
  const folder = await split(dist, small(sheets.map((name) => readFileSync(join(dist, name), "utf8")).join("\n")));
  for (const name of [glue, wasm, ...sheets]) rmSync(join(dist, name));
  const sum = (name) => digest(readFileSync(join(dist, folder, name)));
  const preload = `(?<=<link rel="modulepreload" href=")\\./${glue}"`;
  const preloads = `./${folder}/__wasm_split.js" integrity="${sum("__wasm_split.js")}" crossorigin="anonymous"><link rel="modulepreload" href="./${folder}/guanxi.js" integrity="${sum("guanxi.js")}"`;
  return replace(html, preload, () => preloads, 1)
    .replace(later, `    ${PLACE}\n`)
    .replaceAll(`./${wasm}`, `./${folder}/${CORE}`)
    .replaceAll(`./${glue}`, `./${folder}/guanxi.js`);
}
