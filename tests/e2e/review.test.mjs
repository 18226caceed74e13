// The review of a quarter: who moved, confirmed with cause and action, held; the matrix; a class set by hand and the disagreement.
import assert from "node:assert/strict";
import { file, story } from "./harness.mjs";

story("a quarter is reviewed: one up, one down, one held, and all of it undone", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const before = await app.review.counts();
  assert.ok(before.up > 0 && before.down > 0, `the sample's quarter has moves (${JSON.stringify(before)})`);
  // The ways are of those that are listed: of those that wait.
  assert.equal(before.waiting, app.review.moved(before));

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

story("a press while the moves are worked out anew is taken, and so is what stood there", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open("?way=up");
  const ids = () => app.review.mark("review-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  const [first, second] = await ids();
  await app.review.mark("review-confirm").first().click();
  await page.locator("#decide-by").fill("周敏");
  const asked = page.locator("dialog[open] .decide__row");
  const before = await asked.innerText();
  // The next one is pressed the moment the dialog closes: by then the book has gone on, and the moves have not.
  await page.evaluate(() => {
    const next = () => document.querySelectorAll('[data-testid="review-confirm"]')[1].click();
    document.querySelector("dialog[open]").addEventListener("close", next, { once: true });
    document.querySelector('[data-testid="decide-save"]').click();
  });
  await page.waitForFunction((before) => ![before, undefined].includes(document.querySelector("dialog[open] .decide__row")?.innerText), before);
  await app.review.write({});
  await app.review.filter("state=decided&way=up");
  await app.review.mark("review-row").nth(1).waitFor();
  assert.deepEqual((await ids()).sort(), [first, second].sort());
});

story("one person reviews the quarter in under thirty decisions, kind by kind", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const before = await app.review.counts();
  assert.ok(before.waiting > 50, `there is something to review (${before.waiting})`);
  const chips = page.getByRole("group", { name: "维度", exact: true }).getByRole("button");
  const names = (await chips.allInnerTexts()).slice(1);
  assert.ok(names.length >= 4 && names.every((name) => !name.startsWith("关系紧密度")), `closeness is not reviewed: ${names}`);
  let decisions = 0;
  const dimensions = ["value", "stage", "rfm_tier", "health", "abc", "risk"];
  for (const dim of dimensions) {
    for (const way of ["down", "gone", "up", "new", "other"]) {
      await page.evaluate((hash) => { location.hash = hash; }, `#/review?dim=${dim}&way=${way}`);
      await page.locator(`[data-testid="review-${way}"][aria-pressed="true"]`).waitFor();
      await page.locator(".grid__msg [role=status], .grid__msg[role=status]").waitFor({ state: "detached" });
      const n = Number(await app.review.mark("review-shown").getAttribute("data-count"));
      if (n === 0) continue;
      const words = way === "down" || way === "gone" ? { reason: "需求变化", action: "下周逐家回访", by: "周敏" } : { by: "周敏" };
      await (n > 1 ? app.review.confirmShown(words) : app.review.confirm(words));
      decisions += 1;
    }
  }
  await page.evaluate(() => { location.hash = "#/review"; });
  const after = await app.review.waits(0);
  assert.equal(after.decided, before.decided + before.waiting, "every move is decided");
  assert.equal(app.review.moved(after), 0);
  assert.ok(decisions > 0 && decisions < 30, `${decisions} decisions`);
  // What got worse has cause and measure in every dimension; what crossed the line stays beside them.
  await app.review.filter("state=decided&way=down&dim=risk");
  const causes = await page.locator('.grid__spacer [data-col="cause"]').allInnerTexts();
  for (const cause of causes) assert.match(cause, /\S[\s\S]*需求变化；措施：下周逐家回访/);
});

