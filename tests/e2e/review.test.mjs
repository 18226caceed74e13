// The review of a quarter: who moved, confirmed with cause and action, held; the matrix; a class set by hand and the disagreement.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

story("a quarter is reviewed: one up, one down, one held, and all of it undone", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const before = await app.review.counts();
  assert.ok(before.up > 0 && before.down > 0, `the sample's quarter has moves (${JSON.stringify(before)})`);
  assert.equal(before.waiting, before.up + before.down - before.decided);

  await app.review.filter("way=up&dim=value");
  await app.review.confirm({ by: "周敏" });
  await app.review.filter("way=down&dim=value");
  await app.review.confirm({ reason: "竞争对手", action: "下周拜访采购负责人" });
  await app.review.filter("way=down&dim=value");
  await app.review.hold({ reason: "大单已签，下月入账" });

  await app.review.filter("");
  const after = await app.review.waits(before.waiting - 3);
  assert.equal(after.decided, before.decided + 3);
  await app.review.filter("state=decided");
  const text = await page.locator(".grid").innerText();
  for (const word of ["竞争对手", "下周拜访采购负责人", "大单已签，下月入账", "周敏"]) assert.ok(text.includes(word), word);

  for (let step = 0; step < 3; step += 1) await app.shell.undo();
  await app.review.filter("");
  await app.review.waits(before.waiting);
});

story("a way down wants its cause, and the keyboard decides", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open("?way=down&dim=value");
  const first = await app.review.rows();
  assert.ok(first > 0);
  await page.keyboard.press("j");
  await page.locator('[data-testid="review-row"][data-cursor="true"]:focus').waitFor();
  await page.keyboard.press(" ");
  await app.review.mark("review-confirm-all").click();
  await app.review.mark("decide-save").click();
  assert.equal(await page.locator(".field__error").count(), 3, "cause, measure and name are asked for");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await page.locator(".grid__body").focus();
  await page.keyboard.press("j");
  await page.locator('[data-testid="review-row"][data-cursor="true"]:focus').waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/customers\/.*why=value/);
});

story("a cell of the matrix opens as many customers as it says, and so does a band of the chart", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open("?tab=matrix&dim=value&from=2026-03-31&to=2026-11-21");
  const cells = page.locator(".matrix [data-cell]");
  await cells.first().waitFor();
  let checked = 0;
  for (const cell of await cells.all()) {
    const said = Number((await cell.innerText()).replaceAll(",", ""));
    if (said === 0 || checked > 6) continue;
    await cell.click();
    await page.locator(`[data-testid="matrix-people"][data-count="${said}"]`).waitFor();
    checked += 1;
  }
  assert.ok(checked > 3);
  const band = page.locator(".flow__band").first();
  const words = await band.getAttribute("aria-label");
  await band.focus();
  await page.locator('.matrix [data-lit="true"]').waitFor();
  await page.keyboard.press("Enter");
  await page.locator(`[data-testid="matrix-people"][data-count="${/\d+(?=家)/.exec(words.replaceAll(",", ""))[0]}"]`).waitFor();
});

story("a class set by hand is a disagreement until it ends", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.disagreements.open();
  const before = await app.disagreements.count();
  await app.customers.open("?is.value=ordinary");
  const id = await app.customers.firstId();
  await app.customer.open(id);
  await app.customer.why("value");
  await app.customer.setByHand({ class: "strategic", reason: "集团战略合作", by: "周敏" });
  const slip = await page.locator("#slip").innerText();
  for (const word of ["周敏指定为战略客户", "集团战略合作", "普通客户"]) assert.ok(slip.includes(word), `${word} in ${slip}`);
  await app.disagreements.open();
  assert.equal(await app.disagreements.count(), before + 1);
  await app.disagreements.end(`${id}/value`);
  await app.disagreements.counts(before);
  await app.shell.undo();
  await app.disagreements.counts(before + 1);
});

story("on a phone four tabs and the rest lead everywhere", { viewport: { width: 390, height: 844 } }, async ({ page, app }) => {
  await app.data.loadSample();
  await app.dashboard.open();
  assert.equal(await page.locator(".nav li:visible").count(), 4);
  await page.getByTestId("nav-more").getByRole("button").first().click();
  await page.getByTestId("nav-more").locator('a[href="#/disagreements"]').click();
  await page.waitForURL("**/#/disagreements");
  await page.getByTestId("disagree-count").waitFor();
});
