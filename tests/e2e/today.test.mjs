// Today: what is to be done across a holiday with days made up, why, what to say; done with its contact, put off, left out, undone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** One new customer paid on the eve of the National Day; one lead; one visit that is due. */
const book = (more = {}) =>
  smallBook({
    ...more,
    settings: { company: "苏州澜川", tasks_from: "2026-09-01" },
    customers: [
      { id: "n", name: "宁波恒拓", kind: "enterprise", owner: "周敏", created_on: "2026-09-30", products: [{ name: "伺服电机" }], contacts: [{ name: "沈立群", title: "采购总监", phone: "13800006142" }] },
      { id: "l", name: "珠海横琴", kind: "enterprise", owner: "何晓", intent: "A", created_on: "2026-10-08" },
      { id: "x", name: "不联系公司", kind: "enterprise", intent: "A", created_on: "2026-10-01", do_not_contact: true },
    ],
    orders: [{ id: "o", customer: "n", date: "2026-09-30", amount: 50000, paid_on: "2026-09-30" }],
    interactions: [],
    tickets: [],
  });

/** A greeting on the eve of a holiday would do for the call behind it as well. */
const noGreeting = { id: "holidays", name: "节前问候", trigger: { event: "key_date" }, steps: [], retired: true };

const at = async (page, app, instant) => {
  await page.clock.setFixedTime(new Date(instant));
  await page.reload();
  await app.up();
  await app.today.open();
};

const begin = async ({ page, app, folder }, instant, more) => {
  await page.clock.setFixedTime(new Date(instant));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "today.guanxi.json", book(more)));
  await app.today.open();
};