story("the review of some: by kind, by value, by owner, customer by customer; what is reviewed is chosen", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const before = await app.review.counts();
  const shown = () => app.review.mark("review-shown").getAttribute("data-count").then(Number);
  const kinds = page.locator("#review-kind option");
  const kind = await kinds.nth(1).getAttribute("value");
  const n = Number(/（(\d+)）$/.exec(await kinds.nth(1).innerText())[1]);
  await page.locator("#review-kind").selectOption(kind);
  await page.locator(`[data-testid="review-shown"][data-count="${n}"]`).waitFor();
  await app.review.filter("is.value=key");
  const some = await shown();
  await app.review.filter("not.value=key");
  assert.equal(some + (await shown()), before.waiting, "the conditions of customers part the moves");
  // The moves of a customer stand together: its name is said once in full ink.
  await app.review.filter("");
  const ids = await app.review.mark("review-row").evaluateAll((rows) => rows.map((row) => [Number(getComputedStyle(row).getPropertyValue("--i")), row.dataset.id.split("/")[0], row.querySelector(".again") !== null]));
  ids.sort((a, b) => a[0] - b[0]);
  const seen = new Set();
  ids.forEach(([, id, again], i) => {
    const same = i > 0 && ids[i - 1][1] === id;
    if (i > 0) assert.equal(again, same, `row ${i}`);
    assert.ok(same || !seen.has(id), `${id} stands in two places`);
    seen.add(id);
  });
  // Closeness comes in when it is ticked, and goes again with undo.
  await page.getByRole("button", { name: "复核范围" }).click();
  await page.getByTestId("reviews-closeness").getByRole("checkbox").check();
  await app.shell.saved();
  await page.locator(`[data-testid="review-waiting"]:not([data-count="${before.waiting}"])`).waitFor();
  await page.keyboard.press("Escape");
  assert.ok((await app.review.counts()).waiting > before.waiting);
  await app.shell.undo();
  await app.review.waits(before.waiting);
});

story("whoever had no class cannot be held, and decisions do not share what is typed", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open("?way=new");
  assert.equal(await app.review.mark("review-hold").first().isDisabled(), true);
  await app.review.filter("way=down&dim=risk");
  assert.equal(await app.review.mark("review-hold").first().isDisabled(), false);
  await app.review.mark("review-confirm-shown").click();
  await page.locator("#decide-reason").fill("只说风险");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await app.review.filter("way=down&dim=health");
  await app.review.mark("review-confirm-shown").click();
  assert.equal(await page.locator("#decide-reason").inputValue(), "");
});

story("as of a past day who came later is not there, and the matrix says who is new", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.customers.open();
  const today = await app.customers.count();
  const past = await page.evaluate(() => {
    const day = new Date(document.querySelector('[data-testid="as-of"]').value);
    return new Date(Date.UTC(day.getFullYear(), Math.floor(day.getMonth() / 3) * 3, 0)).toISOString().slice(0, 10);
  });
  await app.review.open("?tab=matrix&dim=value");
  await page.locator('.matrix [data-cell^="+>"]').first().waitFor();
  const cell = page.locator('.matrix [data-cell="+>*"]');
  const fresh = Number(await cell.innerText());
  assert.ok(fresh > 0);
  await cell.click();
  await page.locator(`[data-testid="matrix-people"][data-count="${fresh}"]`).waitFor();
  const newcomer = await page.locator('[data-testid="matrix-people"] a').first().getAttribute("href");
  await app.customers.open();
  await app.shell.setAsOf(past);
  await page.locator(`[data-testid="customer-count"][data-count="${today - fresh}"]`).waitFor();
  await app.go(newcomer);
  await page.getByText("这家客户还没有建档").waitFor();
  assert.equal(await page.locator("#slip").count(), 0);
  await app.dashboard.open();
  await page.getByText(`${today - fresh}`).first().waitFor();
});

