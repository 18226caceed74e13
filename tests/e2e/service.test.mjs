// Service: the queue by the time left, the sum of each clock, pauses, a solution with its revisit, opened again, undone; the results.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const at = (clock) => `2026-11-${clock}:00+08:00`;

/** Friday, half past five: a question a moment ago, a complaint of the day before, a repair that is solved. */
const book = () =>
  smallBook({
    settings: { company: "苏州澜川" },
    customers: [
      { id: "n", name: "宁波恒拓", kind: "enterprise" },
      { id: "z", name: "珠海横琴", kind: "enterprise" },
      { id: "z2", name: "舟山启明", kind: "enterprise" }, // its number and its name begin as those of the one before
    ],
    orders: [],
    interactions: [],
    tickets: [
      { id: "q", customer: "n", kind: "consultation", opened_at: at("27T17:30"), subject: "问型号", handler: "李娜" },
      { id: "k", customer: "z", kind: "complaint", severity: "major", opened_at: at("26T20:00"), subject: "轴承异响", handler: "王强" },
      { id: "r", customer: "z", kind: "after_sales", opened_at: at("20T09:00"), resolved_at: at("25T16:00"), subject: "换垫片", handler: "王强" },
      { id: "p", customer: "n", kind: "praise", opened_at: at("02T09:00"), resolved_at: at("02T09:30"), subject: "表扬" },
    ],
  });

const look = async (page, app, instant) => {
  await page.clock.setFixedTime(new Date(instant));
  await page.reload();
  await app.up();
  await app.service.open();
};

const begin = async ({ page, app, folder }) => {
  await page.clock.setFixedTime(new Date(at("27T17:30")));
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "service.guanxi.json", book()));
  await app.service.open();
};

story("a ticket is written from the queue: whose, then the form of the customer's page", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await page.getByTestId("new-ticket").click();
  // Nobody, nobody known: told at the field.
  await page.getByTestId("new-ticket-next").click();
  await page.getByText("请先选客户").waitFor();
  await page.locator("#new-ticket-customer").fill("没有这家");
  await page.getByTestId("new-ticket-next").click();
  await page.getByText("没有找到这个客户").waitFor();
  await page.locator("#new-ticket-customer").fill("恒拓");
  // On a phone a thumb hits who is offered.
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const { height } = await page.getByTestId("whom-offer").boundingBox();
  assert.ok(height >= 40, `${height} px`);
  await page.setViewportSize(desk);
  await page.getByTestId("whom-offer").click();
  assert.equal(await page.locator("#new-ticket-customer").inputValue(), "宁波恒拓");
  await page.locator("#new-ticket-customer").press("Enter");
  await page.getByRole("dialog", { name: "记服务单 · 宁波恒拓" }).waitFor();
  await page.locator("#record-subject").fill("报价单重发");
  await page.locator("#record-form").evaluate((form) => form.requestSubmit());
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await app.service.counts(4);
  assert.match(await page.getByTestId("service-row").filter({ hasText: "报价单重发" }).innerText(), /宁波恒拓/);
  // By the key, with a number; Esc leaves it, and the ticket that was written is none that is asked for again.
  await page.keyboard.press("n");
  await page.locator("#new-ticket-customer").fill("ｚ"); // in full width it is the same number
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "记服务单 · 珠海横琴" }).waitFor();
  assert.equal(await page.locator("#record-subject").inputValue(), "");
  await page.keyboard.press("Escape");
  await app.service.counts(4);
});

story("the queue stands by the time left, and each clock shows its sum", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  const ids = () => page.getByTestId("service-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));
  assert.deepEqual(await ids(), ["z/k", "n/q", "z/r"]);
  assert.match(await page.locator(".page__sub").innerText(), /待办3张，其中超时0张，暂停0张/);
  // What the head counts opens; of none there is nothing to open.
  assert.deepEqual(await page.locator(".page__sub a").allInnerTexts(), ["待办3张"]);
  assert.match(await app.service.row("z/k").innerText(), /轴承异响[^]*剩2小时30分[^]*11-27 周五 20:00前解决[^]*重大[^]*尚未升级/);
  assert.match(await app.service.row("n/q").innerText(), /问型号[^]*剩2小时[^]*11-30 周一 10:30前响应/);
  const sum = await app.service.sum("n/q");
  assert.match(sum, /咨询响应：2个工作小时内\s*未到期/);
  for (const line of ["11-27 周五 17:30→18:00计30分", "11-28…11-29休息不计", "11-30 周一 09:00→10:30计1小时30分", "＝11-30 周一 10:30到期"]) assert.ok(sum.includes(line), `${line} in ${sum}`);
  // Time passes: nobody wrote anything, and the complaint is late.
  await look(page, app, at("27T22:00"));
  assert.match(await app.service.row("z/k").innerText(), /超时2小时[^]*解决/);
  assert.match(await page.locator(".page__sub").innerText(), /其中超时1张/);
  await app.service.open("?view=late");
  await app.service.counts(1);
  await app.service.open("?kind=after_sales&view=all");
  await app.service.counts(1);
  // A ticket is found by what its row says, in pinyin too, and beside its customer's words.
  for (const [typed, found] of [["异响", 1], ["yixiang", 1], ["异响 投诉", 1], ["异响 型号", 0]]) {
    await app.service.open(`?q=${encodeURIComponent(typed)}`);
    await app.service.counts(found);
  }
});

