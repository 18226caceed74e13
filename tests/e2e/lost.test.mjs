// Who can still be acted on comes first, and is counted apart from who is lost; ranks that only ids decide are told in the review.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";

const DAY = "as_of=2026-11-21";
const given = (set_on) => [{ dimension: "value", class: "strategic", set_on, reason: "总部要求", by: "甲" }];

story("who is lost comes last among disagreements and in a cell of the matrix, and is counted apart", {}, async ({ page, app, folder }) => {
  const book = {
    format: "guanxi-book",
    version: 1,
    customers: [
      { id: "c1", name: "甲", overrides: given("2026-01-01") },
      { id: "c2", name: "乙", overrides: given("2026-06-01") },
    ],
    orders: [{ id: "o1", customer: "c1", date: "2024-01-05", amount: 9000 }, { id: "o2", customer: "c2", date: "2026-10-05", amount: 5 }],
  };
  await app.data.open();
  await app.data.import(file(folder, "lost.guanxi.json", book));
  await app.go(`#/disagreements?${DAY}`);
  const rows = page.getByTestId("disagree-row");
  await rows.nth(1).waitFor();
  const ids = () => rows.evaluateAll((all) => all.map(({ dataset }) => dataset.id));
  assert.deepEqual(await ids(), ["c2/value", "c1/value"], "the lost one last, however long it has been so");
  await page.locator(".page__head").filter({ hasText: "其中已流失1项" }).waitFor();
  await app.go(`#/disagreements?${DAY}&sort=since`);
  await rows.nth(1).waitFor();
  assert.deepEqual(await ids(), ["c1/value", "c2/value"], "an order of one's own stands as it is");
  await app.go(`#/review?tab=matrix&dim=value&cell=*%3E*&${DAY}`);
  await page.locator("#matrix-people, .panel").filter({ hasText: "尚未流失1家" }).filter({ hasText: "已流失1家" }).first().waitFor();
});

story("the review says where only ids decided a tier", {}, async ({ page, app, folder }) => {
  const customers = Array.from({ length: 5 }, (_, i) => ({ id: `c${i}`, name: `客户${i}` }));
  const orders = customers.map(({ id }, i) => ({ id: `o${i}`, customer: id, date: "2026-10-05", amount: 50 }));
  await app.data.open();
  await app.data.import(file(folder, "ties.guanxi.json", { format: "guanxi-book", version: 1, customers, orders }));
  await app.go(`#/review?dim=rfm_tier&${DAY}`);
  const row = page.getByTestId("review-row");
  await row.first().waitFor();
  assert.equal(await row.count(), 5);
  for (const text of await row.allInnerTexts()) assert.match(text, /5家同值，按编号分/);
  // The slip and what it copies as text.
  await app.go(`#/customers/c0?why=rfm_tier&${DAY}`);
  await page.getByTestId("rfm-ties").filter({ hasText: "5家总分、金额、距末次订单同值，名次按编号分；界线落在这些同值客户之间" }).waitFor();
});
