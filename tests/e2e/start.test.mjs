// The page itself: sub-path, policy, offline, start-up that fails, crash.
import assert from "node:assert/strict";
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

story("the page opens offline after one visit, at any route", { offline: true }, async ({ page, app, context, url }) => {
  await app.up();
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));
  await context.setOffline(true);
  await page.goto(`${url}?x=1#/data`);
  await page.reload();
  await app.up();
  await context.setOffline(false);
});

// Without the service worker, which may answer for the file before the route does.
story("a start that fails is told in both languages", { expected: /guanxi-.*\.wasm|404|Failed to (load|fetch)/ }, async ({ page, context, url }) => {
  await context.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("about:blank");
  await page.goto(url);
  const block = page.locator('#boot[data-state="failed"]');
  await block.waitFor();
  const text = await block.innerText();
  assert.match(text, /数据还在这个浏览器里/);
  assert.match(text, /still in this browser/);
  await context.unroute(/_bg\.wasm$/);
  await page.locator("[data-boot-reload]").click({ timeout: 5_000 }).catch(() => {}); // it may have begun anew by itself
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
