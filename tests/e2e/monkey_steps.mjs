// The steps of the random walk. Each takes the walk and dice of its own, so that a step's choices hang on the seed and
// its number alone, and gives in words what it did.
import { smallBook } from "./books.mjs";
import { Dice } from "./dice.mjs";
import { generatedBook } from "./generated.mjs";

const LONG = "客户关系".repeat(300);
const WORDS = [
  "青禾纸业", "云栖茶社", "A", "周敏", "0", "1", "12", "价格", "VIP", "lost", "KH-0142", "喜欢明前龙井", "13800000000", "a@b.cn", "100万", "50%", "active",
];
const ABSURD = [
  "=1+1", "+SUM(A1)", "<img src=x onerror=alert(1)>", "🧧👩‍👩‍👧‍👦", "שלום עליכם", "a\u202Egnp.exe", "第一行\n第二行", "\u3000", " ", "\t", "",
  "-1", "1e999", "NaN", "99999999999999999999", "2026-02-30", "9999-12-31", "0000-01-01", "e\u0301\u200d", "x".repeat(65), LONG,
  "'\"\\`${}", "%E4%zz", "{\"a\":1}", "null",
];
const DAYS = [
  "2026-11-21", "2026-01-05", "2025-06-30", "2020-02-29", "2031-12-31", "1900-01-01", "2027-03-01", "昨天", "11-3", "2026/3/5", "20260305",
  "2026-13-01", "",
];
const AMOUNTS = ["1200", "0", "0.01", "12,500.50", "80万", "3", "-5", "1.005", "999999999999", "1e5", "￥3", "一百"];
const POOLS = { words: [...WORDS, ...ABSURD.slice(0, 10)], days: DAYS, amounts: AMOUNTS };
const KEYS = [
  "Escape", "Enter", "Tab", "Shift+Tab", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Space", "Control+z", "Control+Shift+z",
  "Control+y", "Control+k", "Control+Enter", "Control+a", "/", "?", "Home", "End", "PageDown", "PageUp", "Delete", "Backspace",
];
const SIZES = [[390, 844], [800, 900], [1024, 768], [1200, 800], [1440, 900]];
const RULES = ["value", "stage", "risk", "health", "rfm", "rfm_tier", "closeness", "industry", "nobody", "%00"];
const DIMENSIONS = ["value", "stage", "risk", "health", "nobody"];
const PLAIN_ROUTES = [
  "", "#/", "#/customers", "#/new-customer", "#/dashboard", "#/rules", "#/playbooks", "#/workdays", "#/review", "#/disagreements", "#/duplicates", "#/duplicates?tab=merged", "#/today", "#/service", "#/service?view=levels", "#/service?view=all&not.row.phase=done", "#/leads", "#/leads?view=list", "#/leads?view=funnel", "#/leads?view=table", "#/leads?new=1", "#/leads?view=list&is.row.silent=10..", "#/health", "#/health?view=all", "#/health?view=judged", "#/goals", "#/goals?goal=satisfaction", "#/goals?view=complaints", "#/dashboard?board=sales", "#/dashboard?board=service", "#/health?view=judged&part=list", "#/health?view=all&is.row.fell=5..", "#/growth", "#/growth?view=model", "#/growth?view=offers&by=order", "#/growth?view=pairs", "#/campaigns", "#/campaigns?view=channels&period=all", "#/campaigns?view=channels&channel=展会&figure=deals", "#/campaigns?campaign=YX-09&figure=leads", "#/campaigns?campaign=nobody&figure=%00", "#/campaigns?view=points&of=soon", "#/campaigns?view=needs", "#/campaigns?view=needs&show=customers&need=-", "#/value", "#/value?view=moves", "#/value?view=portrait", "#/value?view=segments", "#/value?cell=5-1", "#/data", "#/no/such/page",
  "#/customers/", "#/%E0%A4%A", "#////",
];
const DELAYS = [0, 0, 1, 2, 4, 8, 12, 20, 30];

