// Today, what is easily lost: a draft for each task, the list of another day, a day of one's choice, weeks and months at their ends, narrow
// screens, who wants no contact.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** One new customer who paid on the eve of the National Day, with a call and a kit to be sent; one lead. */
const book = () =>
  smallBook({
    settings: { company: "苏州澜川", tasks_from: "2026-09-01" },
    customers: [
      { id: "n", name: "宁波恒拓", kind: "enterprise", owner: "周敏", created_on: "2026-09-30" },
      { id: "l", name: "珠海横琴", kind: "enterprise", owner: "何晓", intent: "A", created_on: "2026-10-08" },
    ],
    orders: [{ id: "o", customer: "n", date: "2026-09-30", amount: 50000, paid_on: "2026-09-30" }],
    interactions: [],
    tickets: [],
  });
const CALL = "n/new_customer/first_call/n/2026-09-30";
const KIT = "n/new_customer/welcome_kit/n/2026-09-30";
const LEAD = "l/lead/first_contact/l/2026-10-08";

const begin = async ({ page, app, folder }, instant = "2026-10-12T09:00:00+08:00") => {
  await page.clock.setFixedTime(new Date(instant));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "more.guanxi.json", book()));
  await app.today.open();
};
const brief = async (page, app, id) => {
  await app.today.row(id).locator('[data-col="name"] a').click();
  await page.getByTestId("brief-done").waitFor();
};
const record = async (page, app, id) => {
  await brief(page, app, id);
  await page.getByTestId("brief-done").click();
  await page.locator("#task-content").waitFor();
};
const escape = async (page) => {
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
};

story("two tasks of one customer have a draft each, and what was typed for one that is gone is told", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  const content = page.locator("#task-content");
  await record(page, app, CALL);
  await content.fill("电话里说的");
  await escape(page);
  await record(page, app, KIT);
  assert.equal(await content.inputValue(), "", "nothing of the call");
  await content.fill("礼包里放了白皮书");
  await escape(page);
  await record(page, app, CALL);
  assert.equal(await content.inputValue(), "电话里说的");
  await escape(page);
  assert.equal(await page.getByTestId("today-left").count(), 0, "both tasks are in the list");
  // The kit is left out: what was typed of it is told, and is a contact of its own.
  await brief(page, app, KIT);
  await page.getByRole("button", { name: "跳过" }).click();
  await page.getByRole("menuitem", { name: "另有安排" }).click();
  await app.today.row(KIT).waitFor({ state: "detached" });
  const left = page.getByTestId("today-left");
  await left.filter({ hasText: "宁波恒拓" }).waitFor();
  await page.reload();
  await app.up();
  await left.getByRole("button").click();
  await page.getByTestId("task-gone").waitFor();
  assert.equal(await content.inputValue(), "礼包里放了白皮书");
  await page.getByTestId("task-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await left.waitFor({ state: "detached" });
  await app.shell.saved();
  // Who did not answer was not reached, and that the task is done all the same is said.
  await record(page, app, CALL);
  assert.equal(await content.inputValue(), "电话里说的");
  await page.locator("#task-responded").selectOption("no");
  await page.getByTestId("task-unanswered").waitFor();
  await escape(page);
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.interactions.map(({ content }) => content), ["礼包里放了白皮书"]);
  assert.deepEqual(out.task_outcomes.map(({ id, status }) => [id, status]), [["new_customer/welcome_kit/n/2026-09-30", "skipped"]]);
});