story("the first ten working days of a new customer, across the National Day", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-09-30T18:00:00+08:00");
  // The call is due behind the holiday, eight days ahead: nothing is asked yet but a greeting on the last working day before it.
  await app.today.row("n/holidays/greet/n/2026-09-30").waitFor();
  await app.today.counts(1);
  await at(page, app, "2026-10-05T09:00:00+08:00");
  assert.match(await page.locator(".page__sub").innerText(), /2026-10-05 周一（国庆节）/);
  const call = app.today.row("n/new_customer/first_call/n/2026-09-30");
  assert.match(await call.innerText(), /首次关怀电话[^]*3天后[^]*10-08 周四[^]*宁波恒拓/);
  await at(page, app, "2026-10-09T09:00:00+08:00");
  assert.match(await call.innerText(), /今天[^]*最迟10-10 周六/);
  await call.locator('[data-col="name"] a').click();
  await page.getByTestId("brief").waitFor();
  const why = await page.getByTestId("brief-why").innerText();
  assert.match(why, /2026-09-30首次付款或成交，1个工作日为宜，最迟3个工作日/);
  assert.match(why, /自2026-09-30 周三起第3个工作日＝2026-10-10 周六上班，跳过2026-10-01…2026-10-07/);
  assert.match(why, /出处：《客户关怀及关系维护手册》第1节/);
  // One contact does two: each reason names its step.
  assert.match(why, /新客户激活：首次关怀电话/);
  assert.match(why, /分层触达计划：高价值客户月度电话或拜访/);
  assert.match(await page.getByTestId("script").first().innerText(), /沈立群您好，我是苏州澜川的未填：我，感谢您选择伺服电机。/);
  assert.match(await page.getByTestId("brief").innerText(), /沈立群，采购总监，\*+6142/);
  // One step: the contact that did it is recorded with it.
  await page.getByTestId("brief-done").click();
  // What follows is proposed with its day: the fifth working day from now.
  const next = async () => [await page.locator("#task-next_step").inputValue(), await page.locator("#task-next_due").inputValue()];
  assert.deepEqual(await next(), ["二次跟进", "2026-10-15"]);
  await page.locator("#task-content").fill("已确认需求，发了服务指南");
  // Left for another page and come back to by the browser's Back, the words are there again.
  await page.evaluate(() => (location.hash = "#/customers"));
  await page.locator("#task-content").waitFor({ state: "detached" });
  await page.goBack();
  await call.getByTestId("today-done").click();
  assert.equal(await page.locator("#task-content").inputValue(), "已确认需求，发了服务指南");
  assert.deepEqual(await next(), ["二次跟进", "2026-10-15"]);
  // A contact that has not happened does nothing, and that is said.
  await page.locator("#task-at").fill("2027-05-01");
  await page.getByTestId("task-save").click();
  await page.locator("dialog[open]").getByText("2027-05-01还没到").waitFor();
  await page.locator("#task-at").fill("今天");
  await page.getByTestId("task-save").click();
  await call.waitFor({ state: "detached" });
  await app.shell.saved();
  await page.locator('[data-testid="brief"]').waitFor({ state: "detached" });
  // One undo takes both back, and does both again.
  await app.shell.undo();
  await call.waitFor();
  await app.shell.redo();
  await call.waitFor({ state: "detached" });
  // The ten working days by hand, of the State Council's notice: 10-08, 09, 10 (a Saturday made up), 12, 13, 14, 15, 16, 19, 20.
  await at(page, app, "2026-10-10T09:00:00+08:00");
  assert.match(await page.locator(".page__sub").innerText(), /2026-10-10 周六（国庆节调休上班）/);
  const kit = app.today.row("n/new_customer/welcome_kit/n/2026-09-30");
  assert.match(await kit.innerText(), /今天[^]*最迟10-13 周二/); // from the 2nd to the 5th
  await at(page, app, "2026-10-13T09:00:00+08:00");
  const second = app.today.row("n/new_customer/second_follow_up/n/2026-10-09");
  assert.match(await second.innerText(), /二次跟进[^]*2天后[^]*10-15 周四/); // the 5th behind the call on the 9th
  assert.equal(await page.getByTestId("today-row").filter({ hasText: "二次跟进" }).count(), 1, "what was proposed is asked once");
  await at(page, app, "2026-10-15T09:00:00+08:00");
  assert.match(await second.innerText(), /今天[^]*最迟10-19 周一/); // the 7th
  assert.match(await kit.innerText(), /逾期2个工作日/);
  await at(page, app, "2026-10-20T09:00:00+08:00");
  assert.match(await second.innerText(), /逾期1个工作日[^]*10-19 周一/);
  assert.match(await kit.innerText(), /逾期5个工作日[^]*10-13 周二/);
  await app.data.open();
  const out = await app.data.exportBook();
  const [contact] = out.interactions;
  assert.deepEqual([contact.kind, contact.task, contact.content], ["call", "new_customer/first_call/n/2026-09-30", "已确认需求，发了服务指南"]);
  assert.deepEqual([contact.next_step, contact.next_due], ["二次跟进", "2026-10-15"]);
  assert.deepEqual(out.task_outcomes.map(({ id, status, interaction }) => [id, status, interaction]), [["new_customer/first_call/n/2026-09-30", "done", contact.id], ["touch/high_monthly/n/2026-09-30", "done", contact.id]]);
});

