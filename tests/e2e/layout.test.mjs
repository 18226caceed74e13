// Every page of the navigation, in both languages and themes, on a desk and on a phone, with scroll bars that take room and in
// Firefox: no console message, nothing that makes the page scroll sideways, and no scrolling into nothing.
import assert from "node:assert/strict";
import { firefoxMissing } from "./browser.mjs";
import { story } from "./harness.mjs";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const VARIANTS = [
  ["desk", DESK, "zh", "light", "chromium-bars"],
  ["desk", DESK, "en", "dark", "chromium-bars"],
  ["small desk", { width: 1024, height: 768 }, "en", "light", "chromium-bars"],
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

for (const [size, viewport, lang, theme, browser] of VARIANTS) {
  story(`every page fits: ${size}, ${lang}, ${theme}, ${browser}`, { viewport, prefs: { lang, theme }, browser, skip: browser === "firefox" && firefoxMissing }, async ({ page, app }) => {
    const fits = async (where) => {
      const over = await page.evaluate(beyond);
      assert.ok(Object.values(over).every((px) => px <= 1), `${where} reaches too far: ${JSON.stringify(over)}`);
    };
    await app.up();
    await fits("welcome");
    await app.data.open();
    await app.data.loadSample();
    const links = page.locator("nav a[href^='#/']");
    await links.first().waitFor({ state: "attached" });
    const routes = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))));
    for (const route of routes) {
      await app.go(route);
      await page.locator("main h1, main h2").first().waitFor({ state: "attached" }); // on a phone the bar shows the title
      await fits(route);
    }
    await app.review.open("?tab=matrix");
    await fits("the matrix");
    await app.customers.open();
    await app.customer.open(await app.customers.firstId());
    await fits("a customer");
    await page.getByTestId("edit-customer").click();
    await page.getByTestId("save-customer").first().waitFor();
    await fits("a customer's form");
  });
}

for (const viewport of [DESK, PHONE]) {
  story(`what is told lies over nothing of a page, at ${viewport.width}`, { viewport }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    await page.locator(".toast").first().waitFor();
    const box = (what) => page.locator(what).first().evaluate((it) => it.getBoundingClientRect().toJSON());
    const [main, toasts] = [await box(".main"), await box(".toasts")];
    assert.ok(toasts.height >= 40 && main.bottom <= toasts.top + 1, `the page ends at ${main.bottom}, what is told begins at ${toasts.top}`);
  });
}
