// A large book is seen before it is read: the list as it was last drawn of this very book. It is never the list of another one.
import assert from "node:assert/strict";
import { book } from "../../benches/book.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const LARGE = 6_000;
const KEPT = '.opening .grid__row[role="row"] [data-col="name"]';

/** What the kept screen of the stored book says, once there is one (that is as it should be). */
async function kept(page, isMeant = () => true) {
  const read = () =>
    new Promise((done) => {
      const opening = indexedDB.open("guanxi");
      opening.onsuccess = () => {
        const asked = opening.result.transaction("meta").objectStore("meta").get("~screen");
        asked.onsuccess = () => {
          opening.result.close();
          done(asked.result ? new TextDecoder().decode(asked.result.subarray(9)) : "");
        };
      };
    });
  for (let tries = 0; tries < 60; tries++) {
    const text = await page.evaluate(read);
    if (text && isMeant(JSON.parse(text).of)) return JSON.parse(text);
    await page.waitForTimeout(250);
  }
  return undefined;
}

/** Notes the names that stand on the kept screen, and what the first names of the list itself are; before anything else runs. */
function note() {
  window.noted = { kept: [], errors: [] };
  addEventListener("securitypolicyviolation", (ev) => window.noted.errors.push(ev.violatedDirective));
  const names = (of) => [...document.querySelectorAll(of)].map((cell) => cell.textContent);
  new MutationObserver(() => {
    const seen = names('.opening .grid__spacer [data-col="name"]');
    if (seen.length > window.noted.kept.length) window.noted.kept = seen;
    const bent = document.querySelector(".opening .grid__spacer > .grid__row");
    window.noted.past ??= (document.querySelector(".opening__past")?.textContent || undefined);
    if (bent) window.noted.at = getComputedStyle(document.querySelectorAll(".opening .grid__spacer > .grid__row")[3]).transform;
  }).observe(document, { subtree: true, childList: true });
}

/** Opens the list again in a new tab; the tabs before are closed. */
async function again({ context, url }, hash = "#/customers", now = undefined) {
  const before = context.pages();
  const page = await context.newPage();
  if (now) await page.clock.setFixedTime(now);
  await page.addInitScript(note);
  await page.goto(`${url}${hash}`);
  for (const old of before) await old.close();
  const app = new App(page, url);
  return { page, app, noted: () => page.evaluate(() => window.noted) };
}

const shown = (page) => page.locator('[data-testid="customer-row"] [data-col="name"]').allTextContents();

story("a large book is seen before it is read, as it is then", {}, async ({ app, folder, context, url, page }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/customers`);
  await page.getByTestId("customer-row").first().waitFor();
  const text = await kept(page);
  assert.ok(text, "a screen is kept");
  assert.doesNotMatch(text.of.html, /data-testid|data-cursor|<!--| style=/);

  const second = await again({ context, url });
  await second.page.getByTestId("customer-row").first().waitFor();
  const [names, noted] = [await shown(second.page), await second.noted()];
  assert.ok(noted.kept.length >= 15, `${noted.kept.length} rows were seen early`);
  assert.deepEqual(noted.kept.slice(0, 15), names.slice(0, 15));
  assert.match(noted.at, /matrix\(1, 0, 0, 1, 0, 108\)/); // the fourth row lies three rows of 36 down
  assert.deepEqual(noted.errors, []);
  assert.equal(await second.page.locator(KEPT).count(), 0, "it goes when the list comes");
});

story("no kept screen is shown of a book that was changed since, nor at another address", {}, async ({ app, folder, context, url, page }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/customers`);
  await page.getByTestId("customer-row").first().waitFor();
  assert.ok(await kept(page));
  const searched = await again({ context, url }, "#/customers?q=%E5%AE%A2%E6%88%B71");
  await searched.page.getByTestId("customer-row").first().waitFor();
  assert.deepEqual((await searched.noted()).kept, []);

  // Changed, and closed before a screen of it was kept.
  await searched.page.goto(`${url}#/customers/c7`);
  await searched.app.customer.edit("name", "改过名字的客户");
  const after = await again({ context, url });
  await after.page.getByTestId("customer-row").first().waitFor();
  assert.deepEqual((await after.noted()).kept, []);
});

