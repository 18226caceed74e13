// Runs the stories of tests/e2e, three files at once: `node .ci/stories.mjs [FILE...]`. On a machine that others keep busy a story can lose its
// time to its neighbours: what failed is run again with nothing beside it, and told either way. What does not pass then has failed.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";

const ABREAST = 3;
const FEW = 8; // files: what breaks more has not lost its time to a neighbour
const named = process.argv.slice(2);
const all = readdirSync("tests/e2e").filter((name) => name.endsWith(".test.mjs")).map((name) => `tests/e2e/${name}`);
const files = (named.length ? named : all).map((name) => resolve(name));

/** Runs a file, or some of its stories; gives the names of those that failed and passed. What broke outside of its stories failed by the file's name. */
async function runFile(file, only = []) {
  const [failed, passed] = [new Set(), new Set()];
  const patterns = only.length ? { testNamePatterns: only.map((name) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`)) } : {};
  const stream = run({ files: [file], ...patterns });
  stream.on("test:fail", ({ name, todo }) => todo || failed.add(name));
  stream.on("test:pass", ({ name, skip }) => skip === undefined && passed.add(name));
  const said = [];
  for await (const line of stream.compose(tap)) said.push(line);
  process.stdout.write(said.join(""));
  return { failed: [...failed], passed };
}

const failed = new Map();
const waiting = [...files];
const worker = async () => {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const { failed: names } = await runFile(file);
    if (names.length) failed.set(file, names);
  }
};
await Promise.all(Array.from({ length: ABREAST }, worker));

const unsteady = [];
if (failed.size > FEW) process.exitCode = 1;
for (const [file, names] of failed.size > FEW ? [] : failed) {
  console.log(`# Again, by themselves: ${file}: ${names.join("; ")}`);
  const again = await runFile(file, names.some((name) => resolve(name) === file) ? [] : names);
  const isMended = again.failed.length === 0 && names.every((name) => again.passed.has(name) || resolve(name) === file);
  if (isMended) unsteady.push(...names);
  else process.exitCode = 1;
}
const count = [...failed.values()].flat().length;
console.log(`# Stories: ${files.length} files, ${count} failed beside others, ${count - unsteady.length} of them by themselves too`);
if (unsteady.length) console.log(`# ⚠ Passed only by themselves, ${unsteady.length}: ${unsteady.join("; ")}`);
