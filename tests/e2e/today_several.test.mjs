// Today, several at once: done with a contact of each customer, put off without anything coming forward; texts that are too long, numbers that
// are hidden, words that are no field: nothing of it is cut or taken silently.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** Three leads: one late, one for today, one in three days; a task that somebody wrote for later. */
const book = () =>
  smallBook({
    settings: { company: "苏州澜川", tasks_from: "2026-09-01" },
    customers: [
      { id: "a", name: "珠海横琴", kind: "enterprise", owner: "何晓", intent: "A", created_on: "2026-10-08", contacts: [{ name: "何芳", phone: "13812346142" }] },
      { id: "b", name: "宁波恒拓", kind: "enterprise", owner: "周敏", intent: "B", created_on: "2026-10-05" },
      { id: "c", name: "绍兴箬笙", kind: "enterprise", owner: "周敏", intent: "C", created_on: "2026-09-30" },
      { id: "t", name: "只勾完成", kind: "enterprise", owner: "周敏", intent: "A", created_on: "2026-10-02" },
    ],
    orders: [],
    interactions: [],
    tickets: [],
    task_outcomes: [
      { id: "lead/first_contact/t/2026-10-02", status: "done", at: "2026-10-05" },
      { id: "own/x/c/task", name: "寄样品", due: "2026-11-05", at: "2026-10-01" },
    ],
  });
const lead = (id, day) => `${id}/lead/first_contact/${id}/${day}`;

const begin = async ({ page, app, folder }, tickets = []) => {
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "several.guanxi.json", { ...book(), tickets }));
  await app.today.open();
  await app.today.counts(4 + tickets.length);
};
const all = (page) => page.getByRole("checkbox", { name: "全选" }).check();
const bulk = (page, name) => page.locator(".bulk").getByRole("button", { name, exact: true }).click();

story("several first contacts are done with a contact of each, and the leads are asked again after their time", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await all(page);
  await bulk(page, "完成");
  const dialog = page.locator("dialog[open]");
  await dialog.filter({ hasText: "完成4项任务" }).filter({ hasText: "其中4项要联系客户：给3位客户各记一次联系" }).waitFor();
  // One of the leads was written down on 8 October: a contact before that is asked about.
  const [day, early] = [page.locator("#several-at"), page.getByTestId("several-early")];
  await day.fill("2026-10-06");
  await early.filter({ hasText: "其中1项在2026-10-06那天还没有开始" }).waitFor();
  await day.fill("2026-10-12");
  await early.waitFor({ state: "detached" });
  await page.locator("#several-content").fill("电话里介绍了产品");
  await page.getByTestId("several-save").click();
  await dialog.waitFor({ state: "detached" });
  await app.shell.saved();
  // A week, two weeks, a month from the contact: 10-19, 10-26, 11-12.
  await app.today.counts(1);
  assert.match(await app.today.row("a/lead/follow_up/a/2026-10-12").innerText(), /跟进线索[^]*上次联系/);
  await app.go("#/leads?view=list");
  const row = (name) => page.getByTestId("lead-row").filter({ hasText: name });
  assert.match(await row("绍兴箬笙").innerText(), /11-12/);
  assert.match(await row("只勾完成").innerText(), /还没有联系过[^]*10-05只勾了完成，补记联系再提醒/);
  // One step takes all of it back.
  await app.shell.undo();
  await app.today.open();
  await app.today.counts(4);
  await app.shell.redo();
  await app.today.counts(1);
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.interactions.map(({ customer, at, kind, content }) => [customer, at.slice(0, 10), kind, content]).sort(), [
    ["a", "2026-10-12", "call", "电话里介绍了产品"],
    ["b", "2026-10-12", "call", "电话里介绍了产品"],
    ["c", "2026-10-12", "call", "电话里介绍了产品"],
  ]);
  const done = out.task_outcomes.filter(({ status }) => status === "done");
  assert.deepEqual(done.map(({ interaction }) => !!interaction).sort(), [false, true, true, true, true]);
});

story("done at once, what is settled on another page stays, and why is said in the dialog and once it is done", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand, [{ id: "k", customer: "b", kind: "complaint", severity: "general", opened_at: "2026-10-12T08:00:00+08:00", subject: "漏油" }]);
  await all(page);
  await bulk(page, "完成");
  const stays = "1条没有动：在“服务”里处理，点名称可看说明并前往";
  await page.locator("dialog[open]").filter({ hasText: "完成4项任务" }).getByTestId("task-stays").filter({ hasText: stays }).waitFor();
  await page.getByTestId("several-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.locator(".toast").filter({ hasText: stays }).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('[data-testid="today-row"]')].some((row) => row.textContent.includes("漏油")));
  // Put off at once there is no dialog, and it is said all the same.
  await page.locator(".toast").filter({ hasText: stays }).getByRole("button", { name: "关闭" }).click();
  await app.shell.undo();
  await app.today.counts(5);
  await all(page);
  await bulk(page, "推迟");
  await page.locator(".toast").filter({ hasText: stays }).waitFor();
});

