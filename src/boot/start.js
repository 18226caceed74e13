// Stands outside the app: shows the failure block when the app cannot start or has crashed, and keeps the page usable offline.
(() => {
  const boot = document.getElementById("boot");

  function fail(what) {
    if (boot.dataset.state === "failed") return; // the first word is the nearest to the cause
    boot.dataset.state = "failed";
    boot.hidden = false;
    boot.querySelector("[data-boot-error]").textContent = what;
  }
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
  boot.querySelector("[data-boot-reload]").addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
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
