// Two tabs on one book: each hears what changed in the other, and keeps its own place.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const many = (count) => ({
  format: "guanxi-book",
  version: 1,
  customers: Array.from({ length: count }, (_, i) => ({ id: `c${String(i).padStart(3, "0")}`, name: `客户 ${String(i).padStart(3, "0")}`, kind: "enterprise" })),
});

/** Another tab of the same profile. */
async function tab(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return new App(page, url);
}

story("another tab's change is drawn where the page stands: scroll, selection, dialog, typed text and undo stay", {}, async ({ app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "many.guanxi.json", many(120)));
  const other = await tab(context, url);

  // This tab: a step of its own, then a place in the list with a selection.
  await app.customer.open("c001");
  await app.customer.edit("notes", "自己的备注");
  await app.customers.open();
  await app.customers.counts(120);
  const first = app.customers.row("c003");
  await first.getByRole("checkbox").check();
  await app.customers.row("c004").getByRole("checkbox").check();
  const list = app.page.locator(".grid__body");
  const place = () => list.evaluate((body) => body.scrollTop);
  await list.evaluate((body) => body.scrollTo(0, 900));
  assert.equal(await place(), 900);

  await other.customer.open("c090");
  await other.customer.edit("notes", "别处的备注");
  await other.customer.open("c003");
  await other.customer.edit("name", "改了名的客户");
  // The list shows it, in place.
  await other.shell.saved();
  await app.page.waitForTimeout(300);
  assert.equal(await place(), 900);
  await list.evaluate((body) => body.scrollTo(0, 0));
  await app.customers.row("c003").filter({ hasText: "改了名的客户" }).waitFor();
  assert.equal(await app.customers.row("c003").getByRole("checkbox").isChecked(), true);
  assert.equal(await app.customers.row("c004").getByRole("checkbox").isChecked(), true);
  assert.equal(await app.customers.row("c005").getByRole("checkbox").isChecked(), false);

  // A dialog with typed text outlives what the other tab saves.
  await app.customer.open("c001");
  await app.page.getByRole("button", { name: "记互动" }).click();
  await app.page.locator("#record-content").fill("还没写完的互动");
  await other.customer.open("c001");
  await other.customer.edit("region", "宁波");
  await app.customer.shows("region", "宁波");
  assert.equal(await app.page.locator("#record-content").inputValue(), "还没写完的互动");
  await app.page.keyboard.press("Escape");
  const leave = app.page.locator("dialog[open]");
  if (await leave.count()) await app.page.keyboard.press("Escape");

  // Undo of this tab's own step keeps what the other one wrote in the same record.
  await app.shell.undo();
  await app.customer.shows("region", "宁波");
  await other.customer.shows("region", "宁波");
  await app.data.open();
  const here = await app.data.exportBook();
  const changed = here.customers.find(({ id }) => id === "c001");
  assert.deepEqual([changed.notes, changed.region], [undefined, "宁波"]);

  // Both end with the same book, and so does what is stored.
  await other.data.open();
  assert.deepEqual(await other.data.exportBook(), here);
  await other.page.reload();
  await other.data.open();
  assert.deepEqual(await other.data.exportBook(), here);
  const times = here.audit.map(({ at }) => at);
  assert.deepEqual(times, [...times].sort(), "the trail is in order");
});

// Tabs that hear nothing of each other find out when they write: as two that save at the same moment do, each time.
story("a save over an earlier state merges with what was saved since, and a real conflict is told", {}, async ({ page, app, context, url, folder }) => {
  await context.addInitScript(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "few.guanxi.json", many(3)));
  const other = await tab(context, url);
  const form = async (one, key, value) => {
    await one.customer.open("c001");
    await one.customer.mark("edit-customer").click();
    await one.customer.mark(`field-${key}`).fill(value);
  };
  await form(app, "notes", "左边写的");
  await form(other, "region", "右边写的");
  await app.customer.mark("save-customer").first().click();
  await app.customer.shows("notes", "左边写的");
  await other.customer.mark("save-customer").first().click();
  await other.customer.shows("notes", "左边写的");
  await other.customer.shows("region", "右边写的");

  // The same field, to other values: nothing is overwritten, what was typed is still there.
  await form(app, "region", "左边的地区");
  await app.customer.mark("save-customer").first().click();
  await page.locator(".toast, .toasts").filter({ hasText: "地区" }).first().waitFor();
  assert.equal(await app.customer.mark("field-region").inputValue(), "左边的地区");
  await page.reload();
  await app.up();
  const book = await app.data.open().then(() => app.data.exportBook());
  const { notes, region } = book.customers.find(({ id }) => id === "c001");
  assert.deepEqual([notes, region], ["左边写的", "右边写的"]);
});

story("a move that another tab has decided meanwhile is not recorded twice", {}, async ({ page, app, context, url }) => {
  await app.data.open();
  await app.data.loadSample();
  const before = (await app.data.exportBook()).reviews.length;
  const there = await context.newPage();
  const tabs = [{ page, app }, { page: there, app: new App(there, url) }];
  for (const tab of tabs) {
    await tab.app.review.open("?way=up&dim=value");
    await tab.page.locator('[data-i="0"]').getByTestId("review-confirm").click();
    await tab.page.locator("#decide-by").fill("周敏");
  }
  await page.getByTestId("decide-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.shell.saved();
  await there.locator('[data-testid="review-decided"][data-count="1"]').waitFor();
  await there.getByTestId("decide-save").click();
  await there.getByText("已在别处决定，没有重复记录").waitFor();
  await there.locator("dialog[open]").waitFor({ state: "detached" });
  await app.data.open();
  assert.equal((await app.data.exportBook()).reviews.length, before + 1);
});

story("a field that another tab has changed asks, also where the question takes the keyboard from it while it is being left", {}, async ({ app, page, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "many.guanxi.json", many(2)));
  const other = await tab(context, url);
  await app.data.open();
  await page.locator("#company").focus();
  await page.keyboard.type("这里的名字");
  await other.data.open();
  await other.page.locator("#company").fill("别处的名字");
  await other.page.keyboard.press("Tab");
  await other.shell.saved();
  await page.waitForTimeout(300);
  // As an input method or a filler of forms does it: the field says that it has changed while it still has the keyboard.
  await page.evaluate(() => document.querySelector("#company").dispatchEvent(new Event("change", { bubbles: true })));
  await page.locator("#clashes").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("#clashes"));
  assert.equal(await page.locator("#company").inputValue(), "这里的名字");
});
