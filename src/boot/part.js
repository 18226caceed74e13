// The end of the splitter's loader (`.ci/wasm.mjs`), after what the build knows: `SUMS` of the files; `PARTS`, and which of them need each of the
// small shared files that stand in shared.bin one behind the other (`SMALL`: a bit a part, `LENGTHS`: bytes), and the `LARGE` ones by name.
const asked = new Set();
let shared;
let dressed;

/** A file did not come as it was built. It is told on screen. */
class Missing extends Error {}

/** What did not load for another cause is for the console. */
function report(failed) {
  if (!(failed instanceof Missing)) console.error(failed);
}

/** Fetches a file: only the very bytes that were built with this loader. */
async function file(name) {
  // What was answered wrongly may lie in the browser's cache; asked again, the server is to answer.
  const isAgain = asked.has(name);
  asked.add(name);
  // Without a secure address only the browser itself can tell whether it is the right one.
  const integrity = globalThis.crypto?.subtle ? undefined : SUMS[name];
  try {
    for (const cache of isAgain ? ["reload"] : ["default", "reload"]) {
      const bytes = await (await guanxiAsk(new URL(name, import.meta.url), { integrity, cache })).body.arrayBuffer();
      if (integrity) return bytes;
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      if (SUMS[name] === `sha256-${btoa(String.fromCharCode(...sum))}`) return bytes;
    }
    throw new Error("other bytes than were built");
  } catch (failed) {
    throw new Missing(`${name} did not load: ${failed.message}`);
  }
}

/** Fetches what `bytes` gives, beside the style of pages that are parts, and nothing that they cannot do without. */
const begun = (bytes) => () => {
  dressed ??= guanxiDress(new URL("pages.css", import.meta.url).href, document.querySelector('meta[name="guanxi-pages"]'), SUMS["pages.css"]);
  const both = Promise.all([bytes(), dressed]);
  both.catch(() => {});
  // Under whatever type a host serves it.
  return async (imports) => WebAssembly.instantiate((await both)[0], imports);
};

async function piece(start, end) {
  const all = (shared ??= file("shared.bin"));
  try {
    return (await all).slice(start, end);
  } catch (failed) {
    if (shared === all) shared = undefined; // the next try asks again
    throw failed;
  }
}

let end = 0;
const pieces = SMALL.map((mask, i) => {
  const [from, to] = [end, (end += LENGTHS[i])];
  return [PARTS.filter((_, bit) => (mask >> bit) & 1), makeLoad(begun(() => piece(from, to)), [])];
});
const several = LARGE.map((name) => [name.split("-"), makeLoad(begun(() => file(`${name}.wasm`)), [])]);

/** How a part begins: its own file, and those that it shares. */
function load(part) {
  const needs = [...pieces, ...several].filter(([parts]) => parts.includes(part)).map(([, begin]) => begin);
  return wrapAsyncCb(makeLoad(begun(() => file(`${part}.wasm`)), needs));
}