const HOSTILE = [
  ["not-json.json", "客户,金额\n青禾,12"],
  ["deep.json", "[".repeat(20_000)],
  ["other.json", JSON.stringify({ format: "other-book", version: 1 })],
  ["wrong.json", JSON.stringify(smallBook({ orders: [{ id: "o1", customer: "nobody", date: "2026-13-02", amount: "12" }] }))],
  ["rules.json", JSON.stringify({ format: "guanxi-rulebook", version: 1, rulebook: { dimensions: [{ id: "x" }] } })],
  ["proto.json", '{"format":"guanxi-book","version":1,"__proto__":{"x":1},"customers":[{"id":"c1","name":"\\u0000\\ud83d\\ude00"}]}'],
];

const rolls = (dice, number = 2) => Array.from({ length: number }, () => dice.next());

/** A file that may be a good book, and may be anything. */
function anyFile(dice) {
  const kind = dice.below(4);
  if (kind === 0) return dice.pick(HOSTILE);
  if (kind === 1) return ["small.guanxi.json", JSON.stringify(smallBook())];
  return ["made.guanxi.json", JSON.stringify(generatedBook(dice.below(1000), dice.between(1, 40)))];
}

const ODD_IDS = ["KH-0142", "c1", "c0003", "nobody", "%F0%9F%A7%A7", "x".repeat(70), "a%2Fb"];
const anyId = (dice) => (dice.chance(75) ? `KH-${String(dice.between(1, 240)).padStart(4, "0")}` : dice.pick(ODD_IDS));

function anyRoute(dice) {
  const dimension = () => dice.pick(DIMENSIONS);
  const places = [
    () => dice.pick(PLAIN_ROUTES),
    () => `#/customers/${anyId(dice)}`,
    () => `#/customers/${anyId(dice)}?edit=${dice.pick(["name", "notes", "nobody"])}`,
    () => `#/customers/${anyId(dice)}?why=${dimension()}&events=${dice.pick(["orders", "tickets", "interactions", "x"])}`,
    () => `#/customers?q=${encodeURIComponent(dice.pick([...WORDS, ...ABSURD.slice(0, 6)]))}&sort=${dice.pick(["", "-"])}${dice.pick(["name", "value", "order_count_12m", "nobody"])}`,
    () => `#/customers?is.${dimension()}=${dice.pick(["strategic", "key", "", "high", "nobody"])}&is.order_count_12m=${dice.pick(["1..", "..3", "x", "2..1"])}&not.tag=VIP`,
    () => `#/customers?view=${dice.pick(["health_risk", "nobody"])}&cols=${dice.pick(["name,value", "nobody", ""])}&gap=${dice.below(9)}`,
    () => `#/review?dim=${dimension()}&way=${dice.pick(["up", "down", "x"])}&when=${dice.pick(["quarter", "own", "x"])}`,
    () => `#/review?tab=matrix&dim=${dimension()}&cell=${dice.pick(["strategic..key", "key..", "x"])}`,
    () => `#/review?version=${dice.below(4)}&from=${dice.pick(DAYS.slice(0, 7))}&to=${dice.pick(DAYS.slice(0, 7))}`,
    () => `#/rules?rule=${dice.pick(RULES)}&look=${dice.pick(["KH-0142", "1", "x"])}`,
    () => `#/rules?view=${dice.pick(["versions", "examples", "x"])}&compare=${dice.pick(["1..2", "1..draft", "2..1", "x"])}`,
    () => `#/disagreements?tab=${dice.pick(["agree", "x", ""])}&dim=${dimension()}`,
    () => `#/forms?form=${dice.pick(["health", "care", "nobody"])}&of=${anyId(dice)},${anyId(dice)}&more=${dice.pick(["3", "x"])}`,
    () => `#/dashboard?matrix=${dice.pick(["amount", "x"])}`,
  ];
  return dice.pick(places)();
}

/** Something that may be done at once inside the page. */
function deed(dice, kinds) {
  const kind = dice.pick(kinds);
  const key = { Escape: {}, Enter: { ctrl: true }, z: { ctrl: true } };
  const name = dice.pick(Object.keys(key));
  return { kind, rolls: rolls(dice), hash: anyRoute(dice), mark: dice.pick(["undo", "redo", "language", "theme"]), key: name, ...key[name] };
}
const told = ({ kind, hash, mark, key }) => (kind === "hash" ? hash || "#" : kind === "mark" ? mark : kind === "key" ? key : kind);

