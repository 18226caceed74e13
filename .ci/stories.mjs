// Runs the stories of tests/e2e, three files at once: `node .ci/stories.mjs [FILE...]`. On a machine that others keep busy a story can lose its
// time to its neighbours: what failed is run again with nothing beside it, and told either way. What fails then too has failed.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";

const named = process.argv.slice(2);
const files = (named.length ? named : readdirSync("tests/e2e").filter((name) => name.endsWith(".test.mjs")).map((name) => `tests/e2e/${name}`)).map((name) => resolve(name));

/** Runs the files; gives the names of the stories that failed, by file. A file that broke outside its stories is there without names. */
async function runFiles(files, options) {
  const failed = new Map();
  const stream = run({ files, ...options });
  stream.on("test:fail", ({ name, file, todo, details }) => {
    if (todo) return;
    const names = failed.get(file ?? resolve(name)) ?? [];
    if (details.error?.failureType !== "subtestsFailed" && resolve(name) !== file) names.push(name);
    failed.set(file ?? resolve(name), names);
  });
  const shown = stream.compose(tap);
  for await (const line of shown) process.stdout.write(line);
  return failed;
}
const escape = (name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

const failed = await runFiles(files, { concurrency: 3 });
const unsteady = [];
const FEW = 8; // files: what breaks more has not lost its time to a neighbour
if (failed.size > FEW) process.exitCode = 1;
for (const [file, names] of failed.size > FEW ? [] : failed) {
  console.log(`# Again, by themselves: ${file}: ${names.join("; ") || "the whole file"}`);
  const again = await runFiles([file], { concurrency: 1, ...(names.length && { testNamePatterns: names.map((name) => new RegExp(`^${escape(name)}$`)) }) });
  if (again.size) process.exitCode = 1;
  else unsteady.push(...names);
}
if (unsteady.length) console.log(`# ⚠ Passed only by themselves, ${unsteady.length}: ${unsteady.join("; ")}`);
