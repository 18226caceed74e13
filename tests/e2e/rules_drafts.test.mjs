// The draft of the rules belongs to the tab that types it, as the drafts of forms do: two tabs, a reload, Back, adopting.
import assert from "node:assert/strict";
import { tabsOpen } from "./browser.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const few = { format: "guanxi-book", version: 1, customers: ["c1", "c2", "c3"].map((id) => ({ id, name: `客户 ${id}`, kind: "enterprise" })) };
const ELSEWHERE = "另一个标签页里有没采用的规则草稿";

/** Opens a small book, and the rules in this tab. */
async function begin({ app, folder }) {
  await app.data.open();
  await app.data.import(file(folder, "few.guanxi.json", few));
  await app.ruleEditor.open("value");
}

/** Another tab of the same profile, with the rules open. */
async function tab(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  const app = new App(page, url);
  await app.ruleEditor.open("value");
  return app;
}

const border = ({ ruleEditor }, id = "strategic") => ruleEditor.number(id);
/** Waits until the border of a class shows `text`. */
async function shows(app, text, id = "strategic") {
  await border(app, id).waitFor();
  await app.page.waitForFunction(
    ([id, text]) => document.querySelector(`[data-entry="${id}"] [data-testid="rule-number"]`)?.value === text, [id, text], { timeout: 10_000 });
}
const told = ({ page }) => page.getByTestId("typed-elsewhere");
async function type(app, text, id) {
  await border(app, id).fill(text);
  await border(app, id).blur();
  await app.page.getByTestId("adopt-bar").waitFor();
  await app.page.waitForTimeout(1_500); // it is written down after a moment of quiet
}
async function reload(app) {
  await app.page.reload();
  await app.up();
}
const versions = (app) => app.data.open().then(() => app.data.exportBook()).then((book) => book.rule_versions);

story("two tabs that draft rules keep their own, with its undo; discarding one, a reload and Back touch no other", {}, async ({ app, context, url, folder }) => {
  await begin({ app, folder });
  await type(app, "800000");
  const other = await tab(context, url);
  await told(other).filter({ hasText: ELSEWHERE }).waitFor();
  assert.equal(await border(other).inputValue(), "1,000,000", "not shown as if it was drafted there");
  await type(other, "900000");
  assert.equal(await told(other).count(), 0, "it has one of its own by now");
  await type(other, "600000", "key");
  await shows(app, "800,000");
  // Undo and redo are each tab's own.
  await other.page.getByTestId("undo").click();
  await shows(other, "900,000");
  await other.page.getByTestId("undo").click();
  await shows(other, "1,000,000");
  await other.page.getByTestId("redo").click();
  await shows(other, "900,000");
  await shows(app, "800,000");
  await reload(app);
  await shows(app, "800,000");
  await reload(other);
  await shows(other, "900,000");
  await other.page.waitForTimeout(600);
  // Discarded here, brought back, discarded again: the other keeps its own.
  await app.ruleEditor.discard();
  await shows(app, "1,000,000");
  await app.page.locator(".toast").getByRole("button").first().click();
  await shows(app, "800,000");
  await app.ruleEditor.discard();
  await app.page.waitForTimeout(600);
  await shows(other, "900,000");
  await reload(other);
  await shows(other, "900,000");
  await other.go("#/dashboard");
  await other.page.goBack();
  await shows(other, "900,000");
  // What was discarded is not found again.
  await reload(app);
  await told(app).waitFor();
  await shows(app, "1,000,000");
});

story("a draft of the rules is taken over when asked to, and by itself from a tab that is gone", {}, async ({ app, context, url, folder }) => {
  await begin({ app, folder });
  await type(app, "800000");
  const other = await tab(context, url);
  await told(other).getByRole("button", { name: "在这里继续" }).click();
  await shows(other, "800,000");
  assert.equal(await told(other).count(), 0);
  await type(other, "700000");
  await shows(app, "800,000");
  await app.ruleEditor.discard();
  await app.page.waitForTimeout(600);
  await shows(other, "700,000");
  await other.page.close();
  await tabsOpen(app.page, 1);
  await app.go("#/dashboard");
  await app.ruleEditor.open("value");
  await shows(app, "700,000");
});

