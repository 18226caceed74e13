// What each part of the split release holds, and why: reads the wasm that `.ci/wasm.mjs` left in target/parts with its names.
//   node .ci/parts.mjs [LINES]        each part: code and data in kB before it is made small, by crate and module
//   node .ci/parts.mjs why PATTERN    the shortest way from the core to a function or constant of that name
//   node .ci/parts.mjs cut PATTERN... how much would leave the core if nothing in it reached what has such a name
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const PARTS = "target/parts";
const RAW = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/guanxi.wasm");

/** Reads numbers and names of the wasm format one after another. */
class Reader {
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at });
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }
  name() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
  list(read) {
    return Array.from({ length: this.number() }, (_, i) => read(i));
  }
}

/** The sections of a module: [{ id, name, start, end }], `start` after the name of a custom one. */
function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    const payload = reader.at;
    const name = id === 0 ? reader.name() : "";
    found.push({ id, name, payload, start: reader.at, end });
    reader.at = end;
  }
  return found;
}

const section = (all, id, name = "") => all.find((one) => one.id === id && one.name === name);

/** The functions of a module with code: [{ index, start, end }]. */
function bodies(bytes, all) {
  const imports = section(all, 2);
  let index = 0;
  if (imports) {
    const reader = new Reader(bytes, imports.start);
    reader.list(() => {
      reader.name();
      reader.name();
      const kind = reader.byte();
      const limits = () => (reader.byte() & 1 ? [reader.number(), reader.number()] : reader.number());
      if (kind === 0) index++, reader.number();
      else if (kind === 1) reader.byte(), limits();
      else if (kind === 2) limits();
      else if (kind === 3) reader.byte(), reader.byte();
      else reader.byte(), reader.number();
    });
  }
  const code = section(all, 10);
  if (!code) return [];
  const reader = new Reader(bytes, code.start);
  return reader.list(() => {
    const length = reader.number();
    const start = reader.at;
    reader.at += length;
    return { index: index++, start, end: reader.at };
  });
}

/** The names of a module's functions, by index. */
function functionNames(bytes, all) {
  const names = new Map();
  const custom = section(all, 0, "name");
  if (!custom) return names;
  const reader = new Reader(bytes, custom.start);
  while (reader.at < custom.end) {
    const kind = reader.byte();
    const end = reader.number() + reader.at;
    if (kind === 1) reader.list(() => names.set(reader.number(), reader.name()));
    reader.at = end;
  }
  return names;
}

