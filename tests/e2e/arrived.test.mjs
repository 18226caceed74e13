// An export says what is known of it: handed over, seen by the user, or read back.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const safety = (page) => page.locator("section:has(#data-safety), [aria-labelledby=data-safety]").first();
const says = (page, text) => safety(page).filter({ hasText: text }).first().waitFor();
const toast = (page, text) => page.locator(".toast").filter({ hasText: text }).first();

async function begin({ app, folder }) {
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
}

story("an export that nobody has seen is handed over and no more, also where the browser drops it", {}, async (stand) => {
  const { page, app } = stand;
  await begin(stand);
  await says(page, "没有备份");
  await page.waitForTimeout(1_100); // a change in the second of an export counts as made after it
  // As browsers inside of other apps do.
  await page.evaluate(() => { HTMLAnchorElement.prototype.click = () => {}; });
  await app.data.mark("export-book").click();
  await toast(page, "已交给浏览器下载").waitFor();
  await says(page, "已交出，待确认");
  const text = await safety(page).innerText();
  assert.doesNotMatch(text, /备份是新的|什么也不丢|上次备份/);
  assert.match(text, /还不知道[^]*交给浏览器下载/);
  await page.reload();
  await app.data.open();
  await says(page, "已交出，待确认");
  // The user has seen it.
  await app.data.mark("export-seen").click();
  await says(page, "备份是新的");
  await page.reload();
  await app.data.open();
  await says(page, "备份是新的");
});

story("a file that is read back is compared: the exported one, one with the same book, a damaged one, an old one", {}, async (stand) => {
  const { page, app, folder } = stand;
  await begin(stand);
  const exported = async () => (await app.data.export("export-book")).toString();
  const compare = (name, text) => app.data.mark("export-compare").setInputFiles(file(folder, name, text));
  const old = await exported();
  await app.customer.open("c1");
  await app.customer.edit("notes", "后来写的");
  await app.data.open();
  const now = await exported();
  await says(page, "已交出，待确认");

  await compare("old.guanxi.json", old);
  await toast(page, /不是最近导出的那一份.*不同的1条/).waitFor();
  await says(page, "已交出，待确认");
  await compare("half.guanxi.json", now.slice(0, now.length / 2));
  await toast(page, "不能当备份").waitFor();
  await says(page, "已交出，待确认");
  // The exported one counts also when the book has moved on.
  await app.customer.open("c2");
  await app.customer.edit("notes", "更后来写的");
  await app.data.open();
  await compare("now.guanxi.json", now);
  await toast(page, "读回一致").waitFor();
  await says(page, "该再备份一次");
});

story("the sample needs a backup as soon as one record is the user's own", {}, async ({ page, app }) => {
  await app.data.open();
  await app.data.loadSample();
  await says(page, "样例，无需备份");
  await app.go("#/new-customer");
  await page.getByTestId("field-name").fill("自己的客户");
  await app.customer.mark("save-customer").first().click();
  await page.waitForURL(/#\/customers\//);
  await app.shell.saved();
  await app.data.open();
  await says(page, "没有备份");
  // It is asked for before another sample takes its place.
  await app.data.mark("load-sample").click();
  await page.locator("dialog[open]").getByText("载入样例").first().waitFor();
});

story("customers of another book under the same numbers are told of, and come under numbers of their own", {}, async ({ page, app, folder }) => {
  const book = (company, name, phone, amount) => ({
    format: "guanxi-book", version: 1, settings: { company },
    customers: [{ id: "KH-0001", name, contacts: [{ name: "联系人", phone }] }],
    orders: [{ id: "o1", customer: "KH-0001", date: "2026-10-09", amount }],
  });
  await app.data.open();
  await app.data.import(file(folder, "ours.guanxi.json", book("总店", "青岛海宁纺织", "13900009001", 100)));
  await app.data.choose(file(folder, "theirs.guanxi.json", book("城东店", "宁波海曙五金", "13800008002", 900)));
  const told = page.getByTestId("import-strangers");
  await told.getByText("1位客户的编号").waitFor();
  await told.locator("summary").click();
  await told.getByText("KH-0001：本簿册“青岛海宁纺织”，文件里“宁波海曙五金”").waitFor();
  await told.locator('[data-answer="apart"]').click();
  await page.getByTestId("import-strangers-apart").waitFor();
  await page.getByTestId("import-apply").click();
  await app.shell.saved();
  const out = await app.data.exportBook();
  assert.deepEqual(out.customers.map(({ id, name }) => [id, name]).sort(), [["KH-0001", "青岛海宁纺织"], ["KH-0001-城东店", "宁波海曙五金"]]);
  assert.deepEqual(out.orders.map(({ customer, amount }) => [customer, amount]).sort(), [["KH-0001", 100], ["KH-0001-城东店", 900]]);
});
