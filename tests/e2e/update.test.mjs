// The app as it is installed and as it grows older: a browser may install it, a new version waits until the user agrees, and one that came by
// half is not used. The hosts are servers of their own, since what a service worker fetches is no page's request.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST } from "./browser.mjs";
import { story } from "./harness.mjs";
import { hosted } from "./hosts.mjs";
import { App } from "./pages.mjs";

const OWN_HOST = { offline: true, expected: /foreign request: http:..127\.0\.0\.1:|ServiceWorker|Failed to (load|fetch)|digest|integrity/, timeout: 120_000 };
const FOLDER = readdirSync(DIST).find((name) => /^guanxi-[0-9a-f]{16}$/.test(name));
const ONE_PIECE = FOLDER ? false : "the build in dist/ is in one piece";

/** Puts a version into `site`: its title stands in the page, and its program lies at an address of its own. */
function publish(site, title) {
  cpSync(DIST, site, { recursive: true });
  const own = `guanxi-${Buffer.from(title.padEnd(8)).toString("hex").slice(0, 16)}`;
  const index = join(site, "index.html");
  let html = readFileSync(index, "utf8").replace('content="关系簿', `content="${title} 关系簿`);
  if (FOLDER) {
    cpSync(join(DIST, FOLDER), join(site, own), { recursive: true });
    html = html.replaceAll(FOLDER, own);
  }
  writeFileSync(index, html);
  execFileSync("node", [".ci/dist.mjs"], { env: { ...process.env, TRUNK_STAGING_DIR: site } });
}

/** Runs `body` against a host of its own that begins with version "one". */
async function begun({ page, folder }, body) {
  const site = join(folder, "site");
  publish(site, "one");
  let fault = () => false;
  await hosted({ site, wrong: (...asked) => fault(...asked) }, async ({ url }) => {
    const stand = {
      url,
      publish: (title) => publish(site, title),
      fault: (how) => (fault = how),
      shows: (title) => page.locator(`meta[name="description"][content^="${title}"]`).waitFor({ state: "attached" }),
      settled: () => page.evaluate(() => navigator.serviceWorker.ready.then(() => {})),
    };
    await page.goto(url);
    await stand.settled();
    await body(stand);
  });
}

story("a new version takes over when nothing was touched; otherwise it waits, says so, and comes when the user agrees", OWN_HOST, async ({ page, folder }) => {
  await begun({ page, folder }, async ({ url, publish, shows, settled }) => {
    publish("two");
    await page.reload(); // shows the stored version, finds the new one, and takes it
    await shows("two");
    await settled();

    publish("three");
    await page.goto(`${url}#/new-customer`);
    await page.reload();
    await page.mouse.click(1, 1);
    const app = new App(page, url);
    await app.up();
    const name = page.locator("#main form input").first();
    await name.fill("正在填写的客户");
    const offer = page.locator(".toast").filter({ hasText: "新版本已备好" });
    await offer.waitFor();
    await shows("two");
    assert.equal(await name.inputValue(), "正在填写的客户");
    await offer.getByRole("button", { name: "现在更新" }).click();
    await shows("three");
    await page.waitForFunction(() => document.querySelector("#main form input")?.value === "正在填写的客户");
  });
});

story("a new version of which a file came by half, not at all, or as the start page is not used, and comes whole later", { ...OWN_HOST, skip: ONE_PIECE }, async ({ page, folder, context }) => {
  await begun({ page, folder }, async ({ publish, fault, shows, settled }) => {
    publish("two");
    const asked = [];
    const wrongs = [
      (path, response) => response.writeHead(200, { "Content-Type": "application/wasm", "Content-Length": 9_000 }).write("half", () => response.destroy()),
      (path, response) => response.writeHead(404).end(),
      (path, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>start</title>"),
    ];
    for (const wrong of wrongs) {
      asked.length = 0;
      fault((path, response) => {
        if (!path.includes("guanxi-74776f") || !path.endsWith(".wasm")) return false;
        asked.push(path);
        wrong(path, response);
        return true;
      });
      await page.reload();
      await page.waitForFunction(() => !document.querySelector("#boot")?.checkVisibility());
      for (let i = 0; i < 100 && !asked.length; i++) await page.waitForTimeout(100);
      assert.ok(asked.length, "the new version was asked for");
      await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((known) => !known.installing));
      await shows("one");
      await context.setOffline(true);
      await page.reload();
      await shows("one");
      await page.locator("#main h1").first().waitFor();
      await context.setOffline(false);
    }
    fault(() => false);
    await page.reload();
    await shows("two");
    await settled();
    assert.equal(await page.evaluate(() => caches.keys().then((names) => names.length)), 2, "the version before stays for tabs that still run it");
  });
});

story("a tab that was open at the first visit hears of a new version, after one whose file never came", OWN_HOST, async ({ page, folder, context }) => {
  await begun({ page, folder }, async ({ url, publish, fault, shows }) => {
    const other = await context.newPage();
    const app = new App(page, url);
    await app.up();
    await page.mouse.click(1, 1);
    const impatient = (title) => {
      publish(title);
      const worker = join(folder, "site", "sw.js");
      const text = readFileSync(worker, "utf8");
      assert.match(text, /PATIENCE = (120_000|12e4)/);
      writeFileSync(worker, text.replace(/PATIENCE = (120_000|12e4)/, "PATIENCE = 1_000"));
    };
    const held = [];
    impatient("two");
    await other.goto(url);
    // From here on only the service worker asks for the page.
    fault((path, response) => path === "/" && Boolean(held.push(response)));
    await other.reload();
    for (let i = 0; i < 100 && !held.length; i++) await page.waitForTimeout(100);
    assert.ok(held.length, "the new version was asked for");
    await other.waitForFunction(() => navigator.serviceWorker.getRegistration().then((known) => !known.installing), null, { timeout: 20_000 });
    fault(() => false);
    held.forEach((response) => response.destroy());
    await shows("one");
    await other.reload();
    await page.locator(".toast").filter({ hasText: "新版本已备好" }).waitFor();
    await shows("one");
  });
});

story("the app in one file is answered by its host, not by the service worker", OWN_HOST, async ({ page, folder }) => {
  await begun({ page, folder }, async ({ url, settled }) => {
    writeFileSync(join(folder, "site", "guanxi.html"), "<!doctype html><title>one file</title>");
    await settled();
    await page.goto(`${url}guanxi.html`);
    assert.equal(await page.title(), "one file");
  });
});

story("a browser may install it: a name, a start, icons that load", { offline: true }, async ({ page, app, context }) => {
  await app.up();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.name, manifest.display, manifest.start_url, manifest.scope], ["关系簿", "standalone", "./", "./"]);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.evaluate(async (src) => {
      const answer = await fetch(src);
      const image = new Image();
      image.src = src;
      await image.decode();
      return { type: answer.headers.get("Content-Type"), width: image.naturalWidth };
    }, src);
    assert.match(icon.type, new RegExp(type.replace("+", "\\+")));
    if (sizes !== "any") assert.equal(`${icon.width}x${icon.width}`, sizes);
  }
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A profile of a test counts as private browsing.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});