story("what follows goes along with the day of the contact until somebody writes it, and a day before the task began is told", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await record(page, app, CALL);
  const [at, due] = [page.locator("#task-at"), page.locator("#task-next_due")];
  const follows = (day) => page.waitForFunction((day) => document.querySelector("#task-next_due").value === day, day);
  await follows("2026-10-19"); // the fifth working day behind the 12th
  const early = page.getByTestId("task-early");
  assert.equal(await early.count(), 0);
  await at.fill("2026-10-08");
  await follows("2026-10-14");
  // It began on 30 September: counted from then, with the National Day between.
  await at.fill("2026-09-20");
  await follows("2026-10-13");
  await early.filter({ hasText: "2026-09-20那天这项任务还没有开始" }).waitFor();
  await due.fill("2026-10-20");
  await at.fill("2026-10-09");
  await early.waitFor({ state: "detached" });
  assert.equal(await due.inputValue(), "2026-10-20", "what was written stays");
  await due.fill("2026-10-15");
  await page.locator("#task-content").fill("补记9日的电话");
  await page.getByTestId("task-save").click();
  await app.today.row(CALL).waitFor({ state: "detached" });
  await app.shell.saved();
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.interactions.map(({ at, next_due }) => [at.slice(0, 10), next_due]), [["2026-10-09", "2026-10-15"]]);
  // What the playbook asks is of that day as well, and asked once.
  const { tasks } = await app.data.exportResults();
  assert.deepEqual(tasks.filter(({ customer, ideal_on }) => customer === "n" && ideal_on === "2026-10-15").map(({ key }) => key), ["new_customer/second_follow_up/n/2026-10-09"]);
});

story("on the list of another day what is done is written down for today, and that list stays", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await app.go("#/today?as_of=2026-10-09");
  await page.getByTestId("today-other-day").filter({ hasText: "2026-10-09当天的情形" }).waitFor();
  assert.match(await app.today.row(CALL).innerText(), /今天/);
  await record(page, app, CALL);
  await page.locator("#task-content").fill("补记");
  await page.getByTestId("task-save").click();
  await page.getByText("已记在今天（2026-10-12）；2026-10-09的清单不变。").waitFor();
  await app.shell.saved();
  await app.today.row(CALL).waitFor();
  // What is put off there is put off from today.
  await brief(page, app, KIT);
  await page.getByRole("button", { name: "推迟", exact: true }).last().click();
  await page.getByRole("menuitem").first().filter({ hasText: "10-13" }).click();
  await app.shell.saved();
  await page.getByRole("button", { name: "回到今天" }).click();
  await app.today.row(LEAD).waitFor();
  await app.today.row(CALL).waitFor({ state: "detached" });
  await app.today.row(KIT).waitFor({ state: "detached" });
  assert.equal(await page.getByTestId("today-other-day").count(), 0);
  // A day ahead is told as well.
  await app.go("#/today?as_of=2026-10-20");
  await page.getByTestId("today-other-day").filter({ hasText: "到2026-10-20的情形" }).waitFor();
  await app.go("#/today");
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.interactions.map(({ at, content }) => [at.slice(0, 10), content]), [["2026-10-12", "补记"]]);
  assert.deepEqual(out.task_outcomes.filter(({ status }) => status === "snoozed").map(({ id, until }) => [id, until]), [["new_customer/welcome_kit/n/2026-09-30", "2026-10-13"]]);
});

story("a task is put off to a day of one's choice, and undone", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await brief(page, app, LEAD);
  await page.getByRole("button", { name: "推迟", exact: true }).last().click();
  await page.getByRole("menuitem", { name: "另选日期…" }).click();
  const day = page.locator("#put-off-day");
  assert.equal(await day.inputValue(), "2026-10-13", "the next day that is worked");
  for (const wrong of ["2026-10-12", ""]) {
    await day.fill(wrong);
    await page.getByTestId("put-off-save").click();
    await page.locator("#put-off-day[aria-invalid=true]").waitFor();
  }
  await day.fill("10-30");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.today.row(LEAD).waitFor({ state: "detached" });
  await app.shell.saved();
  await app.today.open("?when=put_off");
  assert.match(await app.today.row(LEAD).innerText(), /已推迟[^]*10-30 周五/);
  await page.locator(".page__sub").filter({ hasText: "已推迟1项" }).waitFor();
  await app.today.counts(1);
  await app.shell.undo();
  await app.today.open();
  await app.today.row(LEAD).waitFor();
});

