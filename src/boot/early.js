// Stands in the page: asks for the stored book while the program is still on its way. The app takes what came part by part
// (`src/storage/early.rs`); where nothing can be had so, it asks the store itself.
(() => {
  const AREAS = ["meta", "blocks", "journal"];
  const PART = 16; // values at a time
  const came = [];
  let [total, over, failed] = [0, false, false];
  let wake = () => {};
  let database;
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
