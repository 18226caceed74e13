// Every figure opens its rows: each link of a table's figures is followed, and the list that it opens has as many rows as the figure says.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** The figures of a table that are whole numbers, with where they lead. */
const links = (page, table, where) =>
  page.locator(`${table} ${where}`).evaluateAll((all) => all.map((a) => ({ href: a.getAttribute("href"), text: a.textContent.trim() })).filter(({ text }) => /^[\d,]+$/.test(text)));

/** How many rows the list that is open says it has. */
async function counted(page, mark) {
  const text = await page.getByTestId(mark).first().innerText();
  return Number(/[\d,]+/.exec(text)[0].replaceAll(",", ""));
}

/** Follows the figures of a table, at most `most` of them, spread over all. */
async function follow(page, app, { route, table, where = "td a", mark = "behind-count", most = 12, least = 1 }) {
  await app.go(route);
  await page.locator(`${table} ${where}`).first().waitFor();
  const all = await links(page, table, where);
  assert.ok(all.length >= least, `${route}: ${all.length} figures open rows`);
  const step = Math.max(1, Math.floor(all.length / most));
  for (const { href, text } of all.filter((_, i) => i % step === 0)) {
    await app.go(href);
    const wanted = Number(text.replaceAll(",", ""));
    let found;
    for (let i = 0; i < 40 && found !== wanted; i++) {
      found = await counted(page, mark).catch(() => undefined);
      if (found !== wanted) await page.waitForTimeout(100);
    }
    assert.equal(found, wanted, `${href} says ${text}`);
  }
}

const tables = [
  { route: "#/leads?view=funnel&since=36", table: '[data-testid="leads-funnel"]', least: 8 },
  { route: "#/leads?view=funnel&since=36&by=owner", table: '[data-testid="leads-funnel"]', least: 8 },
  { route: "#/service?view=months", table: '[data-testid="service-months"]', least: 10 },
  { route: "#/service?view=months&by=person", table: '[data-testid="service-months"]', least: 10 },
  { route: "#/health?view=judged", table: '[data-testid="health-signals"]', least: 8 },
  { route: "#/growth?view=pairs", table: '[data-testid="growth-rules-table"]', least: 4 },
  { route: "#/growth?view=pairs&by=order", table: '[data-testid="growth-rules-table"]', least: 2 },
  { route: "#/value?view=portrait", table: '[data-testid="portrait"]', where: ".value__words a", least: 4 },
  { route: "#/value?view=portrait", table: '[data-testid="portrait-apart"]', where: "td a", least: 2 },
  { route: "#/value", table: '[data-testid="value-tiers"]', mark: "value-count", least: 3 },
  { route: "#/value", table: '[data-testid="value-by-segment"]', mark: "value-count", least: 3 },
  { route: "#/campaigns?view=channels&period=all", table: '[data-testid="camp-channels-table"]', where: "td:nth-child(n+4):nth-child(-n+5) a", mark: "camp-people-count", least: 2 },
  { route: "#/campaigns?view=channels&period=all", table: '[data-testid="camp-channels-table"]', where: "td:nth-child(2) a", mark: "camp-count", least: 1 },
  { route: "#/campaigns?view=needs", table: '[data-testid="needs-table"]', mark: "needs-count", least: 2 },
  { route: "#/growth?view=model", table: '[data-testid="growth-picture-table"]', where: "td:nth-child(2) a", least: 2 },
];

story("the figures of the tables open as many rows as they say", { timeout: 300_000 }, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  for (const table of tables) await follow(page, app, table);
});

const day = (back) => new Date(Date.now() - back * 864e5 + 8 * 36e5).toISOString().slice(0, 10);

story("the figures of a campaign in the list, and the quotient of a goal, open their customers; who had signed before is not new", {}, async ({ page, app, folder }) => {
  const customers = [
    { id: "c1", name: "新来的", kind: "enterprise", created_on: day(90) },
    { id: "c2", name: "签过约", kind: "enterprise", created_on: day(90), contract: { signed_on: day(700) } },
    { id: "c3", name: "没下单", kind: "enterprise", created_on: day(90) },
  ];
  const orders = ["c1", "c2"].map((customer, i) => ({ id: `o${i}`, customer, date: day(10), amount: 1_000, campaign: "k" }));
  const interactions = ["c1", "c2", "c3"].map((customer, i) => ({ id: `i${i}`, customer, at: day(20), kind: "call", direction: "outbound", responded: i < 2, campaign: "k" }));
  const campaigns = [{ id: "k", name: "秋季", kind: "acquisition", channel: "电话", cost: 600, starts_on: day(30) }];
  await app.data.open();
  await app.data.import(file(folder, "behind.guanxi.json", smallBook({ customers, orders, interactions, campaigns })));
  await app.go("#/campaigns");
  const row = page.getByTestId("camp-row").first();
  await row.waitFor();
  const figure = (key) => row.locator(`[data-col="${key}"] a`);
  assert.equal(await figure("contacted").innerText(), "3");
  assert.equal(await figure("deals").innerText(), "2");
  assert.equal(await figure("leads").innerText(), "2");
  // 600 over one new customer: the other had signed long before.
  assert.match(await figure("cac").innerText(), /^600\b/);
  await figure("cac").click();
  await page.getByTestId("camp-person").first().waitFor();
  assert.deepEqual(await page.locator('[data-testid="camp-person"] [data-col="name"]').allInnerTexts(), ["新来的"]);

  await app.go("#/goals?goal=response_rate");
  const quotient = page.getByTestId("goal-quotient").locator("a");
  await quotient.first().waitFor();
  assert.deepEqual(await quotient.allInnerTexts(), ["2", "3"]);
  assert.equal(await counted(page, "goal-rows-count"), 3);
  await quotient.first().click();
  await page.getByTestId("goal-rows-count").filter({ hasText: "2条" }).waitFor();
  assert.equal(await page.locator('[data-testid="goal-row"] [data-col="on"]').first().innerText(), day(20));

  // What campaigns for new customers cost is a way to these.
  await app.go("#/goals?goal=acquisition_cost");
  await page.locator('[data-testid="goal-facts"] a', { hasText: "获客类活动" }).click();
  await page.getByTestId("camp-narrowed").waitFor();
  assert.equal(await counted(page, "camp-count"), 1);

  // A figure that nothing can reach is refused in words, and nothing is lost.
  await app.go("#/goals");
  await page.locator('[data-goal="satisfaction"]').getByTestId("goal-edit").click();
  for (const wrong of ["-5", "101"]) {
    await page.locator("#goal-aim").fill(wrong);
    await page.getByTestId("goal-save").click();
    await page.locator("dialog[open] .field__error", { hasText: "应在0到100之间" }).first().waitFor();
    assert.equal(await page.locator("#goal-aim").inputValue(), wrong);
  }
  await page.locator("#goal-aim").fill("100");
  await page.getByTestId("goal-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
});
