// Every page of the navigation, in both languages and themes, on a desk and on a phone: no console message, nothing that
// makes the page scroll sideways.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [lang, theme] of [["zh", "light"], ["en", "dark"]]) {
    story(`every page fits: ${size}, ${lang}, ${theme}`, { viewport, prefs: { lang, theme } }, async ({ page, app }) => {
      const fits = async (where) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${where} is ${width} px wide`);
      };
      await app.up();
      await fits("welcome");
      await app.data.loadSample();
      const links = page.locator("nav a[href^='#/']");
      await links.first().waitFor({ state: "attached" });
      const routes = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))));
      for (const route of routes) {
        await app.go(route);
        await page.locator("main h1, main h2").first().waitFor({ state: "attached" }); // on a phone the bar shows the title
        await fits(route);
      }
      await app.customers.open();
      await app.customer.open(await app.customers.firstId());
      await fits("a customer");
    });
  }
}
