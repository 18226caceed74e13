// Stands in the page, before everything that is fetched: asks for the program at once, and knows what to do with a network that is
// silent and with a style sheet that does not come. Nothing here ends with an error of its own: who asks is told.
(() => {
  const core = document.querySelector("meta[name=guanxi-core]")?.dataset;
  if (core) {
    window.guanxiCore = fetch(core.wasm, { integrity: core.integrity });
    window.guanxiCore.catch(() => {}); // told where it is awaited
  }

  const SILENCE = 20_000; // milliseconds without a byte until a request counts as failed
  const HUSH = 2_000; // and until one is begun anew when the network comes back
  const running = new Set();
  addEventListener("online", () => running.forEach((request) => request.renew()));

  /** The whole answer to a request. It fails where nothing comes for a while, be it at its start or in the middle. */
  async function ask(address, options) {
    for (;;) {
      const stop = new AbortController();
      let [heard, renewed, timer] = [Date.now(), false, 0];
      const listen = () => {
        clearTimeout(timer);
        heard = Date.now();
        // With a hash to be held to, a browser tells nothing before the last byte.
        timer = setTimeout(() => stop.abort(), options?.integrity ? 6 * SILENCE : SILENCE);
      };
      const renew = () => {
        renewed = Date.now() - heard > HUSH;
        if (renewed) stop.abort();
      };
      const request = { renew };
      running.add(request);
      try {
        listen();
        const answer = await fetch(address, { ...options, signal: stop.signal });
        if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
        const reader = answer.body.getReader();
        const pieces = [];
        for (let more = true; more; ) {
          listen();
          const { done, value } = await reader.read();
          if (value) pieces.push(value);
          more = !done;
        }
        return { type: answer.headers.get("Content-Type") ?? "", body: new Blob(pieces) };
      } catch (failed) {
        if (!renewed) throw failed;
      } finally {
        clearTimeout(timer);
        running.delete(request);
      }
    }
  }
  window.guanxiAsk = ask;

  // A style sheet in the page's head holds up all drawing and all scripts behind it. One that fails or takes long is taken out, so that the
  // page goes on, only plainer; and it is asked for until it comes.
  const PATIENCE = 5_000;
  const root = document.documentElement;
  const seen = new WeakSet();
  const waiting = new Set(); // what ends each wait before the next try
  const hurry = () => waiting.forEach((go) => go());
  let lacking = 0;

  /** Resolves once the sheet is there, or holds nothing up any more; never fails. `after`: the element that it follows. */
  function dress(href, after, integrity) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, integrity });
    after.after(link);
    return watch(link);
  }
  window.guanxiDress = dress;

  function watch(link) {
    seen.add(link);
    return new Promise((done) => {
      const lacks = (isSlow) => {
        clearTimeout(timer);
        if (link.isConnected) {
          const place = document.createComment("");
          link.replaceWith(place);
          if (isSlow) root.dataset.plain = "";
          fetchAgain(link, place);
        }
        done();
      };
      // What is no style at all makes an empty sheet in some browsers.
      const look = (isSlow) => (link.sheet?.cssRules.length ? (clearTimeout(timer), done()) : lacks(isSlow));
      const timer = setTimeout(look, PATIENCE, true);
      link.addEventListener("error", () => lacks(false));
      link.addEventListener("load", () => look(false));
    });
  }

  async function fetchAgain({ href, integrity }, place) {
    lacking++;
    for (let wait = 500; ; wait = Math.min(2 * wait, 30_000)) {
      await new Promise((go) => {
        waiting.add(go);
        setTimeout(go, wait);
      });
      waiting.clear();
      // What was answered wrongly does not come from the browser's cache again.
      // Whether it came whole is seen when it is put on: held to a hash here, a silent request would be waited for six times as long.
      const came = await ask(href, { cache: "reload" }).catch(() => null);
      if (came?.type.includes("css")) break;
      root.dataset.plain = ""; // the page says so
    }
    if (--lacking === 0) delete root.dataset.plain;
    await dress(href, place, integrity);
  }
  addEventListener("online", hurry);
  addEventListener("click", ({ target }) => target.closest?.("[data-plain-again]") && hurry());

  // The sheets that the page itself names come behind this script.
  const named = (node) => node.tagName === "LINK" && node.rel === "stylesheet" && !seen.has(node);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) [...addedNodes].filter(named).forEach(watch);
  }).observe(document.head, { childList: true });
})();
