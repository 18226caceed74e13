// The parts of the program: pages that load when they are opened, what happens where a host does not hand one out, and that nothing
// which is not the build's is kept. The hosts here are servers of their own, since what a service worker fetches is no page's request.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../../.ci/serve.mjs";
import { DIST } from "./browser.mjs";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const FOLDER = readdirSync(DIST).find((name) => /^guanxi-[0-9a-f]{16}$/.test(name));
const ONE_PIECE = FOLDER ? false : "the build in dist/ is in one piece";
const INDEX = readFileSync(join(DIST, "index.html"));
/** Each page's address, what shows that it is there, and the part that holds it. */
const PAGES = [
  ["#/customers", '[data-testid="customer-count"]', null],
  ["#/new-customer", "#main form", "write"],
  ["#/dashboard", ".board", "insight"],
  ["#/rules", '[data-testid="rule-item"]', "rules"],
  ["#/rules?view=versions", ".page--rules", "rooms"],
  ["#/rules?view=examples", ".page--rules", "rooms"],
  ["#/review", '[data-testid="review-shown"]', "review"],
  ["#/disagreements", '[data-testid="disagree-count"]', "review"],
  ["#/data", '[data-testid="import-file"]', "data"],
];
const WRONG = /digest|integrity|Failed to (load|fetch)|404|compile|SplitLoader|did not load|foreign request: http:..127\.0\.0\.1:|MIME|TypeError|ServiceWorker|preload|registration blocked/;

