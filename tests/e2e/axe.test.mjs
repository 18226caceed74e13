// Access: axe finds nothing on any page or in any dialog, at the size of a desk and of a phone, in both themes. Each place is looked
// at once in the light; in the dark only colours can differ.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { givenFile, smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";
import { WIZARD } from "./wizard.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds, a line a rule and place. */
async function found(page, rules) {
  await page.evaluate(AXE); // not as a script tag: the page's policy allows none
  return page.evaluate(async (rules) => {
    for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish(); // half faded is no colour
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} — ${node.failureSummary.split("\n")[1]?.trim()}`));
  }, rules);
}

/** Everywhere a user gets, by what opens it. */
const PLACES = {
  dashboard: ({ app }) => app.dashboard.open(),
  customers: ({ app }) => app.customers.open(),
  "customers, filtered and picked": async ({ app, page }) => {
    await app.customers.open("?q=司");
    await app.customers.counts(await app.customers.count());
    await page.keyboard.press("Control+a");
  },
  "a condition": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.customers.open("?is.value=ordinary");
    await page.locator(".fchip__body").first().click();
    await page.locator(".popover").waitFor();
  },
  "what is found": async ({ page }) => {
    await page.keyboard.press("Escape");
    const box = page.locator("#search-box");
    if (!(await box.isVisible())) await page.getByRole("button", { name: /^(搜索|Search)/ }).first().click(); // on phones it is folded away
    await box.fill("公司");
    await page.locator("#search-hits").waitFor();
  },
  shortcuts: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
  },
  "a table on its way out": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.data.open();
    await page.getByTestId("export-records").click();
    await page.getByTestId("export-said").waitFor();
  },
  "customers, none": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.customers.open("?q=没有这样的客户");
  },
  "a customer": async ({ app, page, ids }) => {
    await app.customer.open(ids[0]);
    await page.locator(".sheet").waitFor();
  },
  "a customer's form": ({ page }) => page.getByTestId("edit-customer").click(),
  "a new customer": ({ app }) => app.go("#/customers/new"),
  "no customer": ({ app }) => app.go("#/customers/nobody"),
  "no page": ({ app }) => app.go("#/nothing"),
  "a new order": async ({ app, ids }) => {
    await app.customer.open(ids[0]);
    await app.customer.beginOrder("1");
  },
  "a new interaction": async ({ app, page, ids }) => {
    await page.keyboard.press("Escape");
    await app.customer.open(ids[1]);
    await page.locator(".page__actions .btn--primary").first().click();
    await page.locator("dialog[open]").waitFor();
  },
  "set by hand": async ({ app, page, ids }) => {
    await page.keyboard.press("Escape");
    await app.customer.open(ids[2]);
    await app.customer.why("value");
    await page.getByTestId("set-by-hand").click();
    await page.locator("dialog[open]").waitFor();
  },
  rules: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.ruleEditor.open("value");
  },
  "a draft of rules": async ({ app, page }) => {
    await app.ruleEditor.number("strategic").fill("900000");
    await page.keyboard.press("Tab");
    await page.getByTestId("adopt-bar").waitFor();
  },
  adopting: async ({ page }) => {
    await page.getByTestId("adopt").click();
    await page.locator("dialog[open]").waitFor();
  },
  "a score": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.ruleEditor.discard();
    await app.ruleEditor.open("score:health");
    await page.locator("[data-testid=score-editor] h2").first().waitFor({ state: "attached" }); // its head stands before what hangs below it is looked at
  },
  versions: ({ app }) => app.rules.open("?view=versions"),
  examples: ({ app }) => app.rules.open("?view=examples"),
  review: async ({ app }) => {
    await app.review.open();
    await app.review.rows();
  },
  deciding: async ({ page }) => {
    await page.getByTestId("review-confirm").first().click();
    await page.locator("dialog[open]").waitFor();
  },
  "the matrix": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.review.open("?tab=matrix");
  },
  "a cell of the matrix": async ({ page }) => {
    await page.locator('.matrix [data-cell="*>*"]').click();
    await page.getByTestId("matrix-person").first().waitFor();
  },
  "what is reviewed": async ({ app, page }) => {
    await app.review.open();
    await page.locator(".toolbar:not(.occasion) .anchor > button").nth(-2).click();
    await page.locator(".popover").waitFor();
  },
  disagreements: ({ app }) => app.disagreements.open(),
  today: ({ app }) => app.today.open(),
  "a briefing": async ({ app, page }) => {
    await app.today.open("?kind=care");
    await page.locator('[data-testid="today-row"] [data-col="name"] a').first().click();
    await page.getByTestId("brief").waitFor();
  },
  "what was done": async ({ page }) => {
    await page.getByTestId("brief-done").click();
    await page.locator("dialog[open]").waitFor();
  },
  "a month of what is to be done": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/today?view=month");
    await page.getByTestId("agenda-item").first().waitFor();
  },
  "a week of it": async ({ app, page }) => {
    await app.go("#/today?view=week");
    await page.getByTestId("agenda-day").nth(6).waitFor();
  },
  playbooks: async ({ app, page }) => {
    await app.go("#/playbooks");
    await page.locator('[data-testid="step"] summary').first().click();
  },
  "working days": async ({ app, page }) => {
    await app.go("#/workdays?year=2026");
    await page.locator("#workday-2026-01-01").waitFor();
  },
  "a day of work": async ({ page }) => {
    await page.locator("#workday-2026-01-01").click();
    await page.locator("dialog[open]").waitFor();
  },
  "a year to read in": async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByTestId("workdays-read").click();
    await page.locator("dialog[open] textarea").fill("元旦：1月1日（周一）放假。");
  },
  service: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.service.open();
  },
  "a ticket's slip": async ({ page }) => {
    await page.locator('[data-testid="service-row"] [data-col="name"] a').first().click();
    await page.getByTestId("service-slip").waitFor();
  },
  "what was solved": async ({ page }) => {
    await page.locator('[data-testid="slip-solve"], [data-testid="slip-revisit"]').first().click();
    await page.locator("dialog[open]").waitFor();
  },
  "promises kept": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/service?view=months");
    await page.getByTestId("service-months").waitFor();
  },
  "what is promised": async ({ app, page }) => {
    await app.go("#/service?view=levels");
    await page.getByTestId("service-levels").waitFor();
  },
  "a service level": async ({ page }) => {
    await page.getByTestId("add-level").click();
    await page.locator("#level-name").waitFor();
  },
  "a card taken down": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/leads?new=1");
    await page.locator('[id="capture-name"]').waitFor();
  },
  leads: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/leads");
    await page.getByTestId("lead-card").first().waitFor();
  },
  "leads in a list": async ({ app, page }) => {
    await app.go("#/leads?view=list");
    await page.getByTestId("lead-row").first().waitFor();
  },
  "a contract": async ({ page }) => {
    await page.getByTestId("lead-sign").first().click();
    await page.locator("dialog[open]").waitFor();
  },
  "conversion of leads": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/leads?view=funnel");
    await page.getByTestId("leads-funnel").waitFor();
  },
  "who gets which leads": async ({ app, page }) => {
    await app.go("#/leads?view=table");
    await page.getByTestId("lead-staff").waitFor();
  },
  health: async ({ app, page }) => {
    await app.go("#/health");
    await page.getByTestId("health-row").first().waitFor();
  },
  "health over the months": async ({ page }) => {
    await page.getByTestId("health-row").first().locator("[data-col=name] a").click();
    await page.getByTestId("health-trend").waitFor();
  },
  "a plan to win somebody back": async ({ page }) => {
    await page.getByTestId("slip-plan").click();
    await page.locator("#plan-name").waitFor();
  },
  "warnings judged": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/health?view=judged");
    await page.getByTestId("health-signals").waitFor();
  },
  "warnings one by one": async ({ app, page }) => {
    await app.go("#/health?view=judged&part=list");
    await page.getByTestId("health-warning").first().waitFor();
  },
  "value tiers": async ({ app, page }) => {
    await app.go("#/value");
    await page.getByTestId("value-row").first().waitFor();
    await page.getByTestId("value-how").locator("summary").click();
  },
  "who moved between the tiers": async ({ app, page }) => {
    await app.go("#/value?view=moves");
    await page.getByTestId("value-ways").locator("b").first().waitFor();
  },
  portraits: async ({ app, page }) => {
    await app.go("#/value?view=portrait");
    await page.getByTestId("portrait").waitFor();
  },
  "named segments": async ({ app, page }) => {
    await app.go("#/value?view=segments");
    await page.getByTestId("segment-add").click();
    await page.locator("#segment-name").waitFor();
  },
  growth: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/growth");
    await page.getByTestId("growth-row").first().waitFor();
  },
  "the model of it": async ({ app, page }) => {
    await app.go("#/growth?view=model");
    await page.getByTestId("growth-picture-table").waitFor();
  },
  suggestions: async ({ app, page }) => {
    await app.go("#/growth?view=offers");
    await page.getByTestId("offer-row").first().waitFor();
  },
  "an answer to one": async ({ page }) => {
    await page.getByTestId("offer-answer").first().click();
    await page.locator("#offer-offer_result").waitFor();
  },
  "bought together": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/growth?view=pairs");
    await page.getByTestId("growth-rules-table").waitFor();
  },
  campaigns: async ({ app, page }) => {
    await app.go("#/campaigns");
    await page.getByTestId("camp-row").first().waitFor();
  },
  "a new campaign": async ({ page }) => {
    await page.getByTestId("camp-new").click();
    await page.locator("#camp-name").waitFor();
  },
  "a campaign": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/campaigns?campaign=YX-09");
    await page.getByTestId("camp-person").first().waitFor();
  },
  "whom it is for": async ({ page }) => {
    await page.getByTestId("camp-audience").click();
    await page.getByTestId("camp-audience-count").waitFor();
  },
  channels: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/campaigns?view=channels");
    await page.getByTestId("camp-channels-table").locator("td").first().waitFor();
  },
  points: async ({ app, page }) => {
    await app.go("#/campaigns?view=points");
    await page.getByTestId("points-row").first().waitFor();
  },
  "an entry of points": async ({ page }) => {
    await page.getByTestId("points-use").first().click();
    await page.locator("#points-delta").waitFor();
  },
  "rules of points": async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByTestId("points-rules").click();
    await page.locator("#points-rules-per_yuan").waitFor();
  },
  "need tags": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/campaigns?view=needs");
    await page.getByTestId("needs-table").locator("td").first().waitFor();
  },
  "customers by need": async ({ app, page }) => {
    await app.go("#/campaigns?view=needs&show=customers");
    await page.getByTestId("needs-row").first().waitFor();
  },
  goals: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/goals");
    await page.getByTestId("goals").locator("tbody tr").first().waitFor();
  },
  "a goal of one's own": async ({ page }) => {
    await page.getByTestId("goal-add").click();
    await page.locator("#goal-name").waitFor();
  },
  "what a goal rests on": async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.go("#/goals?goal=response_rate");
    await page.getByTestId("goal-row").first().waitFor();
  },
  "the complaints of a month": async ({ app, page }) => {
    await app.go("#/goals?view=complaints");
    await page.getByTestId("complaints-sum").waitFor();
  },
  "a board that is arranged": async ({ app, page }) => {
    await app.go("#/dashboard?board=service");
    await page.getByTestId("board-arrange-cards").click();
    await page.getByTestId("board-restore").waitFor();
  },
  duplicates: async ({ app, page }) => {
    await page.keyboard.press("Escape");
    await app.duplicates.open();
  },
  "merges that were done": async ({ app, page, ids }) => {
    await app.duplicates.compare(ids[0], ids[1]);
    await app.duplicates.merge();
    await app.duplicates.merged();
    await page.getByTestId("merged-undo").click();
    await page.getByTestId("merged-row").filter({ hasText: /已撤销|Undone/ }).waitFor();
  },
  "two side by side": async ({ app, page, ids }) => {
    await app.duplicates.compare(ids[0], ids[1]);
    await page.locator("[data-testid=merge-rest] > summary").click();
  },
  "a blank form": async ({ app, page }) => {
    await app.go("#/forms?form=follow-up");
    await page.locator(".form").waitFor();
  },
  "forms of customers": async ({ app, page, ids }) => {
    await app.go(`#/forms?form=classification&of=${ids}`);
    await page.locator(".form").nth(2).waitFor();
  },
  data: ({ app }) => app.data.open(),
  erasing: async ({ page }) => {
    await page.getByTestId("erase").click();
    await page.locator("#erase-word").waitFor();
  },
  "a file before its import": ({ app, folder }) => {
    const book = smallBook();
    book.orders.push({ id: "o2", customer: "ghost", date: "2026-01-05", amount: 1 });
    return app.data.choose(file(folder, "small.guanxi.json", book));
  },
  "a hand-over before it is taken in": ({ app, folder, ids }) => app.data.choose(file(folder, "given.guanxi.json", givenFile(ids[0]))),
  "handing over": async ({ page }) => {
    await page.keyboard.press("Escape"); // what asks before erasing still stands
    await page.getByTestId("handover").click();
    await page.locator("dialog[open]").waitFor();
  },
};

