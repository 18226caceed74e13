// Page models: the only place where the stories touch the page's marks (data-testid).
import { basename } from "node:path";
import { readFile } from "node:fs/promises";

const REPORT_DONE = /^(preview|error|done)$/;

class Model {
  constructor(app) {
    this.app = app;
    this.page = app.page;
  }
  mark(name) {
    return this.page.getByTestId(name);
  }
}

/** Undo, redo, as-of date, language, the save state: what stands on every page. */
class Shell extends Model {
  async undo() {
    await this.mark("undo").click();
    await this.saved();
  }
  async redo() {
    await this.mark("redo").click();
    await this.saved();
  }
  async setAsOf(date) {
    await this.mark("as-of").fill(date);
  }
  async switchLanguage() {
    const before = await this.page.locator("html").getAttribute("lang");
    await this.mark("language").click();
    await this.page.locator(`html:not([lang="${before}"])`).waitFor();
  }
  /** Waits until nothing is being saved any more; whether the last change was. */
  async answered() {
    const status = this.page.locator('[data-testid="save-status"]:not([data-state="saving"])');
    await status.waitFor({ state: "attached" });
    return (await status.getAttribute("data-state")) === "saved";
  }
  /** Waits until the last change is proven to be in the store. */
  async saved() {
    await this.page.locator('[data-testid="save-status"][data-state="saved"]').waitFor({ state: "attached" });
  }
}

class Customers extends Model {
  async open(query = "") {
    await this.app.go(`#/customers${query}`);
    await this.mark("customer-count").waitFor();
  }
  async search(text) {
    await this.mark("customer-search").fill(text);
  }
  /** The number of customers that the filters leave. */
  async count() {
    return Number(await this.mark("customer-count").getAttribute("data-count"));
  }
  /** Waits until the filters leave `number` customers. */
  async counts(number) {
    await this.page.locator(`[data-testid="customer-count"][data-count="${number}"]`).waitFor();
  }
  row(id) {
    return this.page.locator(`[data-testid="customer-row"][data-id="${id}"]`);
  }
  /** Opens a customer by its name in the list. */
  async openRow(id) {
    await this.row(id).getByRole("link").first().click();
    await this.page.waitForURL(`**/#/customers/${id}*`);
  }
  async firstId() {
    return this.mark("customer-row").first().getAttribute("data-id");
  }
}

class Customer extends Model {
  async open(id) {
    await this.app.go(`#/customers/${id}`);
  }
  /** What the sheet shows for a field. */
  async value(key) {
    return this.mark(`value-${key}`).innerText();
  }
  /** Waits until the sheet shows `text` for a field. */
  async shows(key, text) {
    await this.mark(`value-${key}`).filter({ hasText: text }).waitFor();
  }
  /** Opens the sheet for writing, changes one field and saves. */
  async edit(key, value) {
    await this.mark("edit-customer").click();
    await this.mark(`field-${key}`).fill(value);
    await this.mark("save-customer").first().click();
    await this.mark(`value-${key}`).waitFor();
    await this.app.shell.saved();
  }
  /** Opens the explanation of a dimension and gives its text. */
  async why(dimension) {
    const button = this.mark(`why-${dimension}`).first();
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click(); // the page opens with one explained
    await this.page.locator(`[data-testid="why-${dimension}"][aria-expanded="true"]`).first().waitFor();
    const slip = this.page.locator("#slip");
    await slip.waitFor();
    return slip.innerText();
  }
  /** Sets the class of the dimension whose slip is open by hand. */
  async setByHand({ class: id, reason, by }) {
    await this.mark("set-by-hand").click();
    const dialog = this.page.locator("dialog[open]");
    await dialog.locator("#decide-class").selectOption(id);
    await dialog.locator("#decide-reason").fill(reason);
    if ((await dialog.locator("#decide-by").count()) > 0) await dialog.locator("#decide-by").fill(by);
    await this.mark("hand-save").click();
    await this.mark("by-hand").waitFor();
    await this.app.shell.saved();
  }
  /** Copies the explanation that stands, and waits until the app says so. */
  async copyWhy() {
    await this.page.locator("#slip").getByRole("button", { name: "复制为文字" }).click();
    await this.page.locator(".toast").filter({ hasText: "复制" }).waitFor();
  }
  /** Opens the form of a new order and writes its amount. */
  async beginOrder(amount) {
    await this.page.locator(".page__actions [aria-haspopup=menu]").nth(-2).click();
    await this.page.getByRole("menuitem", { name: /^(记订单|Record order)$/ }).click();
    await this.page.locator("dialog[open] #record-amount").fill(amount);
  }
  /** Opens the first order of the timeline. */
  async openOrder() {
    await this.page.locator(".timeline__open").first().click();
    await this.page.locator("dialog[open] #record-amount").waitFor();
  }
  /** Clicks what saves, or removes, the record in front, and is gone to `hash` after so many milliseconds. */
  async endAndLeave(what, hash, delay) {
    const button = { save: "dialog[open] button[type=submit]", remove: "dialog[open] .dialog__start" }[what];
    await this.page.evaluate(
      ([button, hash, delay]) => {
        document.querySelector(button).click();
        const leave = () => (location.hash = hash);
        if (delay) setTimeout(leave, delay);
        else leave();
      },
      [button, hash, delay],
    );
  }
  /** Clicks what saves the record in front. */
  async endOrder() {
    await this.page.locator("dialog[open] button[type=submit]").click();
  }
  /** The same at a moment of the clock, so that tabs can be set against each other. */
  async endOrderAt(moment) {
    const click = (moment) => setTimeout(() => document.querySelector("dialog[open] button[type=submit]").click(), moment - Date.now());
    await this.page.evaluate(click, moment);
  }
}

