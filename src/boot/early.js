// Stands in the page: asks for the stored book while the program is still on its way. The app takes what came part by part
// (`src/storage/early.rs`); where nothing can be had so, it asks the store itself.
(() => {
  const AREAS = ["meta", "blocks", "journal"];
  const LIST = "#/customers";
  const PART = 16; // values at a time
  const came = [];
  let [total, over, failed] = [0, false, false];
  let wake = () => {};
  let database;
  let screen; // the list of customers as it was last drawn of this very book: its stored value, and what is to be drawn
  let draw = () => {};
  const end = (event) => {
    event?.preventDefault?.();
    database?.close();
    failed ||= event?.type !== "complete";
    over = true;
    wake();
  };

  /** The next part: [area, keys, values, how many values there are in all]; nothing behind the last one. */
  async function next() {
    if (!database) end(); // the app's own connection was asked for later, and is there
    while (!came.length && !over) await new Promise((go) => (wake = go));
    if (!came.length && failed) throw new Error("the store did not answer");
    // What has come already would else be taken without a turn for the page.
    await new Promise((go) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => go(port1.close());
      port2.postMessage(0);
    });
    return came.shift();
  }

  function read(transaction, at, after) {
    const store = transaction.objectStore(AREAS[at]);
    const range = IDBKeyRange.bound(after, "~", true, true); // what is put away stays there
    const keys = store.getAllKeys(range, PART);
    store.getAll(range, PART).onsuccess = ({ target }) => {
      const names = keys.result;
      if (names.length === PART) read(transaction, at, names[PART - 1]);
      else if (AREAS[at + 1]) read(transaction, at + 1, "");
      came.push([at, names, target.result, total]);
      wake();
    };
  }

  /** Today, in days since 1970. */
  const today = () => Math.floor(Date.now() / 864e5 - new Date().getTimezoneOffset() / 1440);

  /** What the first screen follows from, beside the stored book and the day. */
  const ground = () =>
    [document.querySelector('meta[name="guanxi-core"]').dataset.wasm, location.hash, innerWidth, innerHeight, ...["lang", "density", "columns"].map((name) => localStorage.getItem(`guanxi.${name}`))].join();

  window.guanxiScreen = {
    /** Draws the screen that was kept in `frame`, before the page that says how far the opening is, where its value `isSound`, which hears
     *  as of what day it is. */
    show(frame, isSound) {
      draw = () => {
        const opening = frame.firstElementChild;
        if (!screen || !opening || opening.hidden || screen.ground !== ground() || !isSound(screen.value, screen.day)) return;
        const made = document.createElement("template");
        made.innerHTML = screen.html;
        const page = made.content.firstElementChild;
        // The page's policy lets no style stand in what is read.
        for (const part of page.querySelectorAll("[data-style]")) part.style.cssText = part.dataset.style;
        opening.hidden = true;
        frame.append(page);
        addEventListener("hashchange", () => (page.remove(), (opening.hidden = false)), { once: true });
      };
      draw();
    },
    /** The screen to keep, with what it follows from; nothing where it is not the list as it is opened. */
    take() {
      const page = document.querySelector(".page--customers");
      if (document.hidden || location.hash !== LIST || !page || document.querySelector("dialog[open],[aria-expanded=true],.grid [aria-selected]") || page.querySelector(".grid__body").scrollTop) return;
      const copy = page.cloneNode(true);
      // Notices are about this tab and this moment.
      for (const part of [...copy.children]) if (!part.matches(".page__head,.tabs,.toolbar,.grid")) part.remove();
      for (const part of copy.querySelectorAll("dialog,.popover,.grid__msg,[aria-live]")) part.remove();
      for (const part of copy.querySelectorAll("*")) {
        if (part.style.cssText) part.dataset.style = part.style.cssText;
        for (const name of ["style", "id", "data-testid", "data-id", "data-cursor"]) part.removeAttribute(name);
      }
      for (const part of copy.querySelectorAll(".page__head,.tabs,.toolbar,.grid__head,.grid > :not(.grid__body),[data-col=pick]")) part.inert = true;
      copy.setAttribute("aria-busy", true);
      return JSON.stringify({ ground: ground(), day: today(), html: copy.outerHTML.replace(/<!-{2}.*?-->/g, "") });
    },
  };

  /** A small value of the store: JSON behind its seal. */
  const small = (bytes) => JSON.parse(new TextDecoder().decode(bytes.subarray(9)));

  /** Takes the screen that was kept, where nothing that it follows from is another since. */
  function find(meta) {
    let state;
    meta.get("state").onsuccess = ({ target }) => (state = target.result);
    meta.get("~screen").onsuccess = ({ target }) => {
      try {
        const [now, { sequence, life, of }] = [small(state), small(target.result)];
        if (now.sequence !== sequence || (now.life ?? "") !== life || of.day > today()) return;
        screen = { value: target.result, ...of };
        draw();
      } catch {} // none was kept
    };
  }

  try {
    // Where there is no book of the user's own, nothing is gained.
    if (/[?&]rescue/.test(location.search) || !localStorage.getItem("guanxi.marker")) return;
    window.guanxiEarly = next;
    const opening = indexedDB.open("guanxi", 1);
    opening.onupgradeneeded = () => opening.transaction.abort(); // the app makes the place for a book
    opening.onerror = end;
    opening.onsuccess = () => {
      database = opening.result;
      database.onversionchange = end;
      try {
        const transaction = database.transaction(AREAS);
        transaction.oncomplete = transaction.onabort = end;
        find(transaction.objectStore("meta"));
        for (const area of AREAS) transaction.objectStore(area).count().onsuccess = ({ target }) => (total += target.result);
        read(transaction, 0, "");
      } catch {
        end();
      }
    };
  } catch {
    end();
  }
})();
