// The printed forms: each blank and filled is one page of A4, says what the book says, and is found where people look for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const FORMS = { classification: "客户关系分类表", lead: "潜在客户信息表", "follow-up": "客户跟进记录表", service: "客户维护服务表", health: "客户健康度评估表", needs: "客户信息与需求标签表", care: "客户关怀记录表" };
const DAY = "as_of=2026-02-10";

/** Opens a form, blank or of customers. */
async function open({ page, app }, form, of = "") {
  await app.go(`#/forms?form=${form}${of && `&of=${of}`}&${DAY}`);
  await page.locator(`.form[data-form="${form}"]`).first().waitFor();
}

/** The sizes of the pages that come out of the printer, in points. */
async function sheets(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => `${Math.round(wide)} ${Math.round(high)}`.replace(/\b59[456]\b/, "595").replace(/\b84[123]\b/, "842"));
}

/** What of the forms is cut off on paper, and whether the foot of each stands on its page. */
async function cut(page) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 661, height: 1000 }); // 175 mm
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll(".form")].flatMap((form) => {
      const within = (all, of) => [...all].filter((it) => it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1).map((it) => `${of}: ${it.className} ${it.textContent.slice(0, 30)}`);
      const foot = form.querySelector(".form__foot").getBoundingClientRect().bottom <= form.getBoundingClientRect().bottom + 1;
      const texts = within(form.querySelectorAll(".form__value, .form__label, .form__block, td, th"), form.dataset.form);
      return [...(foot ? [] : [`${form.dataset.form}: the foot is beyond the page`]), ...texts];
    }),
  );
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1440, height: 900 });
  return wrong;
}

/** Two customers of whom nearly everything is known by 2026-02-10. */
function knownBook() {
  const book = smallBook({ settings: { company: "示例公司" } });
  Object.assign(book.customers[0], {
    uscc: "91330200MA2AABCD1X", employees: 120, annual_revenue: 30000000, region: "宁波", source: "行业展会", source_note: "2025年工业展", created_on: "2025-01-02",
    owner: "陈思远", service_owner: "许静", intent: "A", needs: "采购智能仓储设备", pain_points: "仓储效率低", decision_process: "采购部、技术部共同审批",
    budget_min: 500000, budget_max: 800000, cooperation_since: "2025-02-10", products: [{ name: "货架", share: 0.6 }],
    contract: { signed_on: "2025-02-10", amount: 680000, ends_on: "2026-12-31", service_terms: "12小时内响应" },
    contacts: [{ name: "周宁", title: "生产部经理", phone: "13812345678", decision_maker: true }, { name: "吴敏", phone: "13900000000" }],
    need_tags: ["关注售后响应", "夜间送货"], preferences: { channels: ["电话"], avoid: ["群消息"] },
  });
  book.interactions = Array.from({ length: 6 }, (_, i) => ({
    id: `i${i}`, customer: "c1", at: `2026-02-0${i + 1}T09:00:00+08:00`, kind: "call", by: "陈思远", content: `第${i + 1}次沟通`, feedback: "对方案感兴趣", ...(i === 5 && { next_step: "提交报价单", next_due: "2026-02-12" }), ...(i === 3 && { objection: "交期太长", objection_answer: "先供一半" }), ...(i === 4 && { objection: "担心备件" }),
  }));
  book.tickets = [{ id: "t1", customer: "c1", opened_at: "2026-01-20T10:00:00+08:00", kind: "complaint", subject: "设备故障", progress: "工程师上门", resolution: "更换零件", satisfaction: 4, handler: "许静", resolved_at: "2026-01-22T10:00:00+08:00" }];
  book.task_outcomes = [
    { id: "own/p1/c1/task", at: "2026-02-01", name: "上门复盘，换一位服务工程师", due: "2026-03-01", note: "停机两次", win_back: "service", win_back_owner: "许静" },
  ];
  return book;
}

