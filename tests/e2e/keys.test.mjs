// Keys and hands: input methods, dialogs, dropped files, the day in the address, where the focus is.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** A key as an input method sends it: composing, or after Safari's fashion with the code 229 alone. */
const composed = (page, selector, key, safari) =>
  page.locator(selector).first().evaluate(
    (at, [key, safari]) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: !safari, keyCode: 229 });
      at.dispatchEvent(event);
    },
    [key, safari],
  );

story("keys of an input method never act", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.customers.open();
  await page.getByRole("button", { name: "列", exact: true }).click();
  for (const safari of [false, true]) await composed(page, ".colpick input", "Escape", safari);
  await page.locator(".colpick").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#search-box").fill("科技");
  await page.locator("#search-hits").waitFor();
  for (const key of ["Enter", "Escape"]) for (const safari of [false, true]) await composed(page, "#search-box", key, safari);
  assert.equal(await page.locator("#search-box").inputValue(), "科技");
  assert.match(page.url(), /#\/customers$/);
  await page.keyboard.press("Escape");
  await app.customers.open();
  await app.customers.openRow(await app.customers.firstId());
  await page.locator("#slip").waitFor();
  for (const safari of [false, true]) await composed(page, "#slip", "Escape", safari);
  await page.locator("#slip").waitFor();
});

story("shortcuts do nothing behind a dialog", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.customers.open();
  const id = await app.customers.firstId();
  await app.customer.open(id);
  await app.customer.beginOrder("100");
  await page.locator("dialog[open] .dialog__head button").focus();
  for (const keys of ["Control+z", "Control+k", "/", "?", "Control+y", "j"]) await page.keyboard.press(keys);
  assert.equal(await page.locator("dialog[open]").count(), 1);
  assert.equal(await page.locator("dialog[open] :focus").count(), 1, "the focus stays in the dialog");
  await app.data.open();
  assert.equal(await page.getByTestId("undo").isEnabled(), true, "nothing was taken back");
});

story("a file dropped anywhere is taken or refused, never opened", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const drop = (selector) =>
    page.locator(selector).first().evaluate((at) => {
      const data = new DataTransfer();
      data.items.add(new File(["{}"], "簿册.guanxi.json"));
      const send = (name) => {
        const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
        at.dispatchEvent(event);
        return event.defaultPrevented;
      };
      return [send("dragover"), send("drop")];
    });
  await app.customers.open();
  for (const at of ["body", "#main", ".topbar", "#search-box"]) assert.deepEqual(await drop(at), [true, true], at);
  const toast = page.locator(".toast").filter({ hasText: "文件没有打开" });
  await toast.getByRole("button", { name: "打开“数据”页" }).click();
  await page.waitForURL(/#\/data/);
});

