// Text: found however it is written, numbers of new customers, doubles, a translated page.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const BOOK = smallBook({
  customers: [
    { id: "KH-0007", name: "ＡＢＣ（上海）科技", tags: ["VIP"], contacts: [{ name: "沈立群", phone: "138 0000 6142" }] },
    { id: "KH-0008", name: "云栖茶社", tags: ["ｖｉｐ"] },
  ],
  orders: [],
});

story("the top search finds what the list finds, however it is written", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", BOOK));
  const box = page.locator("#search-box");
  for (const words of ["abc(上海)", "ａｂｃ 科技", "【上海】", "13800006142", "+86 138-0000-6142", "6142", "KH-0007"]) {
    await app.customers.open();
    await app.customers.search(words);
    await app.customers.counts(1).catch(() => assert.fail(`the list does not find ${words}`));
    await box.fill(words);
    await page.locator(".menu__item", { hasText: "ＡＢＣ（上海）科技" }).waitFor();
    await page.keyboard.press("Escape");
  }
  await app.customers.open("?is.tag=VIP");
  await app.customers.counts(2);
});

story("a new customer gets the next number, and doubles are said before saving", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", BOOK));
  await app.go("#/new-customer");
  const name = page.locator("#field-name-0");
  const twin = page.getByTestId("twin");
  await name.fill("\u200b");
  await page.keyboard.press("Enter");
  await page.locator("#field-name-0[aria-invalid=true]").waitFor();
  await name.fill("abc(上海) 科技");
  assert.equal(await twin.getAttribute("href"), "#/customers/KH-0007");
  await name.fill("新客");
  await twin.waitFor({ state: "detached" });
  await page.locator("#field-contact-phone-0").fill("abc");
  await page.locator("#field-contact-phone-0").blur();
  await page.getByText("这不像电话号码").first().waitFor();
  await page.locator("#field-contact-phone-0").fill("+86 13800006142");
  await twin.waitFor();
  await page.getByTestId("save-customer").first().click();
  await page.waitForURL(/#\/customers\/KH-0009/);
  await app.shell.undo();
});

story("two tabs that save a new customer at once give two numbers", {}, async ({ page, app, context, url, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", BOOK));
  const other = await context.newPage();
  await other.goto(`${url}#/new-customer`);
  await app.go("#/new-customer");
  await other.locator("#field-name-0").fill("乙");
  await other.getByTestId("save-customer").first().click();
  await other.waitForURL(/#\/customers\/KH-0009/);
  await page.locator("#field-name-0").fill("甲");
  await page.getByTestId("save-customer").first().click();
  await page.waitForURL(/#\/customers\/KH-0010/);
});

story("a page whose texts a translator replaced shows no old figure", {}, async ({ page, app, folder }) => {
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", BOOK));
  assert.equal(await page.locator("html").getAttribute("translate"), "no");
  await app.customers.open();
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest("svg, script")) texts.push(walker.currentNode);
    for (const text of texts) {
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.append(`[${text.data}]`);
      outer.append(inner);
      text.parentNode.insertBefore(outer, text);
      text.remove();
    }
  });
  await page.locator("font").first().waitFor({ state: "detached" });
  await app.customers.search("云栖");
  await app.customers.counts(1);
  assert.match(await page.getByTestId("customer-count").innerText(), /筛出1家/);
  await app.customers.openRow("KH-0008");
  await app.customer.edit("region", "杭州");
  await app.customer.shows("region", "杭州");
  assert.equal(await page.locator("font").count(), 0);
});
