// The end of the splitter's loader (`.ci/wasm.mjs`), after `const SUMS`: how a part of the program is fetched and started.
const asked = new Set();

/** Fetches a part: only the very bytes that were built with this loader. */
function part(name) {
  // What was answered wrongly may lie in the browser's cache; asked again, the server is to answer.
  const cache = asked.has(name) ? "reload" : "default";
  asked.add(name);
  return fetch(new URL(name, import.meta.url), { integrity: SUMS[name], cache });
}

/** Starts a part, under whatever type the host serves it. */
async function instantiate(answer, imports) {
  const response = await answer;
  if (response.headers.get("Content-Type") === "application/wasm") return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
