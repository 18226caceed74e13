// Paper: what is printed, and on how many pages.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

/** A4 as the style asks for it, and how many pages there are. */
async function pages(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** Prints the sheets of these customers, each when it stands there; gives those that take another number of pages than one. */
async function longSheets(page, ids) {
  const long = [];
  for (const id of ids) {
    await page.evaluate((id) => { location.hash = `#/customers/${id}`; }, id);
    await page.locator(".printmeta").filter({ hasText: id }).waitFor({ state: "attached" });
    const count = await pages(page);
    if (count !== 1) long.push(`${id}: ${count}`);
  }
  return long;
}

/** Of the sheet that stands there on paper: whether the foot is on the page, and what of the sheet is cut off by it. */
const fit = () => {
  const stack = document.querySelector(".stack").getBoundingClientRect();
  const sheet = document.querySelector(".sheet");
  return {
    foot: document.querySelector(".printfoot").getBoundingClientRect().bottom <= stack.bottom + 1,
    cut: sheet.scrollHeight - sheet.clientHeight,
  };
};

for (const lang of ["zh", "en"]) {
  story(`a customer's sheet is one page: the sample, ${lang}`, { prefs: { lang } }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    const { customers } = await app.data.exportBook();
    const size = ({ notes = "", needs = "", contacts = [], tags = [] }) => notes.length + needs.length + 40 * contacts.length + 5 * tags.length;
    const fullest = [...customers].sort((a, b) => size(b) - size(a));
    const some = [...fullest.slice(0, 5), ...customers.filter((_, i) => i % 60 === 0)].map(({ id }) => id);
    assert.deepEqual(await longSheets(page, some), []);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 661, height: 1000 }); // 175 mm
    for (const { id } of fullest.slice(0, 8)) {
      await page.evaluate((id) => { location.hash = `#/customers/${id}`; }, id);
      await page.locator(".printmeta").filter({ hasText: id }).waitFor({ state: "attached" });
      assert.deepEqual(await page.evaluate(fit), { foot: true, cut: 0 }, `${id} is whole`);
    }
  });
}

const long = (what) => `${what}，${"说了很多很多的话，一直说到纸的边上还没有说完；".repeat(60)}`;
const wordy = {
  id: "c9", name: long("名称"), kind: "enterprise", industry: "制造", notes: long("备注"), needs: long("需求"), owner: long("负责"), service_owner: long("客服"),
  employees: 12345678, annual_revenue: 99999999999,
  products: Array.from({ length: 30 }, (_, i) => ({ name: long(`产品${i}`), share: 0.01 })),
  tags: Array.from({ length: 60 }, (_, i) => `标签${i}说得很长很长`),
  contacts: Array.from({ length: 12 }, (_, i) => ({ name: long(`某${i}`), title: long("职位"), phone: "13800000000", email: `${"x".repeat(200)}@example.com`, wechat: "w".repeat(90), note: long("偏好") })),
  overrides: ["value", "stage", "closeness", "risk", "health"].map((dimension, i) => ({
    dimension, class: ["key", "lost", "ordinary", "high", "at_risk"][i], set_on: "2026-01-05", until: "2099-12-31", reason: long("理由"), by: "甲",
  })),
};

story("a customer's sheet is one page however long its texts are, and says what is cut", {}, async ({ page, app, folder }) => {
  const book = smallBook({ settings: { company: long("公司") } });
  book.customers.push(wordy);
  const at = "2026-02-01T09:00:00+08:00";
  book.interactions = [{ id: "i1", customer: "c9", at, kind: "visit", by: long("记录"), content: long("内容"), next_step: long("下一步"), next_due: "2026-03-01" }];
  book.tickets = Array.from({ length: 5 }, (_, i) => ({ id: `t${i}`, customer: "c9", opened_at: at, kind: "complaint", subject: long("投诉") }));
  await app.data.open();
  await app.data.import(file(folder, "wordy.guanxi.json", book));
  assert.deepEqual(await longSheets(page, ["c1", "c9"]), []);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 661, height: 1000 });
  assert.deepEqual(await page.evaluate(fit), { foot: true, cut: 0 });
  assert.match(await page.locator(".sheet__more").innerText(), /另有10位联系人/);
  for (const text of await page.locator(".sheet__text:visible").all()) {
    const lines = await text.evaluate((element) => [element.clientHeight / parseFloat(getComputedStyle(element).lineHeight), element.scrollHeight > element.clientHeight + 1]);
    assert.ok(lines[0] < 2.2, "two lines at most, the rest is dots");
  }
});

