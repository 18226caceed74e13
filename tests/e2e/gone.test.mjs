// What outlives its page: handlers of a part that was drawn anew, and answers that come when their page is gone, must not
// stop the app, and what they were about is saved all the same.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";
import { App } from "./pages.mjs";

const ENOUGH = 4; // orders that can be removed
let customer; // one with enough orders: the sample is another one every day. Its explanation opens by itself where there is room
const WIDE = { viewport: { width: 1440, height: 900 } };

/** A story with the sample loaded and the customer's page open. */
function gone(name, body) {
  story(name, WIDE, async (stand) => {
    stand.page.setDefaultTimeout(8_000); // a page that has stopped answers nothing
    await stand.app.data.open();
    await stand.app.data.loadSample();
    customer = busy(await stand.app.data.exportBook());
    await stand.app.customer.open(customer);
    await stand.page.locator("#slip").waitFor();
    await body(stand);
    await stands(stand);
  });
}

/** A customer with enough orders. */
function busy({ orders }) {
  const counts = new Map();
  for (const order of orders) counts.set(order.customer, (counts.get(order.customer) ?? 0) + 1);
  return [...counts].find(([, n]) => n >= ENOUGH)[0];
}

/** The app goes on: the block that a crash brings back is hidden, and another page opens. */
async function stands({ app, page }) {
  await page.waitForTimeout(200); // what comes late has come
  assert.equal(await page.locator("#boot").getAttribute("data-state"), "opening", "the app has not stopped");
  await app.alive();
}

/** The amounts of a customer's orders, as the book is exported. */
async function amounts({ app }) {
  await app.data.open();
  await app.shell.saved();
  const { orders } = await app.data.exportBook();
  return orders.filter((order) => order.customer === customer).map(({ amount }) => amount);
}

gone("why the risk, then copied as text", async ({ app }) => {
  await app.customer.why("risk");
  await app.customer.copyWhy();
});

gone("why the stage, then set by hand", async ({ app }) => {
  await app.customer.why("stage");
  await app.customer.setByHand({ class: "lost", reason: "客户已停产", by: "周敏" });
});

gone("an order recorded with the explanation open, which is then copied", async ({ app, page }) => {
  await app.customer.beginOrder("1200");
  await app.customer.endOrder();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.shell.saved();
  await app.customer.copyWhy();
});

const SAVE_DELAYS = [0, 1, 2, 4, 8, 12, 16, 20, 25, 30];

gone("an order saved, and the page left before the answer", async (stand) => {
  const { app } = stand;
  const before = await amounts(stand);
  for (const delay of SAVE_DELAYS) {
    await app.customer.open(customer);
    await app.customer.beginOrder(String(7_000_000 + delay));
    await app.customer.endAndLeave("save", "#/customers", delay);
    await app.shell.saved();
    await stands(stand);
  }
  const added = (await amounts(stand)).filter((amount) => !before.includes(amount));
  assert.deepEqual(added.sort(), SAVE_DELAYS.map((delay) => 7_000_000 + delay), "each order is in the book");
});

gone("an order removed, and the page left within 20 ms", async (stand) => {
  const { app } = stand;
  const before = await amounts(stand);
  const delays = [0, 5, 10, 20];
  assert.ok(before.length >= delays.length, "the customer has orders");
  for (const delay of delays) {
    await app.customer.open(`${customer}?events=orders`);
    await app.customer.openOrder();
    await app.customer.endAndLeave("remove", "#/customers", delay);
    await app.shell.saved();
    await stands(stand);
  }
  assert.equal((await amounts(stand)).length, before.length - delays.length);
});

/** Another tab with the customer's page open. */
async function beside({ context, url }) {
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  const app = new App(page, url);
  await app.customer.open(customer);
  return { app, page };
}

// How many milliseconds before this tab the other one saves.
const AHEAD = [50, 40, 30, 20, 10, 5, 0, -10];

gone("an order saved while another tab saves", async (stand) => {
  const other = await beside(stand);
  const before = await amounts(stand);
  const saved = [];
  for (const [round, ahead] of AHEAD.entries()) {
    const orders = [[stand, 8_000_000 + round, 0], [other, 9_000_000 + round, ahead]];
    for (const [{ app }, amount] of orders) {
      await app.customer.open(customer);
      await app.customer.beginOrder(String(amount));
    }
    const moment = Date.now() + 300;
    await Promise.all(orders.map(([{ app }, , ahead]) => app.customer.endOrderAt(moment - ahead)));
    await stand.page.waitForTimeout(800); // the answers, and what each tab tells the other
    for (const [tab, amount] of orders) {
      // Each has typed its own: nothing is asked.
      await tab.page.locator("dialog[open]").waitFor({ state: "detached" });
      assert.equal(await tab.page.locator("#boot").getAttribute("data-state"), "opening", `the app has not stopped, ${ahead} ms`);
      if (await tab.app.shell.answered()) saved.push(amount); // a refusal is told, and is another story
      await stands(tab);
    }
  }
  assert.ok(saved.length >= AHEAD.length, "one of two at least is saved");
  for (const tab of [stand, other]) {
    const added = (await amounts(tab)).filter((amount) => !before.includes(amount));
    assert.deepEqual(added.sort(), saved.toSorted(), "both tabs have what was saved, and nothing else");
  }
});

gone("an order being typed while another tab saves", async (stand) => {
  const other = await beside(stand);
  await stand.app.customer.beginOrder("8000000");
  await other.app.customer.edit("notes", "喜欢明前龙井");
  await stand.app.customer.shows("notes", "喜欢明前龙井");
  assert.equal((await stand.page.locator("dialog[open] #record-amount").inputValue()).replaceAll(",", ""), "8000000");
});