class Review extends Model {
  async open(query = "") {
    await this.app.go(`#/review${query}`);
    await this.mark(query.includes("tab=matrix") ? "matrix" : "review-shown").waitFor();
    await this.page.locator(".grid__msg [role=status], .grid__msg[role=status]").waitFor({ state: "detached" });
  }
  /** The numbers of the head, which count all dimensions unless one is chosen. */
  async counts() {
    const counts = {};
    for (const name of ["down", "gone", "up", "new", "other", "waiting", "decided"]) counts[name] = Number(await this.mark(`review-${name}`).getAttribute("data-count"));
    return counts;
  }
  /** Waits until so many moves wait for a decision. */
  async waits(number) {
    await this.page.locator(`[data-testid="review-waiting"][data-count="${number}"]`).waitFor();
    return this.counts();
  }
  async filter(query) {
    await this.app.turn(`#/review?${query}`);
    await this.mark("review-row").first().waitFor();
  }
  async rows() {
    await this.mark("review-row").first().waitFor();
    return this.mark("review-row").count();
  }
  async write({ reason, action, by }) {
    await this.mark("decide-save").waitFor(); // which fields there are is seen once the dialog stands
    const write = async (id, text) => {
      const field = this.page.locator(`dialog[open] #${id}`);
      if (text !== undefined && (await field.count()) > 0) await field.fill(text);
    };
    await write("decide-reason", reason);
    await write("decide-action", action);
    await write("decide-by", by);
    await this.mark("decide-save").click();
    await this.page.locator("dialog[open]").waitFor({ state: "hidden" });
    await this.app.shell.saved();
  }
  /** The moves of the counts, whichever way. */
  moved({ down, gone, up, new: classed, other }) {
    return down + gone + up + classed + other;
  }
  /** Confirms everything listed in one decision. */
  async confirmShown(words) {
    await this.mark("review-confirm-shown").click();
    await this.write(words);
  }
  /** Confirms the first move shown. */
  async confirm(words) {
    await this.mark("review-confirm").first().click();
    await this.write(words);
  }
  /** Holds the first move shown. */
  async hold(words) {
    await this.mark("review-hold").first().click();
    await this.write(words);
  }
}

class Disagreements extends Model {
  async open() {
    await this.app.go("#/disagreements");
    await this.mark("disagree-count").waitFor();
  }
  async count() {
    return Number(await this.mark("disagree-count").getAttribute("data-count"));
  }
  async counts(number) {
    await this.page.locator(`[data-testid="disagree-count"][data-count="${number}"]`).waitFor();
  }
  /** Ends what was set by hand: `CUSTOMER/DIMENSION`. */
  async end(id) {
    await this.page.locator(`[data-testid="disagree-row"][data-id="${id}"]`).getByTestId("disagree-end").click();
    await this.app.shell.saved();
  }
}

class Today extends Model {
  async open(query = "") {
    await this.app.go(`#/today${query}`);
    await this.mark("today-count").waitFor();
    await this.mark("today-looking").waitFor({ state: "detached" });
  }
  async counts(number) {
    await this.page.locator(`[data-testid="today-count"][data-count="${number}"]`).waitFor();
  }
  /** Something to be done: `CUSTOMER/KEY`. */
  row(id) {
    return this.page.locator(`[data-testid="today-row"][data-id="${id}"]`);
  }
}