story("paused until the customer answers, gone on with, solved, opened again; each step can be undone", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await app.service.row("n/q").locator('[data-col="name"] a').click();
  // What is asked for stands first, as in the row.
  await page.locator('.brief__foot .btn').first().filter({ hasText: "已响应" }).waitFor();
  await page.getByTestId("service-slip").getByRole("button", { name: "暂停", exact: true }).click();
  await page.getByRole("menuitem", { name: "等客户寄回" }).click();
  await app.shell.saved();
  assert.match(await app.service.row("n/q").innerText(), /暂停中，剩2小时/);
  await app.shell.undo();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "11-30 周一 10:30前响应" }).waitFor();
  await app.shell.redo();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "暂停中" }).waitFor();
  // Over the weekend, to Tuesday at ten: an hour of that day had been worked.
  await look(page, app, "2026-12-01T10:00:00+08:00");
  await app.service.row("n/q").getByTestId("service-resume").click();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "12-01 周二 12:00前响应" }).waitFor();
  assert.match(await app.service.sum("n/q"), /11-27 周五 17:30→12-01 周二 10:00暂停不计（等客户寄回）/);
  await app.service.row("n/q").getByTestId("service-answer").click();
  await app.service.row("n/q").getByTestId("service-solve").click();
  await page.locator("#solve-resolution").fill("发了选型手册");
  await page.getByTestId("solve-save").click();
  await page.locator(".toast").filter({ hasText: "已解决：" }).waitFor();
  await app.service.row("n/q").waitFor({ state: "detached" });
  await app.service.open("?view=done&ticket=q");
  await page.getByTestId("slip-reopen").click();
  await app.service.row("n/q").waitFor({ state: "detached" });
  await app.data.open();
  const { tickets } = await app.data.exportBook();
  const ticket = tickets.find(({ id }) => id === "q");
  assert.equal(ticket.resolution, "发了选型手册");
  assert.equal(ticket.resolved_at, undefined);
  assert.deepEqual(ticket.pauses.map(({ from, reason }) => [from, reason]), [[at("27T17:30"), "等客户寄回"], ["2026-12-01T10:00:00+08:00", "已解决"]]);
});

story("paused at once, those that stand or are solved already stay, and why is said", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await app.service.row("n/q").getByTestId("service-pause").click();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "暂停中" }).waitFor();
  await page.getByRole("checkbox", { name: "全选" }).check();
  await page.getByTestId("service-pause-all").click();
  await page.locator(".toast").filter({ hasText: "1条没有动：已经暂停" }).filter({ hasText: "1条没有动：已经解决" }).waitFor();
  await page.locator('[data-testid="service-row"][data-id="z/k"]', { hasText: "暂停中" }).waitFor();
  await page.locator('[data-testid="service-row"][data-id="z/r"]', { hasText: "回访" }).waitFor();
  // What can be done with none of those that are selected cannot be pressed.
  await page.waitForFunction(() => document.querySelector('[data-testid="service-answer-all"]')?.disabled === false);
  assert.equal(await page.getByTestId("service-pause-all").isDisabled(), true);
  // What stays is as it was in the book as well.
  await app.shell.saved();
  await app.data.open();
  const { tickets } = await app.data.exportBook();
  const paused = tickets.filter(({ pauses }) => pauses?.length).map(({ id }) => id);
  assert.deepEqual(paused.sort(), ["k", "q"]);
});

story("the form of a ticket stays where it is while another tab solves the ticket", {}, async ({ page, app, context, folder, url }) => {
  await begin({ page, app, folder });
  await app.service.open("?ticket=k");
  await page.getByTestId("service-slip").getByRole("button", { name: "改服务单" }).click();
  const cause = page.locator("#record-cause");
  await cause.fill("轴承装反了");
  const other = await context.newPage();
  await other.clock.setFixedTime(new Date(at("27T17:40")));
  await other.goto(`${url}#/service`);
  await other.locator('[data-testid="service-row"][data-id="z/k"]').getByTestId("service-solve").click();
  await other.locator("#solve-resolution").fill("换了轴承");
  await other.getByTestId("solve-save").click();
  await other.locator('[data-testid="service-row"][data-id="z/k"]').waitFor({ state: "detached" });
  await page.locator('[data-testid="service-row"][data-id="z/k"]').waitFor({ state: "detached" });
  assert.equal(await cause.inputValue(), "轴承装反了");
  assert.ok(await page.evaluate(() => document.activeElement.id === "record-cause"));
});

