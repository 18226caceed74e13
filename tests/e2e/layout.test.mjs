// Every page of the navigation, in both languages and themes, on a desk and on a phone, with scroll bars that take room and in
// Firefox: no console message, nothing that makes the page scroll sideways, and no scrolling into nothing.
import assert from "node:assert/strict";
import { givenFile, smallBook } from "./books.mjs";
import { firefoxMissing } from "./browser.mjs";
import { file, story } from "./harness.mjs";
import { WIZARD } from "./wizard.mjs";

const DESK = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };
const VARIANTS = [
  ["desk", DESK, "zh", "light", "chromium-bars"],
  ["desk", DESK, "en", "dark", "chromium-bars"],
  ["small desk", SMALL, "zh", "light", "chromium-bars"],
  ["small desk", SMALL, "en", "light", "chromium-bars"],
  ["phone", PHONE, "zh", "light", "chromium"],
  ["phone", PHONE, "en", "dark", "chromium"],
  ["desk", DESK, "zh", "light", "firefox"],
];

/** How far the page reaches beyond what it shows: { wide, tall } of the window, { across, below } of the main part. */
const beyond = () => {
  const { documentElement: root } = document;
  const main = document.querySelector(".main");
  const page = main.querySelector(".page, .welcome") ?? main.firstElementChild;
  const end = page.getBoundingClientRect().bottom - main.getBoundingClientRect().top + main.scrollTop;
  const padding = parseFloat(getComputedStyle(main).paddingBottom);
  return {
    wide: root.scrollWidth - innerWidth,
    tall: root.scrollHeight - innerHeight,
    across: main.scrollWidth - main.clientWidth,
    below: main.scrollHeight > main.clientHeight ? Math.round(main.scrollHeight - end - padding) : 0,
  };
};

/** What is cut off without a word: text wider than its box that hides it, where no hover says the whole; and heads that run together. */
const cut = () => {
  const seen = (el) => {
    const { visibility, clipPath } = getComputedStyle(el);
    return visibility === "visible" && !clipPath.startsWith("inset") && el.getClientRects().length > 0;
  };
  const wrong = [];
  for (const el of document.querySelectorAll(".app *")) {
    if (el.clientWidth < 3 || el.scrollWidth <= el.clientWidth + 1 || !el.innerText?.trim()) continue;
    const hides = /hidden|clip/.test(getComputedStyle(el).overflowX);
    if (hides && seen(el) && !el.closest("[title]")) wrong.push(`cut: ${el.className} "${el.innerText.slice(0, 40)}" ${el.scrollWidth} in ${el.clientWidth}`);
  }
  for (const el of document.querySelectorAll(".main input:not([type=checkbox], [type=radio], [type=range])")) {
    if (el.value && seen(el) && el.scrollWidth > el.clientWidth + 1) wrong.push(`cut: ${el.id || el.className} "${el.value}"`);
  }
  const texts = [".matrix thead .matrix__head", ".histo__label", ".scale__mark", ".month__name"];
  for (const selector of texts) {
    const all = [...document.querySelectorAll(selector)].filter(seen).map((el) => [el.innerText, el.getBoundingClientRect()]);
    for (const [i, [name, box]] of all.entries()) {
      const [next, beside] = all[i + 1] ?? [];
      const [first, second] = beside?.left < box.left ? [beside, box] : [box, beside];
      const isRow = beside && Math.abs(beside.top - box.top) < 4;
      if (isRow && first.right > second.left + 0.5) wrong.push(`${selector}: "${name}" runs into "${next}"`);
    }
  }
  return wrong;
};

async function itFits(page, where) {
  const over = await page.evaluate(beyond);
  assert.ok(Object.values(over).every((px) => px <= 1), `${where} reaches too far: ${JSON.stringify(over)}`);
  assert.deepEqual(await page.evaluate(cut), [], where);
}

const SIZES = [["a desk", DESK], ["a small desk", SMALL], ["a phone", PHONE]];
for (const [size, viewport, lang] of SIZES.flatMap((size) => ["zh", "en"].map((lang) => [...size, lang]))) {
  story(`every state of the import of tables fits ${size}, ${lang}`, { viewport, prefs: { lang }, browser: viewport === PHONE ? "chromium" : "chromium-bars" }, async ({ page, app, folder }) => {
    for (const [what, open] of Object.entries(WIZARD)) {
      await open({ page, app, folder });
      await itFits(page, what);
    }
  });
}

