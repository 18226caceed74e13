// Browsers that are old, odd or slow: the page says so in words, or is right to look at without what they lack.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

/** Takes from the page what a browser lacks, before any script of its own runs. */
const without = (context, take) => context.addInitScript(take);

/** The page says in both languages that it cannot run here, which browsers can, and that nothing is lost. */
async function saysOld(page, missing) {
  const block = page.locator('#boot[data-state="old"]');
  await block.waitFor();
  const words = await block.innerText();
  for (const part of [/太旧/, /没有丢失/, /too old/, /nothing is lost/, /Chrome 或 Edge 104、Safari 16、Firefox 121/, /Chrome or Edge 104, Safari 16, Firefox 121/, missing]) {
    assert.match(words, part);
  }
  assert.ok(!/正在打开|页面停下来了/.test(words), "and nothing else");
}

const LACKS = [
  ["WebAssembly switched off", /WebAssembly/, () => delete globalThis.WebAssembly],
  ["a WebAssembly of before 2021", /WebAssembly 2/, () => {
    WebAssembly.Module = function () { throw new WebAssembly.CompileError("unknown type form"); };
    WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError("unknown type form"));
  }],
  ["no dialogs", /dialog/, () => delete HTMLDialogElement.prototype.showModal],
  ["an old language", /Array\.at/, () => delete Array.prototype.at],
];
for (const [name, missing, take] of LACKS) {
  story(`too old: ${name}`, { expected: /WebAssembly|CompileError|at is not a function|showModal/ }, async ({ page, context, url }) => {
    await without(context, take);
    await page.goto(url);
    await saysOld(page, missing);
  });
}

story("an opening that takes long says so, and still opens", {}, async ({ page, app, context, url }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const fresh = await context.browser().newContext({ serviceWorkers: "block" });
  const slow = await fresh.newPage();
  await slow.clock.install();
  await slow.route(/_bg\.wasm$/, async (route) => (await held, route.continue().catch(() => {})));
  await slow.goto(url, { waitUntil: "commit" });
  const block = slow.locator("#boot");
  await slow.locator("#boot .boot__late").waitFor({ state: "attached" });
  assert.equal(await block.getAttribute("data-late"), null, "not before its time");
  await slow.clock.runFor(21_000);
  await slow.locator("#boot[data-late]").waitFor();
  assert.match(await block.innerText(), /比平常长[^]*没有动[^]*longer than usual[^]*untouched/);
  assert.equal(await slow.locator(".boot__late a").count(), 2, "reload and export");
  await slow.clock.resume();
  release();
  await block.waitFor({ state: "hidden" });
  await fresh.close();
  await app.up();
});

/** The style as Chrome 104 takes it: without the declarations and rules that it drops. */
const asChrome104 = (css) =>
  css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/[^{}]*:has\([^{}]*\{[^{}]*\}/g, "")
    .replace(/(?<=[{;]\s*)[\w-]+\s*:[^;{}]*(?:light-dark\(|color-mix\(|\d[dsl]vh|subgrid|oklch\()[^;{}]*;?/g, "")
    .replace(/(?<=[{;]\s*)(?:translate|rotate|scale|field-sizing|text-autospace|text-wrap|scrollbar-[a-z]+)\s*:[^;{}]*;?/g, "");

/** What a reader must see: grounds that are there, rows below each other, a veil behind a dialog. */
async function look(page, app) {
  const ground = (selector) =>
    page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
  const seen = {};
  await app.dashboard.open();
  await page.locator(".board .bar__seg").first().waitFor();
  for (const part of ["body", ".board", ".bar__seg", ".legend__key", ".matrix__cell", ".nav__item[aria-current]", ".seal"]) seen[part] = await ground(part);
  await app.customers.open();
  await page.getByTestId("customer-row").nth(3).waitFor();
  for (const part of [".grid", ".chip", ".chip__key", ".btn", ".btn--primary"]) seen[part] = await ground(part);
  seen.rows = await page.getByTestId("customer-row").evaluateAll((rows) => {
    const tops = rows.map((row) => row.getBoundingClientRect().top).sort((a, b) => a - b);
    return tops.slice(1, 6).map((top, i) => Math.round(top - tops[i]));
  });
  await app.customer.open(await app.customers.firstId());
  await page.locator(".box[data-on]").first().waitFor();
  for (const part of [".sheet", ".sheet__label", ".slip"]) seen[part] = await ground(part);
  seen.box = await page.locator(".box[data-on]").first().evaluate((element) => getComputedStyle(element, "::before").backgroundColor);
  await app.customer.beginOrder("1");
  seen.dialog = await ground("dialog[open]");
  seen.veil = await page.locator("dialog[open]").evaluate((element) => getComputedStyle(element, "::backdrop").backgroundColor);
  return seen;
}

for (const theme of ["light", "dark", "system"]) {
  story(`without what Chrome 104 lacks the page looks the same: ${theme}`, { prefs: { theme } }, async ({ page, app, context }) => {
    await page.emulateMedia({ colorScheme: theme === "system" ? "dark" : "light" });
    await app.data.open();
    await app.data.loadSample();
    const whole = await look(page, app);
    for (const [part, value] of Object.entries(whole)) {
      if (part === "rows") assert.ok(value.length >= 3 && value.every((step) => step === value[0] && step >= 30), `rows ${value}`);
      else assert.ok(value && !/^rgba\(0, 0, 0, 0\)$/.test(value), `${part} has a ground`);
    }
    assert.equal(whole.dialog === "rgb(29, 28, 25)", theme !== "light", "the theme is the one asked for");

    let changed = 0;
    // Other sheets than were built: the page must not hold them to their hashes here.
    await context.addInitScript(() => Object.defineProperty(HTMLLinkElement.prototype, "integrity", { get: () => "", set() {} }));
    await context.route((url) => /\/(index\.html)?$/.test(url.pathname), async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/(<link rel="stylesheet"[^>]*) integrity="[^"]*"/g, "$1") });
    });
    await context.route(/\.css$/, async (route) => {
      const answer = await route.fetch();
      const css = await answer.text();
      changed += css !== asChrome104(css);
      await route.fulfill({ response: answer, body: asChrome104(css) });
    });
    await page.goto("about:blank");
    assert.deepEqual(await look(page, app), whole);
    assert.ok(changed > 0, "something was taken away");
  });
}
