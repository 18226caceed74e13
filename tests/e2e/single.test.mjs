// The whole app in one file, opened as by a double click.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { firefoxMissing, handed, keepFiles, launch, openProfile, watch } from "./browser.mjs";
import { file } from "./harness.mjs";
import { App } from "./pages.mjs";

const made = "dist/guanxi.html";
const skip = !existsSync(made) && "a development build has no single file";

for (const name of [undefined, "firefox"]) {
  test(`one file opened from disk is the whole app: ${name ?? "chromium"}`, { skip: skip || (name && firefoxMissing), timeout: 180_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "guanxi-file-"));
    const place = join(folder, "关系簿 1.html"); // as people name files
    copyFileSync(made, place);
    const url = pathToFileURL(place).href;
    const browser = await launch(name);
    const context = await openProfile(browser, {});
    await context.addInitScript(keepFiles);
    const problems = watch(context, "null");
    const asked = [];
    context.on("request", (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(url) || asked.push(request.url()));
    try {
      const page = await context.newPage();
      const workers = [];
      page.on("worker", (worker) => workers.push(worker.url()));
      await page.goto(url);
      const app = new App(page, url);
      await app.up();
      await app.data.open();
      await page.getByText("这是从电脑上的一个文件打开的").waitFor();
      const book = { format: "guanxi-book", version: 1, customers: [{ id: "c1", name: "青禾", kind: "enterprise" }], orders: [{ id: "o1", customer: "c1", date: "2026-01-05", amount: 7 }] };
      await app.data.import(file(folder, "book.guanxi.json", book));
      if (!name) assert.match(workers.join(" "), /^blob:/, "the file is read beside the page here as well");
      for (const hash of ["#/dashboard", "#/customers", "#/customers/c1", "#/new-customer", "#/rules", "#/rules/versions", "#/playbooks", "#/workdays", "#/review", "#/disagreements", "#/duplicates", "#/today", "#/service", "#/leads", "#/health", "#/value", "#/growth", "#/goals", "#/campaigns", "#/data"]) {
        await app.go(hash);
        await page.locator("main h1").first().waitFor();
      }
      await app.customer.open("c1");
      await app.customer.beginOrder("12800");
      await page.keyboard.press("Control+Enter");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
      await app.shell.saved();
      await page.reload();
      await app.up();
      await app.data.open();
      const out = await handed(page, "export-book");
      assert.deepEqual(out.orders.map(({ amount }) => amount).sort((a, b) => a - b), [7, 12800]);
      assert.deepEqual(problems, []);
      assert.deepEqual(asked, [], "nothing is asked for: all of it stands in the file");
    } finally {
      await context.close();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