/** Pages whose popovers and menus are opened one by one, with how many of them are different. */
const MENUS = {
  "the customers": [({ app }) => app.customers.open("?is.value=ordinary"), 9],
  "a customer's page": [({ app, ids }) => app.customer.open(ids[0]), 9],
  "a rule": [({ app }) => app.ruleEditor.open("value"), 5],
  "the review": [async ({ app }) => { await app.review.open(); await app.review.rows(); }, 9],
  "the disagreements": [({ app }) => app.disagreements.open(), 9],
};
const MENU = "main :is(.anchor > button, [aria-haspopup=menu]):visible, .nav__rest > .anchor > button:visible";

/** Dialogs that a button of a page opens: where, and the button. */
const DIALOGS = {
  "an example of a customer": ["#/rules?view=examples", "[data-testid=example-pin]"],
  "an example of figures": ["#/rules?view=examples", "[data-testid=example-made-up]"],
  "prolonging what is set by hand": ["#/disagreements", "[data-testid=disagree-prolong]"],
};

/** Looks with axe in the light, and for colours in the dark; gives what collects what it finds. */
function looking(page, lang, wrong) {
  const theme = (name) => page.evaluate((name) => { document.documentElement.dataset.theme = name; }, name);
  return async (place) => {
    for (const line of await found(page)) wrong.push(`${place}, light: ${line}`);
    if (lang === "en") return; // the colours are the same
    await theme("dark");
    for (const line of await found(page, ["color-contrast"])) wrong.push(`${place}, dark: ${line}`);
    await theme("light");
  };
}

