// Files out where a download is not what it seems: inside other apps, on Safari, where another app can take the file.
import assert from "node:assert/strict";
import { smallBook } from "./books.mjs";
import { file, story } from "./harness.mjs";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1";
const FRAME = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

story("a browser that knows no downloads shows the file beside the page, and the page stays", {}, async ({ page, app, context, folder }) => {
  await app.up();
  await context.addInitScript(() => {
    // As a frame without downloads does it: the link is followed like any other, and what it leads to stands where its target says.
    HTMLAnchorElement.prototype.click = function () {
      window.followed = { download: this.download, target: this.target, rel: this.rel, blob: this.href.startsWith("blob:") };
    };
  });
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  for (const mark of ["export-book", "export-results-json", "export-results-csv"]) {
    await page.getByTestId(mark).click();
    await page.waitForFunction(() => window.followed);
    const followed = await page.evaluate(() => { const it = window.followed; delete window.followed; return it; });
    assert.deepEqual({ ...followed, download: followed.download.length > 0 }, { download: true, target: "_blank", rel: "noopener", blob: true });
  }
  assert.equal(await page.getByTestId("share-book").count(), 0, "nothing is offered that the browser does not have");
});

story("where another app can take the book, it is handed over whole", {}, async ({ page, app, context, folder }) => {
  await app.up();
  await context.addInitScript(() => {
    navigator.canShare = ({ files }) => files.length === 1;
    navigator.share = async ({ files: [taken] }) => {
      if (window.refuse) throw new DOMException("no", window.refuse);
      window.taken = { name: taken.name, type: taken.type, text: await taken.text() };
    };
  });
  await page.reload();
  await app.data.open();
  await app.data.import(file(folder, "small.guanxi.json", smallBook()));
  await page.getByTestId("share-book").click();
  await page.waitForFunction(() => window.taken);
  const taken = await page.evaluate(() => window.taken);
  assert.match(taken.name, /\.guanxi\.json$/);
  const shared = JSON.parse(taken.text);
  delete shared.exported_at;
  assert.deepEqual(shared, await app.data.exportBook());

  await page.evaluate(() => { window.refuse = "NotAllowedError"; });
  await page.getByTestId("share-book").click();
  await page.locator(".toast").filter({ hasText: "没有发出去" }).waitFor();
});

story("Safari's seven days and an app's frame are said beside the backup", {}, async ({ app, context }) => {
  await app.up();
  for (const [agent, week, framed] of [[IPHONE, 1, 0], [FRAME, 1, 1], [undefined, 0, 0]]) {
    const other = await context.browser().newContext({ userAgent: agent, locale: "zh-CN" });
    const page = await other.newPage();
    await page.goto(`${app.url}#/data`);
    const panel = page.locator(".safety__item");
    await panel.first().waitFor();
    assert.equal(await panel.filter({ hasText: "七天没有打开" }).count(), week);
    assert.equal(await panel.filter({ hasText: "别的应用里的网页" }).count(), framed);
    await other.close();
  }
  const icon = await (await fetch(new URL("touch.png", app.url))).arrayBuffer();
  assert.deepEqual([...new Uint8Array(icon).slice(1, 4)], [...Buffer.from("PNG")], "iPhones take a PNG");
});