story("by the keyboard through the list, put off, left out with a reason; who wants no contact is not there", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-10-12T09:00:00+08:00");
  const ids = () => page.getByTestId("today-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  await app.today.counts(4);
  assert.deepEqual(await ids(), [
    "n/new_customer/sort_information/n/2026-09-30", "n/new_customer/first_call/n/2026-09-30", "l/lead/first_contact/l/2026-10-08", "n/new_customer/welcome_kit/n/2026-09-30",
  ]);
  assert.match(await app.today.row("n/new_customer/first_call/n/2026-09-30").innerText(), /逾期1个工作日/);
  /** The row has the keyboard: a list gives it with the next frame. */
  const isAt = (id) => page.waitForFunction((id) => document.activeElement?.dataset.id === id, id);
  await page.locator(".grid__body").focus();
  await page.keyboard.press("Home");
  await isAt("n/new_customer/sort_information/n/2026-09-30");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await isAt("l/lead/first_contact/l/2026-10-08");
  await page.keyboard.press("Enter");
  const brief = page.getByTestId("brief");
  await brief.getByRole("heading", { name: "首次联系线索" }).waitFor();
  await brief.getByRole("button", { name: "推迟", exact: true }).click();
  await page.getByRole("menuitem", { name: /10-15 周四/ }).click();
  await app.today.row("l/lead/first_contact/l/2026-10-08").waitFor({ state: "detached" });
  // The briefing of what is settled goes a moment later.
  await brief.waitFor({ state: "detached" });
  await app.today.row("n/new_customer/first_call/n/2026-09-30").locator('[data-col="name"] a').click();
  await brief.getByRole("heading", { name: "首次关怀电话", exact: true }).waitFor();
  await brief.getByRole("button", { name: "跳过" }).click();
  await page.getByRole("menuitem", { name: "客户已主动联系" }).click();
  // The next step goes on from there.
  await app.today.row("n/new_customer/second_follow_up/n/2026-10-12").waitFor();
  await brief.waitFor({ state: "detached" });
  // What is done at the desk is done by one press.
  await app.today.row("n/new_customer/sort_information/n/2026-09-30").getByTestId("today-done").click();
  await app.today.counts(2);
  await app.shell.saved();
  await app.data.open();
  const out = await app.data.exportBook();
  const told = out.task_outcomes.map(({ id, status, until, note }) => [id, status, until ?? note ?? null]).sort();
  assert.deepEqual(told, [
    ["lead/first_contact/l/2026-10-08", "snoozed", "2026-10-15"],
    ["new_customer/first_call/n/2026-09-30", "skipped", "客户已主动联系"],
    ["new_customer/sort_information/n/2026-09-30", "done", null],
    ["touch/high_monthly/n/2026-09-30", "skipped", "客户已主动联系"],
  ]);
  await at(page, app, "2026-10-15T09:00:00+08:00");
  assert.match(await app.today.row("l/lead/first_contact/l/2026-10-08").innerText(), /今天/);
  await app.shell.switchLanguage();
  await app.today.row("l/lead/first_contact/l/2026-10-08").filter({ hasText: /First contact with the lead[^]*Today/ }).waitFor();
});

story("what people write themselves: for a customer and for none, again and again; done, moved, changed, removed, undone", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-10-12T09:00:00+08:00");
  await app.today.counts(4);
  await page.keyboard.press("n");
  await page.locator("#write-name").fill("周三送样");
  await page.locator("#write-due").fill("10-14 14:00");
  await page.locator("#write-customer").fill("恒拓");
  await page.getByTestId("whom-offer").click();
  assert.equal(await page.locator("#write-customer").inputValue(), "宁波恒拓");
  await page.locator("#write-repeat").selectOption("weekly");
  await page.getByTestId("write-save").click();
  await app.today.counts(5);
  const sample = page.getByTestId("today-row").filter({ hasText: "周三送样" });
  assert.match(await sample.innerText(), /周三送样[^]*2天后[^]*10-14 周三[^]*宁波恒拓[^]*14:00，每周/);
  // Nothing said is told at the field.
  await page.getByTestId("new-task").click();
  await page.getByTestId("write-save").click();
  await page.getByText("请填写要做什么").first().waitFor();
  await page.locator("#write-name").fill("订会议室");
  await page.locator("#write-due").fill("今天");
  await page.locator("#write-customer").fill("没有这家");
  await page.getByTestId("write-save").click();
  await page.getByText("没有找到这个客户").first().waitFor();
  await page.locator("#write-customer").fill("");
  await page.getByTestId("write-save").click();
  const room = page.getByTestId("today-row").filter({ hasText: "订会议室" });
  assert.match(await room.innerText(), /订会议室[^]*今天[^]*不涉及客户/);
  // One for nobody is done by one press, and undone.
  await room.getByTestId("today-done").click();
  await room.waitFor({ state: "detached" });
  await app.shell.undo();
  await room.waitFor();
  // Moved, changed, removed.
  await room.getByTestId("today-put-off").click();
  await room.waitFor({ state: "detached" });
  await sample.locator('[data-col="name"] a').click();
  await page.getByRole("button", { name: "任务", exact: true }).click();
  await page.getByRole("menuitem", { name: "修改" }).click();
  await page.locator("#write-note").fill("带两份合格证");
  await page.getByTestId("write-save").click();
  await sample.filter({ hasText: "14:00，每周，带两份合格证" }).waitFor();
  await page.locator('[data-testid="brief"]').waitFor({ state: "detached" });
  // Done with its contact: the next Wednesday is asked in its time.
  await sample.locator('[data-col="name"] a').click();
  await page.getByTestId("brief-done").click();
  await page.locator("#task-content").fill("样品已签收");
  await page.getByTestId("task-save").click();
  await sample.filter({ hasText: "10-21" }).waitFor(); // the next time stands at the end
  await app.shell.saved();
  await at(page, app, "2026-10-20T09:00:00+08:00");
  assert.match(await sample.innerText(), /明天[^]*10-21 周三/);
  await sample.locator('[data-col="name"] a').click();
  await page.getByRole("button", { name: "任务", exact: true }).click();
  await page.getByRole("menuitem", { name: "删除" }).click();
  await sample.waitFor({ state: "detached" });
  await app.shell.undo();
  await sample.waitFor();
  await app.data.open();
  const out = await app.data.exportBook();
  const own = out.task_outcomes.filter(({ id }) => id.startsWith("own/"));
  const written = own.find(({ name }) => name === "周三送样");
  const [, id] = written.id.split("/");
  assert.deepEqual([written.id, written.due.slice(0, 16), written.repeat, written.note], [`own/${id}/n/task`, "2026-10-14T14:00", "weekly", "带两份合格证"]);
  assert.deepEqual(own.find((one) => one.id === `own/${id}/n/2026-10-14`).status, "done");
  assert.deepEqual(own.filter((one) => one.id.includes("//")).map(({ status, until, name }) => [status ?? name, until ?? null]).sort(), [["snoozed", "2026-10-13"], ["订会议室", null]]);
});