story("how often promises were kept, and the results with every deadline", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await app.service.row("z/r").getByTestId("service-revisit").click();
  await page.locator("#solve-satisfaction").selectOption("5");
  await page.getByTestId("solve-save").click();
  await app.service.row("z/r").waitFor({ state: "detached" });
  await app.go("#/service?view=months");
  const rows = await page.getByTestId("service-months").locator("tbody tr").allInnerTexts();
  assert.deepEqual(rows.map((row) => row.split(/\s+/)), [["咨询", "–", "–"], ["售后", "1/1", "1/1"], ["投诉", "–", "–"], ["合计", "1/1", "1/1"]]);
  await app.data.open();
  const results = await app.data.exportResults();
  assert.deepEqual(results.tickets, [
    { id: "q", customer: "n", measures: { response: { due: at("30T10:30"), state: "open" } } },
    { id: "k", customer: "z", measures: { solve: { due: at("27T20:00"), state: "breached" } } },
    { id: "r", customer: "z", measures: { revisit: { due: "2026-12-02T16:00:00+08:00", state: "met" } } },
    { id: "p", customer: "n", measures: {} },
  ]);
  await app.shell.switchLanguage();
  await app.service.open();
  assert.match(await app.service.row("n/q").innerText(), /2 h left[^]*10:30, answer/);
});

story("a service level is changed, one is added before the others, and undo takes both back", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "levels.guanxi.json", smallBook()));
  await app.go("#/service?view=levels");
  const rows = page.locator('[data-testid="service-levels"] tbody tr');
  await rows.first().waitFor();
  const told = () => rows.evaluateAll((all) => all.map((row) => [row.dataset.id, row.cells[2].textContent]));
  const shipped = [["vip", "2个工作小时内响应"], ["consultation", "2个工作小时内响应"], ["complaint", "24小时内解决"], ["after_sales", "7天内回访"]];
  assert.deepEqual(await told(), shipped);
  await page.getByRole("button", { name: "修改“咨询响应”" }).click();
  assert.deepEqual([await page.locator("#level-n").inputValue(), await page.locator("#level-kind").inputValue()], ["2", "consultation"]);
  await page.locator("#level-n").fill("0");
  await page.getByTestId("level-save").click();
  await page.getByText(/请填写.*之间的数/).waitFor();
  await page.locator("#level-n").fill("30");
  await page.locator("#level-unit").selectOption("hours");
  await page.getByTestId("level-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await rows.nth(1).getByText("30小时内响应").waitFor();
  await page.getByTestId("add-level").click();
  await page.locator("#level-name").fill("重大投诉响应");
  await page.locator("#level-n").fill("1");
  await page.locator("#level-kind").selectOption("complaint");
  await page.locator("#level-severity").selectOption("major");
  await page.getByTestId("level-save").click();
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await rows.first().getByText("投诉，重大").waitFor();
  assert.deepEqual((await told()).map(([id]) => id), ["own_1", "vip", "consultation", "complaint", "after_sales"]);
  await app.data.open();
  const { rulebook, rule_versions } = await app.data.exportBook();
  assert.deepEqual(rulebook.service_levels[0].within, { n: 1, unit: "working_hours" });
  assert.equal(rule_versions.at(-1).name, "服务时限");
  await app.go("#/service?view=levels");
  await rows.first().waitFor();
  await app.shell.undo();
  await app.shell.undo();
  await page.waitForFunction((want) => document.querySelectorAll('[data-testid="service-levels"] tbody tr').length === want, 4);
  assert.deepEqual(await told(), shipped);
});

