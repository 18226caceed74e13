// A real book through the file input: every score equals what the R package computed.
import assert from "node:assert/strict";
import { oracleMissing, retailBook, retailScores } from "./books.mjs";
import { file, story } from "./harness.mjs";

story("4,338 customers and 18,532 invoices are scored as the R package scores them", { skip: oracleMissing("retail"), timeout: 300_000 }, async ({ app, folder }) => {
  const book = retailBook();
  const expected = retailScores();
  assert.deepEqual([book.customers.length, book.orders.length, expected.size], [4338, 18532, 4338], "the oracle is whole");

  await app.data.open();
  await app.data.import(file(folder, "retail.guanxi.json", book));
  await app.customers.open();
  await app.customers.counts(4338);
  await app.shell.setAsOf("2011-12-10");
  await app.data.open();
  const results = await app.data.exportResults();

  assert.equal(results.format, "guanxi-results");
  assert.equal(results.as_of, "2011-12-10");
  const scores = new Map(results.customers.map(({ id, metrics: m }) => [id, `${m.r_score} ${m.f_score} ${m.m_score}`]));
  assert.equal(scores.size, 4338);
  const wrong = [...expected].filter(([id, score]) => scores.get(id) !== score).map(([id, score]) => `${id}: ${scores.get(id)}, expected ${score}`);
  assert.deepEqual(wrong, []);
});