class Service extends Model {
  async open(query = "") {
    await this.app.go(`#/service${query}`);
    await this.mark("service-count").waitFor();
  }
  async counts(number) {
    await this.page.locator(`[data-testid="service-count"][data-count="${number}"]`).waitFor();
  }
  /** A ticket: `CUSTOMER/ID`. */
  row(id) {
    return this.page.locator(`[data-testid="service-row"][data-id="${id}"]`);
  }
  /** Opens the slip of a ticket and gives what it says of the clock. */
  async sum(id) {
    await this.row(id).locator('[data-col="name"] a').click();
    return this.mark("service-sum").innerText();
  }
}

class Duplicates extends Model {
  async open(query = "") {
    await this.app.go(`#/duplicates${query}`);
    await this.mark("dup-count").waitFor();
  }
  async counts(number) {
    await this.page.locator(`[data-testid="dup-count"][data-count="${number}"]`).waitFor();
  }
  /** A pair: `ONE/OTHER`. */
  row(id) {
    return this.page.locator(`[data-testid="dup-row"][data-id="${id}"]`);
  }
  /** The merges that were done. */
  async merged() {
    await this.app.go("#/duplicates?tab=merged");
    await this.mark("merged-count").waitFor();
  }
  /** Two customers side by side. */
  async compare(stays, goes) {
    await this.app.go(`#/duplicates?stays=${encodeURIComponent(stays)}&goes=${encodeURIComponent(goes)}`);
    await this.mark("merge").waitFor();
  }
  field(key) {
    return this.page.locator(`[data-testid="merge-field"][data-key="${key}"]`);
  }
  /** Takes a side of a field: `stays`, `goes` or `both`. */
  async take(key, side) {
    await this.field(key).getByTestId(`take-${side}`).check();
    await this.page.locator(`[data-testid="merge-field"][data-key="${key}"][data-taken="${side}"]`).waitFor();
  }
  async merge() {
    await this.mark("merge-do").click();
    await this.mark("dup-count").waitFor();
    await this.app.shell.saved();
  }
}

class Dashboard extends Model {
  async open() {
    await this.app.go("#/dashboard");
  }
}

/** The rules page: the list at the left and the editor. Entries (classes, tags, signals, terms, bands) go by their id. */
class RuleEditor extends Model {
  async open(rule = "value") {
    await this.app.go(`#/rules?rule=${encodeURIComponent(rule)}`);
    await this.page.locator(`[data-testid="rule-item"][data-rule="${rule}"][aria-current="true"]`).waitFor({ state: "attached" });
  }
  /** Opens a rule by its row in the list. */
  async choose(rule) {
    await this.page.locator(`[data-testid="rule-item"][data-rule="${rule}"]`).click();
  }
  entry(id) {
    return this.page.locator(`[data-entry="${id}"]`);
  }
  /** The ids of the entries, in order. */
  async order(kind = "rule-class") {
    return this.mark(kind).evaluateAll((rows) => rows.map((row) => row.dataset.entry));
  }
  /** A number of an entry's conditions. */
  number(id, place = 0) {
    return this.entry(id).getByTestId("rule-number").nth(place);
  }
  leaves(id) {
    return this.entry(id).getByTestId("rule-leaf");
  }
  /** Chooses in one of a comparison's lists: "fact", "operator" or "value". */
  async pick(id, leaf, kind, value) {
    await this.leaves(id).nth(leaf).locator(`[data-pick="${kind}"] select`).selectOption(value);
  }
  /** How many customers an entry has now and under the draft. */
  async count(id) {
    const count = this.entry(id).getByTestId("class-count");
    return { now: Number(await count.getAttribute("data-now")), then: Number(await count.getAttribute("data-then")) };
  }
  /** Chooses from the menu of an entry. */
  async menu(id, words) {
    await this.entry(id).locator("[aria-haspopup=menu]").click();
    await this.page.getByRole("menuitem", { name: words }).click();
  }
  async move(id, way) {
    await this.entry(id).locator(`[data-move="${way}"]`).click();
  }
  /** What the condition of an entry says. */
  async said(id) {
    return this.entry(id).getByTestId("rule-said").innerText();
  }