story("what is to come later stays where it is when all are put off, and that is said", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await all(page);
  await bulk(page, "推迟");
  await page.getByText("2项本来就在2026-10-13或更晚，没有提前").waitFor();
  await app.shell.saved();
  await app.today.counts(2);
  await app.today.row(lead("c", "2026-09-30")).waitFor();
  // What waits for no longer than it would: a day before its own is refused.
  await app.today.row(lead("c", "2026-09-30")).locator('[data-col="name"] a').click();
  await page.getByTestId("brief").getByRole("button", { name: "推迟", exact: true }).click();
  await page.getByRole("menuitem", { name: "另选日期…" }).click();
  await page.locator("#put-off-day").fill("10-14");
  await page.getByTestId("put-off-save").click();
  await page.getByText("本来在2026-10-15，推迟请填更晚的日子").first().waitFor();
  // 29 February without a year would be out of sight for more than a year: that is told.
  await page.locator("#put-off-day").fill("02-29");
  await page.getByTestId("put-off-save").click();
  await page.getByText("没有写年份，最近的这一天是2028-02-29").first().waitFor();
  assert.equal(await page.locator("#put-off-day").inputValue(), "02-29", "nor is a year put in when the field is left");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.data.open();
  const out = await app.data.exportBook();
  assert.deepEqual(out.task_outcomes.filter(({ status }) => status === "snoozed").map(({ id }) => id.split("/")[2]).sort(), ["a", "b"]);
});

story("a text that is too long is not cut: it says by how much, and nothing is saved until it fits", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await page.getByTestId("new-task").click();
  const [name, note] = [page.locator("#write-name"), page.locator("#write-note")];
  await name.fill("周".repeat(123));
  await note.fill("备".repeat(2_001));
  await page.locator("#write-name-note").filter({ hasText: "超出3个字，最多120个字" }).waitFor();
  await page.locator("#write-note-note").filter({ hasText: "超出1个字，最多2,000个字" }).or(page.locator("#write-note-note").filter({ hasText: "超出1个字，最多2000个字" })).waitFor();
  await page.getByTestId("write-save").click();
  await page.locator(".errors").waitFor();
  assert.deepEqual([(await name.inputValue()).length, (await note.inputValue()).length], [123, 2_001]);
  await name.fill("周三送样");
  await note.fill("备".repeat(2_000));
  await page.getByTestId("write-save").click();
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await app.shell.saved();
  await page.getByTestId("new-task").click();
  assert.deepEqual([await name.inputValue(), await note.inputValue()], ["", ""], "nothing of it is a draft any more");
});

story("a hidden number is not taken for a number, and what was there stays", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await app.customer.open("a");
  await page.getByTestId("edit-customer").click();
  const phone = page.locator("#field-contact-phone-0");
  await phone.fill("*******6142");
  await page.getByTestId("save-customer").first().click();
  await page.getByText("这里有打码的部分").first().waitFor();
  await phone.fill("13912346142");
  await page.getByTestId("save-customer").first().click();
  await app.shell.saved();
  await app.data.open();
  const { customers } = await app.data.exportBook();
  assert.equal(customers.find(({ id }) => id === "a").contacts[0].phone, "13912346142");
});

story("an undone spread is done again by the keys alone, and a word that nobody knows asks for nothing", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await page.clock.setFixedTime(new Date("2026-10-13T09:00:00+08:00"));
  await page.reload();
  await app.up();
  await app.today.open("?when=nonsense&kind=nothing");
  await app.today.counts(4);
  await page.getByTestId("spread-late").click();
  await page.getByTestId("spread-apply").click();
  await page.getByTestId("spread-late").waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByTestId("spread-late").waitFor();
  await page.keyboard.press("Control+y");
  await page.getByTestId("spread-late").waitFor({ state: "detached" });
  // An empty search and a choice have nothing of their own to take back.
  await page.getByTestId("today-search").focus();
  await page.keyboard.press("Control+z");
  await page.getByTestId("spread-late").waitFor();
});