story("what a person set prints with its reason and days; nobody has confirmed yet", {}, async ({ page, app, folder }) => {
  const book = smallBook();
  Object.assign(book.customers[0], { owner: "陈思远", service_owner: "许静" });
  book.customers[0].overrides = [
    { dimension: "value", class: "key", set_on: "2026-01-05", until: "2099-12-31", reason: "总部要求重点跟进", by: "甲" },
    { dimension: "health", class: "at_risk", set_on: "2026-02-01" },
  ];
  await app.data.open();
  await app.data.import(file(folder, "hand.guanxi.json", book));
  await app.customer.open("c1");
  await page.locator(".sheet").waitFor();
  await page.emulateMedia({ media: "print" });
  const sheet = await page.locator(".sheet").innerText();
  assert.match(sheet, /人工指定，2026-01-05至2099-12-31，由甲指定。理由：总部要求重点跟进/);
  assert.match(sheet, /人工指定，2026-02-01起，未定截止日/);
  assert.deepEqual(await page.locator(".signs > div").allInnerTexts(), ["销售确认", "客服确认", "主管签字"]);
  assert.match(await page.locator(".printmeta").innerText(), /负责人：陈思远\s*客服：许静/);
});

/** The boxes of a PDF's pages, in points: "595 842" is A4 upright. */
const boxes = (pdf) => [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => `${Math.round(w)} ${Math.round(h)}`);

story("lists print upright from the first page on, with every row, few pages, and no broken word", {}, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  const lists = [
    ["customers", () => app.customers.open(), 14],
    ["review", () => app.review.open(), 26],
    ["disagreements", () => app.disagreements.open(), 2],
    ["duplicates", () => app.duplicates.open(), 2],
    ["service", () => app.service.open(), 3],
    ["leads", async () => { await page.evaluate(() => (location.hash = "#/leads")); await page.getByTestId("lead-card").first().waitFor(); }, 7],
    ["health", async () => { await page.evaluate(() => (location.hash = "#/health")); await page.getByTestId("health-row").first().waitFor(); }, 7],
    ["value", async () => { await page.evaluate(() => (location.hash = "#/value")); await page.getByTestId("value-row").first().waitFor(); }, 9, 700], // below its map
    ["growth", async () => { await page.evaluate(() => (location.hash = "#/growth")); await page.getByTestId("growth-row").first().waitFor(); }, 14],
    ["campaigns", async () => { await page.evaluate(() => (location.hash = "#/campaigns")); await page.getByTestId("camp-row").first().waitFor(); }, 1],
    ["campaign", async () => { await page.evaluate(() => (location.hash = "#/campaigns?campaign=YX-09")); await page.getByTestId("camp-person").first().waitFor(); }, 4, 230], // below its head and its figures
    ["points", async () => { await page.evaluate(() => (location.hash = "#/campaigns?view=points")); await page.getByTestId("points-row").first().waitFor(); }, 9],
    ["suggestions", async () => { await page.evaluate(() => (location.hash = "#/growth?view=offers")); await page.getByTestId("offer-row").first().waitFor(); }, 14],
    ["goals", async () => { await page.evaluate(() => (location.hash = "#/goals")); await page.getByTestId("goals").locator("tbody tr").first().waitFor(); }, 2],
    ["today", () => app.today.open(), 14], // what is due in a week depends on the day
  ];
  for (const [name, open, most, below = 160] of lists) {
    await open();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const count = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.ok(count <= most, `${name}: ${count} pages`);
    assert.deepEqual([...new Set(boxes(pdf))].map((box) => box.replace(/\b59[456]\b/, "595").replace(/\b84[123]\b/, "842")), ["595 842"], `${name} is upright A4`);
    // What the pages hold, as the browser lays it out for paper.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 661, height: 1000 }); // 175 mm
    const laid = await page.evaluate(() => {
      const table = document.querySelector(".print-only .printlist");
      const cells = [...table.querySelectorAll("th, td")];
      return {
        top: table.getBoundingClientRect().top,
        wide: table.scrollWidth - document.documentElement.clientWidth,
        over: cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent).slice(0, 5),
        head: getComputedStyle(table.tHead).display,
        foot: table.tFoot && getComputedStyle(table.tFoot).display,
      };
    });
    assert.ok(laid.top < below, `${name} begins on the first page, at ${laid.top}`);
    assert.ok(laid.wide <= 0, `${name} is as wide as the page`);
    assert.deepEqual(laid.over, [], `${name}: no text beyond its cell`);
    assert.equal(laid.head, "table-header-group", "the head is repeated");
    if (laid.foot) assert.equal(laid.foot, "table-row-group", "the sum stands once");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

story("a month and a week of what is to be done are one page each, with what falls on their days", {}, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  for (const view of ["month", "week"]) {
    await app.go(`#/today?view=${view}`);
    await page.locator(".agenda__names small").first().waitFor({ state: "attached" });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.deepEqual(boxes(pdf).map((box) => box.replace(/\b59[456]\b/, "595").replace(/\b84[123]\b/, "842")), ["595 842"], view);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const seen = (what) => page.locator(what).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    assert.deepEqual([await seen(".agenda__head button"), await seen(".agenda__list"), await seen(".printlist"), await seen(".letterhead")], [0, 0, 0, 1], view);
    assert.ok((await seen(".agenda__names small")) > 0, "who is to be asked stands on the days");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
  }
});