  // the rehearsal
  /** The borders of the histogram, the lowest first. */
  borders() {
    return this.mark("border");
  }
  /** Waits until a border stands at `value`. */
  async borderAt(place, value) {
    await this.page.locator(`[data-testid="border"][aria-valuenow="${value}"]`).waitFor();
    return this.borders().nth(place);
  }
  /** Presses `key` on a border so many times. */
  async nudge(border, key, times = 1) {
    await border.focus();
    for (let i = 0; i < times; i++) await this.page.keyboard.press(key);
  }
  /** class id → [now, then]; unclassified has the empty id. */
  async counts() {
    const rows = this.mark("rehearsal-counts").locator("tbody tr");
    return Object.fromEntries(await rows.evaluateAll((all) => all.map(({ dataset: d }) => [d.class, [Number(d.now), Number(d.then)]])));
  }
  /** The ids of those who move `up` or `down`, as far as they stand on the page, and how many there are. */
  async movers(way) {
    const group = this.mark(`movers-${way}`);
    if (!(await group.count())) return { ids: [], count: 0 };
    const ids = await group.getByTestId("mover").evaluateAll((all) => all.map(({ dataset }) => dataset.id));
    return { ids, count: Number(await group.getAttribute("data-count")) };
  }
  async discard() {
    await this.mark("discard-draft").click();
    await this.mark("adopt-bar").waitFor({ state: "detached" });
  }
  /** How many customers the bar says will go to review; waits until it is known. */
  async toReview(number) {
    await this.page.locator(`[data-testid="adopt-bar"][data-review="${number}"]`).waitFor();
  }
  /** Adopts the draft with a name, by Enter. */
  async adopt(name = "") {
    await this.mark("adopt").click();
    await this.mark("adopt-name").fill(name);
    await this.page.keyboard.press("Enter");
    // Where an example fails, that is said first, and a second Enter adopts all the same.
    const warning = this.page.locator("dialog[open] .notice--risk");
    await warning.or(this.mark("adopted")).first().waitFor();
    if (await warning.isVisible()) await this.page.keyboard.press("Enter");
    await this.mark("adopted").waitFor();
    await this.app.shell.saved();
  }
}

