// Books and oracle tables for the stories.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Results that others computed live beside the clone, or where ORACLE says; they are no part of the project. */
const ORACLE = process.env.ORACLE ?? resolve(dirname(fileURLToPath(import.meta.url)), "../../../shared/oracle");

/** Why a story that needs the oracle folder `name` is skipped; false when the folder is there. */
export const oracleMissing = (name) => (existsSync(join(ORACLE, name)) ? false : `no folder ${name} in ${ORACLE}`);

/** A small valid book; `extra` adds or replaces top-level keys. */
export function smallBook(extra = {}) {
  return {
    format: "guanxi-book",
    version: 1,
    customers: [
      { id: "c1", name: "青禾纸业", kind: "enterprise", industry: "制造", notes: "老客户" },
      { id: "c2", name: "云栖茶社", kind: "enterprise" },
    ],
    orders: [{ id: "o1", customer: "c1", date: "2026-01-05", amount: 1200.5 }],
    ...extra,
  };
}

/** A hand-over as another program may write it: one known customer otherwise, and one that is new. */
export function givenFile(known = "c1", name = "青禾纸业") {
  return {
    format: "guanxi-book",
    version: 1,
    handover: { id: "h-1", from: "张三", to: "李四", on: "2026-11-27", made: "2026-11-27T09:00:00+08:00", note: "月底前回访" },
    customers: [
      { id: known, name, kind: "enterprise", industry: "制造", notes: "交接时改的", region: "广州", tags: ["VIP"], contacts: [{ name: "王五", phone: "13800006142" }] },
      { id: "c9", name: "远山木业", kind: "enterprise" },
    ],
    orders: [{ id: "o1", customer: known, date: "2026-01-05", amount: 1300 }, { id: "o9", customer: "c9", date: "2026-02-05", amount: 1 }],
  };
}

/** The rows of a plain CSV file (no quoted commas) as objects. */
function table(...path) {
  const [head, ...rows] = readFileSync(join(ORACLE, ...path), "utf8").trim().split(/\r?\n/).map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((key, i) => [key, row[i]])));
}

/** The Online Retail invoices as a book whose rulebook scores as the R package rfm does. */
export function retailBook() {
  const rows = table("retail", "online_retail_orders.csv");
  const ids = [...new Set(rows.map((row) => row.customer_id))];
  return {
    format: "guanxi-book",
    version: 1,
    rulebook: { scores: [{ id: "rfm", window_months: null, cut_plus_one: true }] },
    customers: ids.map((id) => ({ id, name: `Customer ${id}`, kind: "person" })),
    orders: rows.map((row) => ({ id: row.order_no, customer: row.customer_id, date: row.order_date, amount: Number(row.amount) })),
  };
}

/** customer id → "R F M" as the R package gives it on 2011-12-10. */
export function retailScores() {
  const rows = table("retail", "online_retail_expected_rfm_rpkg_rule.csv");
  return new Map(rows.map((row) => [row.customer_id, `${row.recency_score} ${row.frequency_score} ${row.monetary_score}`]));
}

/** The JSON test suite: { name, bytes, expect: "accept" | "reject" | "either" }. */
export function jsonSuite() {
  const expectation = { y: "accept", n: "reject", i: "either" };
  return ["test_parsing", "test_transform"].flatMap((folder) =>
    readdirSync(join(ORACLE, "json", folder))
      .filter((name) => name.endsWith(".json"))
      .map((name) => ({
        name,
        bytes: readFileSync(join(ORACLE, "json", folder, name)),
        expect: folder === "test_parsing" ? expectation[name[0]] : "either",
      })),
  );
}

/** The cells of a CSV text (RFC 4180), as rows of strings. */
export function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}
