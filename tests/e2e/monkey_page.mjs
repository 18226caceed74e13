// What the random walk needs inside the page: finding what can be acted on in a fixed order, filling forms, acting twice
// without a breath between. It goes into every page before the app does, as `window.monkey`.

/** Runs in the page; the binding `monkeySaw` hears what the app says it has saved. */
export function helper() {
  if (!location.protocol.startsWith("http") || window !== window.top) return;
  const SELECTORS = {
    act:
      "a[href], button, summary, select, th, label, input:not([type=file]), textarea, tr[data-id], tr[data-id] td, [tabindex]:not([tabindex='-1']), " +
      "[role=button], [role=menuitem], [role=tab], [role=option], [role=slider], [role=switch]",
    type: "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file], [type=hidden]), textarea, select",
    handle: "[role=slider], [role=separator], [data-testid=border]",
    save: "button[type=submit], .btn--primary:is(button), [data-testid=import-apply], .btn--danger, .dialog__start",
    remove: ".dialog__start, .btn--danger, [aria-haspopup=menu]",
  };
  let drawn = 0; // when the page changed last
  const isShown = (el) => {
    if (el.disabled || el.closest("[inert], #boot") || !el.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height } = el.getBoundingClientRect();
    return width > 1 && height > 1;
  };
  /** Another site is no part of the walk. */
  const isOurs = (el) => el.tagName !== "A" || el.origin === location.origin;
  /** What stands in front of everything; else, `inside`, the page or the slip beside it; else everything. */
  const scope = (inside, roll = 0) => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown).at(-1);
    const front = shown("dialog[open] .popover, dialog[open] .menu") ?? shown("dialog[open]") ?? (inside ? shown(".popover, .menu") : null);
    const page = roll % 3 === 0 ? shown("#slip") : null;
    return front ?? (inside ? (page ?? document.querySelector("main")) : null) ?? document.body;
  };
  /** Parts that look alike are one choice, so that a rare button comes as often as a row of a long list. */
  const kindOf = (el) => `${el.tagName} ${el.classList[0] ?? ""} ${el.dataset.testid ?? ""} ${el.id} ${el.closest("[id], section, header, nav")?.id ?? ""}`;
  const choose = (what, [first, second], inside) => {
    const found = (inside) => [...scope(inside, first).querySelectorAll(SELECTORS[what])].filter((el) => isShown(el) && isOurs(el));
    const here = found(inside);
    const all = here.length || !inside ? here : found(false);
    if (!all.length) return null;
    const groups = Object.values(Object.groupBy(all, kindOf));
    const group = groups[first % groups.length];
    return group[second % group.length];
  };
  const name = (el) => {
    const words = el.getAttribute("aria-label") ?? el.labels?.[0]?.innerText ?? el.innerText ?? "";
    const mark = el.dataset.testid ?? el.id;
    return `${el.tagName.toLowerCase()}${mark && `#${mark}`} “${words.replaceAll(/\s+/g, " ").trim().slice(0, 30)}”`;
  };
  const isDay = (text) => /^[12]\d{3}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text);
  const write = (el, value) => {
    if (el.type === "date" && !isDay(value)) value = ""; // the browser itself warns of what no date control can hold
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(el), "value");
    own.set.call(el, value);
    el.dispatchEvent(new Event("input", { bubbles: true }));
    el.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const chooseOption = (el, roll) => write(el, el.options[roll % el.options.length]?.value ?? "");
  const click = (what, rolls) => {
    const el = choose(what, rolls, true) ?? choose("act", rolls, true);
    el?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, view: window })); // an SVG element has no click()
    return el ? name(el) : "nothing";
  };

  const doable = {
    save: ({ rolls }) => click("save", rolls),
    remove: ({ rolls }) => click("remove", rolls),
    act: ({ rolls }) => click("act", rolls),
    hash: ({ hash }) => {
      location.hash = hash;
      return hash;
    },
    mark: ({ mark }) => {
      document.querySelector(`[data-testid="${mark}"]`)?.click();
      return mark;
    },
    back: () => history.back(),
    reload: () => location.reload(),
    key: ({ key, ctrl = false, shift = false }) => {
      const place = document.activeElement ?? document.body;
      place.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: ctrl, shiftKey: shift, bubbles: true, cancelable: true }));
      return key;
    },
  };
  const act = (deed) => doable[deed.kind](deed) ?? deed.kind;

  window.monkey = {
    /** Where a part of the page is, scrolled into sight; null where there is none. */
    find(what, rolls, inside) {
      const el = choose(what, rolls, inside);
      if (!el) return null;
      el.scrollIntoView({ block: "center", inline: "center" });
      const { x, y, width, height } = el.getClientRects()[0] ?? el.getBoundingClientRect();
      const type = el.tagName === "SELECT" ? "select" : (el.type ?? "");
      return { x: x + width / 2, y: y + height / 2, what: name(el), type, id: el.id, mode: el.inputMode ?? "" };
    },
    /** Writes into what `find` found last: for dates and lists, which a keyboard fills slowly. */
    set(rolls, what, value, inside) {
      const el = choose(what, rolls, inside);
      if (!el) return;
      if (el.tagName === "SELECT") chooseOption(el, rolls[0]);
      else write(el, value);
    },
    /** Fills the form in front; each field has a value of its own from `pools`. */
    fill(pools, rolls) {
      let place = 0;
      const roll = () => rolls[place++ % rolls.length];
      for (const el of [...scope(true).querySelectorAll(SELECTORS.type)].filter(isShown)) {
        if (el.tagName === "SELECT") chooseOption(el, roll());
        else if (roll() % 2 || !el.value) {
          const pool = el.inputMode === "decimal" ? pools.amounts : el.type === "date" || /date|_on$|day|until|since|_at$/.test(el.id) ? pools.days : pools.words;
          write(el, pool[roll() % pool.length]);
        }
      }
      return place;
    },
    act,
    /** Two deeds, the second `delay` milliseconds after the first; told are both as far as they are known. */
    pair(first, second, delay) {
      const told = act(first);
      setTimeout(() => act(second), delay);
      return told;
    },
    /** Waits until nothing is drawn anew for `still` milliseconds, but not for longer than `most`. */
    async quiet(still = 20, most = 500) {
      drawn = performance.now(); // an event that is on its way has not drawn yet
      for (const end = performance.now() + most; performance.now() < end; ) {
        const left = drawn + still - performance.now();
        if (left <= 0) return;
        await new Promise((resolve) => setTimeout(resolve, left));
      }
    },
    /** Drops a file on the page. */
    drop(fileName, text, released) {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName, { type: "application/json" }));
      const place = document.querySelector("main .page, main") ?? document.body;
      const kinds = ["dragenter", "dragover", released ? "drop" : "dragleave"];
      for (const kind of kinds) place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    /** The save state, and whether long work is shown. */
    state() {
      const save = document.querySelector("[data-testid=save-status]")?.dataset.state ?? "none";
      return { save, busy: Boolean(document.querySelector(".toasts .progress")) };
    },
  };

  // A printer's window would stand in front of everything; what the app does before and after is done.
  window.print = () => ["beforeprint", "afterprint"].forEach((kind) => dispatchEvent(new Event(kind)));

  // A notice that offers to undo says that something was saved under this name.
  const hear = (node) => {
    if (node.nodeType !== 1 || !node.matches(".toast")) return;
    if (!["撤销", "Undo"].includes(node.querySelector("button:not(.toast__x)")?.innerText.trim())) return;
    if (node.querySelector("use")?.getAttribute("href") === "#i-check-circle") window.monkeySaw?.(node.querySelector(".toast__text").innerText);
  };
  const follow = (changes) => {
    drawn = performance.now();
    for (const { addedNodes } of changes) addedNodes.forEach(hear);
  };
  new MutationObserver(follow).observe(document, { childList: true, subtree: true });
}
