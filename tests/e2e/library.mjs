// What json-rules-engine says of facts. It is asked in a thread of its own, because the test runner watches every promise
// of a test's thread, and the library makes millions.
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { Engine, Rule } from "json-rules-engine";

/**
 * The library's answers, a row for each of `facts`, in it an answer for each of `rules` ({ id, when }): true, false, or
 * the code of the error that it raises.
 */
export function libraryAnswers(facts, rules) {
  return new Promise((resolve, reject) => {
    const plain = rules.map(({ id, when }) => ({ id, when }));
    const worker = new Worker(new URL(import.meta.url), { workerData: { facts, rules: plain } });
    worker.once("message", resolve).once("error", reject);
  });
}

/** The library wants a group at the root; an `all` of one comparison is that comparison. */
const conditions = (when) => ("fact" in when ? { all: [when] } : when);

/** The names of the rules that hold, or the error's code for the whole run. */
const run = (rules, facts) => new Engine(rules).run(facts).then(({ results }) => new Set(results.map(({ name }) => name)), ({ code }) => code ?? "unknown error");

async function answer({ facts, rules }) {
  const made = rules.map(({ id, when }) => {
    const names = [...JSON.stringify(when).matchAll(/"fact":"(\w+)"/g)].map(([, name]) => name);
    return { id, names, rule: new Rule({ name: id, conditions: conditions(when), event: { type: id } }) };
  });
  const rows = [];
  for (const known of facts) {
    const whole = made.filter(({ names }) => names.every((name) => name in known));
    const holds = await run(whole.map(({ rule }) => rule), known); // one run for all of them: the library is slow to begin
    if (typeof holds === "string") throw new Error(`${holds} although every fact is known`);
    const alone = async ({ id, names, rule }) => {
      if (whole.some((one) => one.id === id)) return holds.has(id);
      const some = Object.fromEntries(names.filter((name) => name in known).map((name) => [name, known[name]]));
      const result = await run([rule], some);
      return typeof result === "string" ? result : result.has(id);
    };
    const row = [];
    for (const one of made) row.push(await alone(one));
    rows.push(row);
  }
  return rows;
}

if (!isMainThread) parentPort.postMessage(await answer(workerData));