story("a task is left out for a reason of one's own, which is kept, shown and exported", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await brief(page, app, LEAD);
  await page.getByTestId("brief").getByRole("button", { name: "跳过" }).click();
  await page.getByRole("menuitem", { name: "其他理由…" }).click();
  const why = page.locator("#leave-out-why");
  await page.getByTestId("leave-out-save").click();
  await page.locator("#leave-out-why[aria-invalid=true]").waitFor();
  await why.fill("展会上见过面，等他从德国回来");
  await page.getByTestId("leave-out-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.today.row(LEAD).waitFor({ state: "detached" });
  await app.shell.saved();
  await app.customer.open("l");
  await page.locator(".timeline__item").filter({ hasText: "展会上见过面，等他从德国回来" }).filter({ hasText: "跳过" }).waitFor();
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(
    out.task_outcomes.map(({ id, status, note }) => [id, status, note]),
    [["lead/first_contact/l/2026-10-08", "skipped", "展会上见过面，等他从德国回来"]],
  );
  await app.shell.undo();
  await app.today.open();
  await app.today.row(LEAD).waitFor();
});

story("each number of the head opens as many rows as it says, of everybody", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await app.today.counts(4);
  await app.today.row(LEAD).getByTestId("today-put-off").click();
  await app.today.row(LEAD).waitFor({ state: "detached" });
  await app.shell.saved();
  await page.getByTestId("today-search").fill("没有这样的");
  await app.today.counts(0);
  const figures = page.locator(".page__sub a");
  await figures.filter({ hasText: "已推迟1项" }).waitFor();
  const said = (await figures.allInnerTexts()).map((text) => [text.replace(/\d+项$/, ""), Number(text.match(/(\d+)项$/)[1])]);
  assert.equal(said.reduce((sum, [, n]) => sum + n, 0), 4, JSON.stringify(said));
  for (const [name, n] of said) {
    await figures.filter({ hasText: name }).first().click();
    await app.today.counts(n);
  }
  await app.today.row(LEAD).waitFor();
});

story("a month and a week on a Sunday and at the ends of months", {}, async (stand) => {
  const { page, app } = stand;
  // 29 November 2026 is a Sunday; the month begins on one, and ends on the Monday behind.
  await begin(stand, "2026-11-29T09:00:00+08:00");
  for (const [name, due] of [["周日的事", "11-29"], ["月底的事", "11-30"]]) {
    await page.getByTestId("new-task").click();
    await page.locator("#write-name").fill(name);
    await page.locator("#write-due").fill(due);
    await page.getByTestId("write-save").click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  }
  const days = () => page.getByTestId("agenda-day").evaluateAll((all) => all.map((day) => day.dataset.day));
  const day = (day) => page.locator(`[data-testid="agenda-day"][data-day="${day}"]`);
  await page.locator('input[name="today-view"][value="month"]').check();
  await day("2026-11-29").waitFor();
  const november = await days();
  assert.deepEqual([november.length, november[0], november.at(-1)], [42, "2026-10-26", "2026-12-06"]);
  assert.equal(await day("2026-11-29").getAttribute("aria-current"), "date");
  assert.equal(await day("2026-11-29").getAttribute("data-off"), "yes");
  assert.equal(await page.getByTestId("agenda-item").filter({ hasText: "周日的事" }).count(), 1);
  await day("2026-11-30").click();
  assert.equal(await page.getByTestId("agenda-item").filter({ hasText: "月底的事" }).count(), 1);
  await app.go("#/today?view=week&day=2026-11-30");
  await page.getByTestId("agenda-title").filter({ hasText: "2026-11-30至2026-12-06" }).waitFor();
  await page.getByRole("button", { name: "回到今天" }).click();
  // The week of a Sunday is the one that ends with it.
  await page.getByTestId("agenda-title").filter({ hasText: "2026-11-23至2026-11-29" }).waitFor();
  const at = (day) => page.waitForFunction((day) => document.activeElement?.dataset.day === day, day);
  await day("2026-11-29").focus();
  await page.keyboard.press("End");
  await at("2026-11-29");
  await page.keyboard.press("Home");
  await at("2026-11-23");
  await page.keyboard.press("PageDown");
  await at("2026-11-30");
  // Four weeks, no day more: 1 February 2027 is a Monday. From the 31st a month goes to its last day.
  await app.go("#/today?view=month&day=2027-01-31");
  await day("2027-01-31").focus();
  await page.keyboard.press("PageDown");
  await at("2027-02-28");
  const february = await days();
  assert.deepEqual([february.length, february[0], february.at(-1)], [28, "2027-02-01", "2027-02-28"]);
  await page.keyboard.press("PageUp");
  await at("2027-01-28");
});

