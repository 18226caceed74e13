// The start of the one file (`.ci/single.mjs`), in the place of `load.js`: what would be fetched stands in the page itself, packed, each in
// a block of its name.
import * as bindings from "bindings";
import { unpack } from "./unpack.js";

const block = (name) => document.querySelector(`script[data-file="${name}"]`).textContent;
const last = (address) => new URL(address, document.baseURI).pathname.split("/").pop();
// The blocks stand behind this script.
const ready = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

window.guanxiAsk = async (address) => ({ type: "", body: new Blob([(await ready, unpack(block(last(address))))]) });
window.guanxiDress = () => Promise.resolve(); // all style is in the page
window.guanxiCore = ready.then(() => unpack(block(last(document.querySelector("meta[name=guanxi-core]").dataset.wasm))));
window.guanxiBindings = ready.then(() => bindings);

// What reads books and tables beside the page: scripts with their programs in them.
ready.then(() => {
  for (const name of ["worker", "sheets"]) {
    const script = ['const PACKED = "', block(`${name}.wasm`), '";\n', block(`${name}.js`)];
    const content = URL.createObjectURL(new Blob(script, { type: "text/javascript" }));
    document.head.append(Object.assign(document.createElement("meta"), { name: `guanxi-${name}`, content }));
  }
});