story("rules adopted in another tab: this one is told, keeps its draft, and adopting over them is asked first", {}, async ({ app, context, url, folder }) => {
  await begin({ app, folder });
  await type(app, "800000");
  const other = await tab(context, url);
  await type(other, "900000");
  await other.ruleEditor.adopt();
  await app.page.getByText("现行规则在起草之后已改").first().waitFor();
  await shows(app, "800,000");
  await app.page.getByTestId("adopt").click();
  await app.page.getByTestId("adopt-confirm").click();
  await app.page.locator("dialog[open]").getByText("确要采用，请点“仍要采用”").waitFor();
  assert.equal((await versions(other)).length, 2, "nothing is adopted yet");
  await app.page.getByTestId("adopt-confirm").click();
  await app.page.getByTestId("adopted").waitFor();
  await app.shell.saved();
  assert.equal((await versions(app)).length, 3);
  // A draft that says what is in force now is none.
  await other.ruleEditor.open("value");
  await shows(other, "800,000");
  await type(other, "750000");
  await app.ruleEditor.open("value");
  await type(app, "750000");
  await app.ruleEditor.adopt();
  await other.page.getByTestId("adopt-bar").waitFor({ state: "detached" });
  await reload(other);
  await shows(other, "750,000");
  assert.equal(await other.page.getByTestId("adopt-bar").count(), 0);
});

story("two tabs that adopt at once: one is told, nothing it drafted is lost, and it may adopt after that", {}, async ({ app, context, url, folder }) => {
  await begin({ app, folder });
  await type(app, "800000");
  const other = await tab(context, url);
  await type(other, "900000");
  const all = [app, other];
  for (const one of all) {
    await one.page.getByTestId("adopt").click();
    await one.page.getByTestId("adopt-confirm").waitFor();
  }
  const moment = Date.now() + 1_000;
  const press = (moment) => setTimeout(() => document.querySelector("[data-testid=adopt-confirm]").click(), moment - Date.now());
  await Promise.all(all.map((one) => one.page.evaluate(press, moment)));
  const outcome = (one) => {
    const done = one.page.getByTestId("adopted");
    const refused = one.page.locator(".toast").filter({ hasText: "先改了规则" }).or(one.page.locator("dialog[open]").getByText("确要采用，请点“仍要采用”"));
    return Promise.race([done.waitFor().then(() => "adopted"), refused.first().waitFor().then(() => "told")]);
  };
  const ended = await Promise.all(all.map(outcome));
  assert.deepEqual([...ended].sort(), ["adopted", "told"]);
  const [winner, loser] = ended[0] === "adopted" ? all : [other, app];
  const drafted = loser === app ? "800,000" : "900,000";
  assert.equal((await versions(winner)).length, 2);
  if (await loser.page.locator("dialog[open]").count()) await loser.page.keyboard.press("Escape");
  await shows(loser, drafted);
  await loser.page.getByText("现行规则在起草之后已改").first().waitFor();
  await loser.ruleEditor.adopt();
  assert.equal((await versions(loser)).length, 3);
});

story("the one draft that an earlier version kept is taken over once; erasing everything leaves no draft stored, and what another tab shows stays until it is let go", {}, async ({ page, app, context, url, folder }) => {
  await begin({ app, folder });
  await type(app, "800000");
  // As the earlier version kept it.
  const earlier = await page.evaluate(() => {
    const [, kept] = Object.entries({ ...localStorage }).find(([key]) => key.startsWith("guanxi.draft.rules\t"));
    const { from, text } = JSON.parse(kept).draft.typed.rules;
    return JSON.stringify({ base: JSON.parse(from), rules: JSON.parse(text) });
  });
  await app.ruleEditor.discard();
  await page.waitForTimeout(600);
  await page.evaluate((earlier) => localStorage.setItem("guanxi.rules", earlier), earlier);
  await reload(app);
  await shows(app, "800,000");
  assert.equal(await page.evaluate(() => localStorage.getItem("guanxi.rules")), null);
  await app.ruleEditor.discard();
  await page.waitForTimeout(600);
  await reload(app);
  await shows(app, "1,000,000");
  await type(app, "700000");
  const other = await tab(context, url);
  await told(other).waitFor();
  await type(other, "600000");
  await app.data.open();
  await page.getByTestId("erase").click();
  await page.locator("#erase-word").fill("清空");
  await page.getByTestId("erase-apply").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  // Nothing of it is stored; what stands in the other tab stands there until it is let go, and that tab hears what was done.
  await other.page.locator(".toast").filter({ hasText: /另一个标签页：.*清空/ }).waitFor();
  await other.page.getByTestId("adopt-bar").waitFor();
  const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("guanxi.draft."));
  await other.page.waitForTimeout(600);
  assert.deepEqual(await page.evaluate(kept), []);
});
