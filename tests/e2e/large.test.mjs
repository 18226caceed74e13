// Records and rules of absurd size: drawn in parts, or refused in words.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

story("ten thousand contacts, tags and products of one customer", { timeout: 180_000 }, async ({ page, app, folder }) => {
  const many = (make) => Array.from({ length: 10_000 }, (_, i) => make(i));
  const book = smallBook();
  Object.assign(book.customers[0], {
    contacts: many((i) => ({ name: `联系人${i}`, phone: `1380000${String(i).padStart(4, "0")}` })),
    products: many((i) => ({ name: `品${i}` })),
    tags: many((i) => `标签${i}`),
  });
  await app.data.open();
  await app.data.import(file(folder, "wide.guanxi.json", book));
  await app.customers.open();
  await app.customer.open("c1");
  await page.getByText("另有9,980位联系人没有列出").waitFor();
  await page.getByTestId("more-contacts").click();
  await page.getByText("另有9,960位联系人没有列出").waitFor();
  await page.getByTestId("edit-customer").click();
  await page.getByTestId("more-contacts").waitFor();
  assert.equal(await page.locator('[data-testid^="field-contact.name"]').count(), 20, "drawn at once");
  await page.getByTestId("field-contact.name-19").fill("改过的");
  await page.getByTestId("field-notes").fill("也改过");
  await page.getByTestId("save-customer").click();
  await app.shell.saved();
  await app.data.open();
  const saved = (await app.data.exportBook()).customers[0];
  assert.deepEqual([saved.contacts.length, saved.contacts[19].name, saved.contacts[9_999].name, saved.notes], [10_000, "改过的", "联系人9999", "也改过"]);
});

story("a rule of ten thousand comparisons is refused in words, the records come in", { timeout: 180_000 }, async ({ page, app, folder }) => {
  const leaves = Array.from({ length: 10_000 }, (_, i) => ({ fact: "annual_purchase", operator: "greaterThan", value: i + 1 }));
  const rulebook = { tags: [{ id: "t", name: "巨标签", when: { any: leaves } }] };
  await app.data.open();
  const outcome = await app.data.choose(file(folder, "rules.guanxi.json", smallBook({ rulebook })));
  assert.match(outcome.text, /这里有10001项，最多200项/);
  await page.getByText(/跳过有问题的1条/).click();
  await page.getByTestId("import-apply").click();
  await app.shell.saved();
  await app.customers.open();
  await app.customers.counts(2);
});
