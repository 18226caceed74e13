// A book made by dice: as lively and as full of gaps as a real one.
import { Dice } from "./dice.mjs";

export const AS_OF = "2026-11-21";
const STAFF = ["林晓", "周宁", "Ada"];
const WORDS = {
  kind: ["enterprise", "person"],
  industry: ["制造业", "零售业", "互联网", "教育"],
  region: ["华东", "华南", "华北", "海外 EMEA"],
  source: ["展会", "转介绍", "官网"],
  owner: STAFF,
  intent: ["A", "B", "C"],
  stage_override: ["active", "lost", "potential", "vip"],
};
const LISTS = { tags: ["VIP", "vip", "重视性价比", "关注售后响应"], need_tags: ["定制", "交期", "价格"] };
const AMOUNTS = [0, 0.01, 100, 12_500, 12_500, 99_999.99, 100_000, 250_000, 500_000, 1_000_000];

/** The day so many days before the as-of date; negative for one after it. */
const day = (ago) => new Date(Date.parse(AS_OF) - ago * 86_400_000).toISOString().slice(0, 10);

function customer(dice, id) {
  const words = Object.entries(WORDS).flatMap(([key, values]) => {
    const missing = dice.chance(key === "stage_override" ? 80 : 6);
    return missing ? (dice.chance(30) ? [[key, key === "kind" || key === "intent" ? null : ""]] : []) : [[key, dice.pick(values)]];
  });
  const lists = Object.entries(LISTS).flatMap(([key, values]) => (dice.chance(15) ? [] : [[key, dice.some(values, 40)]]));
  const record = { id, name: `客户 ${id}`, ...Object.fromEntries([...words, ...lists]) };
  if (dice.chance(60)) record.needs = dice.pick(["", "需要样品", "年底换供应商"]);
  if (dice.chance(70)) record.declared_annual_purchase = dice.pick(AMOUNTS);
  if (dice.chance(65)) record.cooperation_since = day(dice.between(-20, 1500));
  if (dice.chance(55)) {
    const signed = dice.between(-10, 900);
    record.contract = { signed_on: day(signed), ...(dice.chance(60) && { ends_on: day(signed - dice.pick([180, 365, 730])) }) };
  }
  if (dice.chance(85)) record.contacts = [{ name: "联系人", decision_maker: dice.chance(60), familiarity: dice.between(1, 5), phone: "13800000000" }];
  return record;
}

/** Days ago: crowded around the borders of the windows, now and then after the as-of date. */
const ago = (dice, longest) => (dice.chance(30) ? dice.pick([0, 29, 30, 31, 60, 61, 90, 120, 183, 365, 366]) : dice.between(-15, longest));

function order(dice, id, owner) {
  const at = ago(dice, 800);
  const due = dice.chance(85) && { due_on: day(at - 30), ...(dice.chance(85) && { paid_on: day(at - dice.pick([10, 29, 30, 31, 45])) }) };
  return { id, customer: owner, date: day(at), amount: dice.chance(50) ? dice.pick(AMOUNTS) : dice.between(1, 20_000_000) / 100, ...due };
}

function interaction(dice, id, owner) {
  const at = day(ago(dice, 140));
  const moment = dice.chance(50) ? at : `${at}T${dice.pick(["00:10", "23:50"])}:00+08:00`;
  const kind = dice.pick(["call", "visit", "wechat"]);
  return { id, customer: owner, at: moment, kind, direction: dice.pick(["outbound", "outbound", "inbound"]), responded: dice.pick([true, true, false, null]) };
}

function ticket(dice, id, owner) {
  const at = ago(dice, 220);
  const resolved = dice.chance(70) && { resolved_at: day(at - dice.between(0, 9)) };
  const satisfaction = dice.chance(80) && { satisfaction: dice.between(1, 5) };
  return { id, customer: owner, kind: dice.pick(["complaint", "complaint", "consultation", "praise"]), opened_at: day(at), ...resolved, ...satisfaction };
}

/** A book of so many customers; nine in ten have records of their own. */
export function generatedBook(seed, number) {
  const dice = new Dice(seed);
  const book = { format: "guanxi-book", version: 1, customers: [], orders: [], interactions: [], tickets: [] };
  const add = (list, make, prefix, owner, most) => {
    for (let n = dice.below(most + 1); n > 0; n -= 1) book[list].push(make(dice, `${prefix}${book[list].length}`, owner));
  };
  for (let n = 0; n < number; n += 1) {
    const id = `c${String(n).padStart(4, "0")}`;
    book.customers.push(customer(dice, id));
    if (dice.chance(10)) continue;
    add("orders", order, "o", id, 14);
    add("interactions", interaction, "i", id, 10);
    add("tickets", ticket, "t", id, 4);
  }
  return book;
}

/** Whether a fact is a word of the customer's record. */
export const isWord = (name) => name in WORDS;

/** The facts of a customer that stand in its record: words as they are (an empty one is none), lists that may be empty. */
export function recordFacts(record) {
  const words = Object.keys(WORDS).filter((key) => record[key]).map((key) => [key, record[key]]);
  const lists = Object.keys(LISTS).map((key) => [key, record[key] ?? []]);
  return Object.fromEntries([...words, ...lists]);
}
