// What the one file holds packed (`.ci/single.mjs`). Browsers unpack by themselves too, but not all that run the page.
import { gunzipSync } from "fflate";

/** The bytes of a text that `pack` made. */
export const unpack = (text) => gunzipSync(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
