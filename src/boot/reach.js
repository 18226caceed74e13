// Plain old script, read by browsers of any age, before everything else: says what is wrong where the app cannot run here, and that
// an opening takes long. What must be there is what the app's wasm, its bindings and start.js use; what is only missed when it is
// drawn (README, the reach) does not stand in the way.
(function () {
  "use strict";
  var boot = document.getElementById("boot");
  var LIMIT = 20000; // milliseconds until an opening is called long

  // A module with externref, bulk memory, sign extension, saturating conversion and two results: Chrome 96, Safari 15, Firefox 79.
  var MODULE = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 12, 2, 96, 1, 111, 2, 127, 127, 96, 0, 2, 127, 127, 3, 2, 1, 0, 4, 4, 1, 111, 0, 1, 5, 3, 1, 0, 1,
    10, 27, 1, 25, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 65, 0, 192, 68, 0, 0, 0, 0, 0, 0, 0, 0, 252, 2, 11
  ];

  function runsWasm() {
    try {
      return !!new WebAssembly.Module(new Uint8Array(MODULE));
    } catch (refused) {
      return false;
    }
  }

  function missing() {
    var wanted = [
      ["WebAssembly", typeof WebAssembly === "object"],
      ["WebAssembly 2", runsWasm()],
      ["script modules", "noModule" in document.createElement("script")],
      ["Array.at", typeof Array.prototype.at === "function"], // as old as top-level await and the rest of the language
      ["dialog", typeof HTMLDialogElement === "function" && "showModal" in HTMLDialogElement.prototype],
      ["ResizeObserver", typeof ResizeObserver === "function"],
      ["CSS variables", !!(window.CSS && CSS.supports && CSS.supports("color", "var(--x)"))]
    ];
    var names = [];
    for (var i = 0; i < wanted.length; i++) if (!wanted[i][1]) names.push(wanted[i][0]);
    return names;
  }

  var names = missing();
  if (names.length > 0) {
    boot.setAttribute("data-state", "old");
    boot.querySelector("[data-boot-missing]").appendChild(document.createTextNode(names.join(", ") + " · " + navigator.userAgent));
    return;
  }
  setTimeout(function () {
    if (boot.getAttribute("data-state") === "opening" && !boot.hidden) boot.setAttribute("data-late", "");
  }, LIMIT);
})();