story("what is far away is found again; two tabs at one task lose nothing of each other", {}, async ({ page, app, folder, context, url }) => {
  await begin({ page, app, folder }, "2026-10-12T09:00:00+08:00");
  // A Monday: the words that the help names are days.
  const write = async (name, due) => {
    await page.getByTestId("new-task").click();
    await page.locator("#write-name").fill(name);
    await page.locator("#write-due").fill(due);
    await page.getByTestId("write-save").click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  };
  await write("年底对账", "12-28");
  await write("共同的事", "周三");
  const own = (name) => page.getByTestId("today-row").filter({ hasText: name });
  assert.match(await own("共同的事").innerText(), /2天后[^]*10-14 周三/);
  assert.match(await own("年底对账").innerText(), /12-28 周一/);
  await app.shell.saved();

  const other = await context.newPage();
  await other.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await other.goto(`${url}#/today?when=later`);
  await other.getByTestId("today-row").filter({ hasText: "年底对账" }).waitFor();
  assert.equal(await other.getByTestId("today-row").count(), 1);
  await other.goto(`${url}#/today`);
  const edit = async (at) => {
    await at.getByTestId("today-row").filter({ hasText: "共同的事" }).locator('[data-col="name"] a').click();
    await at.getByRole("button", { name: "任务", exact: true }).click();
    await at.getByRole("menuitem", { name: "修改" }).click();
    await at.locator("#write-name").waitFor();
  };
  // Each keeps what it has not touched.
  await edit(other);
  await other.locator("#write-note").fill("乙的备注");
  await edit(page);
  await page.locator("#write-name").fill("共同的事（甲）");
  await page.getByTestId("write-save").click();
  await own("共同的事（甲）").waitFor();
  await other.waitForFunction(() => document.querySelector("#write-name").value === "共同的事（甲）");
  await other.getByTestId("write-save").click();
  await other.locator("dialog[open]").waitFor({ state: "detached" });
  await page.getByTestId("today-row").filter({ hasText: "乙的备注" }).waitFor();
  // One that is removed elsewhere says so where it is being changed.
  await edit(other);
  await own("共同的事").locator('[data-col="name"] a').click();
  await page.getByRole("button", { name: "任务", exact: true }).click();
  await page.getByRole("menuitem", { name: "删除" }).click();
  await other.getByTestId("gone").waitFor();
  await other.keyboard.press("Escape");

  // One that is done elsewhere leaves what was written of the contact.
  const call = "n/new_customer/first_call/n/2026-09-30";
  const open = async (at) => {
    await at.locator(`[data-testid="today-row"][data-id="${call}"] [data-col="name"] a`).click();
    await at.getByTestId("brief-done").click();
    await at.locator("#task-content").waitFor();
  };
  await open(other);
  await other.locator("#task-content").fill("乙写的话");
  await open(page);
  await page.locator("#task-content").fill("甲写的话");
  await page.getByTestId("task-save").click();
  await app.today.row(call).waitFor({ state: "detached" });
  await other.getByTestId("task-gone").waitFor();
  assert.match(await other.locator("dialog[open]").innerText(), /完成：首次关怀电话/);
  await other.getByTestId("task-save").click();
  await other.locator("dialog[open]").waitFor({ state: "detached" });
  await other.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached" });
  await other.close();
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.interactions.map(({ content }) => content).sort(), ["乙写的话", "甲写的话"]);
  assert.deepEqual(out.task_outcomes.map(({ name }) => name).filter(Boolean), ["年底对账"]);
});

