// Every state of the import of tables, one after the other: for the stories that look at each, and for pictures.
import { basename } from "node:path";
import { smallBook } from "./books.mjs";
import { file } from "./harness.mjs";
import { asCsv, withHidden, xlsx } from "./sheets.mjs";

const KNOWN = {
  customers: [
    { id: "c1", name: "青禾茶业", region: "杭州", contacts: [{ name: "赵六", phone: "13712345678" }] },
    { id: "c2", name: "远山制造", region: "苏州" },
    { id: "c3", name: "双生贸易", region: "宁波" },
    { id: "c4", name: "双生贸易", region: "厦门" },
  ],
  orders: [],
};
const HEAD = ["客户名称", "地区", "合作起始时间", "营收（万元）", "姓名", "联系方式", "备注栏"];
/** A row of each sort: changed, as it was, of two that fit, new, like somebody there, and three that are wrong. */
const ROWS = [
  ["客户资料表（2026年）"],
  HEAD,
  ["青禾茶业", "宁波", "2021年3月5日", 86, "赵六", "13712345678", "老客户，每季度要一次样品"],
  ["远山制造", "苏州", "", "", "", "", ""],
  ["双生贸易", "泉州", "2023/4/8", 350.5, "王五", "021-55551234", ""],
  ["蓝海科技（上海）有限公司", "上海", "2024-11-02", 1200, "周敏", "13900001111", "名称很长的客户也要放得下：上海蓝海智能装备与新材料科技股份有限公司"],
  ["青禾茶叶", "杭州", "2024-11-03", 12, "赵六", "13712345678", ""],
  ["北岸医疗", "无锡", "2026-02-30", 40, "孙八", "13700001111", ""],
  ["", "无锡", "2026-03-01", 40, "钱七", "13700001112", ""],
  ["南岭食品", "韶关", "不知道哪天", "#REF!", "周九", "13712345670", ""],
  ["合计", "", "", 1728.5, "", "", ""],
];
const ASKED = [
  ["客户名称", "合作起始时间", "营收", "统一社会信用代码", "意向等级", "城市", "省份"],
  ["青禾茶业", "03/04/2026", "120", "9.14403E+17", "热", "杭州", "浙江"],
  ["远山制造", "05/06/2025", "80", "", "凉", "苏州", "江苏"],
];

/** Holds what reads files from now on: they stay as they are being read. */
export const holdFiles = (page) => page.evaluate(() => {
  const free = [];
  const gate = new Promise((go) => free.push(go));
  const [read, slice, post] = [Blob.prototype.arrayBuffer, Blob.prototype.slice, Worker.prototype.postMessage];
  // Not what the page fetches for itself: its parts come as blobs as well.
  const pieces = new WeakSet();
  Blob.prototype.slice = function (...range) { const piece = slice.apply(this, range); if (this instanceof File) pieces.add(piece); return piece; };
  Blob.prototype.arrayBuffer = async function () { if (this.size > 4_096 && (this instanceof File || pieces.has(this))) await gate; return read.call(this); };
  Worker.prototype.postMessage = async function (...said) { if (said[0] instanceof File) await gate; return post.apply(this, said); };
  window.letGo = () => { Object.assign(Blob.prototype, { arrayBuffer: read, slice }); Object.assign(Worker.prototype, { postMessage: post }); free[0](); };
});
/** Rows that are more than the beginning of a file, by which a table is told. */
export const many = (n = 200) => asCsv([["客户名称", "地区"], ...Array.from({ length: n }, (_, i) => [`第${i + 1}家有限公司`, "苏州"])]);

const choose = (app, folder, name, bytes) => app.data.chooseTable(file(folder, name, bytes));
const away = async ({ page }) => {
  await page.getByTestId("import-cancel").click();
  await page.locator('[data-testid="import-report"][data-state="idle"]').waitFor();
};

/** What opens each state; each leaves what the next begins with. */
export const WIZARD = {
  "no file": async ({ app, folder }) => {
    await app.data.open();
    await app.data.import(file(folder, "known.guanxi.json", smallBook(KNOWN)));
    await app.data.report.locator(".filehead__end button").click();
    await app.data.mark("import-paste").waitFor();
  },
  "a table being read": async ({ app, page, folder }) => {
    await holdFiles(page);
    const path = file(folder, "正在读.csv", many());
    await app.data.mark("import-file").setInputFiles(path);
    await page.locator(`[data-testid="import-report"][data-state="reading"][data-file="${basename(path)}"]`).waitFor();
    await app.data.mark("import-cancel").waitFor();
  },
  "rows of every sort": async (on) => {
    await on.page.getByTestId("import-cancel").click();
    await on.page.evaluate(() => window.letGo());
    await choose(on.app, on.folder, "客户资料.xlsx", xlsx(["客户", ROWS], ["旧表", [["空"]]]));
  },
  "a cell being corrected": async ({ page }) => {
    await page.locator('[data-testid="import-row"][data-at="8"] [data-column="2"] .sheetcell').click();
    await page.locator('[data-testid="import-row"][data-at="8"] input').waitFor();
  },
  "the problems alone": async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.locator('.sheetsum__sort[data-sort="problem"]').click();
    await page.locator('[data-testid="import-row"]').nth(1).waitFor();
    await page.locator('[data-testid="import-row"][data-outcome="changed"]').waitFor({ state: "detached" });
  },
  "rows left out": async ({ page }) => {
    await page.getByTestId("import-options").getByRole("radio").nth(1).check();
    await page.locator('[data-testid="import-summary"][data-changed="0"]:not([data-busy])').waitFor();
  },
  "in the book": async ({ app, page }) => {
    await page.getByTestId("import-options").getByRole("radio").nth(0).check();
    await page.locator('[data-testid="import-summary"][data-changed="1"]:not([data-busy])').waitFor();
    await app.data.applyTable();
  },
  "questions": async (on) => {
    await choose(on.app, on.folder, "要问的.csv", asCsv(ASKED));
  },
  "some answered": async ({ app }) => {
    await app.data.answerTable("合作起始时间", "day-first");
    await app.data.answerTable("营收", "wan");
  },
  "hidden rows": async (on) => {
    await choose(on.app, on.folder, "藏.xlsx", withHidden([["客户名称", "地区"], ["青禾茶业", "杭州"], ["远山制造", "苏州"]], [3]));
  },
  "no rows": async (on) => {
    await on.page.getByTestId("import-file").setInputFiles(file(on.folder, "空的.xlsx", xlsx(["说明", [["这里没有表"]]])));
    await on.page.locator('[data-testid="import-report"][data-file="空的.xlsx"][data-state="preview"]').waitFor();
  },
  "many rows": async (on) => {
    await choose(on.app, on.folder, "许多.csv", many());
  },
  "a refusal": async (on) => {
    await choose(on.app, on.folder, "图.xlsx", Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n\x1a\n"), Buffer.alloc(64)]));
  },
  "what is kept": async (on) => {
    await away(on);
    await on.page.getByTestId("past-import").first().waitFor();
    await on.page.getByTestId("kept-mapping").first().waitFor();
  },
};