story("the day looked at is in the address, and can be typed", {}, async ({ page, app, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", smallBook({ customers: [{ id: "c1", name: "青禾纸业", created_on: "2020-01-01" }] })));
  const band = page.locator(".band");
  const day = () => page.getByTestId("as-of-typed").inputValue();
  await page.goto(`${url}#/customers?as_of=2026-03-31`);
  await band.waitFor();
  assert.equal(await day(), "2026-03-31");
  await page.locator(".nav__item[href='#/dashboard']").click();
  await page.waitForURL(/#\/dashboard\?as_of=2026-03-31$/);
  await page.getByTestId("as-of-typed").fill("2026年2月28日");
  await page.keyboard.press("Enter");
  await page.waitForURL(/as_of=2026-02-28$/);
  await page.goBack();
  await page.waitForURL(/#\/dashboard\?as_of=2026-03-31$/);
  assert.equal(await day(), "2026-03-31");
  await page.getByTestId("as-of-typed").fill("没有这天");
  await page.keyboard.press("Enter");
  await page.locator("#as-of-refused:not(:empty)").waitFor();
  assert.equal(await day(), "没有这天", "what is not understood stays to be mended");
  await page.waitForURL(/#\/dashboard\?as_of=2026-03-31$/);
  await page.reload();
  await band.waitFor();
  await band.getByRole("button", { name: "回到今天" }).click();
  await page.waitForURL(/#\/dashboard$/);
  await band.waitFor({ state: "detached" });
  await page.goBack();
  await band.waitFor();
  await page.goForward();
  await band.waitFor({ state: "detached" });
});

story("an input method's Enter neither sets a rule's value nor erases the book", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.go("#/rules?rule=value");
  const value = page.locator('[data-testid="rule-leaf"] .numfield input').first();
  await value.waitFor();
  const before = await value.inputValue();
  await value.fill("777");
  for (const key of ["Enter", "Escape"]) for (const safari of [false, true]) await composed(page, '[data-testid="rule-leaf"] .numfield input', key, safari);
  assert.equal(await value.inputValue(), "777", "what is typed stays as it is typed");
  await value.fill(before);
  await app.data.open();
  await page.getByTestId("erase").click();
  await page.locator("#erase-word").fill("全部清空");
  for (const key of ["Enter", "Escape"]) for (const safari of [false, true]) await composed(page, "#erase-word", key, safari);
  await page.locator("#erase-word").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#erase-word").waitFor({ state: "detached" });
  await app.customers.open();
  await page.locator('[data-testid="customer-row"]').first().waitFor();
});

story("after a filter, an action on many and Esc the focus is where the eye is", {}, async ({ page, app }) => {
  await app.data.loadSample();
  const at = async (selector, what) => {
    await page.waitForTimeout(200);
    const there = await page.evaluate((selector) => document.activeElement.closest(selector) !== null, selector);
    const tag = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
    assert.ok(there, `${what}: ${tag}`);
  };
  const press = async (target) => {
    await target.focus();
    await page.keyboard.press("Enter");
  };
  for (const route of ["#/customers?is.value=ordinary&is.stage=active", "#/review?is.value=ordinary&is.stage=active"]) {
    await app.go(route);
    const chips = page.locator(".fchip");
    await chips.nth(1).waitFor();
    await press(chips.nth(0).locator(".fchip__body"));
    await page.keyboard.press("Escape");
    await at(".fchips", `${route}: a condition closed`);
    await press(chips.nth(1).locator(".fchip__x"));
    await page.locator(".fchip >> nth=1").waitFor({ state: "detached" });
    await at(".fchips", `${route}: a condition taken away`);
    await press(chips.nth(0).locator(".fchip__x"));
    await page.locator(".fchip").waitFor({ state: "detached" });
    await at(".fchips", `${route}: the last condition taken away`);
  }
  await app.go("#/customers?is.value=ordinary&is.stage=active");
  await page.locator(".fchip >> nth=1").waitFor();
  await press(page.getByRole("button", { name: "全部清除" }).or(page.locator(".fchips .linkbtn")).first());
  await page.locator(".fchip").waitFor({ state: "detached" });
  await at(".fchips", "every condition taken away");

  const boxes = page.getByTestId("customer-row").locator("input[type=checkbox]");
  for (const [name, id] of [["指派负责人", "#bulk-owner"], ["加标签", "#bulk-tag"]]) {
    await boxes.nth(0).click();
    await boxes.nth(1).click();
    await press(page.locator(".bulk").getByRole("button", { name }));
    await page.locator(id).fill("何建国");
    await page.keyboard.press("Enter");
    await page.locator(id).waitFor({ state: "detached" });
    await at(".bulk, .grid", name);
    await page.locator(".bulk button").first().focus();
    await page.keyboard.press("Escape");
    await page.locator(".bulk").waitFor({ state: "detached" });
    await at(".grid", "Esc lets go of the selection");
  }
  await boxes.nth(0).click();
  await press(page.getByTestId("bulk-delete-all"));
  await page.locator(".bulk").waitFor({ state: "detached" });
  await at(".grid", "those selected are gone");
});

story("each key that is listed acts", {}, async ({ page, app }) => {
  await app.data.loadSample();
  await app.customers.open();
  const rows = page.getByTestId("customer-row");
  await rows.first().waitFor();
  const listed = new Map();
  const dialog = page.locator("dialog[open]");
  const focused = (mark) => page.waitForFunction((mark) => [document.activeElement?.id, document.activeElement?.dataset.testid].includes(mark), mark);
  const acts = {
    "Ctrl K": async () => { await page.keyboard.press("Control+k"); await focused("search-box"); },
    "/": async () => {
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-list-search")), true);
    },
    j: async () => { await page.keyboard.press("j"); await focused("customer-row"); },
    k: async () => { await page.keyboard.press("k"); await focused("customer-row"); },
    "↓": async () => { await inList("ArrowDown"); },
    "↑": async () => { await inList("ArrowUp"); },
    空格: () => picks(" "),
    x: () => picks("x"),
    n: async () => {
      await app.today.open();
      await page.keyboard.press("n");
      await page.locator("#write-name").waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await app.customers.open();
      await page.keyboard.press("j");
      await focused("customer-row");
      await page.keyboard.press("Enter");
      await page.getByTestId("edit-customer").waitFor();
      await page.keyboard.press("n");
      await dialog.locator("textarea").first().waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await app.customers.open();
    },
    "?": async () => { await page.keyboard.press("?"); await dialog.waitFor(); },
    Esc: async () => { await page.keyboard.press("?"); await dialog.waitFor(); await page.keyboard.press("Escape"); await dialog.waitFor({ state: "hidden" }); },
    Enter: async () => { await page.keyboard.press("j"); await focused("customer-row"); await page.keyboard.press("Enter"); await page.waitForURL(/#\/customers\/KH/); },
  };
  const picked = page.locator('[data-testid="customer-row"][aria-selected="true"]');
  async function picks(key) {
    await page.keyboard.press("j");
    await focused("customer-row");
    await page.keyboard.press(key);
    await picked.first().waitFor();
    await page.keyboard.press(key);
    await picked.first().waitFor({ state: "detached" });
  }
  /** The arrows move within the list. */
  async function inList(key) {
    const place = () => page.evaluate(() => document.activeElement?.dataset.id);
    await page.keyboard.press("j");
    await focused("customer-row");
    if (key === "ArrowUp") await page.keyboard.press("End");
    const before = await place();
    await page.keyboard.press(key);
    await page.waitForFunction((before) => document.activeElement?.dataset.id && document.activeElement.dataset.id !== before, before);
  }
  await page.keyboard.press("?");
  await dialog.waitFor();
  for (const row of await dialog.locator("tr").all()) {
    for (const key of await row.locator("kbd").allInnerTexts()) listed.set(key, await row.locator("td").last().innerText());
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(listed.get("空格"), listed.get("x"), "both select");
  const known = [...Object.keys(acts), "Ctrl Z", "Ctrl Shift Z", "Ctrl Y"];
  assert.deepEqual(new Set(listed.keys()), new Set(known));
  for (const key of Object.keys(acts)) {
    await page.evaluate(() => document.activeElement?.blur());
    await acts[key]();
    await app.customers.open();
    await page.keyboard.press("Escape");
    await rows.first().waitFor();
  }
  // What is typed is undone and done again.
  const undo = page.getByTestId("undo");
  await app.customer.open(await app.customers.firstId());
  await app.customer.beginOrder("100");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await app.shell.saved();
  const said = () => undo.getAttribute("title");
  const done = await said();
  for (const [back, again] of [["Control+z", "Control+Shift+Z"], ["Control+z", "Control+y"]]) {
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press(back);
    await page.waitForFunction(([mark, done]) => document.querySelector(`[data-testid=${mark}]`)?.title !== done, ["undo", done]);
    await page.keyboard.press(again);
    await page.waitForFunction(([mark, done]) => document.querySelector(`[data-testid=${mark}]`)?.title === done, ["undo", done]);
  }
});
