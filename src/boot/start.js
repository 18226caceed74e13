// Stands outside the app: shows the failure block when the app cannot start or has crashed, and keeps the page usable offline.
(() => {
  const boot = document.getElementById("boot");
  if (boot.dataset.state === "old") return; // reach.js has said so
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
    const build = document.querySelector("script[type=module]")?.src.split("/").pop() ?? "";
    const cause = { at: instant(), what, version: boot.dataset.version ?? "", build, route: place(), browser: navigator.userAgent, trail };
    part("error").textContent = what;
    part("copy").addEventListener("click", () => {
      const text = JSON.stringify(cause, null, 2);
      navigator.clipboard?.writeText(text).then(() => boot.setAttribute("data-copied", ""), () => {});
    });
    keep(cause);
  }
  window.guanxiStopped = fail; // for the app's panic hook
  // Until the app hides #boot any error is one of starting; afterwards only a crash of the wasm ends the app.
  const fatal = (error) => !boot.hidden || error instanceof WebAssembly.RuntimeError;
  addEventListener("unhandledrejection", ({ reason }) => fatal(reason) && fail(String(reason?.message ?? reason)));
  addEventListener(
    "error",
    ({ target, error, message }) => {
      if (target !== window) {
        if (target.tagName === "SCRIPT") fail(`${target.src.split("/").pop()} did not load`);
      } else if (fatal(error)) fail(message);
    },
    true,
  );
  const rescuing = new URLSearchParams(location.search).has("rescue");
  for (const again of ["reload", "back"]) {
    part(again).addEventListener("click", (event) => {
      event.preventDefault();
      if (rescuing) location.assign(location.pathname + location.hash);
      else location.reload();
    });
  }
  part("rescue").addEventListener("click", (event) => {
    event.preventDefault();
    // A new start without the app: also where the app stops at its start, or has no memory left.
    if (rescuing) location.reload();
    else location.assign(`${location.pathname}?rescue${location.hash}`);
  });

  // A new version takes over at once while nothing has been touched and no other tab is open; otherwise the app hears
  // `guanxi-update`, and answers with `guanxi-update-apply` when the user agrees.
  let touched = false;
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (touched = true), { once: true, capture: true });

  async function offline() {
    const workers = navigator.serviceWorker;
    const updating = Boolean(workers.controller);
    let reload = false;
    const take = (worker, wish) => {
      reload = true;
      worker.postMessage(wish);
    };
    const announce = (worker) => {
      if (!updating) return;
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
    if (updating) await registration.update(); // the browser's own look comes seconds later
  }
  if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
    addEventListener("load", () => offline().catch(() => {})); // offline use is a gift: without it the page works as before
  }
})();
