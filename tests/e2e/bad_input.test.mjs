// Files that must not come in: each gets a message that names the place, nothing changes, the page lives on.
import assert from "node:assert/strict";
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { jsonSuite, oracleMissing, smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const book = (change) => {
  const value = smallBook();
  change(value);
  return JSON.stringify(value);
};
const order = (fields) => book((b) => Object.assign(b.orders[0], fields));
const customer = (fields) => book((b) => Object.assign(b.customers[0], fields));

// name, content, what the message must mention
const BAD = [
  ["empty", "", /./],
  ["a-table", "客户,金额\n青禾,12", /有问题/],
  ["truncated", JSON.stringify(smallBook()).slice(0, 150), /JSON|行|line/i],
  ["utf16", Buffer.from(`\ufeff${JSON.stringify(smallBook())}`, "utf16le"), /./],
  ["zeros", Buffer.alloc(4096), /4096字节，但全部是零/],
  ["other-format", JSON.stringify({ format: "other-book", version: 1 }), /other-book|guanxi-book/],
  ["no-format", JSON.stringify({ customers: [] }), /guanxi-book|format/],
  ["version-2", book((b) => (b.version = 2)), /2/],
  ["deep-array", "[".repeat(100_000) + "]".repeat(100_000), /./],
  ["deep-field", JSON.stringify(smallBook({ x: "DEEP" })).replace('"DEEP"', '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)), /./],
  ["customers-not-a-list", JSON.stringify(smallBook({ customers: { id: "c1" } })), /customers/],
  ["no-name", book((b) => delete b.customers[0].name), /c1|customers/],
  ["empty-id", customer({ id: "" }), /id|customers/],
  ["long-id", customer({ id: "x".repeat(65) }), /id|customers|64/],
  ["duplicate-customer", book((b) => (b.customers[1].id = "c1")), /c1/],
  ["duplicate-order", book((b) => b.orders.push({ ...b.orders[0] })), /o1/],
  ["unknown-customer", order({ customer: "nobody" }), /nobody/],
  ["month-13", order({ date: "2026-13-02" }), /2026-13-02/],
  ["february-30", order({ date: "2026-02-30" }), /2026-02-30/],
  ["three-decimals", order({ amount: 1.005 }), /1\.005/],
  ["amount-as-text", order({ amount: "12" }), /amount|orders/],
  ["nan", order({ amount: "NAN" }).replace('"NAN"', "NaN"), /JSON|NaN|行|line/i],
  ["infinite", order({ amount: "INF" }).replace('"INF"', "1e999"), /1e\+?999|amount|orders/],
  ["share-over-1", customer({ products: [{ name: "茶", share: 1.2 }] }), /share|products|1\.2/],
  ["unknown-fact", JSON.stringify(smallBook({ rulebook: { tags: [{ id: "t", name: "T", when: { all: [{ fact: "no_such_fact", operator: "equal", value: 1 }] } }] } })), /no_such_fact/],
];

story("bad files are refused with a message and change nothing", { timeout: 300_000 }, async ({ app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "good.guanxi.json", smallBook()));
  const before = await app.data.exportBook();
  const failures = [];
  for (const [name, content, message] of BAD) {
    const outcome = await app.data.choose(file(folder, `${name}.json`, content));
    if (outcome.applicable) failures.push(`${name}: could be applied: ${outcome.text}`);
    else if (!message.test(outcome.text)) failures.push(`${name}: the message does not name the place: ${outcome.text}`);
  }
  assert.deepEqual(failures, []);
  assert.deepEqual(await app.data.exportBook(), before);
  await app.alive();
  await app.data.import(file(folder, "again.guanxi.json", smallBook({ customers: [{ id: "c3", name: "后来的" }], orders: [] })));
});

story("a file of 200 MB is refused at once", {}, async ({ app, folder }) => {
  const path = join(folder, "huge.json");
  const handle = openSync(path, "w");
  writeSync(handle, '{"format":"guanxi-book","version":1,"notes":"');
  ftruncateSync(handle, 200 * 2 ** 20);
  closeSync(handle);
  await app.data.open();
  const outcome = await app.data.choose(path, 20_000);
  assert.equal(outcome.applicable, false);
  assert.match(outcome.text, /MB|兆/i);
  await app.alive();
});

const missing = oracleMissing("json");
/** Every file of the suite is read natively (`transfer_json_oracle`); the page is shown each fourth. */
const suite = () => jsonSuite().filter((_, i) => i % 4 === 0);

story("the JSON test suite as whole files: none is a book, none harms the page", { skip: missing, timeout: 600_000 }, async ({ app, folder }) => {
  await app.data.open();
  const failures = [];
  for (const { name, bytes } of suite()) {
    const { applicable, text } = await app.data.choose(file(folder, name, bytes));
    if (applicable || !text.trim()) failures.push(`${name}: ${text}`);
  }
  assert.deepEqual(failures, []);
  await app.alive();
});

story("the JSON test suite inside a book: what must be rejected is, what must be accepted is", { skip: missing, timeout: 600_000 }, async ({ app, folder }) => {
  const [head, tail] = ['{"format":"guanxi-book","version":1,"customers":[', "]}"].map((text) => Buffer.from(text));
  const customer = (bytes, i) => [Buffer.from(`${i ? "," : ""}{"id":"c${i}","name":"青禾${i}","x_value":`), bytes, Buffer.from("}")];
  const inside = (some) => Buffer.concat([head, ...some.flatMap(({ bytes }, i) => customer(bytes, i)), tail]);
  await app.data.open();
  const failures = [];
  const of = (what) => jsonSuite().filter(({ expect }) => expect === what);
  for (const one of suite().filter(({ expect }) => expect !== "accept")) {
    const { applicable, text } = await app.data.choose(file(folder, one.name, inside([one])));
    if ((applicable && one.expect === "reject") || !text.trim()) failures.push(`${one.name} (${one.expect}): ${text}`);
  }
  const { applicable, text } = await app.data.choose(file(folder, "accepted.json", inside(of("accept"))));
  assert.equal(of("accept").length, 95);
  assert.ok(applicable, text);
  assert.deepEqual(failures, []);
  await app.alive();
});

story("a day to look at that cannot be meant is told, typed, picked or in the address, and the day stays", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const today = await app.shell.mark("as-of").inputValue();
  const stays = async () => {
    assert.equal(await app.shell.mark("as-of").inputValue(), today);
    assert.doesNotMatch(page.url(), /as_of/);
  };
  const told = async (words) => {
    await page.locator(".toast").filter({ hasText: words }).first().waitFor();
    assert.equal(await app.shell.mark("as-of-typed").inputValue(), today);
    await stays();
  };
  const typed = app.shell.mark("as-of-typed");
  // At the field, where what was typed stays until it is mended or let go.
  const refused = async (words) => {
    await page.locator("#as-of-refused").filter({ hasText: words }).waitFor();
    assert.equal(await typed.getAttribute("aria-invalid"), "true");
    await stays();
  };
  const letGo = async () => {
    await typed.press("Escape");
    await page.locator("#as-of-refused:empty").waitFor({ state: "attached" });
    assert.equal(await typed.inputValue(), today);
  };
  for (const [day, words] of [["9999-01-01", "年份写的是9999"], ["1600-05-06", "年份写的是1600"]]) {
    await typed.fill(day);
    await typed.press("Enter");
    await refused(words);
    assert.equal(await typed.inputValue(), day);
    // While it is being mended nothing is said against it.
    await typed.press("End");
    await typed.press("Backspace");
    await page.locator("#as-of-refused:empty").waitFor({ state: "attached" });
    await letGo();
    await app.shell.mark("as-of").fill(day.replace("05", "07"));
    await app.shell.mark("as-of").blur();
    await refused(words);
    await letGo();
    await app.go(`#/dashboard?as_of=${day}`);
    await told(words);
  }
  await app.go("#/dashboard?as_of=2026-02-30");
  await told("日历上没有2026年2月30日");
});

story("a day of the past that is still to come is asked about on the sheet of a customer", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await app.customer.open("c1");
  await page.getByTestId("edit-customer").click();
  const since = page.getByTestId("field-cooperation_since");
  await since.fill("2099-05-01");
  await page.getByTestId("save-customer").first().click();
  await page.getByText("再按一次就照此保存").waitFor();
  await page.getByText("2099-05-01还没到，请填已经发生的时间").waitFor();
  await since.fill("2020-05-01");
  await page.getByTestId("save-customer").first().click();
  await app.customer.shows("cooperation_since", "2020-05");
  await app.shell.saved();
});