const act = (page, what) => page.evaluate((it) => window.monkey.act(it), what);

/** Finds a part and gives it to `use`; says so where there is none. */
async function withPart(walk, dice, what, use) {
  const [chosen, inside] = [rolls(dice), dice.chance(75)];
  const part = await walk.page.evaluate(([what, rolls, inside]) => window.monkey.find(what, rolls, inside), [what, chosen, inside]);
  if (!part) return `nothing to ${what}`;
  const said = await use(part, chosen, inside);
  return `${part.what}${said ? ` ${said}` : ""}`;
}

async function click(walk, dice) {
  const times = dice.chance(8) ? 2 : 1;
  const modifiers = dice.chance(6) ? ["Shift"] : dice.chance(3) ? ["Control"] : [];
  return withPart(walk, dice, "act", async ({ x, y, what }) => {
    // With a modifier a link opens a window of its own, which is no part of the walk.
    const held = what.startsWith("a") ? [] : modifiers;
    for (const key of held) await walk.page.keyboard.down(key);
    await walk.page.mouse.click(x, y, { clickCount: times });
    for (const key of held) await walk.page.keyboard.up(key);
    return [...held, times > 1 ? "twice" : ""].join(" ");
  });
}

/** A text that fits, or one that does not. */
function anyText(dice, { type, mode, id }) {
  if (id === "erase-word") return dice.chance(20) ? "清空" : "清";
  if (dice.chance(25)) return dice.pick(ABSURD);
  if (type === "date" || /date|day|until|_on$|_at$/.test(id)) return dice.pick(DAYS);
  return mode === "decimal" || type === "number" ? dice.pick(AMOUNTS) : dice.pick(WORDS);
}

async function type(walk, dice) {
  const [all, after, slowly] = [dice.chance(60), dice.below(10), dice.chance(30)];
  const textDice = new Dice(dice.next());
  return withPart(walk, dice, "type", async (part, chosen, inside) => {
    const text = anyText(textDice, part);
    const shown = JSON.stringify(text.length > 30 ? `${text.slice(0, 12)}…×${text.length}` : text);
    if (part.type === "select" || ["date", "range", "number", "color"].includes(part.type)) {
      const value = part.type === "range" || part.type === "number" ? "3" : text;
      await walk.page.evaluate(([rolls, value, inside]) => window.monkey.set(rolls, "type", value, inside), [chosen, value, inside]);
      return `← ${part.type === "select" ? "an option" : value}`;
    }
    const { keyboard, mouse } = walk.page;
    await mouse.click(part.x, part.y);
    if (all) await keyboard.press("Control+a");
    if (slowly && text.length < 20 && /^[\x20-\x7e]*$/.test(text)) await keyboard.type(text);
    else await keyboard.insertText(text);
    const end = { 0: "Enter", 1: "Tab", 2: "Escape", 3: "Control+Enter" }[after];
    if (end) await keyboard.press(end);
    return `← ${shown}${end ? ` ${end}` : ""}`;
  });
}

async function keys(walk, dice) {
  const pressed = Array.from({ length: dice.between(1, 4) }, () => dice.pick(KEYS));
  for (const key of pressed) await walk.page.keyboard.press(key);
  return pressed.join(" ");
}

