// The end of the splitter's loader (`.ci/wasm.mjs`), after `const SUMS` and `const SHARED`: how a part of the program is fetched and
// started. What several parts share and is small stands in one file, each at its place.
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

async function part(name) {
  // The style of pages that are parts, and nothing that they cannot do without.
  dressed ??= guanxiDress(new URL("pages.css", import.meta.url).href, document.querySelector('meta[name="guanxi-pages"]'), SUMS["pages.css"]);
  const [bytes] = await Promise.all([SHARED[name] ? piece(name) : file(name), dressed]);
  return bytes;
}

async function piece(name) {
  const all = (shared ??= file("shared.bin"));
  try {
    return (await all).slice(...SHARED[name]);
  } catch (failed) {
    if (shared === all) shared = undefined; // the next try asks again
    throw failed;
  }
}