story("a kept screen that was bent is not drawn, and the notices of a tab are no part of it", {}, async ({ app, folder, context, url, page }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/new-customer`);
  await page.getByTestId("field-name").fill("草稿客户甲");
  await page.goto(`${url}#/customers`);
  await page.getByTestId("begun-customer").waitFor();
  const text = await kept(page);
  assert.match(text.of.html, /测试客户/);
  assert.doesNotMatch(text.of.html, /草稿客户甲/);

  // One letter, as many bytes, and the seal as it was.
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("guanxi");
        opening.onsuccess = () => {
          const meta = opening.result.transaction("meta", "readwrite").objectStore("meta");
          meta.get("~screen").onsuccess = ({ target }) => {
            const [head, body] = [target.result.slice(0, 9), new TextDecoder().decode(target.result.subarray(9))];
            const bent = new TextEncoder().encode(body.replace("测试客户", "测试容户"));
            meta.put(Uint8Array.from([...head, ...bent]), "~screen").onsuccess = () => (opening.result.close(), done());
          };
        };
      }),
  );
  const after = await again({ context, url });
  await after.page.getByTestId("customer-row").first().waitFor();
  assert.deepEqual((await after.noted()).kept, []);
});

story("a kept screen is drawn at its own address and size only, and nothing of it is left when the book is emptied", {}, async ({ app, folder, context, url, page }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/customers`);
  await page.getByTestId("customer-row").first().waitFor();
  assert.ok(await kept(page));
  // Somewhere else before the program is there: as soon as the screen was asked for.
  const moved = await context.newPage();
  await moved.addInitScript(note);
  await moved.addInitScript(() => {
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (key) {
      if (key === "~screen") location.hash = "#/customers/c7";
      return get.call(this, key);
    };
  });
  await moved.goto(`${url}#/customers`);
  await moved.getByTestId("edit-customer").waitFor();
  assert.deepEqual((await moved.evaluate(() => window.noted)).kept, []);
  await moved.close();
  const wide = await context.newPage();
  await wide.setViewportSize({ width: 1600, height: 1000 });
  await wide.addInitScript(note);
  await wide.goto(`${url}#/customers`);
  await wide.getByTestId("customer-row").first().waitFor();
  assert.deepEqual((await wide.evaluate(() => window.noted)).kept, []);
  await wide.close();

  await app.data.open();
  await page.getByTestId("erase").click();
  await page.locator("#erase-word").fill("清空");
  await page.getByTestId("erase-apply").click();
  await app.shell.saved();
  const names = () =>
    new Promise((done) => {
      const opening = indexedDB.open("guanxi");
      opening.onsuccess = () => {
        const asked = opening.result.transaction("meta").objectStore("meta").getAllKeys();
        asked.onsuccess = () => (opening.result.close(), done(asked.result));
      };
    });
  assert.deepEqual((await page.evaluate(names)).filter((name) => name.startsWith("~")), []);
});

story("a kept screen of a day before says as of when it is, and one of a day to come is not drawn", {}, async ({ app, folder, context, url, page }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/customers`);
  await page.getByTestId("customer-row").first().waitFor();
  const text = await kept(page);
  const day = 86_400_000;
  for (const [days, rows, words] of [
    [0, true, undefined],
    [1, true, `${new Date(text.of.day * day).toISOString().slice(0, 10)}的列表，正在按今天重算`],
  ]) {
    const { page: next, noted } = await again({ context, url }, "#/customers", new Date(Date.now() + days * day));
    await next.getByTestId("customer-row").first().waitFor();
    const seen = await noted();
    assert.equal(seen.kept.length >= 15, rows, `${days} days later`);
    assert.equal(seen.past?.replaceAll("\u2060", ""), words);
    assert.equal(await next.locator(".opening__past").count(), 0, "it goes when the list comes");
    if (days) await kept(next, (of) => of.day > text.of.day); // what is kept now is of that day
  }
  const before = await again({ context, url }, "#/customers", new Date());
  await before.page.getByTestId("customer-row").first().waitFor();
  assert.deepEqual((await before.noted()).kept, []);
});

story("keys that come before the next row is drawn are the list's", {}, async ({ app, folder, url, page, context }) => {
  await app.data.open();
  await app.data.import(file(folder, "large.guanxi.json", book(LARGE)));
  await page.goto(`${url}#/customers`);
  const rows = page.getByTestId("customer-row");
  await rows.first().waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.keyboard.press("j");
  await page.waitForFunction(() => document.activeElement?.dataset.i === "0");
  const press = (key) => ["keyDown", "keyUp"].map((type) => cdp.send("Input.dispatchKeyEvent", { type, key, code: key, windowsVirtualKeyCode: key === "ArrowDown" ? 40 : 34 }));
  await Promise.all(Array.from({ length: 60 }, () => press("ArrowDown")).flat());
  await page.waitForFunction(() => document.activeElement?.dataset.i === "60");
  await Promise.all([...press("PageDown"), ...press("PageDown")]);
  const at = await page.waitForFunction(() => Number(document.activeElement?.dataset.i) > 90 && document.activeElement.dataset.id).then((found) => found.jsonValue());
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => location.hash.startsWith(`#/customers/${id}`), at);
});
