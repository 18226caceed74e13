// The browser, the served site and what is watched in it.
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";
import { serve } from "../../.ci/serve.mjs";

const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
export const DIST = join(ROOT, "dist");
export const OUT = join(ROOT, "tests/e2e/out");
const PREFIX = "/sub/dir/"; // the site must work from any static sub-path
export const ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

const FIREFOX = process.env.FIREFOX || "/usr/bin/firefox-esr";
const CHROME = process.env.CHROME || "/usr/bin/chromium";
/** The browsers of the stories. Chromium hides its scroll bars when it is driven; "chromium-bars" has them as a desk shows them. */
const BROWSERS = {
  chromium: () => chromium.launch({ executablePath: CHROME, args: ARGS }),
  "chromium-bars": () => chromium.launch({ executablePath: CHROME, args: ARGS, ignoreDefaultArgs: ["--hide-scrollbars"] }),
  firefox: () => firefox.launch({ channel: "moz-firefox", executablePath: FIREFOX }), // a stock one, by WebDriver BiDi
};
/** Why stories in Firefox are skipped; false when it is there. */
export const firefoxMissing = existsSync(FIREFOX) ? false : `no Firefox at ${FIREFOX}: say where with FIREFOX=`;
export const launch = (name = "chromium") => BROWSERS[name]();
// For a page that names no icon, as a picture opened by itself, the browser asks for one at the root, which is not the site's.
const icon = ({ url }, response) => url === "/favicon.ico" && response.writeHead(204).end();
export const serveDist = () => serve(DIST, { prefix: PREFIX, first: icon });

/** One profile with the preferences that the app reads at start; `prefs` as the app stores them: { lang, theme }. */
export async function openProfile(browser, { prefs = {}, viewport = { width: 1440, height: 900 }, serviceWorkers = "allow" } = {}) {
  const context = await browser.newContext({ viewport, serviceWorkers, locale: "zh-CN", timezoneId: "Asia/Shanghai", acceptDownloads: true });
  await context.addInitScript((stored) => {
    if (!location.protocol.startsWith("http")) return;
    for (const [key, value] of Object.entries(stored)) {
      if (localStorage.getItem(`guanxi.${key}`) === null) localStorage.setItem(`guanxi.${key}`, JSON.stringify(value));
    }
  }, prefs);
  return context;
}

const DRIVERS = /^Service Worker registration blocked by Playwright$/; // said by the driver, of what it was asked for
/** Collects what must not happen in `context`. */
export function watch(context, origin) {
  const problems = [];
  context.on("console", (message) => {
    if (DRIVERS.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("page", (page) => page.on("crash", () => problems.push("the page crashed")));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["blob:", "data:"].includes(url.protocol)) problems.push(`foreign request: ${url}`);
  });
  return problems;
}

export async function screenshot(page, name, folder = OUT) {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** Keeps what the page hands to the browser as a file: the driver hears nothing of a download of Firefox that is no navigation. */
export const keepFiles = () => {
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => ((window.handed = blob), make(blob));
};
/** The JSON that a control hands out. */
export async function handed(page, mark) {
  await page.evaluate(() => delete window.handed); // the one file makes a script of its own this way
  await page.getByTestId(mark).click();
  await page.waitForFunction(() => window.handed);
  return JSON.parse(await page.evaluate(() => window.handed.text().finally(() => delete window.handed)));
}

/** Waits until so many tabs are open. `waitForFunction` takes a promise for an answer, whatever it will say: what has to be asked is asked from here. */
export async function tabsOpen(page, number) {
  const held = () => page.evaluate(async () => (await navigator.locks.query()).held.length);
  while ((await held()) !== number) await page.waitForTimeout(50);
}
