// 今日 is where a book opens; how much is overdue or due today stands in the navigation on every page, and follows changes and tabs.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { App } from "./pages.mjs";

/** Leads of the class A, written down on these days of October; each is to be called within three days. */
const leads = (days) =>
  smallBook({
    settings: { tasks_from: "2026-09-01" },
    customers: days.map((day, n) => ({ id: `c${n}`, name: `客户${n}`, kind: "enterprise", intent: "A", owner: "何晓", created_on: `2026-10-${day}` })),
    orders: [],
    interactions: [],
    tickets: [],
  });
const DAY = new Date("2026-10-20T09:00:00+08:00");

story("a book opens with what is to be done today, and the navigation tells the number on every page", {}, async ({ page, app, folder, context, url }) => {
  await page.clock.setFixedTime(DAY);
  await page.reload();
  // Without a book it is the welcome, and no number is told.
  await page.locator(".welcome").waitFor();
  const entry = (of) => of.locator(".nav__item[href^='#/today']");
  const tells = (of, name) => of.getByRole("link", { name: new RegExp(`^${name.replace(/，|, /, "\\s*$&")}$`) }).waitFor();
  await tells(page, "今日");
  await app.data.open();
  await app.data.import(file(folder, "leads.guanxi.json", leads(["12", "13", "14"])));
  assert.equal(await page.locator(".nav__item").first().getAttribute("href"), "#/today", "it stands first");
  await tells(page, "今日，3项逾期或今天要做");
  assert.match(await entry(page).innerText(), /今日\s*3\s/);
  for (const address of ["", "#/"]) {
    await page.goto("about:blank");
    await page.goto(`${url}${address}`);
    await page.waitForURL(/#\/today$/);
    await app.today.counts(3);
  }
  // A page that nobody came to 今日 from tells it as well, and hears what another tab does.
  const other = await context.newPage();
  await other.clock.setFixedTime(DAY);
  await other.goto(`${url}#/customers`);
  await tells(other, "今日，3项逾期或今天要做");
  await app.today.row("c0/lead/first_contact/c0/2026-10-12").getByTestId("today-put-off").click();
  await tells(page, "今日，2项逾期或今天要做");
  await tells(other, "今日，2项逾期或今天要做");
  await app.shell.undo();
  await tells(other, "今日，3项逾期或今天要做");
  const there = new App(other, url);
  await there.shell.switchLanguage();
  await tells(other, "Today, 3 overdue or due today");
  // Another day has another number.
  await other.goto(`${url}#/customers?as_of=2026-10-01`);
  await tells(other, "Today");
});