const DESK = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };
for (const [size, viewport, lang] of [["desk", DESK, "zh"], ["small desk", SMALL, "en"], ["phone", PHONE, "zh"]]) {
  story(`axe finds nothing in the import of tables: ${size}, ${lang}`, { viewport, prefs: { theme: "light", lang }, timeout: 200_000 }, async ({ page, app, folder }) => {
    const wrong = [];
    const look = looking(page, lang, wrong);
    for (const [what, open] of Object.entries(WIZARD)) {
      await open({ page, app, folder });
      // Rows that are laid on the book again are pale until they are.
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      await look(what);
    }
    assert.deepEqual(wrong, []);
  });
}
for (const [size, viewport, lang] of [["desk", DESK, "zh"], ["phone", PHONE, "zh"], ["desk in English", DESK, "en"]]) {
  story(`axe finds nothing: ${size}`, { viewport, prefs: { theme: "light", lang }, timeout: 600_000 }, async ({ page, app, folder }) => {
    const wrong = [];
    const look = looking(page, lang, wrong);
    await app.up();
    await look("welcome");
    await app.data.open();
    await app.data.loadSample();
    await app.customers.open();
    const ids = await page.getByTestId("customer-row").evaluateAll((rows) => rows.slice(0, 3).map((row) => row.dataset.id));
    for (const [place, open] of Object.entries(PLACES)) {
      try {
        await open({ page, app, ids, folder });
      } catch (error) {
        error.message = `${place}: ${error.message}`;
        throw error;
      }
      await look(place);
    }
    await page.keyboard.press("Escape");
    for (const [place, [open, most]] of Object.entries(MENUS)) {
      await open({ app, ids });
      const count = Math.min(await page.locator(MENU).count(), most);
      assert.ok(count > 0, `${place} has menus`);
      for (let i = 0; i < count; i++) {
        await page.locator(MENU).nth(i).click();
        await page.locator(".popover").first().waitFor();
        await look(`${place}, menu ${i + 1}`);
        await page.keyboard.press("Escape");
        await page.locator(".popover").waitFor({ state: "detached" });
      }
    }
    for (const [place, [route, button]] of Object.entries(DIALOGS)) {
      await app.go(route);
      await page.locator(button).first().click();
      await page.locator("dialog[open]").waitFor();
      await look(place);
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "hidden" });
    }
    await app.go("#/rules");
    await app.data.mark("rules-file").setInputFiles(file(folder, "no.rules.json", { x: 1 }));
    await page.locator("dialog[open]").waitFor();
    await look("rules that are refused");
    await page.keyboard.press("Escape");
    await app.go("#/dashboard?as_of=2026-01-15");
    await page.locator(".band").waitFor();
    await look("a past day");
    await page.locator("body").evaluate((body) => {
      const data = new DataTransfer();
      data.items.add(new File(["{}"], "stray.json"));
      body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.locator(".toast").first().waitFor();
    await look("a notice");
    assert.deepEqual(wrong, []);
  });
}
