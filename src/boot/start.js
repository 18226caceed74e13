// Stands outside the app: starts it, shows the failure block when it cannot start or has crashed, and keeps the page usable offline.
(() => {
  const boot = document.getElementById("boot");
  if (boot.dataset.state === "old") return; // reach.js has said so
  const core = document.querySelector("meta[name=guanxi-core]").dataset;
  const part = (name) => boot.querySelector(`[data-boot-${name}]`);

  // What led here: the last pages and controls, by their names in the page, never by what was typed.
  const trail = [];
  const note = (step) => (trail.push(step), trail.length > 20 && trail.shift());
  const place = () => location.hash.split("?")[0]; // behind it stands what is sought
  addEventListener("hashchange", () => note(place()));
  addEventListener(
    "click",
    ({ target }) => {
      const control = target.closest?.("[data-testid], [id], button, a");
      if (control) note(`${place()} ${control.dataset.testid ?? (control.id || control.className || control.tagName)}`);
    },
    true,
  );

  // The app takes or refuses what is dropped on it; a page that has stopped must not be left for a file either.
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => boot.dataset.state === "failed" && hasFiles(event) && event.preventDefault());
  }

  /** This instant with the user's offset, as the book writes instants. */
  function instant() {
    const now = new Date();
    const offset = -now.getTimezoneOffset();
    const two = (number) => String(Math.abs(number)).padStart(2, "0");
    const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  }

  /** Keeps the cause for the maintainer, with those before it; the Data page offers them after the next start. */
  function keep(cause) {
    try {
      const before = JSON.parse(localStorage.getItem("guanxi.stopped") ?? "[]");
      localStorage.setItem("guanxi.stopped", JSON.stringify([cause, ...before].slice(0, 5)));
    } catch {
      // A browser that keeps nothing still shows it.
    }
  }

  function fail(what) {
    if (boot.dataset.state === "failed") return; // the first word is the nearest to the cause
    boot.dataset.state = "failed";
    boot.hidden = false;
    const cause = { at: instant(), what, version: boot.dataset.version ?? "", build: core.bindings, route: place(), browser: navigator.userAgent, trail };
    part("error").textContent = what;
    part("copy").addEventListener("click", () => {
      const text = JSON.stringify(cause, null, 2);
      navigator.clipboard?.writeText(text).then(() => boot.setAttribute("data-copied", ""), () => {});
    });
    keep(cause);
    dispatchEvent(new Event("guanxi-failed"));
  }
  window.guanxiStopped = fail; // for the app's panic hook
  // Until the app hides #boot any error is one of starting; afterwards only a crash of the wasm ends the app.
  const fatal = (error) => !boot.hidden || error instanceof WebAssembly.RuntimeError;
  const end = (error, what) => {
    if (!fatal(error)) return;
    fail(what);
    if (!(error instanceof WebAssembly.RuntimeError)) recover(); // it did not load
  };
  addEventListener("unhandledrejection", ({ reason }) => end(reason, String(reason?.message ?? reason)));
  addEventListener("error", ({ error, message }) => end(error, message));

  /** The program did not come whole: nothing is wrong with it, so that nothing is kept for the maintainer. */
  function miss({ message }) {
    boot.dataset.state = "failed";
    boot.dataset.why = "missing";
    part("error").textContent = message;
    dispatchEvent(new Event("guanxi-failed"));
    recover();
  }

  async function start() {
    const files = [import(new URL(core.bindings, document.baseURI)), window.guanxiCore];
    const [bindings] = await Promise.all(files).catch((failed) => [miss(failed)]);
    await bindings?.default({ module_or_path: window.guanxiCore });
  }
  start();

  /** Fails unless the server hands out a start as it was built. What the browser's cache holds of it is replaced by the way. */
  async function whole() {
    const ask = async (address, type, integrity) => {
      const answer = await guanxiAsk(address, { cache: "reload", integrity });
      if (!answer.type.includes(type)) throw new Error(address);
      return answer.body.text();
    };
    const page = new DOMParser().parseFromString(await ask("./", "html"), "text/html");
    const scripts = [...page.querySelectorAll("link[rel=modulepreload]")];
    const { wasm, integrity } = page.querySelector("meta[name=guanxi-core]").dataset;
    await Promise.all([...scripts.map((script) => ask(script.getAttribute("href"), "javascript", script.integrity || undefined)), ask(wasm, "", integrity)]);
  }

  // A start that a wrong answer has failed begins anew by itself once the server is right; a few times, since the cause may be another.
  const AGAIN = "guanxi.again";
  let recovering = false;
  function recover() {
    if (recovering) return;
    recovering = true;
    const look = async (wait) => {
      clearTimeout(timer);
      await whole().then(again, () => (timer = setTimeout(look, wait, Math.min(2 * wait, 60_000))));
    };
    let timer = setTimeout(look, 1_000, 2_000);
    addEventListener("online", () => look(2_000));
  }
  addEventListener("online", () => !boot.hidden && boot.hasAttribute("data-late") && recover()); // what was asked for may never answer
  function again() {
    try {
      const times = Number(sessionStorage.getItem(AGAIN) ?? 0);
      if (times >= 3) return;
      sessionStorage.setItem(AGAIN, times + 1);
    } catch {
      return; // without a count it could go on for ever
    }
    location.reload();
  }
  addEventListener("guanxi-shown", () => {
    try {
      sessionStorage.removeItem(AGAIN);
    } catch {
      // Nothing was counted there.
    }
  });

  const rescuing = new URLSearchParams(location.search).has("rescue");
  for (const again of ["reload", "back"]) {
    part(again).addEventListener("click", (event) => {
      event.preventDefault();
      const go = () => (rescuing ? location.assign(location.pathname + location.hash) : location.reload());
      // A wrong answer in the browser's cache would come again; a server that is silent is not waited for.
      Promise.race([whole(), new Promise((late) => setTimeout(late, 3_000))]).then(go, go);
    });
  }
  for (const way of boot.querySelectorAll("[data-boot-rescue], [data-boot-rescue-again]")) {
    way.addEventListener("click", (event) => {
      event.preventDefault();
      // A new start without the app: also where the app stops at its start, or has no memory left.
      if (rescuing) location.reload();
      else location.assign(`${location.pathname}?rescue${location.hash}`);
    });
  }

  // A new version takes over at once while nothing has been touched and no other tab is open; otherwise the app hears
  // `guanxi-update`, and answers with `guanxi-update-apply` when the user agrees.
  let touched = false;
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (touched = true), { once: true, capture: true });

  async function offline() {
    const workers = navigator.serviceWorker;
    let reload = false;
    const take = (worker, wish) => {
      reload = true;
      worker.postMessage(wish);
    };
    const announce = (worker) => {
      if (!registration.active) return; // it is the first one
      addEventListener("guanxi-update-apply", () => take(worker, "take-over"));
      if (!touched) take(worker, "take-over-if-alone");
      dispatchEvent(new CustomEvent("guanxi-update"));
    };
    workers.addEventListener("controllerchange", () => reload && location.reload());
    const registration = await workers.register("./sw.js");
    if (registration.waiting) announce(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => worker.state === "installed" && announce(worker));
    });
    if (registration.active) await registration.update(); // the browser's own look comes seconds later
  }
  if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
    // The first page goes first. A start that fails asks as well, since a newer version may be the cure; so does a page out of sight.
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 500));
    let begun = false;
    const begin = () => {
      if (begun) return;
      begun = true;
      idle(() => offline().catch(() => {}), { timeout: 5_000 }); // offline use is a gift: without it the page works as before
    };
    addEventListener("guanxi-shown", begin);
    addEventListener("guanxi-failed", begin);
    addEventListener("load", () => setTimeout(begin, 10_000));
  }
})();
