// Rules edited by hand: what is typed follows at once, what cannot be read is told, every step can be taken back.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-at], [data-entry]")?.outerHTML.slice(0, 200));
/** Waits until `read` gives `expected`. */
async function comes(read, expected, what) {
  let now;
  for (let i = 0; i < 60; i += 1) {
    now = await read();
    try {
      assert.deepEqual(now, expected);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  assert.deepEqual(now, expected, what);
}

story("a threshold is typed, told when it is wrong, and taken back", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const { ruleEditor: rules, shell } = app;
  await rules.open("value");
  const border = rules.number("strategic");
  assert.equal(await border.inputValue(), "1,000,000");
  const { now, then } = await rules.count("strategic");
  assert.equal(now, then);

  await border.click();
  await border.fill("80万");
  await comes(async () => (await rules.count("strategic")).then > now, true, "more customers are strategic at once");
  assert.match(await rules.said("strategic"), /≥ 800,000元/);
  assert.equal(await rules.entry("strategic").locator(".former").innerText(), "原1,000,000");
  assert.equal(await border.inputValue(), "80万", "what is being typed stays as it is");
  await border.blur();
  assert.equal(await border.inputValue(), "800,000");
  const lowered = await rules.count("strategic");

  await shell.undo();
  await comes(() => border.inputValue(), "1,000,000", "undo");
  assert.deepEqual(await rules.count("strategic"), { now, then });
  await shell.redo();
  await comes(() => border.inputValue(), "800,000", "redo");

  for (const wrong of ["abc", "", "1e9", "99999999999999999"]) {
    await border.fill(wrong);
    await rules.entry("strategic").getByRole("alert").waitFor();
    assert.equal(await border.getAttribute("aria-invalid"), "true");
    assert.deepEqual(await rules.count("strategic"), lowered, `the draft keeps its number beside “${wrong}”`);
  }
  await border.fill("1200000");
  await comes(async () => (await rules.count("strategic")).then < now, true, "fewer customers");
  assert.equal(await rules.entry("strategic").getByRole("alert").count(), 0);
  await page.waitForTimeout(600); // the draft is written down after a moment of quiet
  await page.reload();
  await app.up();
  assert.equal(await rules.number("strategic").inputValue(), "1,200,000", "the draft outlives a reload");

  await rules.choose("abc");
  await rules.number("A", 2).fill("-1");
  assert.match(await rules.entry("A").getByRole("alert").innerText(), /不会是负/);
});

story("conditions are added, changed and taken away", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const { ruleEditor: rules, shell } = app;
  await rules.open("value");
  const row = rules.entry("strategic");
  await row.getByTestId("add-rule-condition").click();
  await comes(() => rules.leaves("strategic").count(), 2, "a second comparison");
  await comes(async () => (await focused(page))?.includes("classes[strategic].when/1"), true, "it has the focus");
  await rules.pick("strategic", 1, "fact", "stage_override");
  await rules.pick("strategic", 1, "fact", "tenure_months");
  await rules.pick("strategic", 1, "operator", "lessThan");
  await rules.number("strategic", 1).fill("24");
  assert.match(await rules.said("strategic"), /年采购额（近12个月） ≥ 1,000,000元，且合作时长 < 24个月/);
  await rules.number("strategic", 1).blur();
  await row.locator('[data-pick="join"] select').first().selectOption("any");
  assert.match(await rules.said("strategic"), /，或合作时长/);
  await shell.undo();
  assert.match(await rules.said("strategic"), /，且合作时长/);

  await row.getByTestId("add-group").first().click();
  await comes(() => rules.leaves("strategic").count(), 3, "a group with a comparison");
  await row.getByTestId("remove-rule-condition").nth(2).click();
  await comes(() => rules.leaves("strategic").count(), 2, "the empty group goes too");
  await row.getByTestId("remove-rule-condition").nth(1).click();
  await comes(() => rules.leaves("strategic").count(), 1, "as before");
  await comes(async () => (await focused(page))?.includes("classes[strategic].when/0"), true, "the focus is not lost");
  assert.match(await rules.said("strategic"), /^即：年采购额（近12个月） ≥ 1,000,000元。$/);
});

story("classes are added, copied, moved, put out of use and brought back", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const { ruleEditor: rules, shell } = app;
  await rules.open("value");
  const start = ["strategic", "key", "ordinary"];
  assert.deepEqual(await rules.order(), start);

  await app.page.getByTestId("add-class").click();
  await comes(() => rules.order(), [...start, "class-1"], "added");
  await comes(async () => (await focused(page))?.includes('data-entry="class-1"'), true, "the name has the focus");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("小微客户");
  await page.keyboard.press("Tab");
  await shell.undo();
  await shell.undo();
  await comes(() => rules.order(), start, "two steps: the name and the class");
  await shell.redo();

  await rules.move("class-1", "up");
  await comes(() => rules.order(), ["strategic", "key", "class-1", "ordinary"], "moved");
  await rules.menu("key", "复制");
  await comes(() => rules.order(), ["strategic", "key", "class-2", "class-1", "ordinary"], "copied");
  assert.equal((await rules.count("class-2")).then, 0, "a copy behind its model gets nobody");
  await rules.menu("class-2", "删除");
  await rules.menu("class-1", "删除");
  await comes(() => rules.order(), start, "own ones can go");

  const { now } = await rules.count("key");
  assert.ok(now > 0);
  await rules.menu("key", "停用");
  await comes(() => rules.order(), ["strategic", "ordinary"], "out of use");
  await shell.undo();
  await comes(() => rules.order(), start, "and back");
  assert.equal((await rules.count("key")).then, now);

  await rules.choose("tags");
  await page.getByTestId("rule-entry").first().waitFor();
  const tags = await rules.order("rule-entry");
  await page.getByTestId("add-named").click();
  await comes(() => rules.order("rule-entry"), [...tags, "tag-1"], "a new tag");
  await rules.choose("score:health");
  await page.getByRole("checkbox", { name: /按原文公式/ }).check();
  assert.match(await page.getByTestId("score-said").innerText(), /− 20.% × 投诉率/);
});
