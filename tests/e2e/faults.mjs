// Faults of the browser's storage, put between the page and IndexedDB by an init script: `window.faults` says what goes wrong, and how
// often still. A number that is never used up is Infinity.

/** Runs in the page, before anything else. */
export function faults() {
  const list = (window.faults = {});
  const due = (name) => (list[name] > 0 ? (list[name] -= 1, true) : false);
  const fail = (name, message) => { throw new DOMException(message, name); };
  const wrap = (owner, name, around) => {
    const plain = owner[name];
    owner[name] = function (...args) {
      return around.call(this, () => plain.apply(this, args), args);
    };
  };
  const silent = () => Object.assign(new EventTarget(), { result: undefined, error: null });

  wrap(IDBFactory.prototype, "open", function (go) {
    if (due("silentOpen")) return silent();
    if (due("unknownOpen")) fail("UnknownError", "Connection to Indexed Database server lost");
    return go();
  });
  wrap(IDBDatabase.prototype, "transaction", function (go, [, mode]) {
    if (due("closed")) fail("InvalidStateError", "The database connection is closing.");
    if (mode === "readwrite" && due("unknownWrite")) fail("UnknownError", "Connection to Indexed Database server lost");
    const transaction = go();
    if (mode === "readwrite" && due("abort")) queueMicrotask(() => transaction.abort());
    if (mode === "readwrite" && due("unanswered")) Object.defineProperty(transaction, "oncomplete", { set() {} });
    if (mode === "readwrite" && due("closeAfter")) transaction.addEventListener("complete", () => transaction.db.close());
    return transaction;
  });
  wrap(IDBObjectStore.prototype, "put", function (go) {
    if (due("put")) fail("UnknownError", "Internal error committing transaction.");
    if (due("quota")) fail("QuotaExceededError", "The current transaction exceeded its quota limitations.");
    return go();
  });
  wrap(IDBObjectStore.prototype, "get", function (go) {
    // Not within a write: there the guard reads.
    if (this.transaction.mode === "readonly" && due("get")) fail("UnknownError", "Failed to read large IndexedDB value");
    return go();
  });
  const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "result");
  Object.defineProperty(IDBRequest.prototype, "result", {
    ...result,
    get() {
      const value = result.get.call(this);
      if (!(value instanceof Uint8Array) || this.transaction?.mode !== "readonly" || !due("bent")) return value;
      const bent = value.slice();
      bent[bent.length - 1] ^= 1;
      return bent;
    },
  });
}

/** Lets things go wrong from now on: { name: times }. */
export const fail = (page, what) => page.evaluate((what) => Object.assign(window.faults, what), Object.fromEntries(Object.entries(what).map(([name, times]) => [name, times === Infinity ? 1e9 : times])));
export const heal = (page) => page.evaluate(() => Object.keys(window.faults).forEach((name) => delete window.faults[name]));

/** Clears the stored book as the browser does when the site's data are cleared; `keepMarker` leaves what lies outside of it. */
export async function wipe(context, page, { keepMarker = false } = {}) {
  const cdp = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await cdp.send("Storage.clearDataForOrigin", { origin, storageTypes: keepMarker ? "indexeddb" : "indexeddb,local_storage" });
  await cdp.detach();
}
