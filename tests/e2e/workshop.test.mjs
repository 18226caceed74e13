// A sales manager alone: lowers the border of 战略, sees who would rise, adopts, reviews each of them, and takes it back.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

story("战略 from 100 万 to 80 万: rehearsed, adopted, reviewed, undone", { timeout: 180_000 }, async ({ page, app }) => {
  await app.data.loadSample();
  await app.data.open();
  const before = (await app.data.exportResults()).customers;
  const byHand = (await app.data.exportBook()).customers.filter((c) => c.overrides?.some(({ dimension }) => dimension === "value"));
  const isRuled = ({ id }) => !byHand.some((customer) => customer.id === id);
  const between = ({ metrics: { annual_purchase: yuan } }) => yuan !== null && yuan >= 800_000 && yuan < 1_000_000;
  const rising = before.filter(isRuled).filter(between);
  assert.ok(rising.length > 1, "the sample has customers between the borders");

  const rules = app.ruleEditor;
  await rules.open("value");
  await rules.number("strategic").fill("80万");
  await rules.toReview(rising.length);
  const { count, ids } = await rules.movers("up");
  assert.equal(count, rising.length);
  for (const id of ids) assert.ok(rising.some((customer) => customer.id === id), id);
  await rules.adopt("门槛降到八十万");

  // The change itself is the occasion of a review: version 1 against version 2 on the day of the adoption.
  await page.getByTestId("review-adopted").click();
  await page.waitForURL(/#\/review\?version=/);
  const version = new URL(page.url().replace("#/", "")).searchParams.get("version");
  await app.review.filter(`version=${version}&dim=value&way=up`);
  const waiting = await app.review.counts();
  assert.deepEqual([waiting.up, waiting.down], [rising.length, 0]);
  await app.review.confirm({ by: "周敏" });
  await app.review.waits(waiting.waiting - 1);

  // The list of versions leads to the same review.
  await app.go("#/rules?view=versions");
  await page.locator('[data-testid="version"][data-number="2"]').getByTestId("version-review").click();
  await page.waitForURL((url) => url.hash.includes(`version=${version}`));

  await app.data.open();
  const book = await app.data.exportBook();
  const decided = book.reviews.at(-1);
  assert.deepEqual([decided.dimension, decided.from, decided.to, decided.decision, decided.by], ["value", "key", "strategic", "confirm", "周敏"]);
  assert.ok(rising.some(({ id }) => id === decided.customer));

  await app.shell.undo(); // the decision
  await app.shell.undo(); // the adoption
  const after = (await app.data.exportResults()).customers;
  assert.deepEqual(after.map(({ classes }) => classes.value), before.map(({ classes }) => classes.value));
  assert.equal((await app.data.exportBook()).rule_versions.length, 0);
});