/** Runs `body` against a host of its own; `wrong(path)` answers with its start page, or with nothing where it says "none". */
async function hosted(wrong, body) {
  const asked = [];
  const first = (request, response) => {
    const path = request.url.split("?")[0];
    asked.push(path);
    const how = wrong(path, asked.filter((one) => one === path).length);
    if (!how) return false;
    const type = how === "octets" ? "application/octet-stream" : "text/html; charset=utf-8";
    if (how === "none") response.writeHead(404, { "Content-Type": type }).end("Not found");
    else if (how === "octets") response.writeHead(200, { "Content-Type": type }).end(readFileSync(join(DIST, path)));
    else response.writeHead(200, { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" }).end(INDEX);
    return true;
  };
  const { server, url } = await serve(DIST, { first });
  try {
    await body({ url, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A book in the browser of `page` at `url`. */
async function sample(page, url) {
  const app = new App(page, url);
  await page.goto(`${url}#/data`);
  await app.data.loadSample();
  return app;
}

const stored = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length));
const here = async (page, mark) => {
  await page.locator(mark).first().waitFor({ state: "attached" });
  await page.locator('[data-testid="part-loading"]').waitFor({ state: "detached" });
  assert.equal(await page.locator('[data-testid="part-not-loaded"]').count(), 0);
};

story("every page opens cold, and no part is fetched twice", { skip: ONE_PIECE, serviceWorkers: "block", expected: WRONG }, async ({ page, context }) => {
  await hosted(() => false, async ({ url, asked }) => {
    await sample(page, url);
    for (const [hash, mark, part] of PAGES) {
      const cold = await context.newPage(); // without what another page has loaded
      const requests = []; // of the page, not of the host: the browser's cache may answer
      cold.on("request", (request) => requests.push(new URL(request.url()).pathname));
      await cold.goto(url + hash);
      await here(cold, mark);
      await cold.close();
      const names = requests.filter((path) => path.includes("/guanxi-")).map((path) => path.split("/").pop());
      assert.equal(new Set(names).size, names.length, `each file once: ${names}`);
      assert.ok(part === null || names.includes(`${part}.wasm`), `${part} for ${hash}`);
    }
    // One after another in one page: what is there is not asked for again.
    await page.goto(`${url}#/customers`);
    await page.reload();
    const before = asked.length;
    for (const [hash, mark] of [...PAGES, ...PAGES]) {
      await page.evaluate((to) => (location.hash = to), hash);
      await here(page, mark);
    }
    const again = asked.slice(before).filter((path) => path.includes("/guanxi-"));
    assert.equal(new Set(again).size, again.length, "each part once");
  });
});

story("everything works offline after one visit to one page", { skip: ONE_PIECE }, async ({ page, app, context, url }) => {
  await app.up();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await context.setOffline(true);
  await page.reload();
  await app.data.open();
  await app.data.loadSample();
  for (const [hash, mark] of PAGES) {
    await page.goto(url + hash);
    await here(page, mark);
  }
  await context.setOffline(false);
});

story("a part that fails once is told, and comes with the next try", { skip: ONE_PIECE, serviceWorkers: "block", expected: WRONG }, async ({ page }) => {
  let down = false;
  await hosted((path) => (down && path.endsWith("/insight.wasm") ? "none" : false), async ({ url, asked }) => {
    await sample(page, url);
    down = true;
    await page.evaluate(() => (location.hash = "#/dashboard"));
    const told = page.getByTestId("part-not-loaded");
    await told.waitFor();
    assert.match(await told.innerText(), /没有载入/);
    assert.equal(await page.locator("#main h1").innerText(), "仪表盘");
    // The rest of the page goes on.
    await page.evaluate(() => (location.hash = "#/customers"));
    await here(page, '[data-testid="customer-count"]');
    await page.evaluate(() => (location.hash = "#/dashboard"));
    await told.waitFor();
    await told.getByRole("button", { name: "再试一次" }).click();
    await told.locator("xpath=.").waitFor(); // still down: told again
    down = false;
    await told.getByRole("button", { name: "再试一次" }).click();
    await told.waitFor({ state: "detached" });
    await here(page, ".board");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1", "the keyboard goes on from the page's title");
    assert.ok(asked.filter((path) => path.endsWith("/insight.wasm")).length >= 3);
  });
});

story("a host that answers its start page for a part: nothing of it is kept, and it works once the host is right", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let wrong = true;
  await hosted((path) => wrong && path.endsWith("/insight.wasm"), async ({ url }) => {
    await page.goto(url);
    const app = new App(page, url);
    await app.up();
    // The version is whole or not used.
    const failed = await page.evaluate(async () => {
      await new Promise((done) => setTimeout(done, 3_000));
      const registration = await navigator.serviceWorker.getRegistration();
      return { active: Boolean(registration?.active), caches: (await caches.keys()).length };
    });
    assert.deepEqual(failed, { active: false, caches: 0 });
    await app.data.open();
    await app.data.loadSample();
    await page.evaluate(() => (location.hash = "#/dashboard"));
    const told = page.getByTestId("part-not-loaded");
    await told.waitFor();
    wrong = false;
    // The wrong answer lies in the browser's cache for a year; the next try does not take it from there.
    await told.getByRole("button", { name: "再试一次" }).click();
    await told.waitFor({ state: "detached" });
    await page.reload();
    await here(page, ".board");
    assert.equal(await stored(page), 1);
  });
});

for (const [name, file] of [["the core", "guanxi_bg.wasm"], ["the bindings", "guanxi.js"]]) {
  story(`a start that fails for a wrong answer (${name}) begins anew by itself once the host is right`, { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
    let wrong = true;
    await hosted((path) => wrong && path.endsWith(`/${file}`), async ({ url }) => {
      await page.goto(url);
      await page.locator('#boot[data-state="failed"]').waitFor();
      wrong = false;
      await page.locator("#boot").waitFor({ state: "hidden", timeout: 30_000 });
      await new App(page, url).up();
      assert.equal(await stored(page), 1);
    });
  });
}

story("a host that serves wasm under another type works", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  await hosted((path) => path.endsWith(".wasm") && "octets", async ({ url }) => {
    await sample(page, url);
    await page.evaluate(() => (location.hash = "#/dashboard"));
    await here(page, ".board");
    assert.equal(await stored(page), 1);
  });
});

for (const [host, wrong] of [
  ["hands out all of it", () => false],
  ["has no script of it", (path) => path.endsWith("/worker.js") && "none"],
  ["answers its start page for its wasm", (path) => path.endsWith("/worker.wasm") && "index"],
  ["serves its wasm under another type", (path) => path.endsWith("/worker.wasm") && "octets"],
]) {
  story(`what reads a file beside the page, where the host ${host}: the book comes in, and what is wrong with it is told`, { skip: ONE_PIECE, serviceWorkers: "block", expected: WRONG }, async ({ page, folder }) => {
    await hosted(wrong, async ({ url, asked }) => {
      const app = new App(page, url);
      await page.goto(`${url}#/data`);
      const book = smallBook();
      book.orders.push({ id: "stray", customer: "nobody", date: "2026-01-05", amount: 5 });
      const path = file(folder, "beside.guanxi.json", book);
      const { state, text } = await app.data.choose(path);
      assert.equal(state, "preview");
      assert.match(text, /nobody/);
      await page.getByText(/跳过有问题的1条/).click();
      await app.data.mark("import-apply").click();
      await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
      const { customers, orders } = await app.data.exportBook();
      assert.equal(customers.length, book.customers.length);
      assert.equal(orders.length, book.orders.length - 1);
      assert.ok(asked.some((path) => path.endsWith("/worker.js")));
    });
  });
}