for (const lang of ["zh", "en"]) {
  story(`every form is one A4 page, blank and filled, ${lang}`, { prefs: { lang } }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    await app.customers.open();
    const ids = await page.getByTestId("customer-row").evaluateAll((rows) => rows.slice(0, 3).map((row) => row.dataset.id));
    for (const form of Object.keys(FORMS)) {
      await app.go(`#/forms?form=${form}`);
      await page.locator(`.form[data-form="${form}"]`).waitFor();
      assert.deepEqual(await sheets(page), ["595 842"], `${form}, blank`);
      assert.deepEqual(await cut(page), [], `${form}, blank`);
      await app.go(`#/forms?form=${form}&of=${ids}`);
      await page.locator(`.form[data-id="${ids[2]}"]`).waitFor();
      assert.deepEqual(await sheets(page), ids.map(() => "595 842"), `${form} of three`);
      assert.deepEqual(await cut(page), [], `${form} of three`);
    }
  });
}

story("a filled form says what the book says", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", knownBook()));
  const at = { page, app };
  const value = (label) => page.locator(".form__item").filter({ has: page.locator(".form__label > span").filter({ hasText: new RegExp(`^${label}`) }) }).first().locator(".form__value");
  const ticked = (label) => value(label).locator('.box[data-on="true"]').evaluateAll((all) => all.map((box) => box.firstChild.textContent));
  await open(at, "classification", "c1");
  assert.equal(await page.locator(".form__company").innerText(), "示例公司");
  assert.match(await page.locator(".form__meta").innerText(), /编号：c1\s*负责人：陈思远\s*基准日：2026-02-10/);
  assert.equal(await value("客户名称").innerText(), "青禾纸业");
  assert.deepEqual(await ticked("客户价值层级"), ["普通客户"]);
  assert.deepEqual(await ticked("当前合作阶段"), ["成交"]);
  assert.deepEqual(await ticked("关系紧密度"), ["紧密"]);
  assert.equal(await value("合作时长").innerText(), "1年（自2025-02-10）");
  assert.match(await value("年度采购总额").innerText(), /^0\.12 万元（.*1笔订单合计1,200\.50元/);
  assert.equal(await value("姓名").innerText(), "周宁");
  assert.match(await value("联系方式").innerText(), /^手机 \D*5678；另有1位联系人，见簿册$/);
  assert.match(await value("最近互动时间").innerText(), /^2026-02-06 周五，4天前，陈思远$/);
  assert.equal(await value("互动内容").innerText(), "电话：第6次沟通");
  assert.equal(await value("下一步计划").innerText(), "2026-02-12前提交报价单");
  assert.match(await value("投诉/表扬记录").innerText(), /2026-01-20，投诉：设备故障，2026-01-22解决/);
  await open(at, "lead", "c1");
  assert.deepEqual(await ticked("来源渠道"), ["展会"]);
  assert.deepEqual(await ticked("首次联系期限"), ["A：3天"]);
  assert.equal(await value("预算范围").innerText(), "50.00万元至80.00万元");
  assert.equal(await value("首次联系时间").innerText(), "2026-02-01，陈思远");
  assert.equal(await value("分配日期").innerText(), "", "what the book does not hold is a line to write on");
  await open(at, "follow-up", "c1");
  const rows = (of) => page.locator(`${of} tbody tr`).evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const talks = await rows(".form__log");
  assert.deepEqual(talks.slice(0, 4).map(([day, , said]) => [day, said]), [3, 4, 5, 6].map((n) => [`2026-02-0${n}`, `第${n}次沟通`]));
  assert.deepEqual(talks[3], ["2026-02-06", "电话", "第6次沟通", "对方案感兴趣", "2026-02-12前提交报价单", "陈思远"]);
  assert.deepEqual(talks.slice(4).flat().filter(Boolean), [], "three rows are left to go on in");
  assert.equal(await page.locator(".form__more").innerText(), "另有2条更早的记录，在簿册里");
  assert.equal(await value("签约金额").innerText(), "¥680,000");
  assert.equal(await value("疑问与答复").innerText(), "异议：担心备件（未答复）；异议：交期太长→答复：先供一半");
  await open(at, "service", "c1");
  assert.deepEqual((await rows(".form__log"))[0], ["t1", "2026-01-20", "投诉", "设备故障", "工程师上门", "更换零件", "4", "许静"]);
  assert.match(await value("客户偏好").innerText(), /电话，避免：群消息/);
  await open(at, "health", "c1");
  // Activity min(100, 6 × 20), complaints min(100, 1 × 50), repurchase min(100, 1 × 25), stability 100 with nothing due:
  // 30 + 20 % × 50 + 7.5 + 20.
  const terms = await rows(".form__log");
  assert.deepEqual(terms.map(([, , counted, weight, adds]) => [counted, weight, adds]), [["100", "30 %", "30"], ["100 − 50", "20 %", "10"], ["25", "30 %", "7.5"], ["100", "20 %", "20"]]);
  assert.equal(await page.locator(".form__more").innerText(), "健康度得分：67.5，亚健康");
  assert.deepEqual(await ticked("健康等级"), ["亚健康（≥60分）"]);
  // The plan that runs: its cause, its remark, what is done by whom until when.
  assert.deepEqual(await ticked("原因"), ["服务"]);
  assert.equal(await value("原因说明").innerText(), "停机两次");
  assert.equal(await value("措施说明").innerText(), "上门复盘，换一位服务工程师");
  assert.equal(await value("执行人").innerText(), "许静");
  assert.equal(await value("完成期限").innerText(), "2026-03-01");
  assert.deepEqual(await ticked("结果"), ["跟踪中"]);
  await open(at, "needs", "c1");
  assert.deepEqual(await ticked("需求标签"), ["关注售后响应"]);
  assert.match(await value("需求标签").innerText(), /夜间送货/);
  assert.equal(await value("合作期限").innerText(), "2025-02-10至2026-12-31");
  await open(at, "care", "c1");
  assert.equal(await page.locator(".form__log").nth(1).locator("tbody td").evaluateAll((all) => all.map((cell) => cell.textContent).join("")), "", "care is written down by hand");
  await open(at, "health");
  assert.deepEqual((await rows(".form__log")).map(([, , counted, weight]) => [counted, weight]), [["", "30 %"], ["", "20 %"], ["", "30 %"], ["", "20 %"]], "a blank one has the weights in force");
  assert.equal(await page.locator('.box[data-on="true"]').count(), 0);
});