/** A name as Rust writes it: `_ZN6guanxi2ui3app4root17h…E` is `guanxi::ui::app::root`. */
function plain(name) {
  const signs = { LT: "<", GT: ">", RF: "&", BP: "*", LP: "(", RP: ")", C: ",", u20: " ", u27: "'", u5b: "[", u5d: "]", u7b: "{", u7d: "}", u3b: ";" };
  const steps = [];
  for (let rest = name.match(/^_ZN(.*)E/)?.[1]; rest; ) {
    const [digits] = rest.match(/^\d+/) ?? [];
    if (!digits) break;
    steps.push(rest.slice(digits.length, digits.length + Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  if (!steps.length) return name;
  if (/^h[0-9a-f]{16}$/.test(steps.at(-1))) steps.pop();
  return steps.map((step) => step.replace(/^_(?=\$)/, "").replaceAll(/\$(\w+)\$/g, (all, sign) => signs[sign] ?? all).replaceAll("..", "::")).join("::");
}

/** A function's crate and module: `guanxi::ui::page::rules`. What another crate makes for a type of ours counts as ours. */
function home(name) {
  const path = name.match(/guanxi(?:::\w+)+/)?.[0] ?? name.match(/[a-z]\w+(?=::)/)?.[0] ?? name;
  const steps = path.split("::");
  if (steps[0] !== "guanxi") return steps[0];
  const depth = steps[1] === "ui" && steps[2] === "page" ? 4 : 3;
  return steps.slice(0, Math.min(depth, Math.max(steps.length - 1, 2))).join("::");
}

function holdings(lines) {
  const files = [join(PARTS, "core/guanxi_bg.wasm"), ...readdirSync(PARTS).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name)).map((name) => join(PARTS, name))];
  for (const file of files) {
    const bytes = readFileSync(file);
    const all = sections(bytes);
    const names = functionNames(bytes, all);
    const rooms = new Map();
    let code = 0;
    for (const { index, start, end } of bodies(bytes, all)) {
      const room = home(plain(names.get(index) ?? "?"));
      rooms.set(room, (rooms.get(room) ?? 0) + end - start);
      code += end - start;
    }
    const data = section(all, 11);
    console.log(`\n${basename(file)}: code ${kb(code)}, data ${kb(data ? data.end - data.start : 0)}`);
    const sorted = [...rooms].sort((a, b) => b[1] - a[1]);
    for (const [room, size] of sorted.slice(0, lines)) console.log(`${kb(size).padStart(9)}  ${room}`);
  }
}

const kb = (size) => (size / 1000).toFixed(1);

/** The whole program as a graph: what each function or constant names. */
function graph() {
  const bytes = readFileSync(RAW);
  const all = sections(bytes);
  const functions = bodies(bytes, all);
  const linking = section(all, 0, "linking");
  const reader = new Reader(bytes, linking.start);
  reader.number();
  let symbols = [];
  while (reader.at < linking.end) {
    const kind = reader.byte();
    const end = reader.number() + reader.at;
    if (kind === 8) symbols = reader.list(() => symbol(reader));
    reader.at = end;
  }
  const segments = dataSegments(bytes, section(all, 11));
  const places = [];
  for (const [i, one] of symbols.entries()) {
    if (one.kind === 0) {
      const body = functions.find((f) => f.index === one.index);
      if (body) places.push({ ...body, symbol: i });
    } else if (one.kind === 1 && one.segment !== undefined && one.size) {
      const start = segments[one.segment] + one.offset;
      places.push({ start, end: start + one.size, symbol: i });
    }
  }
  places.sort((a, b) => a.start - b.start);
  const sizes = symbols.map(() => 0);
  for (const { start, end, symbol } of places) sizes[symbol] += end - start;
  const edges = symbols.map(() => new Set());
  for (const [id, name] of [[10, "reloc.CODE"], [11, "reloc.DATA"]]) {
    const base = section(all, id).payload;
    for (const { offset, target } of relocations(bytes, section(all, 0, name))) {
      for (const place of holding(places, base + offset)) edges[place.symbol].add(target);
    }
  }
  const names = functionNames(bytes, all);
  const labels = symbols.map((one) => plain((one.kind === 0 ? names.get(one.index) : one.name) ?? one.name));
  return { symbols, edges, sizes, labels };
}

function symbol(reader) {
  const kind = reader.byte();
  const flags = reader.number();
  const isNamed = !(flags & 0x10) || flags & 0x40;
  if (kind === 1) {
    const name = reader.name();
    return flags & 0x10 ? { kind, name } : { kind, name, segment: reader.number(), offset: reader.number(), size: reader.number() };
  }
  if (kind === 3) return { kind, index: reader.number(), name: "" };
  const index = reader.number();
  return { kind, index, name: isNamed ? reader.name() : "" };
}

function dataSegments(bytes, data) {
  const reader = new Reader(bytes, data.start);
  return reader.list(() => {
    if (reader.number() !== 1) {
      while (reader.byte() !== 0x0b);
    }
    const length = reader.number();
    reader.at += length;
    return reader.at - length;
  });
}

function relocations(bytes, custom) {
  const reader = new Reader(bytes, custom.start);
  reader.number();
  const withAddend = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
  const found = reader.list(() => {
    const [kind, offset, target] = [reader.byte(), reader.number(), reader.number()];
    if (withAddend.has(kind)) reader.number();
    return { kind, offset, target };
  });
  return found.filter(({ kind }) => kind !== 6); // a type's number is no symbol's
}

function* holding(places, at) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  // Constants may lie within each other.
  for (let i = low - 1; i >= 0 && i > low - 8; i--) if (at < places[i].end) yield places[i];
}

/** What the core reaches without `cut`, in the order of distance, each with what reached it first. */
function core({ symbols, edges, labels }, cut) {
  const isStart = ({ name }) => /^(main|__main_void|_start|__wasm_call_ctors)$/.test(name) || /^__(wasm_bindgen|wbindgen)/.test(name);
  const isOut = (i) => !symbols[i] || symbols[i].name.includes("__wasm_split_00") || cut?.test(labels[i]);
  const from = new Map(symbols.flatMap((one, i) => (isStart(one) && !cut?.test(labels[i]) ? [[i, -1]] : [])));
  const queue = [...from.keys()];
  for (let at = 0; at < queue.length; at++) {
    for (const next of edges[queue[at]]) {
      if (!from.has(next) && !isOut(next)) from.set(next, queue[at]), queue.push(next);
    }
  }
  return from;
}

function cuts(patterns) {
  const all = graph();
  const size = (some) => [...some.keys()].reduce((sum, i) => sum + all.sizes[i], 0);
  const whole = size(core(all));
  console.log(`${kb(whole).padStart(9)}  all that the core reaches, before it is made small`);
  for (const pattern of patterns) console.log(`${kb(whole - size(core(all, new RegExp(pattern)))).padStart(9)}  ${pattern}`);
}

function why(pattern) {
  const all = graph();
  const from = core(all);
  const called = (i) => all.labels[i];
  const wanted = new RegExp(pattern);
  const found = [...from.keys()].filter((i) => wanted.test(called(i)));
  if (!found.length) return console.log("The core does not reach it.");
  console.log(`${found.length} in the core, the nearest by this way:`);
  for (let i = found[0]; i !== -1; i = from.get(i)) console.log(`  ${called(i)}`);
  console.log("the others:");
  for (const i of found.slice(1, 40)) console.log(`  ${called(i)}  <-  ${called(from.get(i))}`);
}

const [first, ...rest] = process.argv.slice(2);
if (first === "why") why(rest[0]);
else if (first === "cut") cuts(rest);
else holdings(Number(first ?? 25));
