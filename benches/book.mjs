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

/** The middle one; the values are sorted in place. */
export const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