class Data extends Model {
  async open() {
    await this.app.go("#/data");
    await this.mark("import-file").waitFor({ state: "attached" });
  }
  get report() {
    return this.mark("import-report");
  }
  /** Chooses a file and waits for the outcome: { state: "preview" | "error", text, applicable }. */
  async choose(path, timeout = 60_000) {
    await this.mark("import-file").setInputFiles(path);
    const mine = this.page.locator(`[data-testid="import-report"][data-file="${basename(path)}"]:is([data-state="preview"],[data-state="error"])`);
    await mine.waitFor({ timeout });
    const apply = this.mark("import-apply");
    return {
      state: await this.report.getAttribute("data-state"),
      text: await this.report.innerText(),
      applicable: (await apply.count()) > 0 && (await apply.isEnabled()),
    };
  }
  /** Imports a file that must be good. */
  async import(path, timeout = 120_000) {
    const outcome = await this.choose(path, timeout);
    if (!outcome.applicable) throw new Error(`cannot be applied: ${outcome.state}: ${outcome.text}`);
    await this.mark("import-apply").click();
    await this.page.locator('[data-testid="import-report"][data-state="done"]').waitFor({ timeout });
    await this.app.shell.saved();
  }
  /** Chooses a table and waits until it is understood; gives what stands on the page of it. */
  async chooseTable(path, timeout = 60_000) {
    await this.mark("import-file").setInputFiles(path);
    await this.page.locator(`[data-testid="import-report"][data-file="${basename(path)}"]:is([data-state="preview"],[data-state="error"])`).waitFor({ timeout });
    return this.table();
  }
  /** What stands on the page of a table, once it is worked out: { state, text, source, columns, asks, summary, applicable }. */
  async table() {
    const state = await this.report.getAttribute("data-state");
    const text = await this.report.innerText();
    if (state !== "preview") return { state, text };
    await this.page.locator('[data-testid="import-summary"]:not([data-busy])').waitFor();
    const data = (name) => this.mark(name).evaluateAll((all) => all.map((one) => ({ ...one.dataset })));
    const [[source], columns, asks, [summary]] = await Promise.all(["import-source", "import-column", "import-ask", "import-summary"].map(data));
    const counts = Object.fromEntries(["new", "changed", "same", "problems", "asked"].map((name) => [name, Number(summary[name])]));
    return { state, text, source, columns, asks, summary: counts, applicable: await this.mark("import-apply").isEnabled() };
  }
  /** What a column is taken for, by its heading. */
  async fieldOf(header) {
    return this.page.locator(`[data-testid="import-column"][data-header="${header}"]`).getAttribute("data-field");
  }
  /** Takes a column for another field. */
  async setColumn(header, value) {
    await this.page.locator(`[data-testid="import-column"][data-header="${header}"] select`).selectOption(value);
  }
  /** Answers the question about a column. */
  async answerTable(header, answer) {
    const way = this.page.locator(`[data-testid="import-ask"][data-header="${header}"] [data-answer="${answer}"]`);
    await way.click();
    await way.waitFor({ state: "detached" });
    await this.page.locator(`[data-testid="import-answered"][data-header="${header}"]`).first().waitFor();
  }
  /** The rows of the preview: { at, outcome }. */
  async tableRows() {
    return this.mark("import-row").evaluateAll((all) => all.map(({ dataset }) => ({ at: Number(dataset.at), outcome: dataset.outcome })));
  }
  /** Corrects a cell of a row where it stands. */
  async correct(at, column, text) {
    const cell = this.page.locator(`[data-testid="import-row"][data-at="${at}"] [data-column="${column}"]`);
    await cell.locator(".sheetcell").click();
    await cell.locator("input").fill(text);
    await cell.locator("input").press("Enter");
  }
  /** Imports the table in front. */
  async applyTable(timeout = 60_000) {
    await this.page.locator('[data-testid="import-summary"]:not([data-busy])').waitFor();
    await this.mark("import-apply").click();
    await this.page.locator('[data-testid="import-report"][data-state="done"]').waitFor({ timeout });
    await this.app.shell.saved();
  }
  /** What stands on the page of a hand-over: { head, people, differences, applicable }. */
  async handover() {
    const data = (name) => this.mark(name).evaluateAll((all) => all.map((one) => ({ ...one.dataset })));
    const [[head], people, differences] = await Promise.all(["import-handover", "import-person", "import-difference"].map(data));
    return {
      head: { from: head.from, to: head.to, known: head.known },
      people: people.map(({ id, standing, takes }) => `${id} ${standing} ${takes}`),
      differences: Object.fromEntries(differences.map(({ id, path, side }) => [`${id} ${path}`, side])),
      applicable: await this.mark("import-apply").isEnabled(),
    };
  }
  /** Chooses a side ("mine" or "theirs") of a difference. */
  async chooseSide(id, path, side) {
    const row = this.page.locator(`[data-testid="import-difference"][data-id="${id}"][data-path="${path}"]`);
    await row.getByTestId(`import-${side}`).click();
    await this.page.locator(`[data-testid="import-difference"][data-id="${id}"][data-path="${path}"][data-side="${side}"]`).waitFor();
  }
  /** Fills the dialog that hands over, makes the file, and gives it: { name, book, bytes }. */
  async makeHandover({ owners = [], to, note, ticks = [] }) {
    for (const owner of owners) await this.page.locator(`[data-testid="handover-owner"][data-name="${owner}"] input`).check();
    if (to !== undefined) await this.page.locator("#handover-to").fill(to);
    if (note !== undefined) await this.page.locator("#handover-note").fill(note);
    for (const tick of ticks) await this.mark(`handover-${tick}`).locator("input").check();
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.mark("handover-make").click()]);
    const bytes = await readFile(await download.path());
    await this.page.locator("dialog[open]").waitFor({ state: "hidden" });
    return { name: download.suggestedFilename(), book: JSON.parse(bytes), bytes };
  }
  /** Clicks what exports and gives the file's bytes. */
  async export(name) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.mark(name).click()]);
    return readFile(await download.path());
  }
  /** Opens the dialog of an export by its button, chooses, and gives the file: { name, bytes }. */
  async exportTable(name, choices) {
    await this.mark(name).click();
    return this.fromExport(choices);
  }
  /** The file that an open dialog of an export makes. */
  async fromExport({ what, form = "xlsx", masked = true } = {}) {
    if (what) await this.page.locator(`[data-testid="export-what"][data-what="${what}"] input`).check();
    await this.mark("export-form-of").locator(`input[value="${form}"]`).check();
    if (!masked) await this.mark("export-masked").locator("input").uncheck();
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.mark("export-do").click()]);
    await this.page.locator("dialog[open]").waitFor({ state: "hidden" });
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
  async exportBook() {
    const book = JSON.parse(await this.export("export-book"));
    delete book.exported_at;
    return book;
  }
  async exportResults() {
    return JSON.parse(await this.export("export-results-json"));
  }
  async loadSample() {
    await this.mark("load-sample").first().click();
    // It is made before there is anything to save.
    await this.page.locator('.nav__item[href="#/customers"] .nav__count').waitFor({ state: "attached" });
    await this.app.shell.saved();
  }
}