const long = (what) => `${what}，${"说了很多很多的话，一直说到纸的边上还没有说完；".repeat(60)}`;

story("a form is one page however long its texts are, and says what it leaves out", {}, async ({ page, app, folder }) => {
  const book = knownBook();
  const words = "Wherever many Words come TOGETHER, MMMMMM and wwwwww among them; ".repeat(40);
  Object.assign(book.customers[0], { name: long("名称"), notes: long("备注"), needs: words, pain_points: long("痛点"), decision_process: words, owner: long("负责"), tags: Array.from({ length: 60 }, (_, i) => `标签${i}说得很长很长`), need_tags: Array.from({ length: 60 }, (_, i) => `需求${i}`), source: long("来源") });
  for (const record of [...book.interactions, ...book.tickets]) for (const key of ["content", "feedback", "next_step", "subject", "progress", "resolution"]) record[key] = key === "feedback" ? words : long(key);
  book.tickets = Array.from({ length: 9 }, (_, i) => ({ ...book.tickets[0], id: `t${i}` }));
  book.customers[0].contacts[0].name = long("联系人");
  await app.data.open();
  await app.data.import(file(folder, "wordy.guanxi.json", book));
  for (const form of Object.keys(FORMS)) {
    await open({ page, app }, form, "c1");
    assert.deepEqual(await sheets(page), ["595 842"], form);
    assert.deepEqual(await cut(page), [], form);
    assert.match(await page.locator(".form").innerText(), /…（余[\d,]+字）/, form);
  }
  await open({ page, app }, "service", "c1");
  assert.equal(await page.locator(".form__more").innerText(), "另有5条更早的记录，在簿册里");
});

