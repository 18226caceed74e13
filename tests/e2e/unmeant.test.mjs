// Days that cannot be meant: an import asks what becomes of them. (The day that is looked at refuses them: bad_input.)
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const wrong = () => {
  const book = smallBook();
  book.customers[0].cooperation_since = "0219-04-01";
  book.orders.push({ id: "o2", customer: "c1", date: "2206-11-20", amount: 5 }, { id: "o3", customer: "c1", date: "0024-03-05", amount: 6 });
  return book;
};

story("an import asks about days that cannot be meant, and writes nothing before it is answered", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const path = file(folder, "wrong.guanxi.json", wrong());
  const { applicable, text } = await app.data.choose(path);
  assert.equal(applicable, false, "a choice is needed");
  assert.match(text, /要确认\s*3/);
  assert.match(text, /有问题\s*0/);
  const rows = await page.locator(".issue-table tbody tr").allInnerTexts();
  assert.equal(rows.length, 3);
  for (const [row, day, year] of [[0, "0219-04-01", 2019], [1, "2206-11-20", 2026], [2, "0024-03-05", 2024]]) {
    assert.ok(rows[row].includes(day), `${rows[row]} has ${day}`);
    assert.match(rows[row], new RegExp(`也许是${year}年[^]*要确认`));
  }
  const asked = page.getByTestId("import-asked").getByRole("radio");
  const apply = page.getByTestId("import-apply");
  // Left out: the field stays empty, an order without its day is none.
  await asked.nth(1).check();
  assert.equal(await apply.isEnabled(), true);
  await apply.click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  let book = await app.data.exportBook();
  assert.deepEqual(book.orders.map(({ id }) => id), ["o1"]);
  assert.equal(book.customers.find(({ id }) => id === "c1").cooperation_since ?? null, null);
  // The same file again is asked about again; as they are.
  assert.equal((await app.data.choose(path)).applicable, false);
  await asked.nth(0).check();
  await apply.click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  book = await app.data.exportBook();
  assert.deepEqual(book.orders.map(({ id, date }) => [id, date]).sort(), [["o1", "2026-01-05"], ["o2", "2206-11-20"], ["o3", "0024-03-05"]]);
  assert.equal(book.customers.find(({ id }) => id === "c1").cooperation_since, "0219-04-01");
});
