// A border moved before it is adopted: what the rehearsal says is what the figures of the book say, and what then happens.
import assert from "node:assert/strict";
import { parseCsv } from "./books.mjs";
import { story } from "./harness.mjs";

const [OLD, NEW, LOWER] = [1_000_000, 800_000, 500_000];

/** What the rules of the value say of a figure when strategic customers begin at `border`. */
const valueOf = ({ yuan, kept }, border) => kept ?? (yuan == null ? "" : yuan >= border ? "strategic" : yuan >= LOWER ? "key" : "ordinary");

/** How many customers have each class. */
const tally = (classes) => {
  const all = {};
  for (const id of classes) all[id] = (all[id] ?? 0) + 1;
  return all;
};

/** The figures of everybody, from the exported results; `kept` is the class of those whose value a person has set. */
async function figures(app) {
  await app.data.open();
  const { customers } = await app.data.exportResults();
  const book = await app.data.exportBook();
  const byHand = new Set(book.customers.filter((c) => c.overrides?.some(({ dimension }) => dimension === "value")).map(({ id }) => id));
  return customers.map(({ id, metrics, classes }) => {
    const now = classes.value ?? "";
    return { id, yuan: metrics.annual_purchase ?? null, now, kept: byHand.has(id) ? now : null };
  });
}

story("a border is moved by keys, rehearsed, discarded, brought back, adopted and taken back", { timeout: 180_000 }, async ({ page, app }) => {
  await app.data.loadSample();
  const people = await figures(app);
  for (const person of people) assert.equal(person.now, valueOf(person, OLD), person.id);
  const risers = people.filter((person) => valueOf(person, NEW) !== person.now).sort((a, b) => b.yuan - a.yuan);
  assert.ok(risers.length > 2, "the sample has customers between the borders");
  const now = tally(people.map((p) => p.now));
  const then = tally(people.map((p) => valueOf(p, NEW)));
  const expected = Object.fromEntries(Object.keys({ ...now, ...then }).map((id) => [id, [now[id] ?? 0, then[id] ?? 0]]));

  await app.ruleEditor.open("value");
  assert.equal(await app.ruleEditor.borders().count(), 2);
  const strategic = await app.ruleEditor.borderAt(1, OLD);
  assert.match(await strategic.getAttribute("aria-valuetext"), /^100\s*万元$/);
  await app.ruleEditor.nudge(strategic, "PageDown", 2);
  await app.ruleEditor.borderAt(1, NEW);
  const same = async () => {
    assert.deepEqual(await app.ruleEditor.counts(), expected);
    const { ids, count } = await app.ruleEditor.movers("up");
    assert.equal(count, risers.length);
    assert.deepEqual(ids, risers.slice(0, 20).map(({ id }) => id), "the largest first");
    assert.equal((await app.ruleEditor.movers("down")).count, 0);
  };
  await same();

  // The list as a file holds them all.
  const { bytes } = await app.data.exportTable("export-movers", { form: "csv" });
  const [head, ...rows] = parseCsv(bytes.toString("utf8").replace("\uFEFF", ""));
  assert.equal(head.length, 7);
  assert.deepEqual(rows.map((row) => row[1]), risers.map(({ id }) => id));
  assert.deepEqual(rows.map((row) => Number(row[6])), risers.map(({ yuan }) => yuan));

  // Nothing has changed yet; the draft outlives a reload.
  await page.waitForTimeout(600);
  await page.reload();
  await app.up();
  await app.ruleEditor.borderAt(1, NEW);
  await same();
  await app.ruleEditor.discard();
  await app.ruleEditor.borderAt(1, OLD);
  await page.getByRole("button", { name: "拿回草稿" }).click();
  await app.ruleEditor.borderAt(1, NEW);
  await same();

  // Undo belongs to the draft while it is edited; ten presses in a row are one step.
  await app.ruleEditor.discard();
  await app.ruleEditor.nudge(app.ruleEditor.borders().nth(1), "ArrowLeft", 10);
  await page.locator("h1.page__title").focus();
  await app.ruleEditor.nudge(app.ruleEditor.borders().nth(1), "PageDown", 1);
  await app.ruleEditor.borderAt(1, NEW);
  await page.getByTestId("undo").click();
  await app.ruleEditor.borderAt(1, 900_000);
  await page.getByTestId("undo").click();
  await app.ruleEditor.borderAt(1, OLD);
  await page.getByTestId("redo").click();
  await page.getByTestId("redo").click();
  await app.ruleEditor.borderAt(1, NEW);

  await app.ruleEditor.adopt("试行八十万");
  assert.equal(await page.getByTestId("adopt-bar").count(), 0);
  const after = await figures(app);
  assert.deepEqual(tally(after.map((p) => p.now)), then);
  const book = await app.data.exportBook();
  assert.deepEqual(book.rule_versions.map(({ number, name }) => [number, name ?? null]), [[1, null], [2, "试行八十万"]]);

  await app.shell.undo();
  assert.deepEqual(tally((await figures(app)).map((p) => p.now)), now);
});

story("a border follows the mouse, and does not cross its neighbour", { timeout: 120_000 }, async ({ page, app }) => {
  await app.data.loadSample();
  await app.ruleEditor.open("value");
  const [lower, upper] = [app.ruleEditor.borders().nth(0), app.ruleEditor.borders().nth(1)];
  await upper.scrollIntoViewIfNeeded();
  const [a, b] = [await lower.boundingBox(), await upper.boundingBox()];
  const y = b.y + b.height / 2;
  await page.mouse.move(b.x + b.width / 2, y);
  await page.mouse.down();
  await page.mouse.move((a.x + b.x) / 2 + b.width / 2, y, { steps: 6 });
  await app.ruleEditor.borderAt(1, 750_000);
  await page.mouse.move(a.x - 60, y, { steps: 6 });
  await page.mouse.up();
  const at = async (border) => Number(await border.getAttribute("aria-valuenow"));
  assert.equal(await at(lower), LOWER);
  assert.ok((await at(upper)) > LOWER && (await at(upper)) <= LOWER + 20_000, `${await at(upper)}`);
  // One drag is one step.
  await page.getByTestId("undo").click();
  await app.ruleEditor.borderAt(1, OLD);
});
