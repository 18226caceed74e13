// Versions of the rules: kept, compared, restored, handed on as a file; and the examples that test them.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";

/** Rules with 战略 from so many yuan; what a file leaves out keeps its default. */
const rules = (yuan, extra = {}) => ({
  format: "guanxi-rulebook",
  version: 1,
  rulebook: {
    dimensions: [
      {
        id: "value",
        name: "客户价值",
        otherwise: "ordinary",
        classes: [
          { id: "strategic", name: "战略客户", when: leaf("annual_purchase", "greaterThanInclusive", yuan) },
          { id: "key", name: "重点客户", when: leaf("annual_purchase", "greaterThanInclusive", 500_000) },
          { id: "ordinary", name: "普通客户" },
        ],
      },
    ],
    ...extra,
  },
});
const leaf = (fact, operator, value) => ({ fact, operator, value });

/** Customers with a declared purchase sum each. */
const book = (sums) => ({
  format: "guanxi-book",
  version: 1,
  rulebook: rules(1_000_000).rulebook,
  customers: sums.map((yuan, i) => ({ id: `c${i + 1}`, name: `客户${i + 1}`, kind: "enterprise", cooperation_since: "2024-01-01", declared_annual_purchase: yuan })),
});
const SUMS = [1_200_000, 960_000, 860_000, 400_000];

async function stand(app, folder) {
  await app.data.open();
  await app.data.import(file(folder, "firm.guanxi.json", book(SUMS)));
}

async function adoptBorder(app, folder, yuan, name) {
  await app.rules.open();
  await app.rules.importDraft(file(folder, `${yuan}.rules.json`, rules(yuan)));
  await app.rules.adopt(name);
}

story("versions are kept, compared and restored", {}, async ({ page, app, folder }) => {
  await stand(app, folder);
  const before = await app.rules.versions();
  assert.ok(before.at(-1).inForce || before[0].inForce);
  const first = before.length === 1 ? before[0].number : before[0].number;
  await adoptBorder(app, folder, 900_000, "秋季门槛");
  await adoptBorder(app, folder, 800_000, "冬季门槛");

  const listed = await app.rules.versions();
  assert.equal(listed.length, before.length + 2, "each adoption is a version");
  const [third, second] = listed;
  assert.ok(third.inForce && third.text.includes("冬季门槛") && third.changes === 1, JSON.stringify(third));
  assert.ok(!second.inForce && second.text.includes("秋季门槛") && second.changes === 1, JSON.stringify(second));

  const sentences = await app.rules.compare(second.number, third.number);
  assert.equal(sentences.length, 1, sentences.join("\n"));
  assert.match(sentences[0], /战略客户.*900,000.*800,000/);
  assert.deepEqual(await app.rules.compare(third.number, third.number), []);

  // Back to the first: a draft, rehearsed, adopted as a version of its own.
  await app.rules.versions();
  await app.rules.version(first).getByTestId("version-restore").click();
  await app.rules.adopt(`恢复第${first}版`);
  const [fourth] = await app.rules.versions();
  assert.ok(fourth.inForce && fourth.number === third.number + 1);
  assert.deepEqual(await app.rules.compare(first, fourth.number), [], "the restored version is the first again");

  // A name is changed and taken back.
  await app.rules.versions();
  await app.rules.version(second.number).getByTestId("version-name").click();
  await page.locator("#version-name").fill("第三季度");
  await page.getByTestId("version-name-save").click();
  await app.rules.version(second.number).filter({ hasText: "第三季度" }).waitFor();
  await app.shell.undo();
  await app.rules.version(second.number).filter({ hasText: "秋季门槛" }).waitFor();
});

