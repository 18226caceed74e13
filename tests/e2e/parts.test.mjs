// The parts of the program: pages that load when they are opened, what happens where a host does not hand one out, and that nothing
// which is not the build's is kept. The hosts here are servers of their own, since what a service worker fetches is no page's request.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { smallBook } from "./books.mjs";
import { DIST } from "./browser.mjs";
import { file, story } from "./harness.mjs";
import { hosted as host } from "./hosts.mjs";
import { App } from "./pages.mjs";

const FOLDER = readdirSync(DIST).find((name) => /^guanxi-[0-9a-f]{16}$/.test(name));
const ONE_PIECE = FOLDER ? false : "the build in dist/ is in one piece";
const INDEX = readFileSync(join(DIST, "index.html"));
/** Each page's address, what shows that it is there, and the part that holds it. */
const PAGES = [
  ["#/customers", '[data-testid="customer-count"]', null],
  ["#/today", '[data-testid="today-count"]', "today"],
  ["#/service", '[data-testid="service-count"]', "service"],
  ["#/leads", ".leadboard", "service"],
  ["#/health", '[data-testid="health-count"]', "insight"],
  ["#/new-customer", "#main form", "write"],
  ["#/dashboard", ".board", "insight"],
  ["#/value", '[data-testid="value-count"]', "marketing"],
  ["#/goals", '[data-testid="goals"]', "goals"],
  ["#/growth", '[data-testid="growth-sub"]', "marketing"],
  ["#/campaigns", '[data-testid="camp-average"]', "campaigns"],
  ["#/rules", '[data-testid="rule-item"]', "rules"],
  ["#/rules?view=versions", ".page--rules", "rooms"],
  ["#/rules?view=examples", ".page--rules", "rooms"],
  ["#/playbooks", '[data-testid="playbook-item"]', "playbooks"],
  ["#/workdays", '[data-testid="workdays"]', "playbooks"],
  ["#/review", '[data-testid="review-shown"]', "review"],
  ["#/disagreements", '[data-testid="disagree-count"]', "review"],
  ["#/duplicates", '[data-testid="dup-count"]', "doubles"],
  ["#/forms", ".form", "customers"],
  ["#/data", '[data-testid="import-file"]', "data"],
];
const WRONG = /digest|integrity|Failed to (load|fetch)|404|compile|SplitLoader|did not load|foreign request: http:..127\.0\.0\.1:|MIME|TypeError|ServiceWorker|preload/;

const TYPES = { ".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm" };
/** How a host can be wrong: what it does with the request for a file. */
const FAULTS = {
  none: (path, response) => response.writeHead(404, { "Content-Type": "text/html" }).end("Not found"),
  octets: (path, response) => response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(readFileSync(join(DIST, path))),
  start: (path, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable" }).end(INDEX),
  abort: (path, response) => response.destroy(),
  never: () => {},
  /** Half of it, and then silence. */
  half: (path, response) => {
    const bytes = readFileSync(join(DIST, path));
    response.writeHead(200, { "Content-Type": TYPES[extname(path)], "Content-Length": bytes.length }).write(bytes.subarray(0, bytes.length / 2));
  },
};

/** Runs `body` against a host of its own; `how(path)` says which of the faults it has, if any. */
const hosted = (how, body) =>
  host({ wrong: (path, response) => {
    const fault = how(path);
    if (fault) FAULTS[fault](path, response);
    return fault;
  } }, body);

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
  await page.waitForFunction(() => !document.querySelector('[data-testid="part-loading"]')); // there may be several
  assert.equal(await page.locator('[data-testid="part-not-loaded"]').count(), 0);
};