for (const [size, viewport, lang, theme, browser] of VARIANTS) {
  story(`every page fits: ${size}, ${lang}, ${theme}, ${browser}`, { viewport, prefs: { lang, theme }, browser, skip: browser === "firefox" && firefoxMissing }, async ({ page, app, folder }) => {
    const fits = (where) => itFits(page, where);
    const pages = async (of) => {
      for (const route of routes) {
        await app.go(route);
        await page.locator("main h1, main h2").first().waitFor({ state: "attached" }); // on a phone the bar shows the title
        await fits(`${route} ${of}`);
      }
    };
    await app.up();
    await fits("welcome");
    const links = page.locator("nav a[href^='#/']");
    await links.first().waitFor({ state: "attached" });
    const routes = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))));
    for (const view of ["#/customers/new", "#/customers/nobody", "#/nothing", "#/rules?view=versions", "#/rules?view=examples", "#/leads?view=list", "#/leads?view=funnel", "#/leads?view=table", "#/leads?view=list&is.row.silent=10..", "#/service?view=levels", "#/health?view=all", "#/health?view=judged", "#/goals?goal=response_rate", "#/goals?view=complaints", "#/dashboard?board=sales", "#/dashboard?board=service", "#/health?view=judged&part=list", "#/growth?view=model", "#/growth?view=offers", "#/growth?view=pairs", "#/campaigns?view=channels", "#/campaigns?view=points", "#/campaigns?view=needs", "#/campaigns?view=needs&show=customers", "#/campaigns?campaign=YX-09", "#/campaigns?campaign=nobody", "#/value?view=moves", "#/value?view=portrait", "#/value?view=segments", "#/forms?form=service", "#/forms?form=health"]) routes.add(view);
    await pages("of an empty book");
    await app.data.open();
    await app.data.loadSample();
    await pages("of the sample");
    await app.ruleEditor.open("value");
    await page.locator(".histo").waitFor();
    await fits("a rule");
    await app.ruleEditor.number("strategic").fill("900000");
    await page.keyboard.press("Tab");
    await page.getByTestId("mover").first().waitFor();
    await fits("a draft");
    await app.ruleEditor.discard();
    await app.ruleEditor.open("score:health");
    await fits("a score");
    await app.customers.open("?q=没有这样的客户");
    await fits("no hit");
    await app.review.open("?tab=matrix");
    await fits("the matrix");
    await app.customers.open();
    await app.customer.open(await app.customers.firstId());
    await fits("a customer");
    await page.getByTestId("edit-customer").click();
    await page.getByTestId("save-customer").first().waitFor();
    await fits("a customer's form");
    await app.customers.open();
    const known = await app.customers.firstId();
    const name = await app.customers.row(known).getByRole("link").first().innerText();
    await app.data.open();
    await app.data.choose(file(folder, "given.guanxi.json", givenFile(known, name)));
    await page.getByTestId("import-difference").first().waitFor();
    await fits("a hand-over before it is taken in");
    await page.getByTestId("handover").click();
    await page.locator("dialog[open]").waitFor();
    await fits("handing over");
  });
}

/** Where things stand: the box of the first that a selector finds. */
const boxOf = (page) => (what) => page.locator(what).first().evaluate((it) => it.getBoundingClientRect().toJSON());

/** Sixty customers who buy for 800,000 a year, as they say. */
const sixty = () => smallBook({ customers: Array.from({ length: 60 }, (_, i) => ({ id: `c${i}`, name: `第${i}家`, created_on: "2020-01-01", declared_annual_purchase: 800_000 })) });