/** An input method at work: words that come to stand, or are given up; Enter while they are composed is its own. */
async function compose(walk, dice) {
  const [end, enter, text] = [dice.below(3), dice.chance(60), dice.pick(["qing", "青禾", "ke hu"])];
  return withPart(walk, dice, "type", async ({ x, y, type: kind }) => {
    if (["select", "date", "range", "number", "color"].includes(kind)) return "takes no input method";
    const cdp = walk.tab.cdp;
    await walk.page.mouse.click(x, y);
    for (let n = 1; n <= text.length; n += 2) {
      const part = text.slice(0, n);
      await cdp.send("Input.imeSetComposition", { text: part, selectionStart: part.length, selectionEnd: part.length });
    }
    const key = { windowsVirtualKeyCode: 229, key: enter ? "Enter" : "Process", code: enter ? "Enter" : "KeyQ" };
    await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    if (end === 0) await cdp.send("Input.insertText", { text: "客户" });
    if (end === 1) await cdp.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    return `composes ${text}, ${["commits", "gives up", "is left composing"][end]}${enter ? ", key code 229 as Enter" : ""}`;
  });
}

async function fill(walk, dice) {
  const number = await walk.page.evaluate(([pools, rolls]) => window.monkey.fill(pools, rolls), [POOLS, rolls(dice, 60)]);
  const save = dice.chance(70) && (await act(walk.page, { kind: "save", rolls: rolls(dice) }));
  return `fills ${number}${save ? `, then ${save}` : ""}`;
}

const FIRST = ["save", "save", "save", "act", "mark", "remove", "key"];
const SECOND = ["hash", "hash", "hash", "act", "back", "mark", "key", "save", "reload"];

/** After a reload the next step belongs to the new page. */
async function left(walk, { kind }, delay) {
  if (kind !== "reload") return;
  await new Promise((resolve) => setTimeout(resolve, delay + 20));
  await walk.opened();
}

async function pair(walk, dice) {
  const [first, second, delay] = [deed(dice, FIRST), deed(dice, SECOND), dice.pick(DELAYS)];
  const did = await walk.page.evaluate(([first, second, delay]) => window.monkey.pair(first, second, delay), [first, second, delay]);
  await left(walk, second, delay);
  return `${told(first)} ${did}, after ${delay} ms ${told(second)}`;
}

/** Both tabs at the same time. */
async function together(walk, dice) {
  const deeds = walk.tabs.map(() => deed(dice, FIRST));
  await Promise.all(walk.tabs.map(({ page }, place) => act(page, deeds[place]).catch(walk.ignoreLeaving)));
  return deeds.map(told).join(" | ");
}

const RECORDS = [/记互动|interaction/i, /记订单|order/i, /记服务单|ticket/i];

/** Records something about a customer and goes away before, or after, the answer. */
async function record(walk, dice) {
  const [hash, which, delay] = [`#/customers/${anyId(dice)}`, dice.below(RECORDS.length), dice.pick(DELAYS)];
  const [values, leave, elsewhere] = [rolls(dice, 30), deed(dice, SECOND), dice.chance(30)];
  const other = deed(dice, FIRST);
  await act(walk.page, { kind: "hash", hash });
  await walk.breath();
  const opened = await walk.page.evaluate((words) => {
    const pattern = new RegExp(words, "i");
    [...document.querySelectorAll(".page__actions [aria-haspopup=menu]")].at(-2)?.click();
    const items = [...document.querySelectorAll(".page__actions button, [role=menuitem]")];
    const item = items.find((el) => pattern.test(el.innerText));
    item?.click();
    return item?.innerText;
  }, RECORDS[which].source);
  await walk.page.waitForFunction(() => document.querySelector("dialog[open] :is(input, textarea)"), null, { polling: 20, timeout: 500 }).catch(() => {});
  const number = await walk.page.evaluate(([pools, rolls]) => window.monkey.fill(pools, rolls), [{ words: WORDS, days: DAYS.slice(0, 4), amounts: AMOUNTS.slice(0, 5) }, values]);
  const both = [walk.page.evaluate(([second, delay]) => window.monkey.pair({ kind: "save", rolls: [0, 0] }, second, delay), [leave, delay])];
  const neighbour = walk.tabs.find((tab) => tab !== walk.tab);
  if (elsewhere && neighbour) both.push(act(neighbour.page, other).catch(walk.ignoreLeaving));
  await Promise.all(both);
  await left(walk, leave, delay);
  return `${hash} ${opened ?? "no menu"}, fills ${number}, saves, after ${delay} ms ${told(leave)}${elsewhere ? `; other tab: ${told(other)}` : ""}`;
}

