// The heart in wasm at several opt-levels, side by side in one run: `node benches/levels.mjs [customers] [rounds] [levels…]`.
// Builds benches/wasm once a level (minutes each), shrinks it as the release does, and times its exports in Node, which runs them with the
// engine of Chromium.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { median } from "./book.mjs";

const [customers = "10000", rounds = "5", ...chosen] = process.argv.slice(2);
const levels = chosen.length ? chosen : ["z", "s", "2", "3"];
const WORK = ["read", "planned", "store", "load", "pack", "evaluate", "fold", "letter", "words", "alike"];
/** Work that a page does slice by slice: what is asked for the first slice and for those after. */
const SLICED = { keys: [1, 0], pairs: [0, 0] };
const FEATURES = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "multivalue", "reference-types"].map((name) => `--enable-${name}`);

async function built(level) {
  const target = `target/levels/${level}`;
  const env = { ...process.env, CARGO_TARGET_DIR: target, CARGO_PROFILE_RELEASE_OPT_LEVEL: level };
  const run = (program, ...rest) => execFileSync(program, rest, { env, stdio: ["ignore", "ignore", "inherit"] });
  run("cargo", "build", "--release", "--manifest-path", "benches/wasm/Cargo.toml", "--target", "wasm32-unknown-unknown");
  const file = `${target}/heart.wasm`;
  run("node_modules/.bin/wasm-opt", "-Oz", ...FEATURES, ...(process.env.NAMES ? ["-g"] : []), `${target}/wasm32-unknown-unknown/release/heart_wasm.wasm`, "-o", file);
  const bytes = readFileSync(file);
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return { level, kB: brotliCompressSync(bytes).length / 1000, heart: instance.exports, times: Object.fromEntries([...WORK, ...Object.keys(SLICED), "longest slice"].map((what) => [what, []])) };
}

const all = [];
for (const level of levels) all.push(await built(level));
for (const { heart } of all) heart.make(Number(customers));
for (let round = 0; round <= Number(rounds); round++) {
  for (const { heart, times } of all) {
    for (const what of WORK) {
      const began = performance.now();
      heart[what]();
      if (round > 0) times[what].push(performance.now() - began);
    }
    const slices = [];
    for (const [what, [first, next]] of Object.entries(SLICED)) {
      const began = performance.now();
      for (let at = began, goes = true, asked = first; goes; asked = next) {
        goes = heart[what](asked) > 0;
        slices.push(performance.now() - at);
        at = performance.now();
      }
      if (round > 0) times[what].push(performance.now() - began);
    }
    if (round > 0) times["longest slice"].push(Math.max(...slices));
  }
}
console.log(`${customers} customers with ten events each, medians of ${rounds} in ms`);
for (const { level, kB, times } of all) {
  const told = Object.keys(times).map((what) => `${what} ${median(times[what]).toFixed(0)}`).join(", ");
  console.log(`  opt-level ${level}: ${kB.toFixed(0)} kB brotli; ${told}`);
}
