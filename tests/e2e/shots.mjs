// Pictures for the eye: node tests/e2e/shots.mjs FOLDER [ROUTE...]
// Takes each route at two sizes, two themes, two languages, with the sample loaded. `:first` stands for the first
// customer's id, `welcome` for the page of an empty book. SHOTS=desk-light-zh,phone-dark-en narrows the variants.
import { watch, launch, openProfile, screenshot, serveDist } from "./browser.mjs";
import { App } from "./pages.mjs";

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const DEFAULT_ROUTES = ["welcome", "#/dashboard", "#/customers", "#/customers/:first", "#/data"];

const [folder, ...asked] = process.argv.slice(2);
if (!folder) {
  console.error("Say where to put the pictures: node tests/e2e/shots.mjs FOLDER [ROUTE...]");
  process.exit(1);
}
const routes = asked.length ? asked : DEFAULT_ROUTES;
const variants = ["zh", "en"].flatMap((lang) =>
  ["light", "dark"].flatMap((theme) => Object.keys(SIZES).map((size) => ({ lang, theme, size, name: `${size}-${theme}-${lang}` }))),
);
const wanted = process.env.SHOTS?.split(",");
const title = (route) => route.replace("#/", "").replaceAll("/:first", "-one").replaceAll(/[^\w-]+/g, "-") || "start";

const { server, url } = await serveDist();
const browser = await launch();

async function settle(page) {
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await page.waitForTimeout(250);
}

/** All pictures of one variant, in a profile of its own. */
async function shoot({ lang, theme, size, name }) {
  const context = await openProfile(browser, { prefs: { lang, theme }, viewport: SIZES[size] });
  const problems = watch(context, new URL(url).origin);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const app = new App(page, url);
  await app.go();
  if (routes.includes("welcome")) {
    await settle(page);
    await screenshot(page, `welcome-${name}`, folder);
  }
  await app.data.loadSample();
  for (const route of routes.filter((route) => route !== "welcome")) {
    let hash = route;
    if (hash.includes(":first")) {
      await app.customers.open();
      hash = hash.replace(":first", await app.customers.firstId());
    }
    await app.go(hash);
    await settle(page);
    await screenshot(page, `${title(route)}-${name}`, folder);
  }
  await context.close();
  console.log(`${name}: ${problems.length ? problems.join("\n  ") : "nothing in the console"}`);
}

try {
  for (const variant of variants.filter(({ name }) => !wanted || wanted.includes(name))) await shoot(variant);
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