story("rules go out as a file and classify the same in another profile", {}, async ({ app, folder }) => {
  await stand(app, folder);
  await adoptBorder(app, folder, 900_000, "秋季门槛");
  await app.data.open();
  const results = await app.data.exportResults();
  await app.rules.open();
  const { name, file: out } = await app.rules.export();
  assert.match(name, /^规则_.*\.rules\.json$/);
  assert.equal(out.format, "guanxi-rulebook");

  await app.rules.open();
  await app.rules.mark("restore-default").click();
  await app.rules.adopt();
  await app.data.open();
  assert.notDeepEqual(await app.data.exportResults(), results, "the default rules classify otherwise");
  await app.rules.open();
  await app.rules.importDraft(file(folder, name, out));
  assert.deepEqual((await app.rules.exportDraft()).file.rulebook, out.rulebook);
  await app.rules.adopt();
  await app.data.open();
  assert.deepEqual(await app.data.exportResults(), results);
});

story("rules that are wrong are refused at their place, and those in force stay", {}, async ({ app, folder }) => {
  await stand(app, folder);
  await app.rules.open();
  const { file: before } = await app.rules.export();
  const tag = (when) => rules(1_000_000, { tags: [{ id: "t", name: "标签", when }] });
  const circle = rules(1_000_000, {
    dimensions: [{ id: "risk", name: "风险", classes: [{ id: "high", name: "高", when: leaf("risk", "equal", "high") }] }],
  });
  const wrong = [
    [tag(leaf("no_such_fact", "equal", 1)), /tags\[t\]\.when/],
    [tag(leaf("annual_purchase", "resembles", 1)), /tags\[t\]/],
    [tag(leaf("annual_purchase", "greaterThan", 1e300)), /tags\[t\]\.when/],
    [circle, /dimensions\[risk\]/],
    [{ hello: 1 }, /没有规则/],
  ];
  for (const [i, [content, place]] of wrong.entries()) {
    assert.match(await app.rules.refused(file(folder, `wrong-${i}.rules.json`, content)), place);
  }
  assert.equal(await app.rules.mark("adopt-bar").count(), 0, "no draft came of it");
  assert.deepEqual((await app.rules.export()).file.rulebook, before.rulebook);
});

story("an example fails when the border moves, and says why in words", {}, async ({ page, app, folder }) => {
  await stand(app, folder);
  const versions = (await app.rules.versions()).map(({ number }) => number);
  assert.deepEqual(await app.rules.examples(), []);
  // A customer of the book, with the class that the rules give now.
  await app.rules.mark("example-pin").click();
  await page.locator("#example-customer").fill("客户2");
  await page.getByTestId("example-hit").first().click();
  await page.getByTestId("example-now").filter({ hasText: "符合" }).waitFor();
  await page.getByTestId("example-save").click();
  // Made-up figures just below the border.
  await app.rules.mark("example-made-up").click();
  await page.getByTestId("figure-value").fill("999,999.99");
  await page.locator("#example-class").selectOption("key");
  await page.locator("#example-name").fill("差一分");
  await page.getByTestId("example-save").click();
  await page.locator('[data-testid="example"]').nth(1).waitFor();
  await app.rules.mark("examples-save").click();
  await app.shell.saved();
  assert.deepEqual((await app.rules.examples()).map(({ came }) => came), ["passed", "passed"]);
  assert.deepEqual((await app.rules.versions()).map(({ number }) => number), versions, "examples make no version");

  await app.rules.open();
  await app.rules.importDraft(file(folder, "900000.rules.json", rules(900_000)));
  await page.locator('[data-testid="rule-examples"][data-failed="2"]').waitFor();
  const failed = await app.rules.examples();
  assert.deepEqual(failed.map(({ came }) => came), ["failed", "failed"]);
  assert.match(failed[0].text, /客户2.*重点客户.*现在是战略客户.*960,000元.*900,000元/s);
  assert.match(failed[1].text, /差一分.*999,999\.99元.*900,000元/s);

  // Taken back, they pass again.
  await app.shell.mark("undo").click();
  await page.locator('[data-testid="rule-examples"][data-failed="0"]').waitFor();
});

story("a class is pinned as an example from its slip", {}, async ({ page, app, folder }) => {
  await stand(app, folder);
  await app.customer.open("c1");
  await app.customer.why("value");
  await page.getByTestId("pin-example").click();
  await app.shell.saved();
  const [example] = await app.rules.examples();
  assert.equal(example.came, "passed");
  assert.match(example.text, /客户1.*战略客户/s);
});
