// Tables that people have, made for the stories; XLSX is written and read by a library of its own (SheetJS).
import { createRequire } from "node:module";

const XLSX = createRequire(import.meta.url)("xlsx");

/** The rows of a Chinese customer sheet: a title above the head, a total below. */
export const CUSTOMER_ROWS = [
  ["客户资料表（2026年）"],
  ["客户名称", "统一社会信用代码", "地区", "行业", "营收（万元）", "合作起始时间", "姓名", "联系方式", "备注栏"],
  ["宁波恒拓机械有限公司", "914403001922038216", "宁波", "制造业", 1200, "2021年3月5日", "张三", "13800006142", "老客户"],
  ["宁波恒拓机械有限公司", "", "", "", "", "", "李四", "13900001111", ""],
  ["蓝海科技（上海）有限公司", "", "上海", "制造业", 350.5, "2023/4/8", "王五", "021-55551234", ""],
  ["青禾茶业", "", "杭州", "制造业", 86, "2024-11-02", "赵六", "13712345678", "要样品"],
  ["合计", "", "", "", 1636.5, "", "", "", ""],
];

/** The bytes of an XLSX with these sheets: [name, rows]. */
export function xlsx(...sheets) {
  return book(sheets, "xlsx");
}

/** The same as another format of SheetJS (`biff8`, `ods`, `xlsb`, `xlml`). */
export function book(sheets, bookType) {
  const made = XLSX.utils.book_new();
  for (const [name, rows] of sheets) XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet(rows), name);
  return XLSX.write(made, { type: "buffer", bookType });
}

/** An XLSX with a hidden sheet before the rows, some of which are hidden. */
export function withHidden(rows, hidden) {
  const made = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([["客户名称"], ["藏着的客户"]]), "旧数据");
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet["!rows"] = rows.map((_, i) => ({ hidden: hidden.includes(i + 1) }));
  XLSX.utils.book_append_sheet(made, sheet, "客户");
  made.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  return XLSX.write(made, { type: "buffer", bookType: "xlsx" });
}

/** What a sheet says, read by SheetJS: its first sheet, row by row, with the fills of the cells. */
export function readXlsx(bytes) {
  const [[name, sheet]] = Object.entries(XLSX.read(bytes, { cellStyles: true }).Sheets);
  return { name, sheet, rows: XLSX.utils.sheet_to_json(sheet, { header: 1, raw: true, defval: "" }) };
}

/** A workbook as SheetJS sees it: cells with their types and forms. */
export const openXlsx = (bytes) => XLSX.read(bytes, { cellNF: true, cellStyles: true });

/** The number that spreadsheets count a day with. */
export const serial = (day) => Date.parse(day) / 86_400_000 + 25_569;

/** A workbook with a row put into its first sheet, below the heading. */
export function withRow(bytes, row) {
  const book = XLSX.read(bytes);
  XLSX.utils.sheet_add_aoa(book.Sheets[book.SheetNames[0]], [row], { origin: "A2" });
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" });
}

/** A table as many Chinese back ends save it: HTML under the name .xls. */
export const asHtml = (rows) =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table border="1">${rows.map((row) => `<tr>${row.map((cell) => `<td style="mso-number-format:'\\@'">${cell}</td>`).join("")}</tr>`).join("")}</table></body></html>`;

/** A CSV's text. */
export const asCsv = (rows, between = ",") =>
  rows.map((row) => row.map((cell) => (/[",\n\t]/.test(`${cell}`) ? `"${`${cell}`.replaceAll('"', '""')}"` : cell)).join(between)).join("\r\n");

/** Text in GB 18030: made of the decoder's own table, as Node writes no GBK. */
export function gb18030(text) {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map();
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap((char) => (char.charCodeAt(0) < 128 ? [char.charCodeAt(0)] : codes.get(char) ?? [63])));
}
