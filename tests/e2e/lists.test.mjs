// What every list does alike: selection with ranges, Esc that closes what is in front first, focus that comes back, columns, conditions.
import assert from "node:assert/strict";
import { story } from "./harness.mjs";

const boxes = (page, mark) => page.getByTestId(mark).locator("input[type=checkbox]");
const said = (page) => page.locator(".bulk__n").innerText();

story("a range is selected with Shift, in each list and by the keyboard, and Esc closes what is in front of it first", {}, async ({ page, app }) => {
  await app.data.loadSample();
  for (const [route, mark] of [["#/customers", "customer-row"], ["#/review", "review-row"]]) {
    await app.go(route);
    await boxes(page, mark).nth(0).click();
    await boxes(page, mark).nth(3).click({ modifiers: ["Shift"] });
    assert.match(await said(page), /4/, route);
    await page.locator(".colpick").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "列", exact: true }).click();
    await page.locator(".colpick").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".colpick").waitFor({ state: "detached" });
    assert.match(await said(page), /4/, "the selection stays");
    await page.keyboard.press("Escape");
    await page.locator(".bulk").waitFor({ state: "detached" });
    await page.locator(".grid__head input").click();
    assert.equal(await page.locator(".grid__head input").evaluate((box) => box.checked && !box.indeterminate), true);
    await boxes(page, mark).nth(0).click();
    assert.equal(await page.locator(".grid__head input").evaluate((box) => box.indeterminate), true);
    await page.keyboard.press("Escape");
    await page.locator(".grid__body").focus();
    await page.keyboard.press("Home");
    await page.locator(`[data-testid="${mark}"]:focus`).waitFor();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.locator(`[data-testid="${mark}"][data-i="2"]:focus`).waitFor();
    await page.keyboard.press("Shift+Space");
    assert.match(await said(page), /3/, `${route} by the keyboard`);
    await page.keyboard.press("Escape");
  }
});

story("the focus goes on at the row in the place of one that went, and back where it was", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.disagreements.open();
  const ids = () => page.getByTestId("disagree-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  const [first, ...others] = await ids();
  const last = others.at(-1);
  const row = (id) => page.locator(`[data-testid="disagree-row"][data-id="${id}"]`);
  await row(last).getByTestId("disagree-end").focus();
  await page.keyboard.press("Enter");
  await row(last).waitFor({ state: "detached" });
  await page.locator(`[data-testid="disagree-row"][data-i="${others.length - 1}"]:focus`).waitFor();
  await row(first).getByTestId("disagree-end").click();
  await row(first).waitFor({ state: "detached" });
  await app.shell.undo();
  await row(first).waitFor();
  await app.shell.undo();
  await row(last).waitFor();

  await app.customers.open();
  await page.locator(".grid__body").focus();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press("j");
  const here = page.locator('[data-testid="customer-row"][data-i="29"]:focus');
  await here.waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/#/customers/*");
  await page.goBack();
  await here.waitFor();
});

story("a head orders, columns are chosen, and both are kept", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.disagreements.open();
  const heads = () => page.locator(".grid__head [role=columnheader]").evaluateAll((all) => all.map((head) => head.dataset.col));
  assert.deepEqual(await heads(), ["pick", "name", "dim", "move", "since", "until", "why", "by", "ways"]);
  const until = () => page.locator('[data-testid="disagree-row"] [data-col="until"]').allInnerTexts();
  await page.locator('.grid__head [data-col="until"] button').click();
  assert.deepEqual(await until(), (await until()).toSorted());
  await page.locator('.grid__head [data-col="until"] button').click();
  await page.locator('.grid__head [data-col="until"][aria-sort="descending"]').waitFor();
  assert.deepEqual(await until(), (await until()).toSorted().reverse());
  await page.getByRole("button", { name: "列", exact: true }).click();
  await page.locator(".colpick").getByText("指定人").click();
  await page.keyboard.press("Escape");
  assert.deepEqual(await heads(), ["pick", "name", "dim", "move", "since", "until", "why", "ways"]);
  await page.reload();
  await app.disagreements.open();
  assert.deepEqual(await heads(), ["pick", "name", "dim", "move", "since", "until", "why", "ways"]);
});

story("customers are found by a figure and by the day of an order", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.customers.open();
  const all = await app.customers.count();
  await page.getByRole("button", { name: "加条件" }).click();
  await page.locator("#condition-field").selectOption("order_count_12m");
  await page.locator(".cond__ends input").nth(0).fill("2");
  await page.locator(".cond__ends input").nth(1).fill("5");
  await page.getByRole("button", { name: /采用，剩/ }).click();
  await page.waitForURL("**is.order_count_12m=2..6");
  const some = await app.customers.count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.locator(".fchip").getByText("近 12 个月订单数").click();
  assert.deepEqual([await page.locator(".cond__ends input").nth(0).inputValue(), await page.locator(".cond__ends input").nth(1).inputValue()], ["2", "5"]);
  await page.locator("#condition-field").selectOption("ordered");
  await page.locator(".cond__ends input").nth(0).fill("2026-10-01");
  await page.getByRole("button", { name: /采用，剩/ }).click();
  await page.waitForURL("**is.ordered=2026-10-01..");
  assert.ok((await app.customers.count()) <= some);
});

story("a list on paper has its letterhead, its rows and the lines to sign", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.review.open();
  const shown = await page.getByTestId("review-shown").getAttribute("data-count");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".printlist tbody tr").count(), Number(shown));
  assert.equal(await page.locator(".letterhead").count(), 1);
  assert.equal(await page.locator(".signs > div").count(), 2);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".printlist").count(), 0);
});