story("every page opens cold, and no part is fetched twice", { skip: ONE_PIECE, expected: WRONG }, async ({ page, context }) => {
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

story("everything works offline after one visit to one page", { offline: true, skip: ONE_PIECE }, async ({ page, app, context, url }) => {
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

story("a part that fails once is told, and comes with the next try", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
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

story("a host that answers its start page for a part: nothing of it is kept, and it works once the host is right", { offline: true, skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let wrong = true;
  await hosted((path) => wrong && path.endsWith("/insight.wasm") && "start", async ({ url }) => {
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
  story(`a start that fails for a wrong answer (${name}) begins anew by itself once the host is right`, { offline: true, skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
    let wrong = true;
    await hosted((path) => wrong && path.endsWith(`/${file}`) && "start", async ({ url }) => {
      await page.goto(url);
      await page.locator('#boot[data-state="failed"]').waitFor();
      wrong = false;
      await page.locator("#boot").waitFor({ state: "hidden", timeout: 30_000 });
      await new App(page, url).up();
      assert.equal(await stored(page), 1);
    });
  });
}

story("a host that serves wasm under another type works", { offline: true, skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  await hosted((path) => path.endsWith(".wasm") && "octets", async ({ url }) => {
    await sample(page, url);
    await page.evaluate(() => (location.hash = "#/dashboard"));
    await here(page, ".board");
    assert.equal(await stored(page), 1);
  });
});

async function uncached(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
}
const isPlain = (page) => page.locator(".plain").isVisible();
const dressed = (page) => page.waitForFunction(() => !document.documentElement.hasAttribute("data-plain") && getComputedStyle(document.querySelector(".topbar")).display !== "block");

for (const how of ["none", "start", "abort", "never", "half"]) {
  story(`a style sheet that does not come (${how}) leaves a page that works and says so; it is put on later`, { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
    let wrong = true;
    await hosted((path) => wrong && path.endsWith(".css") && how, async ({ url }) => {
      await page.goto(url, { waitUntil: "commit" });
      await page.getByTestId("load-sample").click({ timeout: 20_000 });
      await here(page, "[data-testid=today-count]");
      await page.locator(".plain").waitFor();
      assert.match(await page.locator(".plain").innerText(), /样式还没有载入[^]*has not loaded yet/);
      assert.equal(await page.locator('[role="alert"]:visible').count(), 0, "nothing else is wrong");
      wrong = false;
      // It also asks by itself now and then: where that was quicker, the button is gone.
      await page.evaluate(() => document.querySelector("[data-plain-again]").click());
      if (how === "never" || how === "half") await page.evaluate(() => new Promise((wait) => setTimeout(wait, 2_100)).then(() => dispatchEvent(new Event("online"))));
      await dressed(page);
      assert.equal(await isPlain(page), false);
    });
  });
}

story("on a phone the navigation is as it stays before the style of the pages is there, and the way to ask for it can be pressed", { skip: ONE_PIECE, viewport: { width: 390, height: 844 }, expected: WRONG }, async ({ page }) => {
  await hosted((path) => path.endsWith("/pages.css") && "none", async ({ url }) => {
    await page.goto(url, { waitUntil: "commit" });
    await page.getByTestId("load-sample").click({ timeout: 20_000 });
    await here(page, "[data-testid=today-count]");
    await page.locator(".plain").waitFor();
    assert.equal(await page.locator(".nav__item:visible").count(), 5);
    const isOnTop = (button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return [0.1, 0.5, 0.9].every((part) => button.contains(document.elementFromPoint(left + part * width, top + height / 2)));
    };
    assert.ok(await page.locator("[data-plain-again]").evaluate(isOnTop));
  });
});

story("what comes with a part moves no row of the list", { skip: ONE_PIECE, expected: WRONG }, async ({ page, context }) => {
  await hosted(() => false, async ({ url }) => {
    await sample(page, url);
    let come;
    const held = new Promise((go) => (come = go));
    await context.route("**/write.wasm", async (route) => {
      await held;
      await route.continue();
    });
    const next = await context.newPage();
    await next.goto(`${url}#/customers`);
    const top = () => next.getByTestId("customer-row").first().evaluate((row) => row.getBoundingClientRect().top);
    await next.getByTestId("customer-row").first().waitFor();
    await next.getByTestId("part-loading").first().waitFor({ state: "attached" });
    const before = await top();
    come();
    await next.waitForFunction(() => !document.querySelector('[data-testid="part-loading"]'));
    assert.equal(await top(), before);
  });
});

story("the style of the pages fails once: nothing is told, and it comes by itself", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let times = 1;
  await hosted((path) => path.endsWith("/pages.css") && times-- > 0 && "none", async ({ url, asked }) => {
    await sample(page, url);
    await page.evaluate(() => (location.hash = "#/rules"));
    await here(page, '[data-testid="rule-item"]');
    await page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.endsWith("/pages.css")));
    assert.equal(await isPlain(page), false);
    assert.ok(asked.filter((path) => path.endsWith("/pages.css")).length >= 2);
  });
});

for (const how of ["none", "never"]) {
  story(`the saved book is handed out without any style (${how})`, { skip: ONE_PIECE, expected: WRONG }, async ({ page, folder }) => {
    let wrong = false;
    await hosted((path) => wrong && path.endsWith(".css") && how, async ({ url }) => {
      const app = new App(page, url);
      await page.goto(`${url}#/data`);
      await app.data.import(file(folder, "small.guanxi.json", smallBook()));
      const saved = await app.data.exportBook();
      wrong = true;
      await page.goto("about:blank");
      const [download] = await Promise.all([page.waitForEvent("download", { timeout: 30_000 }), page.goto(`${url}?rescue`, { waitUntil: "commit" })]);
      const book = JSON.parse(await readFile(await download.path(), "utf8"));
      delete book.exported_at;
      assert.deepEqual(book, saved);
      await page.locator('#boot[data-state="rescued"]').waitFor();
      assert.equal(await page.locator(".boot__failed, .boot__old, .boot__late").locator("visible=true").count(), 0, "and one thing is said");
    });
  });
}

for (const how of ["none", "start", "abort"]) {
  story(`a start whose program does not come (${how}) is a fault of the network, in words and in the console`, { skip: ONE_PIECE, expected: WRONG }, async ({ page, context, problems }) => {
    for (const name of ["guanxi_bg.wasm", "guanxi.js", "__wasm_split.js"]) {
      let wrong = true;
      await hosted((path) => wrong && path.endsWith(`/${name}`) && how, async ({ url }) => {
        await page.goto(url);
        const block = page.locator('#boot[data-state="failed"]');
        await block.waitFor();
        const words = await block.innerText();
        assert.match(words, /没有完整地载入[^]*没有丢失[^]*自动重新打开[^]*did not load completely[^]*nothing is lost/, name);
        assert.doesNotMatch(words, /意外|unexpected/);
        assert.equal(await block.locator("a:visible").count(), 2, "reload and export");
        wrong = false;
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await page.locator("#boot").waitFor({ state: "hidden" });
        assert.equal(await page.evaluate(() => localStorage.getItem("guanxi.stopped")), null, "nothing is wrong with the program");
      });
    }
    assert.deepEqual(problems.filter((problem) => problem.startsWith("uncaught")), []);
    assert.equal(context.pages().length, 1);
  });
}

for (const how of ["never", "half"]) {
  story(`a part whose answer stays away (${how}): a word, then told, then a new request`, { skip: ONE_PIECE, expected: WRONG }, async ({ page, problems }) => {
    let wrong = "";
    await hosted((path) => wrong && path.endsWith(wrong) && how, async ({ url, asked }) => {
      const times = () => asked.filter((path) => path.endsWith(wrong)).length;
      await page.clock.install();
      await sample(page, url);
      for (const [part, hash, mark] of [["/insight.wasm", "#/dashboard", ".board"], ["/rules.wasm", "#/rules", '[data-testid="rule-item"]']]) {
        wrong = part;
        await page.evaluate((hash) => (location.hash = hash), hash);
        await page.getByTestId("part-loading").waitFor({ state: "attached" });
        assert.equal(await page.getByTestId("part-slow").count(), 0, "not before its time");
        await page.waitForTimeout(500);
        await page.clock.runFor(10_500);
        assert.match(await page.getByTestId("part-slow").innerText(), /比平常长/);
        await page.clock.runFor(10_500);
        const told = page.getByTestId("part-not-loaded");
        await told.waitFor();
        assert.match(await told.innerText(), /没有载入[^]*再试/);
        const before = times();
        await told.getByRole("button", { name: "再试一次" }).click();
        await page.getByTestId("part-loading").waitFor({ state: "attached" });
        await page.waitForTimeout(500);
        await page.clock.runFor(21_000);
        await told.waitFor();
        assert.ok(times() > before, "the next try is a request of its own");
        wrong = "";
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await here(page, mark);
      }
      assert.deepEqual(problems.filter((problem) => /uncaught|TypeError/.test(problem)), []);
    });
  });
}

story("a part whose answer stays away is asked for anew when the network comes back", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let wrong = false;
  await hosted((path) => wrong && path.endsWith("/insight.wasm") && "never", async ({ url }) => {
    await sample(page, url);
    wrong = true;
    await page.evaluate(() => (location.hash = "#/dashboard"));
    await page.getByTestId("part-loading").waitFor({ state: "attached" });
    await page.waitForTimeout(2_500);
    wrong = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await here(page, ".board");
  });
});

story("forms do not wait for ever for a part that failed in the background", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let wrong = false;
  await hosted((path) => wrong && path.endsWith("/write.wasm") && "never", async ({ url }) => {
    await sample(page, url);
    wrong = true;
    await uncached(page);
    await page.clock.install();
    await page.goto("about:blank");
    await page.goto(`${url}#/customers`);
    await page.getByTestId("customer-count").waitFor();
    await page.clock.runFor(1_000);
    await page.waitForTimeout(300);
    await page.clock.runFor(21_000); // the request of the background has failed
    await page.evaluate(() => (location.hash = "#/new-customer"));
    await page.getByTestId("part-loading").waitFor({ state: "attached" });
    await page.waitForTimeout(300);
    await page.clock.runFor(10_500);
    await page.getByTestId("part-slow").waitFor();
    await page.clock.runFor(10_500);
    const told = page.getByTestId("part-not-loaded").first();
    await told.waitFor();
    wrong = false;
    await told.getByRole("button", { name: "再试一次" }).click();
    await here(page, "#main form");
  });
});

story("a page whose version has left the host: told, reload offered, and nothing typed is lost", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  for (const how of ["none", "start"]) {
    let gone = false;
    await hosted((path) => gone && path.includes("/guanxi-") && how, async ({ url }) => {
      const app = new App(page, url);
      await sample(page, url);
      await page.evaluate(() => (location.hash = "#/new-customer"));
      await here(page, "#main form");
      await app.customer.mark("field-name").fill("还没有保存的客户");
      gone = true;
      await page.evaluate(() => (location.hash = "#/rules"));
      const told = page.getByTestId("part-not-loaded").first();
      await told.waitFor();
      gone = false; // the new version is whole
      await told.getByRole("button", { name: "重新载入" }).click();
      await here(page, '[data-testid="rule-item"]');
      await page.evaluate(() => (location.hash = "#/new-customer"));
      await here(page, "#main form");
      assert.equal(await app.customer.mark("field-name").inputValue(), "还没有保存的客户");
    });
  }
});

story("paper has its style from the first moment", { skip: ONE_PIECE, expected: WRONG }, async ({ page }) => {
  let wrong = false;
  await hosted((path) => wrong && /pages\.css$|(?<!_bg)\.wasm$/.test(path) && "never", async ({ url }) => {
    await sample(page, url);
    wrong = true;
    await page.goto("about:blank");
    await page.goto(`${url}#/customers`);
    await page.getByTestId("customer-count").waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".topbar, .nav, .toasts, .plain").locator("visible=true").count(), 0, "what is for the screen is not printed");
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).fontSize), "13.3333px", "10 pt");
    assert.equal(await page.locator(".app").evaluate((app) => getComputedStyle(app).display), "block");
  });
});

for (const [host, wrong] of [
  ["hands out all of it", () => false],
  ["has no script of it", (path) => path.endsWith("/worker.js") && "none"],
  ["answers its start page for its wasm", (path) => path.endsWith("/worker.wasm") && "start"],
  ["never answers for it", (path) => path.endsWith("/worker.wasm") && "never"],
  ["serves its wasm under another type", (path) => path.endsWith("/worker.wasm") && "octets"],
]) {
  story(`what reads a file beside the page, where the host ${host}: the book comes in, and what is wrong with it is told`, { skip: ONE_PIECE, expected: WRONG }, async ({ page, folder }) => {
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
