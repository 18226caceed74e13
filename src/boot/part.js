// The end of the splitter's loader (`.ci/wasm.mjs`), after what the build knows: `SUMS` of the files, and which of them several parts need beside
// shared.wasm, which every part needs (`LARGE`: their names are those of the parts).
const asked = new Set();
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

/** Fetches a file, beside the style of pages that are parts, and nothing that they cannot do without. */
const begun = (name) => () => {
  dressed ??= guanxiDress(new URL("pages.css", import.meta.url).href, document.querySelector('meta[name="guanxi-pages"]'), SUMS["pages.css"]);
  const both = Promise.all([file(`${name}.wasm`), dressed]);
  both.catch(() => {});
  // Under whatever type a host serves it.
  return async (imports) => WebAssembly.instantiate((await both)[0], imports);
};

const shared = makeLoad(begun("shared"), []);
const several = LARGE.map((name) => [name.split("-"), makeLoad(begun(name), [])]);

/** How a part begins: its own file, and those that it shares. */
function load(part) {
  const needs = several.filter(([parts]) => parts.includes(part)).map(([, begin]) => begin);
  return wrapAsyncCb(makeLoad(begun(part), [shared, ...needs]));
}
