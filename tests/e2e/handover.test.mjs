// Customers of one owner go from one browser to another: given, compared, taken in once, taken back, and back to the giver.
import assert from "node:assert/strict";
import { givenFile, smallBook } from "./books.mjs";
import { openProfile } from "./browser.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

const givers = () =>
  smallBook({
    customers: [
      { id: "c1", name: "青禾纸业", owner: "张三", notes: "老客户", contacts: [{ name: "王五", phone: "13800006142" }] },
      { id: "c2", name: "云栖茶社", owner: "李四", service_owner: "张三" },
      { id: "c3", name: "远山木业", owner: "李四" },
    ],
    interactions: [{ id: "i1", customer: "c2", at: "2026-02-01", kind: "call", content: "问价" }],
    task_outcomes: [{ id: "keep.regular/visit/c1/2026-01-05", status: "done" }],
  });

/** The records of a book, without what it remembers and what was done. */
const records = ({ customers, orders, interactions, task_outcomes }) => ({ customers, orders, interactions, task_outcomes });

story("customers are handed over, compared, taken in once, and taken back in one step", {}, async ({ page, app, context, url, folder, problems }) => {
  await app.data.open();
  await app.data.import(file(folder, "givers.guanxi.json", givers()));
  await page.getByTestId("handover").click();
  const count = (kind) => page.locator(`dialog[open] [data-testid="handover-count"][data-kind="${kind}"]`);
  await page.getByTestId("handover-make").click();
  await page.locator("dialog[open]").getByRole("alert").filter({ hasText: "请先选负责人" }).first().waitFor();
  await page.locator('[data-testid="handover-owner"][data-name="张三"] input').check();
  const counts = {};
  for (const kind of ["customers", "contacts", "orders", "interactions", "task_outcomes"]) counts[kind] = await count(kind).getAttribute("data-count");
  assert.deepEqual(counts, { customers: "2", contacts: "1", orders: "1", interactions: "1", task_outcomes: "1" });
  await page.locator("dialog[open]").filter({ hasText: "明文" }).waitFor();
  // The colleague becomes the owner unless it is said otherwise; here too only where somebody is named.
  assert.equal(await page.getByTestId("handover-pass").locator("input").isChecked(), true);
  await page.getByTestId("handover-pass-here").locator("input").check();
  await page.getByTestId("handover-make").click();
  await page.locator("dialog[open]").filter({ hasText: "要改负责人，请写交接给谁" }).waitFor();
  await page.getByTestId("handover-pass-here").locator("input").uncheck();
  const given = await app.data.makeHandover({ to: "赵六", note: "王五喜欢上午接电话" });
  assert.match(given.name, /^交接-张三-\d{4}-\d\d-\d\d\.guanxi\.json$/);
  assert.deepEqual([given.book.format, given.book.handover.from, given.book.handover.to, given.book.rulebook, given.book.settings], ["guanxi-book", "张三", "赵六", undefined, undefined]);
  assert.deepEqual(given.book.customers.map(({ id, owner, service_owner }) => [id, owner, service_owner]), [["c1", "赵六", undefined], ["c2", "李四", "赵六"]]);
  assert.equal(given.book.customers[0].contacts[0].phone, "13800006142");
  assert.deepEqual(records(await app.data.exportBook()).customers, givers().customers, "the giver's book is as it was");

  // In another browser, where one of the customers is known and was changed.
  const away = await openProfile(context.browser(), {});
  try {
    const other = await away.newPage();
    const there = new App(other, url);
    await there.data.open();
    const mine = { ...smallBook(), customers: [{ id: "c1", name: "青禾纸业", notes: "新客户", region: "上海" }], orders: [] };
    await there.data.import(file(folder, "mine.guanxi.json", mine));
    const before = records(await there.data.exportBook());
    const path = file(folder, given.name, given.bytes);
    assert.equal((await there.data.choose(path)).state, "preview");
    assert.equal(await other.getByTestId("import-mode").count(), 0, "a hand-over never replaces a book");
    await other.getByTestId("import-report").filter({ hasText: "王五喜欢上午接电话" }).waitFor();
    let shown = await there.data.handover();
    assert.deepEqual(shown, {
      head: { from: "张三", to: "赵六", known: "false" },
      people: ["c1 changed true", "c2 new true"],
      differences: { "c1 notes": "asked", "c1 region": "mine", "c1 owner": "theirs", "c1 contacts": "theirs" },
      applicable: false,
    });
    assert.ok(!(await there.data.report.innerText()).includes("13800006142"), "contacts are masked on screen");
    await there.data.chooseSide("c1", "notes", "mine");
    await there.data.chooseSide("c1", "region", "mine");
    await there.data.mark("import-apply").click();
    await other.locator('[data-testid="import-report"][data-state="done"]').waitFor();
    await there.shell.saved();
    const after = await there.data.exportBook();
    assert.deepEqual(after.customers.find(({ id }) => id === "c1"), { ...given.book.customers[0], notes: "新客户", region: "上海" });
    assert.deepEqual(after.customers.find(({ id }) => id === "c2"), given.book.customers[1]);
    assert.deepEqual([after.orders, after.interactions, after.task_outcomes], [given.book.orders, given.book.interactions, given.book.task_outcomes]);

    // Opened again it has nothing to say but what was chosen otherwise.
    assert.equal((await there.data.choose(path)).applicable, false);
    shown = await there.data.handover();
    assert.deepEqual([shown.head.known, shown.differences, shown.people], ["true", { "c1 notes": "mine", "c1 region": "mine" }, ["c1 changed true"]]);
    await other.getByTestId("import-handover").filter({ hasText: "收过：2家客户，3条记录" }).waitFor();
    await there.shell.undo();
    assert.deepEqual(records(await there.data.exportBook()), before, "one step takes all of it back");
    await there.shell.redo();
    assert.deepEqual(records(await there.data.exportBook()), records(after));
  } finally {
    await away.close();
  }
  assert.deepEqual(problems, []);
});