story("the forms are reached from the customer, the list, the search and the navigation", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "known.guanxi.json", knownBook()));
  await app.customer.open("c1");
  await page.getByRole("button", { name: "打印", exact: true }).click();
  await page.getByRole("menuitem", { name: FORMS.care }).click();
  await page.locator('.form[data-form="care"][data-id="c1"]').waitFor();
  assert.match(await page.getByTestId("forms-whose").innerText(), /^已按青禾纸业填好$/);
  await page.getByTestId("form-health").click();
  await page.locator('.form[data-form="health"][data-id="c1"]').waitFor();
  assert.match(await page.title(), /客户健康度评估表/);
  await page.getByTestId("forms-blank").click();
  await page.locator('.form[data-form="health"]:not([data-id])').waitFor();
  // The form that was chosen goes along to the list, and comes back with who is selected there.
  await page.getByTestId("forms-choose").click();
  await page.getByText("勾选客户，再点“打印表格”").first().waitFor();
  const boxes = page.getByTestId("customer-row").locator("input[type=checkbox]");
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByTestId("bulk-forms").click();
  await page.locator('.form[data-form="health"]').nth(1).waitFor();
  assert.equal(await page.locator(".form").count(), 2);
  assert.match(await page.getByTestId("forms-whose").innerText(), /^已按2家客户填好，每家一页$/);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".topbar, .nav, .tabs, .toolbar, .page__head").locator("visible=true").count(), 0, "Ctrl P prints the forms alone");
  await page.emulateMedia({ media: null });
  await page.keyboard.press("Control+k");
  await page.locator("#search-box").fill("跟进记录");
  await page.locator("#search-hits").getByText(`打开${FORMS["follow-up"]}`).click();
  await page.locator('.form[data-form="follow-up"]:not([data-id])').waitFor();
  await page.locator('.nav a[href="#/data"]').click();
  await page.locator('.nav a[href="#/forms"]').click();
  await page.locator('.form[data-form="classification"]').waitFor();
  await app.go("#/forms?form=nobody&of=c1,ghost,c1");
  await page.locator('.form[data-form="classification"][data-id="c1"]').waitFor();
  assert.equal(await page.locator(".form").count(), 1, "a form that is not there is the first one, a customer named twice has one page");
  await page.getByText("有1家客户不在簿册里").waitFor();
});

story("a form is black on white in the dark too, and can be read on a phone", { viewport: { width: 390, height: 844 }, prefs: { theme: "dark" } }, async ({ page, app }) => {
  await app.go("#/forms?form=service");
  const form = page.locator(".form");
  await form.waitFor();
  const colours = await form.evaluate((it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]);
  assert.deepEqual(colours, ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  const small = await form.evaluate((it) => [...it.querySelectorAll("dt, dd, th, td, p")].filter((text) => text.textContent.trim() && parseFloat(getComputedStyle(text).fontSize) < 12).length);
  assert.equal(small, 0, "no type smaller than 12 px");
  assert.deepEqual(await sheets(page), ["595 842"], "paper is A4 all the same");
});

story("every form leaves as a table, blank and filled: its sections, labels, values and boxes", { timeout: 120_000 }, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", knownBook()));
  for (const of of ["", "c1"]) {
    for (const [form, title] of Object.entries(FORMS)) {
      await open({ page, app }, form, of);
      const shown = await page.locator(`.form[data-form="${form}"]`).evaluate((at) => [...at.querySelectorAll(".form__spine, th")].map((it) => it.textContent.trim()));
      await page.getByTestId("export-forms").click();
      const download = page.waitForEvent("download");
      await page.getByTestId("export-form-of").locator('input[value="csv"]').check();
      await page.getByTestId("export-do").click();
      const got = await download;
      assert.match(got.suggestedFilename(), new RegExp(`${title}.*\\.csv$`));
      const text = readFileSync(await got.path(), "utf8");
      for (const word of shown) assert.ok(text.includes(word), `${form} ${of}: ${word}`);
      if (form === "classification") assert.match(text, of ? /编号,c1[^]*☑/ : /☐/);
      if (form === "classification") assert.equal(/☑/.test(text), of !== "");
      assert.match(text, of ? /填表日期,\d{4}-\d\d-\d\d[^]*基准日,\d{4}-\d\d-\d\d/ : /填表日期,\s*\n|填表日期,,*\r/);
    }
  }
});