/** Makes three notices of failures, which stay, and one more. */
async function four(page, app) {
  const book = await app.data.export("export-book");
  for (const [i, end] of [10, 20, 30].entries()) {
    const name = `half-${i}.guanxi.json`;
    await app.data.mark("export-compare").setInputFiles({ name, mimeType: "application/json", buffer: book.subarray(0, end) });
    await page.locator(".toast").filter({ hasText: name }).waitFor();
  }
  await page.locator("nav a[href^='#/customers']:visible").click(); // the page of data would take what is dropped
  await app.customers.count();
  await page.locator("body").evaluate((body) => {
    const data = new DataTransfer();
    data.items.add(new File(["{}"], "stray.json"));
    body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.locator(".toast").filter({ hasText: "文件没有打开" }).waitFor();
}

for (const [viewport, shown, kept] of [[DESK, 2, 0.85], [PHONE, 1, 0.75]]) {
  story(`what is told lies over nothing of a page and takes little of it, at ${viewport.width}`, { viewport }, async ({ page, app, folder }) => {
    const box = boxOf(page);
    await app.data.open();
    await app.data.import(file(folder, "sixty.guanxi.json", sixty()));
    await app.customers.open();
    await page.locator(".toast").first().waitFor({ state: "detached", timeout: 15_000 });
    const whole = (await box(".grid__body")).height;
    await app.data.open();
    await four(page, app);
    assert.equal(await page.locator(".toast").count(), shown, "the last are shown");
    await page.getByRole("button", { name: `另有${4 - shown}条`, exact: true }).waitFor();
    // What was told before may be on its way out.
    await page.waitForFunction((least) => document.querySelector(".grid__body").getBoundingClientRect().height >= least, kept * whole);
    const [main, toasts, grid] = [await box(".main"), await box(".toasts"), await box(".grid__body")];
    assert.ok(toasts.height >= 40 && main.bottom <= toasts.top + 1, `the page ends at ${main.bottom}, what is told begins at ${toasts.top}`);
    assert.ok(grid.bottom <= toasts.top, `the list ends at ${grid.bottom}, what is told begins at ${toasts.top}`);
    await page.getByRole("button", { name: /^另有\d条$/ }).click();
    await page.locator(".toast").nth(2).waitFor();
    for (let left = await page.locator(".toast").count(); left > 0; left = await page.locator(".toast").count()) await page.locator(".toast__x").first().click();
  });
}

story("the bar that adopts hides no customer, whatever is told", {}, async ({ page, app, folder }) => {
  const box = boxOf(page);
  await app.data.open();
  await app.data.import(file(folder, "sixty.guanxi.json", sixty()));
  await four(page, app);
  await page.locator("nav a[href^='#/rules']:visible").click();
  await app.ruleEditor.number("strategic").fill("700000");
  await page.keyboard.press("Tab");
  await page.getByTestId("mover").first().waitFor();
  const end = async () => {
    await page.locator(".rehearsal__body").evaluate((it) => it.scrollTo(0, it.scrollHeight));
    const [body, bar, main, told] = [await box(".rehearsal__body"), await box(".adopt"), await box(".main"), await box(".toasts")];
    assert.ok(body.bottom <= bar.top + 1, `the customers end at ${body.bottom}, the bar begins at ${bar.top}`);
    assert.ok(bar.bottom <= main.bottom + 1 && main.bottom <= told.top + 1, `the bar ends at ${bar.bottom}, the page at ${main.bottom}, what is told begins at ${told.top}`);
  };
  await end();
  await app.shell.setAsOf("2026-01-15");
  await page.locator(".band").waitFor();
  await page.getByTestId("mover").first().waitFor();
  await end();
});

for (const viewport of [DESK, SMALL, PHONE]) {
  story(`what decides and what adopts can be reached, in English at ${viewport.width}`, { viewport, prefs: { lang: "en" } }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    await app.review.open();
    const hold = page.getByTestId("review-hold").first();
    await hold.scrollIntoViewIfNeeded();
    const { right } = await hold.evaluate((it) => it.getBoundingClientRect().toJSON());
    assert.ok(right <= viewport.width, `the decision ends at ${right}`);
    if (viewport !== DESK) return;
    await app.ruleEditor.open("value");
    await app.ruleEditor.number("strategic").fill("800000");
    const { bottom } = await page.getByTestId("adopt-bar").evaluate((it) => it.getBoundingClientRect().toJSON());
    assert.ok(bottom <= viewport.height, `the bar that adopts ends at ${bottom}`);
  });
}

for (const lang of ["zh", "en"]) {
  story(`on a phone a table scrolls inside of its box and keeps its first column, ${lang}`, { viewport: PHONE, prefs: { lang } }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    const tables = [["#/leads?view=funnel&since=36", "leads-funnel"], ["#/health?view=judged", "health-signals"], ["#/service?view=months", "service-months"], ["#/service?view=levels", "service-levels"], ["#/campaigns?view=channels&period=all", "camp-channels-table"]];
    for (const [route, mark] of tables) {
      await app.go(route);
      const first = page.locator(`[data-testid="${mark}"] tbody tr > :first-child`).first();
      await first.waitFor();
      // Scrolled to its end: the first column stands at the edge of the box and leaves room for the others.
      const found = await first.evaluate(async (cell) => {
        const wrap = cell.closest(".table-wrap");
        wrap.scrollLeft = wrap.scrollWidth;
        await new Promise(requestAnimationFrame);
        const [box, at] = [wrap.getBoundingClientRect(), cell.getBoundingClientRect()];
        return { scrolls: wrap.scrollWidth > wrap.clientWidth, left: Math.round(at.left - box.left), share: at.width / box.width, wide: document.documentElement.scrollWidth - innerWidth, inside: box.right <= innerWidth + 1 };
      });
      assert.deepEqual({ ...found, share: found.share <= 0.5 }, { scrolls: found.scrolls, left: 0, share: true, wide: 0, inside: true }, `${route}: ${JSON.stringify(found)}`);
    }
  });
}