story("which class is better is said apart from the rules, and the rehearsal follows", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go("#/rules?rule=risk");
  await page.locator('[data-testid="rule-item"][data-rule$="risk"]').click();
  const ranked = () => page.locator(".ranking__row").evaluateAll((rows) => rows.map((row) => row.dataset.ranked).join(" "));
  await page.locator(".ranking__row").first().waitFor();
  assert.equal(await ranked(), "low medium high");
  await page.locator('[data-ranked="high"] [data-move="up"]').click();
  await page.locator('.ranking__row:nth-child(2)[data-ranked="high"]').waitFor();
  await page.getByTestId("rank-on").uncheck();
  await page.locator(".ranking__row").first().waitFor({ state: "detached" });
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
    // As it says by then: the days may still be read when the first cells stand there.
    await page.waitForFunction((mark) => {
      const [cell, people] = [document.querySelector(`.matrix [data-cell="${mark}"]`), document.querySelector('[data-testid="matrix-people"]')];
      return people && cell.getAttribute("aria-current") !== "false" && people.dataset.count === cell.innerText.replaceAll(",", "").trim();
    }, await cell.getAttribute("data-cell"));
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

story("a filter in the address that there is not: nothing fits, and a click takes it away", {}, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  for (const filter of ["dim=nowhere", "way=sideways", "kind=nonsense", "state=nonsense", "dim=nowhere&q=xyz"]) {
    await app.review.open(`?${filter}`);
    await page.getByText("没有符合条件的变动").waitFor();
    assert.equal(await page.getByText("都已决定").count(), 0, filter);
    await page.getByTestId("review-clear").click();
    await page.locator('[data-i="0"]').waitFor();
    assert.doesNotMatch(page.url(), /nowhere|sideways|nonsense|xyz/);
  }
});

story("a class that is lost is told apart from worse, and asks for its cause", {}, async ({ page, app, folder }) => {
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const calls = [95, 96, 97].map((back) => ({ id: `i${back}`, customer: "KH-0001", at: day(back), kind: "call" }));
  const orders = [{ id: "o1", customer: "KH-0001", date: day(150), amount: 120_000 }];
  const customers = [{ id: "KH-0001", name: "青禾纸业", cooperation_since: "2019-01-01" }];
  await app.data.open();
  await app.data.import(file(folder, "gone.guanxi.json", { format: "guanxi-book", version: 1, customers, orders, interactions: calls }));
  await app.review.open(`?from=${day(60)}&to=${day(0)}&way=gone&dim=abc`);
  assert.equal((await app.review.counts()).gone, 1);
  const row = page.getByTestId("review-row").first();
  assert.match(await row.innerText(), /B[\s\S]*未评[\s\S]*近90天互动：3次 → 0次，线 ≥\s3次/);
  await app.review.mark("review-confirm").first().click();
  const dialog = page.locator("dialog[open]");
  assert.match(await dialog.innerText(), /1项失评/);
  await app.review.mark("decide-save").click();
  assert.equal(await dialog.locator(".field__error").count(), 3, "cause, measure and name are asked for");
  await app.review.write({ reason: "换了采购负责人", action: "约拜访", by: "周敏" });
  await app.review.filter("state=decided&way=gone&dim=abc");
  assert.match(await row.innerText(), /近90天互动：3次 → 0次[\s\S]*换了采购负责人；措施：约拜访/);
});

story("the days of a review are typed as any other date, and what is none changes nothing", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const from = page.getByTestId("review-from");
  assert.equal(await from.getAttribute("type"), "text", "no browser's own calendar, whose order of day and month is another");
  await page.getByTestId("review-to").fill("2026.9.30");
  await page.keyboard.press("Enter");
  await page.waitForURL("**to=2026-09-30**");
  assert.equal(await page.getByTestId("review-to").inputValue(), "2026-09-30");
  await from.fill("2026年5月16日");
  await from.blur();
  await page.waitForURL("**from=2026-05-16**");
  // What cannot be read stays there to be mended, with the reason, and the days are as they were.
  const before = page.url();
  await from.fill("0230");
  await from.blur();
  await page.locator('[data-testid="review-from"][aria-invalid="true"]').waitFor();
  assert.deepEqual([await from.inputValue(), page.url()], ["0230", before]);
  assert.match(await from.getAttribute("title"), /2月30日/);
  await from.fill("");
  await from.blur();
  await page.locator('[data-testid="review-from"]:not([aria-invalid])').waitFor();
  assert.deepEqual([await from.inputValue(), page.url()], ["2026-05-16", before]);
});
