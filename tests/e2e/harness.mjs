// Runs a user story in a real browser against the built site. Each story has a fresh profile, and fails on any console
// warning or error, any uncaught exception, and any request to another origin.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../.ci/serve.mjs";
import { App } from "./pages.mjs";

const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
export const DIST = join(ROOT, "dist");
export const OUT = join(ROOT, "tests/e2e/out");
const PREFIX = "/sub/dir/"; // the site must work from any static sub-path
const ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROME || "/usr/bin/chromium", args: ARGS });
export const serveDist = () => serve(DIST, { prefix: PREFIX });

/** One profile with the preferences that the app reads at start; `prefs` as the app stores them: { lang, theme }. */
export async function openProfile(browser, { prefs = {}, viewport = { width: 1440, height: 900 } } = {}) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai", acceptDownloads: true });
  await context.addInitScript((stored) => {
    if (!location.protocol.startsWith("http")) return;
    for (const [key, value] of Object.entries(stored)) {
      if (localStorage.getItem(`guanxi.${key}`) === null) localStorage.setItem(`guanxi.${key}`, JSON.stringify(value));
    }
  }, prefs);
  return context;
}

/** Collects what must not happen in `context`. */
export function watch(context, origin) {
  const problems = [];
  context.on("console", (message) => {
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

let shared; // one browser and one server a test file
const stand = () => (shared ??= Promise.all([launch(), serveDist()]).then(([browser, { server, url }]) => ({ browser, server, url })));
after(async () => {
  if (!shared) return;
  const { browser, server } = await shared;
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/**
 * A test named `name`. `body` gets { page, app, context, url, problems, folder }, with the site open at its start page
 * and `folder` for files of its own. Options: prefs, viewport, skip, timeout, and `expected`: a pattern of the problems
 * that belong to the story.
 */
export function story(name, { skip = false, timeout = 120_000, expected, ...profile }, body) {
  test(name, { skip, timeout }, async () => {
    const { browser, url, server } = await stand();
    const context = await openProfile(browser, profile);
    const problems = watch(context, new URL(url).origin);
    const folder = mkdtempSync(join(tmpdir(), "guanxi-e2e-"));
    const page = await context.newPage();
    try {
      await page.goto(url);
      await body({ page, app: new App(page, url), context, url, server, problems, folder });
      assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), [], "nothing unexpected in the console or on the wire");
    } catch (error) {
      await screenshot(page, `failed-${name.replace(/[^\w\u4e00-\u9fff]+/g, "-")}`).catch(() => {});
      if (problems.length) error.message += `\nseen in the browser:\n  ${problems.slice(0, 20).join("\n  ")}`;
      throw error;
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

export async function screenshot(page, name, folder = OUT) {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

/** Writes `content` (text, bytes, or a value as JSON) into `folder`; gives the path. */
export function file(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}