story("a word in braces that is no field is told where it stands and before it is adopted; the bar of the draft stays in sight", { viewport: { width: 1280, height: 720 } }, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await app.go("#/playbooks");
  await page.getByTestId("playbook-item").filter({ hasText: "新客户激活" }).click();
  const last = page.getByTestId("step").last();
  for (const step of [page.getByTestId("step").first(), last]) await step.locator("summary").first().click();
  await last.getByRole("textbox", { name: /^话术/ }).fill("{姓名}您好，我是{我司}的{我}");
  await last.getByTestId("unknown-fields").filter({ hasText: "{姓名}" }).waitFor();
  const bar = page.getByTestId("care-draft");
  assert.match(await bar.innerText(), /认不出的填写项：{姓名}/);
  for (const place of [last, page.getByTestId("step").first()]) {
    await place.scrollIntoViewIfNeeded();
    const box = await page.getByTestId("adopt-playbooks").boundingBox();
    assert.ok(box.y > 0 && box.y + box.height <= 720, JSON.stringify(box));
  }
  await last.getByRole("textbox", { name: /^话术/ }).fill("{称呼}您好，我是{我司}的{我}");
  await last.getByTestId("unknown-fields").waitFor({ state: "detached" });
});

story("on a phone nothing of the heads is cut", { viewport: { width: 390, height: 844 } }, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  const inside = async (found) => {
    for (const box of await found.evaluateAll((all) => all.map((it) => it.getBoundingClientRect()).map(({ left, right }) => [left, right])))
      assert.ok(box[0] >= 0 && box[1] <= 390, JSON.stringify(box));
  };
  await inside(page.locator(".page__actions > *"));
  await app.go("#/service");
  await page.getByTestId("service-count").waitFor();
  await inside(page.locator(".toolbar > *, .seg__item"));
  await app.go("#/goals");
  const title = page.locator(".goals__all .panel__title").first();
  await title.waitFor();
  const left = await title.evaluate((it) => it.getBoundingClientRect().left - it.closest(".panel").getBoundingClientRect().left);
  assert.ok(left >= 12, `${left}`);
});

story("health is compared with any day", {}, async (stand) => {
  const { page, app, folder } = stand;
  await page.clock.setFixedTime(new Date("2026-10-12T09:00:00+08:00"));
  await page.reload();
  await app.data.open();
  // Four contacts until 1 August and none since: 80 points of activity on that day (30 %), none on 12 October; the rest stays.
  const talks = ["2026-07-01", "2026-07-10", "2026-07-20", "2026-08-01"];
  await app.data.import(
    file(folder, "fell.guanxi.json", smallBook({
      settings: { tasks_from: "2026-01-01" },
      customers: [{ id: "f", name: "渐渐冷淡", kind: "enterprise", created_on: "2025-01-01", cooperation_since: "2025-01-01" }],
      orders: [{ id: "o", customer: "f", date: "2025-01-05", amount: 100, paid_on: "2025-01-05" }],
      interactions: talks.map((at, n) => ({ id: `i${n}`, customer: "f", at, kind: "call" })),
      tickets: [],
    })),
  );
  await app.go("#/health?view=all");
  const row = page.getByTestId("health-row").filter({ hasText: "渐渐冷淡" });
  await row.waitFor();
  assert.equal(await page.getByTestId("health-since").inputValue(), "2026-07-14");
  await page.getByTestId("health-since").fill("2026-08-01");
  await page.getByTestId("health-since").press("Enter");
  await page.waitForFunction(() => location.hash.includes("since=2026-08-01"));
  const change = row.locator('[data-col="change"]');
  // 90 days back from 12 October is 14 July: two contacts of the four lie within, 20 July and 1 August.
  await change.filter({ hasText: /[-−–]12\b/ }).waitFor();
  // Emptied it is the day of before again, and a short day is understood as elsewhere.
  await page.getByTestId("health-since").fill("");
  await page.getByTestId("health-since").press("Enter");
  await page.waitForFunction(() => !location.hash.includes("since="));
  assert.equal(await page.getByTestId("health-since").inputValue(), "2026-07-14");
  await page.getByTestId("health-since").fill("0801");
  await page.getByTestId("health-since").press("Enter");
  await page.waitForFunction(() => location.hash.includes("since=2026-08-01"));
  await app.go("#/health?view=all&since=2026-08-01&is.row.fell=12..");
  await row.waitFor();
  await app.go("#/health?view=all&since=2026-08-01&is.row.fell=13..");
  await row.waitFor({ state: "detached" });
  await app.go("#/health?view=all&since=2026-10-11&is.row.fell=1..");
  await row.waitFor({ state: "detached" });
});