/** Leads of the class A, written down on these days of October; each is to be called within three days. */
const leads = (days, settings = {}) =>
  smallBook({
    settings: { tasks_from: "2026-09-01", ...settings },
    customers: days.map((day, n) => ({ id: `c${n}`, name: `客户${n}`, kind: "enterprise", intent: "A", owner: "何晓", created_on: `2026-10-${day}` })),
    orders: [],
    interactions: [],
    tickets: [],
  });

story("what is late is spread over the days to come by one press, and taken back by one", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-20T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "late.guanxi.json", leads(["09", "10", "11", "12", "13", "14", "15", "16"])));
  await app.today.open();
  await app.today.counts(8);
  const late = () => page.getByTestId("today-row").locator('[data-col="when"]').filter({ hasText: "逾期" }).count();
  assert.equal(await late(), 8);
  await page.getByTestId("spread-late").click();
  // What is going to move is shown first; leaving moves nothing.
  const days = page.getByTestId("spread-day");
  const shown = async () => (await days.allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim());
  await days.first().waitFor();
  const two = (n) => `客户${n}、客户${n + 1}`;
  assert.deepEqual(await shown(), [`10-20 周二 2项 ${two(0)}`, `10-21 周三 2项 ${two(2)}`, `10-22 周四 2项 ${two(4)}`, `10-23 周五 2项 ${two(6)}`]);
  await page.keyboard.press("Escape");
  await days.first().waitFor({ state: "detached" });
  assert.equal(await late(), 8);
  await page.getByTestId("spread-late").click();
  await page.getByTestId("spread-apply").click();
  await page.getByText("推迟逾期8项，分到2026-10-20至2026-10-23").waitFor();
  assert.equal(await late(), 0);
  // What opened the dialog is gone with what was late: the keyboard goes on at the list.
  await page.waitForFunction(() => document.activeElement?.closest(".grid__body"));
  assert.match(await page.getByTestId("today-row").first().innerText(), /原定最迟10-12，推迟到10-20（分摊逾期）/);
  // Two a day, the oldest first; nothing is dropped: what comes later is asked on its day.
  await app.today.counts(2);
  await app.shell.undo();
  await app.today.counts(8);
  assert.match(await page.getByTestId("spread-late").innerText(), /逾期8项/);
  await app.shell.redo();
  await app.today.counts(2);
  await app.shell.saved();
  await at(page, app, "2026-10-23T09:00:00+08:00");
  await app.today.counts(8);
});

