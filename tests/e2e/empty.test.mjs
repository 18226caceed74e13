// Pages with nothing on them: each says what would be there, and what to do next.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const PAGES = {
  zh: { customers: /列出全部客户/, "customers/c9": /一家客户的档案/, dashboard: /客户数、订单额/, review: /类别变了的客户/, "review?tab=matrix": /迁移矩阵/, disagreements: /人工指定与规则不同/, duplicates: /可能是同一家/, today: /今天要联系谁/, service: /按剩余时间列出服务单/, health: /挽回方案/, value: /给客户分层/, growth: /再推荐什么产品/, campaigns: /营销活动/, goals: /各项目标/ },
  en: { customers: /All customers will stand here/, "customers/c9": /A customer’s sheet/, dashboard: /Customers, orders/, review: /class changed in a period/, "review?tab=matrix": /migration matrix/, disagreements: /set by hand against the rules/, duplicates: /may be one and the same/, today: /whom to contact today/, service: /list tickets by the time/, health: /win them back/, value: /in tiers by how recently/, growth: /What to offer to whom/, campaigns: /Campaigns with their audiences/, goals: /Goals with their baselines/ },
};
const NEXT = { zh: /导入簿册，或新建一家客户/, en: /Import a book or add a customer/ };
const NOBODY = { zh: "这一天还没有客户", en: "There were no customers on this day" };

for (const lang of ["zh", "en"]) {
  story(`an empty page says what would be there and what to do next, ${lang}`, { prefs: { lang } }, async ({ page, app, folder }) => {
    for (const [address, words] of Object.entries(PAGES[lang])) {
      await app.go(`#/${address}`);
      const empty = page.locator(".empty");
      await empty.filter({ hasText: words }).filter({ hasText: NEXT[lang] }).waitFor();
      assert.equal(await empty.getByRole("link").getAttribute("href"), "#/", `${address} leads to the ways to begin`);
    }
    const book = smallBook({ orders: [] });
    for (const customer of book.customers) customer.created_on = "2026-01-05";
    await app.data.open();
    await app.data.import(file(folder, "small.guanxi.json", book));
    // A day before everybody.
    for (const address of ["customers", "dashboard", "review", "review?tab=matrix"]) {
      await app.go(`#/${address}${address.includes("?") ? "&" : "?"}as_of=2020-01-01`);
      await page.locator(".empty").filter({ hasText: NOBODY[lang] }).waitFor();
      // A title alone is no help.
      assert.ok((await page.locator(".empty").innerText()).length > NOBODY[lang].length + 10, address);
    }
    await app.go("#/disagreements?tab=agree");
    await page.locator(".empty").filter({ hasText: lang === "zh" ? "可以结束" : "can be ended" }).waitFor();
  });
}

story("an empty book takes a task of one's own, by the key as well", {}, async ({ page, app }) => {
  await app.go("#/today");
  await page.locator(".empty").filter({ hasText: "写成新任务" }).waitFor();
  await page.getByTestId("new-task").waitFor();
  await page.keyboard.press("n");
  await page.locator("#write-name").fill("订会议室");
  await page.locator("#write-due").fill("今天");
  await page.getByTestId("write-save").click();
  await page.getByTestId("today-row").filter({ hasText: "订会议室" }).filter({ hasText: "不涉及客户" }).waitFor();
  await app.shell.undo();
  await page.locator(".empty").filter({ hasText: "写成新任务" }).waitFor();
});