/** Versions of the rules, their examples, and rules as a file. */
class RuleBook extends Model {
  async open(query = "") {
    await this.app.go(`#/rules${query}`);
    await this.mark("rule-versions").waitFor();
  }
  /** Chooses a rules file. */
  async choose(path) {
    await this.mark("rules-file").setInputFiles(path);
  }
  /** Chooses a rules file that must be good: it becomes the draft. */
  async importDraft(path) {
    await this.choose(path);
    await this.mark("adopt-bar").waitFor();
  }
  /** The problems of a file that is refused, as told; closes the dialog. */
  async refused(path) {
    await this.choose(path);
    const told = this.page.locator("dialog[open]").getByTestId("rules-refused");
    await told.waitFor();
    const text = await told.innerText();
    await this.page.keyboard.press("Escape");
    await told.waitFor({ state: "detached" });
    return text;
  }
  /** Adopts the draft under a name. */
  async adopt(name = "") {
    await this.mark("adopt").click();
    await this.mark("adopt-name").fill(name);
    await this.mark("adopt-confirm").click();
    await this.mark("adopt-bar").waitFor({ state: "detached" });
    await this.app.shell.saved();
  }
  /** Exports the rules in force, or the draft; gives what the file says. */
  async export(entry = 0) {
    await this.mark("rules-exchange").getByRole("button").first().click();
    const item = this.page.locator("[data-testid=rules-exchange] [role=menuitem]").nth(entry);
    return this.downloaded(() => item.click());
  }
  async exportDraft() {
    return this.export(1);
  }
  async downloaded(act) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), file: JSON.parse(await readFile(await download.path(), "utf8")) };
  }
  /** The versions as listed: { number, inForce, changes, text }. */
  async versions() {
    await this.open("?view=versions");
    await this.mark("version").first().waitFor();
    return this.mark("version").evaluateAll((rows) =>
      rows.map((row) => ({
        number: Number(row.dataset.number),
        inForce: row.dataset.inForce === "true",
        changes: row.dataset.changes === undefined ? null : Number(row.dataset.changes),
        text: row.innerText,
      })),
    );
  }
  version(number) {
    return this.page.locator(`[data-testid="version"][data-number="${number}"]`);
  }
  /** The sentences of what changed between two versions (numbers, or "draft"). */
  async compare(from, to) {
    await this.open(`?view=versions&compare=${from}..${to}`);
    await this.page.locator(`[data-testid="compare"][data-pair="${from}..${to}"][data-count]`).waitFor();
    return this.mark("difference").allInnerTexts();
  }
  /** The examples as listed: { came, text }. */
  async examples() {
    await this.open("?view=examples");
    await this.mark("examples").waitFor();
    return this.mark("example").evaluateAll((rows) => rows.map((row) => ({ came: row.dataset.came, text: row.innerText })));
  }
}

export class App {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.shell = new Shell(this);
    this.customers = new Customers(this);
    this.customer = new Customer(this);
    this.review = new Review(this);
    this.disagreements = new Disagreements(this);
    this.today = new Today(this);
    this.service = new Service(this);
    this.duplicates = new Duplicates(this);
    this.dashboard = new Dashboard(this);
    this.ruleEditor = new RuleEditor(this);
    this.data = new Data(this);
    this.rules = new RuleBook(this);
  }
  /** Goes to a route; the block that stands before the app must be gone. */
  async go(hash = "") {
    await this.page.goto(this.url + hash);
    await this.up();
  }
  async up() {
    await this.page.locator("#boot").waitFor({ state: "hidden" });
  }
  /** Turns to an address inside of the app, as a link does, and waits until it is drawn. */
  async turn(hash) {
    await this.page.evaluate(
      (hash) =>
        new Promise((done) => {
          location.hash = hash;
          requestAnimationFrame(() => requestAnimationFrame(done));
        }),
      hash,
    );
  }
  /** The app answers: it has not crashed and still draws. */
  async alive() {
    await this.go("#/dashboard");
    await this.data.open();
  }
}