story("a full day moves what can wait, says so, and goes by how much is asked", {}, async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date("2026-10-08T09:00:00+08:00"));
  await page.reload();
  const paid = ["a", "b", "c"];
  const book = smallBook({
    settings: { tasks_from: "2026-09-01" },
    customers: paid.map((id) => ({ id, name: `客户${id}`, kind: "enterprise", owner: "周敏", created_on: "2026-09-01" })),
    orders: paid.map((id) => ({ id, customer: id, date: "2026-09-28", amount: 1000, paid_on: "2026-09-30" })),
    interactions: [],
    tickets: [],
  });
  await app.data.open();
  await app.data.import(file(folder, "full.guanxi.json", book));
  await app.go("#/playbooks");
  const limits = page.getByTestId("care-limits");
  assert.equal(await limits.locator("input").first().inputValue(), "8");
  await limits.locator("input").last().fill("1");
  await page.getByTestId("adopt-playbooks").click();
  await page.getByTestId("care-draft").waitFor({ state: "detached" });
  await app.today.open();
  const call = (id) => app.today.row(`${id}/new_customer/first_call/${id}/2026-09-30`);
  assert.match(await call("a").innerText(), /今天/);
  assert.match(await call("b").innerText(), /明天[^]*原定10-08，当天已满，移到10-09/);
  assert.match(await call("c").innerText(), /2天后[^]*原定10-08，当天已满，移到10-10/);
  await call("b").locator('[data-col="name"] a').click();
  assert.match(await page.getByTestId("brief").innerText(), /原定10-08，当天已满，移到10-09/);
  await app.data.open();
  const { rulebook } = await app.data.exportBook();
  assert.deepEqual(rulebook.care, { contacts_per_day: 1 });
});

story("narrowed to a kind, to somebody, to one's own which is remembered, to what a search finds", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-10-12T09:00:00+08:00");
  const pick = (kind, value) => page.locator(`[data-pick="${kind}"] select`).selectOption(value);
  await app.today.counts(4);
  await pick("today-kind", "first_contact");
  await app.today.counts(1);
  await pick("today-kind", "");
  await pick("today-whose", "何晓");
  await app.today.counts(1);
  await app.today.row("l/lead/first_contact/l/2026-10-08").waitFor();
  await pick("today-whose", "");
  await page.keyboard.press("n");
  await page.locator("#write-name").fill("订会议室");
  await page.locator("#write-due").fill("今天");
  await page.getByTestId("write-save").click();
  await app.today.counts(5);
  const search = page.getByTestId("today-search");
  await search.fill("hengtuo");
  await app.today.counts(3);
  await search.fill("会议");
  await app.today.counts(1);
  await search.fill("");
  await app.today.counts(5);
  // Who works here is known: one's own, and so again the next time.
  await page.evaluate(() => localStorage.setItem("guanxi.user", JSON.stringify("周敏")));
  await at(page, app, "2026-10-12T09:00:00+08:00");
  await pick("today-whose", "mine");
  await app.today.counts(3);
  await app.go("#/customers");
  await app.go("#/today");
  await app.today.counts(3);
  await pick("today-whose", "");
  await app.today.counts(5);
});