for (const [width, height] of [[390, 844], [1000, 800]])
  story(`the number of what is due is seen in the navigation at ${width} px`, { viewport: { width, height } }, async (stand) => {
    const { page } = stand;
    await begin(stand);
    const count = page.locator('.nav__item[href="#/today"] .nav__count');
    await count.filter({ hasText: "4" }).waitFor();
    const seen = await count.evaluate((of) => {
      const [box, item] = [of.getBoundingClientRect(), of.closest("a").getBoundingClientRect()];
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return { width: box.width, inside: box.left >= item.left && box.right <= item.right && box.top >= item.top, top: top === of, clip: getComputedStyle(of).clipPath };
    });
    // A badge on phones, a bare figure below the sign on a rail.
    assert.ok(seen.width >= (width < 768 ? 14 : 7), JSON.stringify(seen));
    assert.deepEqual([seen.inside, seen.top, seen.clip], [true, true, "none"]);
  });

story("on a phone the ways to put off and to leave out come as a sheet from below", { viewport: { width: 390, height: 844 } }, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await brief(page, app, LEAD);
  for (const name of ["跳过", "推迟"]) {
    await page.getByTestId("brief").getByRole("button", { name, exact: true }).click();
    const items = page.getByRole("menuitem");
    const boxes = await items.evaluateAll((all) => all.map((item) => item.getBoundingClientRect()).map(({ top, bottom, left, right }) => [top, bottom, left, right]));
    assert.ok(boxes.length > 3 && boxes.every(([top, bottom, left, right]) => top > 0 && bottom <= 844 && left >= 0 && right <= 390), JSON.stringify(boxes));
    if (name === "推迟") await items.last().click();
    else await page.keyboard.press("Escape");
  }
  await page.locator("#put-off-day").fill("10-30");
  await page.getByTestId("put-off-save").click();
  await app.today.row(LEAD).waitFor({ state: "detached" });
});

story("who is marked as not to be contacted is asked for no more, and is again once the mark is lifted", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await app.today.counts(4);
  const mark = async (yes) => {
    await app.customer.open("n");
    await page.getByTestId("edit-customer").click();
    await page.getByTestId("field-do_not_contact").locator("select").selectOption(yes);
    await page.getByTestId("save-customer").first().click();
    await app.shell.saved();
    await app.today.open();
  };
  await mark("是");
  await app.today.counts(1);
  await app.today.row(LEAD).waitFor();
  const number = page.locator('.nav__item[href="#/today"] .nav__count');
  await number.filter({ hasText: /^1$/ }).waitFor();
  await app.go("#/playbooks");
  await page.getByTestId("playbook-item").filter({ hasText: "新客户激活" }).click();
  await page.getByTestId("care-dates").locator("input").fill("恒拓");
  await page.getByTestId("care-hit").first().click();
  await page.getByTestId("care-dates").filter({ hasText: "这家客户不要联系" }).waitFor();
  await mark("否");
  await app.today.counts(4);
  await app.shell.undo();
  await app.today.counts(1);
});