for (const lang of ["zh", "en"]) {
  story(`paper has each head once, no empty frame and no cut figure, ${lang}`, { prefs: { lang } }, async ({ page, app }) => {
    await app.data.open();
    await app.data.loadSample();
    await app.dashboard.open();
    await page.locator(".board .matrix").waitFor();
    assert.equal(await pages(page), 1, "the dashboard is one page");
    const onPaper = async () => {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 661, height: 1000 });
    };
    const onScreen = async () => {
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await onPaper();
    const cut = (heads) => heads.filter((head) => head.scrollWidth > head.clientWidth + 1).map((head) => head.textContent);
    assert.deepEqual(await page.locator(".board .matrix th").evaluateAll(cut), [], "the matrix has room for its heads");
    await onScreen();
    await app.review.open("?tab=matrix&dim=value&cell=*%3E*");
    await page.getByTestId("matrix-people").waitFor();
    await onPaper();
    const seen = await page.evaluate(() => {
      const box = (what) => [...document.querySelectorAll(what)].filter((it) => it.getClientRects().length).map((it) => it.getBoundingClientRect());
      const list = box(".print-only .printlist")[0];
      const meta = [...document.querySelectorAll(".print-only .printmeta")].at(-1);
      return { frames: box("#matrix-people, .migrate__people").length, gap: list.top - box(".migrate")[0].bottom, cut: meta.scrollWidth - meta.clientWidth };
    });
    assert.deepEqual([seen.frames, seen.cut], [0, 0], "no frame without rows, no remark beyond the page");
    assert.ok(seen.gap < 150, `the customers follow the matrix, ${seen.gap}`);
    await onScreen();
    await app.review.open();
    await onPaper();
    assert.equal(await page.locator(".page__head:visible").count(), 0, "the list's own head says what it is");
    await onScreen();
  });
}

story("the letterhead stands before all that a page prints, once", {}, async ({ page, app }) => {
  await app.data.loadSample();
  for (const [hash, first] of [["#/value", ".value__rf"], ["#/value?view=portrait", ".value__portrait"], ["#/campaigns?view=points", ".growth__said"], ["#/campaigns?view=needs", '[data-testid="needs-shares"]']]) {
    await app.go(hash);
    await page.locator(first).first().waitFor();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.locator(".letterhead").first().waitFor({ state: "attached" });
    const found = await page.evaluate((first) => {
      const heads = [...document.querySelectorAll(".letterhead")];
      const isBefore = heads[0].compareDocumentPosition(document.querySelector(first)) & Node.DOCUMENT_POSITION_FOLLOWING;
      return [heads.length, isBefore > 0];
    }, first);
    assert.deepEqual(found, [1, true], hash);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  }
});