story("what is to be done goes into calendars: read by another reader, alarms inside working hours", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-10-05T09:00:00+08:00");
  await page.getByTestId("new-task").click();
  await page.locator("#write-name").fill("周三送样，带样册；两份\\三份");
  await page.locator("#write-due").fill("10-14 09:10");
  await page.locator("#write-customer").fill("恒拓");
  await page.getByTestId("whom-offer").click();
  await page.locator("#write-note").fill("一二三四五六七八九十".repeat(12));
  await page.getByTestId("write-save").click();
  const before = await page.getByTestId("today-row").filter({ hasText: "周三送样" }).waitFor().then(() => page.getByTestId("today-row").count());
  // What is put off is out of the list, and in the calendar on the day it was put off to.
  const kit = "new_customer/welcome_kit/n/2026-09-30";
  await app.today.row(`n/${kit}`).locator('[data-col="name"] a').click();
  await page.getByTestId("brief").getByRole("button", { name: "推迟", exact: true }).click();
  await page.getByRole("menuitem", { name: "另选日期…" }).click();
  await page.locator("#put-off-day").fill("10-20");
  await page.getByTestId("put-off-save").click();
  await app.today.row(`n/${kit}`).waitFor({ state: "detached" });
  await app.shell.saved();
  await page.locator(".page__sub a").filter({ hasText: "已推迟1项" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("today-ics").click()]);
  assert.equal(download.suggestedFilename(), "今日_2026-10-05.ics");
  const text = await readFile(await download.path(), "utf8");
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((part) => {
    const event = new ICAL.Event(part);
    const alarm = part.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger").toJSDate().toISOString();
    return { uid: event.uid, start: event.startDate.toString(), summary: event.summary, description: event.description, alarm };
  });
  assert.equal(events.length, before);
  const of = (uid) => events.find((event) => event.uid === uid);
  assert.deepEqual(of("new_customer/first_call/n/2026-09-30"), {
    uid: "new_customer/first_call/n/2026-09-30", start: "2026-10-08", summary: "首次关怀电话：宁波恒拓", alarm: "2026-10-08T01:00:00.000Z",
    description: of("new_customer/first_call/n/2026-09-30").description,
  });
  assert.match(of("new_customer/first_call/n/2026-09-30").description, /^2026-09-30首次付款或成交，1个工作日为宜，最迟3个工作日/);
  // Ten past nine: a quarter of an hour before is no working hour, so it rings when work ends the day before.
  const kept = of(kit);
  assert.equal(kept.start, "2026-10-20");
  assert.match(kept.description, /推迟到10-20/);
  const own = events.find(({ uid }) => uid.startsWith("own/"));
  assert.deepEqual([own.summary, own.start, own.alarm], ["周三送样，带样册；两份\\三份：宁波恒拓", "2026-10-14T01:10:00Z", "2026-10-13T10:00:00.000Z"]);
  assert.ok(own.description.includes("一二三四五六七八九十".repeat(12)));
});

story("a month and a week of what is to be done, by the keyboard, with the briefing of what is still far", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-09-30T18:00:00+08:00", { rulebook: { playbooks: [noGreeting] } });
  await app.today.counts(0);
  await page.locator('input[name="today-view"][value="month"]').check();
  const day = (day) => page.locator(`[data-testid="agenda-day"][data-day="${day}"]`);
  // The call of the new customer is due behind the holiday: the month of the day is September, the next one has it.
  await day("2026-09-30").focus();
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.activeElement?.dataset.day === "2026-10-30");
  assert.match(await page.getByTestId("agenda-title").innerText(), /2026年10月/);
  assert.match(await day("2026-10-01").innerText(), /国庆节/);
  await day("2026-10-08").click();
  assert.equal(await day("2026-10-08").getAttribute("data-count"), "1");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement?.dataset.day === "2026-10-09");
  await page.keyboard.press("ArrowLeft");
  await page.getByTestId("agenda-item").filter({ hasText: "首次关怀电话" }).getByRole("link").click();
  await page.getByTestId("brief").getByRole("heading", { name: "首次关怀电话", exact: true }).waitFor();
  await page.locator('input[name="today-view"][value="week"]').check();
  await page.getByTestId("agenda-title").filter({ hasText: "2026-09-28至2026-10-04" }).waitFor();
  assert.equal(await page.getByTestId("agenda-day").count(), 7);
  await page.keyboard.press("Escape");
  await page.locator('input[name="today-view"][value="list"]').check();
  await app.today.counts(0);
});

story("the results carry the tasks of the day", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder }, "2026-10-09T09:00:00+08:00");
  await app.data.open();
  const { tasks } = await app.data.exportResults();
  const call = tasks.find(({ key }) => key === "new_customer/first_call/n/2026-09-30");
  assert.deepEqual(call, {
    key: "new_customer/first_call/n/2026-09-30", customer: "n", playbook: "new_customer", step: "first_call", ideal_on: "2026-10-08", latest_on: "2026-10-10", owner: "周敏",
    because: "2026-09-30首次付款或成交，1个工作日为宜，最迟3个工作日",
  });
  assert.deepEqual(tasks.map(({ key }) => key).sort(), [
    "lead/first_contact/l/2026-10-08", "new_customer/first_call/n/2026-09-30", "new_customer/sort_information/n/2026-09-30", "new_customer/welcome_kit/n/2026-09-30", "touch/high_monthly/n/2026-09-30",
  ]);
});
