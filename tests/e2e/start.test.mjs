// The page itself: sub-path, policy, offline, start-up that fails, crash.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../.ci/serve.mjs";
import { DIST } from "./browser.mjs";
import { story } from "./harness.mjs";

story("the page opens from a sub-path, with its language, theme and icons", { prefs: { lang: "en", theme: "dark" } }, async ({ page, app }) => {
  await app.up();
  const html = page.locator("html");
  assert.equal(await html.getAttribute("data-theme"), "dark");
  assert.equal(await html.getAttribute("lang"), "en");
  assert.ok(await page.locator("symbol#i-undo").count(), "the icon sprite is inline");
});

story("an empty profile starts in Chinese", {}, async ({ page, app }) => {
  await app.up();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.match(await page.title(), /关系簿/);
});

story("the page opens offline after one visit, at any route", {}, async ({ page, app, context, url }) => {
  await app.up();
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));
  await context.setOffline(true);
  await page.goto(`${url}?x=1#/data`);
  await page.reload();
  await app.up();
  await context.setOffline(false);
});

story("a new version takes over when nothing was touched, and is announced otherwise", { expected: /^foreign request: http:..127.0.0.1:/, timeout: 60_000 }, async ({ page, folder }) => {
  const site = join(folder, "site");
  const publish = (title) => {
    cpSync(DIST, site, { recursive: true });
    const index = join(site, "index.html");
    writeFileSync(index, readFileSync(index, "utf8").replace('content="关系簿', `content="${title} 关系簿`));
    execFileSync("node", [".ci/dist.mjs"], { env: { ...process.env, TRUNK_STAGING_DIR: site } });
  };
  const shows = (title) => page.locator(`meta[name="description"][content^="${title}"]`).waitFor({ state: "attached" });
  const settled = () => page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));

  publish("one");
  const { server, url } = await serve(site);
  try {
    await page.goto(url);
    await settled();
    publish("two");
    await page.reload(); // shows the stored version, finds the new one, and takes it
    await shows("two");
    await settled();

    publish("three");
    await page.addInitScript(() => addEventListener("guanxi-update", () => (window.announced = true)));
    await page.reload();
    await page.mouse.click(1, 1);
    await page.waitForFunction(() => window.announced);
    await shows("two");
    await page.evaluate(() => dispatchEvent(new CustomEvent("guanxi-update-apply")));
    await shows("three");
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

// Without the service worker, which may answer for the file before the route does.
story("a start that fails is told in both languages", { serviceWorkers: "block", expected: /guanxi-.*\.wasm|404|Failed to (load|fetch)|Service Worker registration blocked/ }, async ({ page, context, url }) => {
  await context.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("about:blank");
  await page.goto(url);
  const block = page.locator('#boot[data-state="failed"]');
  await block.waitFor();
  const text = await block.innerText();
  assert.match(text, /数据还在这个浏览器里/);
  assert.match(text, /still in this browser/);
  await context.unroute(/_bg\.wasm$/);
  await page.locator("[data-boot-reload]").click();
  await page.locator("#boot").waitFor({ state: "hidden" });
});

story("a crash brings the block back", { expected: /unreachable/ }, async ({ page, app }) => {
  await app.up();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  });
  await page.locator('#boot[data-state="failed"]').waitFor();
  assert.match(await page.locator("[data-boot-error]").innerText(), /unreachable/);
});

story("the policy forbids inline scripts and foreign hosts", { expected: /Content Security Policy|violates/ }, async ({ page, app }) => {
  await app.up();
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.head.append(script);
    return Boolean(window.injected);
  });
  assert.equal(ran, false);
  const fetched = await page.evaluate(() => fetch("http://127.0.0.2:9/").then(() => true, () => false));
  assert.equal(fetched, false);
});
