// What the browser benchmarks share.

/** Flags of the browser. */
export const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A book of so many customers with ten events each, by a fixed sequence; so many of them stand there twice, under another legal form. */
export function book(customers, doubled = 0) {
  let seed = 7;
  const dice = (n) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
  const day = () => new Date(Date.UTC(2026, 10, 19) - dice(1095) * 864e5).toISOString().slice(0, 10);
  const file = { format: "guanxi-book", version: 1, customers: [], orders: [], interactions: [], tickets: [] };
  for (let c = 0; c < customers; c++) {
    const id = `c${c}`;
    file.customers.push({ id, name: `测试客户${c}有限公司`, kind: "enterprise", industry: ["制造业", "零售业", "医疗"][dice(3)], owner: ["周敏", "许静"][dice(2)], contacts: [{ name: "联系人", phone: `138${10000000 + dice(89999999)}` }], created_on: day() });
    for (let e = 0; e < 4; e++) file.orders.push({ id: `o${c}-${e}`, customer: id, date: day(), amount: 1000 + dice(300000) });
    for (let e = 0; e < 5; e++) file.interactions.push({ id: `i${c}-${e}`, customer: id, at: day(), kind: "call", direction: "outbound", responded: dice(2) === 0 });
    file.tickets.push({ id: `t${c}`, customer: id, kind: "complaint", opened_at: day() });
  }
  for (let d = 0; d < doubled; d++) {
    const one = file.customers[d * Math.floor(customers / doubled)];
    file.customers.push({ ...one, id: `d${d}`, name: one.name.replace("有限公司", "股份有限公司") });
  }
  return JSON.stringify(file);
}

/**
 * A book that is lived in, by a fixed sequence: so many customers, a fifth of whom are leads, with orders and talks of the three years up to
 * today, half as many tickets, and a plan to win back for every fiftieth.
 */
export function lived(customers, today = new Date()) {
  let seed = 11;
  const dice = (n) => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) % n;
  const one = (...of) => of[dice(of.length)];
  const back = (days) => new Date(today.getTime() - days * 864e5 + 8 * 36e5).toISOString();
  const day = (days) => back(days).slice(0, 10);
  const at = (days) => `${day(days)}T${String(9 + dice(9)).padStart(2, "0")}:${String(dice(60)).padStart(2, "0")}:00+08:00`;
  const people = ["周敏", "许静", "李娜", "王强", "赵敏", "陈思远"];
  const regions = ["江苏", "浙江", "上海", "广东", "四川"];
  const file = {
    format: "guanxi-book",
    version: 1,
    settings: { points_rules: { per_yuan: 0.01, months: 12 }, company: "苏州澜川", staff: people.map((name, n) => ({ name, regions: [regions[n % 5]] })), tasks_from: day(30) },
    customers: [],
    orders: [],
    interactions: [],
    tickets: [],
    task_outcomes: [],
    // For everybody; a third of the orders carry it.
    campaigns: [{ id: "camp", name: "年度回访", channel: "短信", starts_on: day(360), cost: 20_000 }],
  };
  for (let c = 0; c < customers; c++) {
    const id = `c${c}`;
    const isLead = c % 5 === 0;
    const created = isLead ? dice(120) : dice(1095);
    file.customers.push({
      id,
      name: `测试客户${c}有限公司`,
      kind: c % 7 === 0 ? "person" : "enterprise",
      industry: one("制造业", "零售业", "医疗"),
      region: one(...regions),
      source: one("展会", "网站", "转介绍"),
      owner: c % 11 === 0 ? null : one(...people),
      intent: isLead ? one("A", "B", "C", null) : null,
      contacts: [{ name: "联系人", phone: `138${10000000 + dice(89999999)}` }],
      created_on: day(created),
    });
    // Who buys often and who seldom, much and little, and who is gone sooner and later: a model of purchases finds its parameters in them.
    const [gap, stays, most] = [one(25, 60, 120, 250, 500), one(2, 5, 12, 40), one(20_000, 80_000, 300_000, 900_000)];
    for (let e = 0, left = isLead ? -1 : created; left >= 0 && e < 12; e++, left -= 1 + dice(2 * gap)) {
      file.orders.push({ id: `o${c}-${e}`, customer: id, date: day(left), amount: 1000 + dice(most), items: [{ product: `产品${(c * 7 + e * e) % 40}` }, { product: `产品${(c + e) % 12}` }], campaign: (c + e) % 3 ? null : "camp" });
      if (dice(stays) === 0) break;
    }
    for (let e = 0; e < (isLead ? 2 : 5); e++) file.interactions.push({ id: `i${c}-${e}`, customer: id, at: day(dice(created + 1)), kind: one("call", "visit", "wechat"), direction: "outbound", responded: dice(2) === 0, content: "谈了交期和价格" });
    if (c % 2) {
      const opened = dice(365);
      const isSolved = opened > 5 && dice(10) > 0;
      file.tickets.push({ id: `t${c}`, customer: id, kind: one("consultation", "complaint", "after_sales", "technical"), severity: one("general", "quality", "major"), opened_at: at(opened), resolved_at: isSolved ? at(Math.max(opened - 1 - dice(3), 0)) : null, handler: one(...people), subject: one("轴承异响", "问型号", "换垫片", "交期"), cause: isSolved ? one("装配", "运输") : null, satisfaction: isSolved ? 1 + dice(5) : null });
    }
    if (c % 50 === 1) file.task_outcomes.push({ id: `own/p${c}/${id}/task`, name: "带新报价上门", due: day(-dice(30)), at: `${day(20)}T10:00:00+08:00`, win_back: one("price", "service", "competitor"), win_back_owner: one(...people) });
  }
  return JSON.stringify(file);
}

/** The middle one; the values are sorted in place. */
export const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
