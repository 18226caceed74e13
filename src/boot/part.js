// The end of the splitter's loader (`.ci/wasm.mjs`), after `const SUMS` and `const SHARED`: how a part of the program is fetched and
// started. What several parts share and is small stands in one file, each at its place.
const asked = new Set();
let shared;

/** Fetches a file: only the very bytes that were built with this loader. */
function file(name) {
  // What was answered wrongly may lie in the browser's cache; asked again, the server is to answer.
  const cache = asked.has(name) ? "reload" : "default";
  asked.add(name);
  return fetch(new URL(name, import.meta.url), { integrity: SUMS[name], cache });
}

const STYLE = "pages.css";
let dressed;

/** Puts the style of pages that are parts, and of paper, into its place. A browser takes nothing but a style sheet for one. */
async function dress() {
  if (asked.has(STYLE)) await file(STYLE); // what was answered wrongly does not come from the browser's cache again
  asked.add(STYLE);
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(STYLE, import.meta.url) });
  document.querySelector('meta[name="guanxi-pages"]').after(link);
  await new Promise((done, failed) => Object.assign(link, { onload: done, onerror: failed })).catch(() => {
    link.remove();
    throw new Error(`${STYLE} did not load`);
  });
}

async function part(name) {
  await (dressed ??= dress().catch((failed) => {
    dressed = undefined; // the next try asks again
    throw failed;
  }));
  if (!SHARED[name]) return file(name);
  shared ??= file("shared.bin").then((answer) => answer.arrayBuffer());
  try {
    return (await shared).slice(...SHARED[name]);
  } catch (failed) {
    shared = undefined; // the next try asks again
    throw failed;
  }
}

/** Starts a part, under whatever type the host serves it. */
async function instantiate(coming, imports) {
  const came = await coming;
  if (came instanceof ArrayBuffer) return WebAssembly.instantiate(came, imports);
  if (came.headers.get("Content-Type") === "application/wasm") return WebAssembly.instantiateStreaming(came, imports);
  return WebAssembly.instantiate(await came.arrayBuffer(), imports);
}
