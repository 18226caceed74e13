// The main ways through the app once in Firefox: another engine for wasm, IndexedDB, styles, dialogs, files and paper.
import assert from "node:assert/strict";
import { firefoxMissing, handed, keepFiles } from "./browser.mjs";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const profile = { browser: "firefox", skip: firefoxMissing };

story("Firefox: a book comes in, is changed, survives a reload, goes out", profile, async ({ page, app, context, folder }) => {
  await app.up();
  await context.addInitScript(keepFiles);
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await app.customer.open("c1");
  await app.customer.edit("notes", "火狐里写的");
  await page.reload();
  await app.up();
  assert.equal(await app.customer.value("notes"), "火狐里写的");
  await app.customer.beginOrder("2600.5");
  await app.customer.endOrder();
  await app.shell.saved();
  await app.shell.undo();
  await app.shell.redo();
  await app.data.open();
  const book = await handed(page, "export-book");
  assert.deepEqual(book.orders.map((order) => order.amount).sort(), [1200.5, 2600.5]);
  assert.equal(book.customers.find(({ id }) => id === "c1").notes, "火狐里写的");
  const { customers } = await handed(page, "export-results-json");
  assert.equal(customers.length, 2);
});

story("Firefox: the sample book on every page, in the dark and in English", { ...profile, prefs: { theme: "dark" } }, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  await app.dashboard.open();
  await page.locator(".month__bar").nth(1).waitFor(); // the first month, cut by the year, may be without any
  const shows = (element) => getComputedStyle(element).backgroundColor;
  assert.equal(await page.locator("body").evaluate(shows), "rgb(22, 21, 19)", "the dark paper");
  assert.notEqual(await page.locator(".bar__seg").first().evaluate(shows), "rgba(0, 0, 0, 0)");
  for (const caption of await page.locator("caption:not(.visually-hidden caption)").all()) {
    const box = await caption.boundingBox();
    assert.ok(!box || box.height <= 1, "a caption for readers of the screen takes no room");
  }

  await app.customers.open();
  const all = await app.customers.count();
  await app.customers.search("轴承");
  await page.waitForFunction((all) => Number(document.querySelector('[data-testid="customer-count"]').dataset.count) < all, all);
  await app.customers.open("?is.value=strategic");
  await page.waitForFunction((all) => Number(document.querySelector('[data-testid="customer-count"]').dataset.count) < all, all);
  const first = page.getByTestId("customer-row").first().filter({ hasText: "战略" });
  await first.waitFor(); // the rows of the search before are gone
  await app.customers.openRow(await first.getAttribute("data-id"));
  assert.match(await app.customer.why("value"), /战略/);

  await app.ruleEditor.open("value");
  await app.ruleEditor.number("strategic").fill("900000");
  await page.keyboard.press("Tab");
  await page.getByTestId("adopt-bar").waitFor();
  await app.ruleEditor.discard();
  await app.review.open();
  assert.ok((await app.review.rows()) > 0);
  await app.disagreements.open();
  await app.shell.switchLanguage();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

story("Firefox: two tabs follow each other", profile, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await app.customer.open("c1");
  const other = await context.newPage();
  await other.goto(`${url}#/customers/c1`);
  await other.getByTestId("value-notes").filter({ hasText: "老客户" }).waitFor();
  await app.customer.edit("notes", "在第一页改的");
  await other.getByTestId("value-notes").filter({ hasText: "在第一页改的" }).waitFor();
  await other.close();
});

story("Firefox: paper", profile, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  await app.customers.open();
  const printed = () => page.locator(".print-only .printlist tbody tr").count();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await printed(), await app.customers.count(), "every customer stands on paper");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await printed(), 0);
});