async function drag(walk, dice) {
  const [dx, dy, steps, escape] = [dice.between(-300, 300), dice.between(-20, 20), dice.between(1, 12), dice.chance(15)];
  const what = dice.chance(70) ? "handle" : "act";
  return withPart(walk, dice, what, async ({ x, y }) => {
    const { mouse } = walk.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + dx, y + dy, { steps });
    if (escape) await walk.page.keyboard.press("Escape");
    await mouse.up();
    return `dragged by ${dx},${dy}`;
  });
}

async function resize(walk, dice) {
  const [width, height] = dice.pick(SIZES);
  await walk.page.setViewportSize({ width, height });
  return `${width}×${height}`;
}

async function asOf(walk, dice) {
  const day = dice.pick(DAYS.slice(0, 7));
  const set = (value) => {
    const input = document.querySelector("[data-testid=as-of]");
    if (!input) return "no date";
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return `${day} ${(await walk.page.evaluate(set, day)) ?? ""}`;
}

async function file(walk, dice) {
  const [[name, text], dropped, place] = [anyFile(dice), dice.chance(50), dice.next()];
  if (dropped) {
    const released = dice.chance(80);
    await walk.page.evaluate(([name, text, released]) => window.monkey.drop(name, text, released), [name, text, released]);
    return `${name} ${released ? "dropped" : "dragged over"}`;
  }
  const inputs = await walk.page.$$("input[type=file]");
  if (!inputs.length) return "no file input";
  await inputs[place % inputs.length].setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  return `${name} chosen`;
}

/** Paper, and back to the screen. */
async function print(walk, dice) {
  const whole = dice.chance(30);
  await walk.page.emulateMedia({ media: "print" });
  if (whole) await walk.page.pdf();
  await walk.page.emulateMedia({ media: null });
  return whole ? "as a PDF" : "as paper";
}

async function offline(walk) {
  walk.isOffline = !walk.isOffline;
  await walk.context.setOffline(walk.isOffline);
  return walk.isOffline ? "off" : "on";
}

async function reload(walk) {
  await walk.page.evaluate(() => location.reload());
  await walk.opened();
  return "";
}

async function otherTab(walk, dice) {
  if (dice.chance(10)) return walk.changeTabs();
  walk.place = (walk.place + 1) % walk.tabs.length;
  await walk.page.bringToFront();
  return `tab ${walk.tab.name} is in front`;
}

const simply = (kind, more = () => ({})) => async (walk, dice) => {
  const what = { kind, ...more(dice) };
  await act(walk.page, what);
  return what.hash ?? what.mark ?? "";
};

/** name, weight, what it does, and the milliseconds it may take where they are more than the usual. */
export const STEPS = [
  ["click", 34, click],
  ["type", 12, type],
  ["keys", 12, keys],
  ["compose", 3, compose],
  ["fill", 6, fill],
  ["pair", 8, pair],
  ["together", 3, together],
  ["record", 5, record, 30_000],
  ["route", 8, simply("hash", (dice) => ({ hash: anyRoute(dice) }))],
  ["back", 3, simply("back")],
  ["forward", 1, (walk) => walk.page.evaluate(() => history.forward())],
  ["undo", 3, simply("mark", (dice) => ({ mark: dice.pick(["undo", "undo", "redo"]) }))],
  ["switch", 2, simply("mark", (dice) => ({ mark: dice.pick(["language", "theme"]) }))],
  ["as of", 2, asOf],
  ["drag", 2, drag],
  ["size", 2, resize],
  ["other tab", 6, otherTab],
  ["file", 2, file],
  ["reload", 1, reload, 60_000],
  ["print", 1, print, 60_000],
  ["offline", 1, offline],
];

const TOTAL = STEPS.reduce((sum, [, weight]) => sum + weight, 0);

/** The step that the dice choose. */
export function anyStep(dice) {
  let left = dice.below(TOTAL);
  return STEPS.find(([, weight]) => (left -= weight) < 0);
}

/** The file that a chooser which the app opens is given. */
export const chooserFile = anyFile;
