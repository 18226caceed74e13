// Runs a user story in a real browser against the built site. Each story has a fresh profile, and fails on any console
// warning or error, any uncaught exception, and any request to another origin.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { launch, openProfile, screenshot, serveDist, watch } from "./browser.mjs";
import { App } from "./pages.mjs";

// Far beyond what any story takes on a machine of our own; a shared one has been three times as slow. What hangs fails by its own waits.
const PATIENCE = 300_000;
/** So long a single wait may take: the driver's own half minute is little where three browsers and a compiler share two processors. */
const WAIT = 90_000;
const stands = new Map(); // one browser of each name and one server for it a test file
function stand(name) {
  const open = async () => {
    const [browser, served] = await Promise.all([launch(name), serveDist()]);
    return { browser, ...served };
  };
  if (!stands.has(name)) stands.set(name, open());
  return stands.get(name);
}
after(async () => {
  for (const { browser, server } of await Promise.all(stands.values())) {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
});

/**
 * A test named `name`. `body` gets { page, app, context, url, problems, folder }, with the site open at its start page
 * and `folder` for files of its own. Options: the browser's name (browser.mjs), prefs, viewport, skip, timeout, `expected`: a pattern of the problems
 * that belong to the story, and `offline`: whether the service worker stores the app, which keeps a processor busy for a second or two.
 */
export function story(name, { skip = false, timeout = PATIENCE, expected, browser: kind, offline = kind === "firefox", ...profile }, body) {
  test(name, { skip, timeout }, async () => {
    const { browser, url, server } = await stand(kind);
    const context = await openProfile(browser, { ...profile, serviceWorkers: offline ? "allow" : "block" });
    context.setDefaultTimeout(WAIT);
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

/** Writes `content` (text, bytes, or a value as JSON) into `folder`; gives the path. */
export function file(folder, name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}