story("part of a hand-over is taken, and another tab's change is met in the preview", {}, async ({ page, app, context, folder, url }) => {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const path = file(folder, "given.guanxi.json", givenFile());
  await app.data.choose(path);
  let shown = await app.data.handover();
  assert.deepEqual(shown.people, ["c1 changed true", "c9 new true"]);
  await page.locator('[data-testid="import-person"][data-id="c9"] input').uncheck();
  await page.locator('[data-testid="import-person"][data-id="c9"][data-takes="false"]').waitFor();
  await page.getByTestId("import-all-theirs").click();
  await page.locator('[data-testid="import-difference"][data-side="asked"]').first().waitFor({ state: "detached" });
  // Another tab writes what the file says already.
  const other = await context.newPage();
  const there = new App(other, url);
  await there.customer.open("c1");
  await there.customer.edit("region", "广州");
  await page.locator('[data-testid="import-difference"][data-path="region"]').waitFor({ state: "detached" });
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  let book = await app.data.exportBook();
  assert.deepEqual(book.customers.map(({ id, notes, region }) => [id, notes, region]), [["c1", "交接时改的", "广州"], ["c2", undefined, undefined]]);
  assert.deepEqual(book.handovers.map(({ id, seen }) => [id, seen.map(({ customer }) => customer)]), [["h-1", ["c1"]]]);
  // The rest later.
  await app.data.choose(path);
  shown = await app.data.handover();
  assert.deepEqual([shown.people, shown.applicable], [["c9 new true"], true]);
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  book = await app.data.exportBook();
  assert.deepEqual([book.customers.length, book.orders.length, book.handovers.length], [3, 2, 1]);
});

story("fields that somebody must decide upon are counted apart from what stays", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const same = { id: "c3", name: "远山木业" };
  await app.data.import(file(folder, "mine.guanxi.json", { ...smallBook(), customers: [{ id: "c1", name: "青禾纸业", notes: "老客户" }, same], orders: [] }));
  const given = { ...givenFile(), customers: [{ id: "c1", name: "青禾纸业", notes: "新客户" }, same], orders: [] };
  await app.data.choose(file(folder, "given.guanxi.json", given));
  const tally = async () => {
    const all = await page.locator(".tally__item").evaluateAll((items) => items.map((item) => [item.dataset.kind, Number(item.querySelector(".tally__n").textContent)]));
    return Object.fromEntries(all);
  };
  assert.deepEqual(await tally(), { new: 0, changed: 0, same: 1, removed: 0, right: 0, asked: 1 });
  await app.data.report.getByText("两边不同的还有1处没选").first().waitFor();
  await app.data.chooseSide("c1", "notes", "theirs");
  assert.deepEqual(await tally(), { new: 0, changed: 1, same: 1, removed: 0, right: 0 });
});

story("who stands in the book under another number is asked about as a whole before anything is taken in", {}, async ({ page, app, folder }) => {
  await app.data.open();
  const code = "91310115MA1K35000X";
  await app.data.import(file(folder, "mine.guanxi.json", smallBook({ customers: [{ id: "KH-1", name: "青禾公司", uscc: code }], orders: [] })));
  const given = givenFile();
  const two = [{ id: "c7", name: "青禾", uscc: code }, { id: "c8", name: "青禾二", uscc: code.toLowerCase() }];
  await app.data.choose(file(folder, "given.guanxi.json", { ...given, customers: [...given.customers, ...two] }));
  const person = (id) => page.locator(`[data-testid="import-person"][data-id="${id}"]`);
  for (const id of ["c7", "c8"]) assert.match(await person(id).innerText(), /和簿册里的青禾公司（KH-1）信用代码相同/);
  assert.equal(await page.getByTestId("import-apply").isDisabled(), true);
  await person("c7").getByTestId("import-like-take").click();
  await person("c8").getByTestId("import-like-leave").click();
  await page.locator('[data-testid="import-person"][data-asked]').first().waitFor({ state: "detached" });
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  const ids = (await app.data.exportBook()).customers.map(({ id }) => id);
  assert.deepEqual([ids.includes("KH-1"), ids.includes("c7"), ids.includes("c8")], [true, true, false]);
});

