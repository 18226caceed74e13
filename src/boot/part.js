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

let dressed;

/** The style of pages that are parts. It stands before the print's, which has the last word. */
function dress() {
  dressed ??= new Promise((done, failed) => {
    const link = document.createElement("link");
    const undress = () => {
      link.remove();
      dressed = undefined; // the next try asks again
      failed(new Error("pages.css did not load"));
    };
    Object.assign(link, { rel: "stylesheet", href: new URL("pages.css", import.meta.url), integrity: SUMS["pages.css"], onload: done, onerror: undress });
    document.querySelector('meta[name="guanxi-pages"]').after(link);
  });
  return dressed;
}

async function part(name) {
  await dress();
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