story("the hours that are worked and the zone are changed beside the levels, and each clock counts anew", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await app.go("#/service?view=levels");
  const hours = page.getByTestId("service-hours");
  await hours.getByText("09:00–18:00；休息12:00–13:00；共8小时；UTC+08:00（北京时间）").waitFor();
  await page.getByTestId("change-hours").click();
  await page.waitForFunction(() => document.activeElement?.id === "hours-from");
  await page.locator("#hours-to").fill("8点");
  await page.locator("#hours-breaks").fill("午饭");
  await page.keyboard.press("Control+Enter");
  // What cannot be meant changes nothing, and what was typed stays.
  await page.getByText("下班要晚于上班").first().waitFor();
  await page.getByText("请按“12:00-13:00”填写").first().waitFor();
  assert.equal(await page.locator("#hours-breaks").inputValue(), "午饭");
  await page.locator("#hours-to").fill("２０：００");
  await page.locator("#hours-breaks").fill("12点-13点半，18:30至19:00");
  await page.keyboard.press("Control+Enter");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await hours.getByText("09:00–20:00；休息12:00–13:30, 18:30–19:00；共9小时；").waitFor();
  await app.service.open();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "11-27 周五 20:00前响应" }).waitFor();
  await app.data.open();
  const { settings } = await app.data.exportBook();
  assert.deepEqual(settings.work_hours, { from: "09:00", to: "20:00", breaks: [{ from: "12:00", to: "13:30" }, { from: "18:30", to: "19:00" }] });
  assert.equal(settings.time_zone, undefined, "what ships is not said");
  await app.go("#/service?view=levels");
  await page.getByTestId("change-hours").click();
  await page.locator("#hours-zone").selectOption("+09:00");
  await page.getByTestId("hours-save").click();
  await hours.getByText("UTC+09:00").waitFor();
  await page.getByTestId("hours-back").click();
  await hours.getByText("UTC+08:00（北京时间）").waitFor();
  for (let n = 0; n < 3; n += 1) await app.shell.undo();
  await hours.getByText("09:00–18:00；休息12:00–13:00；共8小时；UTC+08:00（北京时间）").waitFor();
  await app.service.open();
  await page.locator('[data-testid="service-row"][data-id="n/q"]', { hasText: "11-30 周一 10:30前响应" }).waitFor();
});

story("the queue on paper says which tickets it has, by what they were chosen, and as of which day", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  const head = async (query) => {
    await app.service.open(query);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const said = (await page.locator(".print-only .printmeta span").allTextContents()).slice(-2);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    return said;
  };
  assert.deepEqual(await head(""), ["服务单，3张：待办", "基准日2026-11-27"]);
  assert.deepEqual(await head("?view=all&kind=complaint&is.row.age=1..&q=珠海"), ["服务单，1张：全部；投诉；已有天数（到解决为止） 是 1天以上；搜索“珠海”", "基准日2026-11-27"]);
  // Each by its number: on paper, and on the slip.
  await app.service.open("?view=all");
  await page.locator('[data-testid="service-row"]').nth(3).waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const heads = await page.locator(".print-only .printlist thead th").allTextContents();
  const cells = await page.locator(".print-only .printlist tbody tr").evaluateAll((rows, at) => rows.map((row) => row.cells[at].textContent).sort(), heads.indexOf("服务单号"));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(cells, ["k", "p", "q", "r"]);
  await app.service.open("?view=all&ticket=r");
  await page.getByTestId("service-slip").locator("dd").getByText("r", { exact: true }).waitFor();
});

story("a pause that nobody wrote down is written down, put right and removed, and the clock follows", {}, async ({ page, app, folder }) => {
  await begin({ page, app, folder });
  await app.service.open("?ticket=k");
  const due = (clock) => page.locator('[data-testid="service-row"][data-id="z/k"]', { hasText: `11-27 周五 ${clock}前解决` }).waitFor();
  await due("20:00");
  await page.getByTestId("add-pause").click();
  await page.waitForFunction(() => document.activeElement?.id === "pause-from");
  await page.locator("#pause-from").fill("11-27 10:00");
  await page.locator("#pause-until").fill("11-27 09:00");
  await page.keyboard.press("Control+Enter");
  await page.getByText("恢复要晚于暂停").first().waitFor();
  await page.locator("#pause-until").fill("11-27 12:00");
  await page.locator("#pause-reason").fill("等客户回复");
  await page.keyboard.press("Control+Enter");
  await page.locator("dialog[open]").waitFor({ state: "hidden" });
  await due("22:00");
  const pauses = page.getByTestId("service-pauses");
  await pauses.getByText("2026-11-27 10:00→2026-11-27 12:00（等客户回复）").waitFor();
  await pauses.getByRole("button", { name: /^修改暂停/ }).click();
  assert.equal(await page.locator("#pause-until").inputValue(), "2026-11-27 12:00");
  await page.locator("#pause-until").fill("11-27 13:00");
  await page.getByTestId("pause-save").click();
  await due("23:00");
  await pauses.getByRole("button", { name: /^修改暂停/ }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "删除" }).click();
  await due("20:00");
  for (const clock of ["23:00", "22:00", "20:00"]) {
    await app.shell.undo();
    await due(clock);
  }
});