story("the selected of the list are handed over, and the owner changes here too", { prefs: { lang: "en" } }, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "givers.guanxi.json", givers()));
  await app.customers.open("?is.owner=李四");
  await app.customers.counts(2);
  await app.customers.row("c2").getByRole("checkbox").click();
  await app.customers.row("c3").getByRole("checkbox").click();
  await page.getByTestId("bulk-handover").click();
  const given = await app.data.makeHandover({ to: "Ann", ticks: ["pass-here"] });
  await app.shell.saved();
  assert.match(given.name, /^handover-李四-\d{4}-\d\d-\d\d\.guanxi\.json$/);
  assert.deepEqual(given.book.customers.map(({ id, owner }) => [id, owner]), [["c2", "Ann"], ["c3", "Ann"]]);
  await app.data.open();
  const owners = async () => (await app.data.exportBook()).customers.map(({ owner }) => owner);
  assert.deepEqual(await owners(), ["张三", "Ann", "Ann"]);
  await app.shell.undo();
  assert.deepEqual(await owners(), ["张三", "李四", "李四"]);
});

story("a damaged hand-over changes nothing and says what is wrong", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await page.getByTestId("handover").click();
  await page.locator("dialog[open]").filter({ hasText: "还没有客户写着负责人" }).waitFor();
  await page.keyboard.press("Escape");
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  const before = await app.data.exportBook();
  const half = JSON.stringify(givenFile()).slice(0, 300);
  assert.equal((await app.data.choose(file(folder, "half.guanxi.json", half))).state, "error");
  const wrong = await app.data.choose(file(folder, "wrong.guanxi.json", { ...givenFile(), handover: 5 }));
  assert.deepEqual([wrong.state, wrong.applicable], ["preview", false]);
  assert.ok(wrong.text.includes("handover"));
  assert.deepEqual(await app.data.exportBook(), before);
});

story("a hand-over is taken back after a reload, and who has a name of the book is asked about", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "mine.guanxi.json", smallBook({ customers: [{ id: "KH-1", name: "远山木业" }], orders: [] })));
  const before = records(await app.data.exportBook());
  const given = { ...givenFile(), customers: [{ id: "c1", name: "青禾纸业" }, { id: "c3", name: "远山木业" }], orders: [] };
  await app.data.choose(file(folder, "given.guanxi.json", given));
  const twin = page.locator('[data-testid="import-person"][data-id="c3"]');
  assert.match(await twin.innerText(), /和簿册里的远山木业（KH-1）同名/);
  await twin.getByTestId("import-like-leave").click();
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  assert.deepEqual((await app.data.exportBook()).customers.map(({ id }) => id), ["KH-1", "c1"]);
  await page.reload();
  await app.data.open();
  await page.getByTestId("past-import").filter({ hasText: "交接" }).getByRole("button", { name: "撤销" }).click();
  await page.locator('[data-testid="past-import"][data-undone="true"]').waitFor();
  await app.shell.saved();
  assert.deepEqual(records(await app.data.exportBook()), before);
  // Opened again after another reload it is a hand-over that nobody took in: nothing of it is said to be here.
  await page.reload();
  await app.data.open();
  await app.data.choose(file(folder, "given.guanxi.json", given));
  let shown = await app.data.handover();
  assert.deepEqual([shown.head.known, shown.people], ["false", ["c1 new true", "c3 new false"]]);
  assert.doesNotMatch(await app.data.report.innerText(), /都在簿册里/);
  await twin.getByTestId("import-like-leave").click();
  await page.getByTestId("import-apply").click();
  await page.locator('[data-testid="import-report"][data-state="done"]').waitFor();
  await app.shell.saved();
  // Who was removed since is offered and not taken, and that is what is said.
  await app.customer.open("c1");
  await page.locator(".page__actions [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem", { name: "删除这家客户" }).click();
  await page.waitForURL("**/#/customers");
  await app.shell.saved();
  await app.data.open();
  await app.data.choose(file(folder, "given.guanxi.json", given));
  shown = await app.data.handover();
  assert.ok(shown.people.includes("c1 removed false"), String(shown.people));
  assert.match(await app.data.report.innerText(), /收过[^]*包括收过以后删掉的/);
  assert.doesNotMatch(await app.data.report.innerText(), /都在簿册里/);
});
