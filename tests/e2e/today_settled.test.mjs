// Today: what is settled goes from the list when the button is pressed, not when it is saved; what is refused comes back as it was typed.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { fail, faults, heal } from "./faults.mjs";
import { file, story } from "./harness.mjs";

async function begin({ page, app, context, folder }) {
  await context.addInitScript(faults);
  await page.clock.setFixedTime(new Date("2026-10-09T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  const customers = ["l", "m"].map((id) => ({ id, name: `珠海横琴${id}`, kind: "enterprise", intent: "A", created_on: "2026-10-06" }));
  const settings = { tasks_from: "2026-09-01" };
  await app.data.import(file(folder, "settled.guanxi.json", smallBook({ settings, customers, orders: [], interactions: [], tickets: [] })));
  await app.today.open();
  const ids = await page.getByTestId("today-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  return ids.find((id) => id.startsWith("l/"));
}

/** Presses and gives what stands when the next frame is drawn. */
const pressed = (page, mark, id) =>
  page.evaluate(
    ([mark, id]) =>
      new Promise((done) => {
        document.querySelector(`[data-testid="${mark}"]`).click();
        const look = () => done({ row: !!document.querySelector(`[data-testid="today-row"][data-id="${id}"]`), dialog: !!document.querySelector("dialog[open]") });
        requestAnimationFrame(look);
      }),
    [mark, id],
  );

story("a task that is done is gone with the next frame, and is there again with what was typed where it is refused", { expected: /Quota|quota/ }, async (stand) => {
  const { page, app } = stand;
  const id = await begin(stand);
  const row = app.today.row(id);
  const open = async () => {
    await row.locator('[data-col="name"] a').click();
    await page.getByTestId("brief-done").click();
    await page.locator("#task-content").waitFor();
  };
  await open();
  await page.locator("#task-content").fill("约了周四看样品");
  await fail(page, { quota: Infinity });
  assert.deepEqual(await pressed(page, "task-save", id), { row: false, dialog: false });
  await page.locator("#task-content").waitFor();
  await row.waitFor({ state: "attached" });
  assert.equal(await page.locator("#task-content").inputValue(), "约了周四看样品", "what was typed");
  await heal(page);
  await page.getByTestId("task-save").click();
  await row.waitFor({ state: "detached" });
  await app.shell.saved();
  await app.shell.undo();
  await row.waitFor();
  // What is put off goes as fast, and stands among what was put off.
  await row.locator('[data-col="name"] a').click();
  assert.deepEqual(await page.evaluate((id) => {
    document.querySelector(`[data-testid="today-row"][data-id="${id}"] [data-testid="today-put-off"]`).click();
    return new Promise((done) => requestAnimationFrame(() => done(!!document.querySelector(`[data-testid="today-row"][data-id="${id}"]`))));
  }, id), false);
  await app.shell.saved();
  await app.today.open("?when=put_off");
  await row.waitFor();
});

story("when something goes, the rows behind it move up as they stand, and every number goes with it at once", {}, async (stand) => {
  const { page } = stand;
  await begin(stand);
  const sub = await page.locator(".page__sub").innerText();
  const seen = await page.evaluate(() => {
    const [first, ...others] = document.querySelectorAll('[data-testid="today-row"]');
    first.querySelector('[data-testid="today-put-off"]').click();
    const look = () => ({
      first: first.isConnected,
      others: others.map((row) => [row.isConnected, row.dataset.i, row.style.getPropertyValue("--i"), row.getAttribute("aria-rowindex")]),
      count: document.querySelector('[data-testid="today-count"]').dataset.count,
      rows: document.querySelector(".grid__body").getAttribute("aria-rowcount"),
      sub: document.querySelector(".page__sub").innerText,
    });
    window.others = others;
    return new Promise((done) => requestAnimationFrame(() => done(look())));
  });
  // Of two one is left, below the head.
  assert.deepEqual({ ...seen, sub: "" }, { first: false, others: [[true, "0", "0", "2"]], count: "1", rows: "2", sub: "" });
  const number = (text) => text.match(/\d+(?=项)/g)?.map(Number).reduce((a, b) => a + b, 0);
  assert.deepEqual([number(sub), number(seen.sub)], [2, 1], `${sub}; ${seen.sub}`);
  // Once that is saved the records are counted anew: what stood under somebody's hand still does.
  const { app } = stand;
  await app.shell.saved();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.deepEqual(await page.evaluate(() => window.others.map((row) => [row.isConnected, row.dataset.id.slice(0, 2), row.dataset.i])), [[true, "m/", "0"]]);
});
