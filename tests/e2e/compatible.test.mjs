// Rules mean what they mean in json-rules-engine: the page's automatic tags are what that library says of the same facts.
import assert from "node:assert/strict";
import { ConditionMaker, KINDS, OPERATORS, depth, leaves, says, within } from "./conditions.mjs";
import { Dice } from "./dice.mjs";
import { AS_OF, generatedBook, isWord, recordFacts } from "./generated.mjs";
import { file, story } from "./harness.mjs";
import { libraryAnswers } from "./library.mjs";

const SEED = Number(process.env.SEED ?? 20261121); // another one makes another book and other rules
const CUSTOMERS = 1_000;
const RULES = 200;
/** How the library answers a rule that names a fact it does not have. */
const REFUSED = "UNDEFINED_FACT";

const leaf = (fact, operator, value) => ({ fact, operator, value });
/** A score and a dimension of the book's own, so that rules name those too. */
const OWN = {
  scores: [{
    id: "care",
    name: "关怀",
    terms: [{ metric: "care_contacts", weight: 0.7, of: "interactions_60d", factor: 15 }, { metric: "stability", weight: 0.3 }],
    bands: [],
  }],
  dimensions: [{
    id: "care_level",
    name: "关怀程度",
    classes: [
      { id: "much", name: "多", when: leaf("care_score", "greaterThanInclusive", 40) },
      { id: "some", name: "有", when: leaf("interactions_60d", "greaterThan", 0) },
    ],
    otherwise: null,
  }],
};

/** A file that holds a rulebook with these automatic tags and nothing else. */
function rulebook(tags) {
  return { format: "guanxi-book", version: 1, rulebook: { ...OWN, tags: tags.map(({ id, when }) => ({ id, name: id, when })) } };
}

/** What the page computed: each customer's known facts and automatic tags. */
async function computed(app, records) {
  const results = await app.data.exportResults();
  assert.equal(results.as_of, AS_OF);
  return results.customers.map(({ id, metrics, classes, tags }) => {
    const known = Object.entries({ ...metrics, ...classes }).filter(([, value]) => value !== null);
    return { id, facts: { ...Object.fromEntries(known), ...recordFacts(records.get(id)) }, tags: new Set(tags) };
  });
}

function kindOf(name, value) {
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return isWord(name) ? "word" : "class";
  return typeof value === "boolean" ? "flag" : "number";
}

function ruleOf(id, when) {
  const compares = leaves(when);
  return { id, when, compares, facts: [...new Set(compares.map(({ fact }) => fact))] };
}

const knows = (person, rule) => rule.facts.every((name) => name in person.facts);
const share = (list, test) => list.filter(test).length / list.length;

/** Rules that say yes of some and no of others, and whose facts are all known for a good part of the customers. */
function makeRules(people) {
  const maker = new ConditionMaker(new Dice(SEED + 1), people, kindOf);
  const rules = [];
  while (rules.length < RULES) {
    const number = rules.length;
    const deepest = number % 10 === 0 ? 0 : 1 + (number % 3);
    const rule = ruleOf(`rule_${String(number).padStart(3, "0")}`, maker.condition(deepest));
    const known = people.filter((person) => knows(person, rule));
    const yes = share(known, ({ facts }) => says(rule.when, facts));
    if (known.length > CUSTOMERS / 4 && yes > 0.04 && yes < 0.96) rules.push(rule);
  }
  return rules;
}

/**
 * Every customer under every rule, by the page, by the library and by the contract. The contract's own reading is
 * compared with the library's as well, so that it can be trusted where the library refuses.
 */
async function compare(people, rules) {
  const answers = await libraryAnswers(people.map(({ facts }) => facts), rules);
  return people.flatMap((person, i) =>
    rules.map((rule, j) => {
      const [page, contract, known] = [person.tags.has(rule.id), says(rule.when, person.facts), knows(person, rule)];
      const library = answers[i][j];
      const agree = page === contract && library === (known ? contract : REFUSED);
      return { person, rule, page, contract, library, known, agree };
    }),
  );
}

/** A disagreement in words: the rule, the facts it names, and every answer. */
function told({ person, rule, page, contract, library }) {
  const facts = rule.facts.map((name) => `${name} = ${JSON.stringify(person.facts[name]) ?? "missing"}`).join(", ");
  const answers = `the page says ${page}, json-rules-engine ${library}, the contract ${contract}`;
  return `${rule.id} of ${person.id}: ${answers}\n  ${JSON.stringify(rule.when)}\n  ${facts}`;
}

/** Disagreements in words, and the smallest part of a rule that disagrees: the page answers every part as a tag. */
async function explained(wrong, { app, folder, records }) {
  const { person, rule } = wrong.reduce((a, b) => (b.rule.compares.length < a.rule.compares.length ? b : a));
  const parts = within(rule.when).map((when, n) => ruleOf(`part ${n} of ${rule.id}`, when));
  await app.data.import(file(folder, "parts.guanxi.json", rulebook(parts)));
  const people = (await computed(app, records)).filter(({ id }) => id === person.id);
  const shrunk = (await compare(people, parts)).filter(({ agree }) => !agree).slice(-1);
  return [...shrunk, ...wrong.slice(0, 3)].map(told).join("\n");
}

/** How often each value that `of` gives occurs. */
function tally(list, of) {
  const counts = {};
  for (const item of list) counts[of(item)] = (counts[of(item)] ?? 0) + 1;
  return counts;
}

/** The comparison says something: both answers, every operator, every kind of fact, borders and gaps occur often. */
function assertTelling(people, rules, pairs) {
  const seen = Object.fromEntries(people.flatMap(({ facts }) => Object.entries(facts)));
  const compares = rules.flatMap((rule) => rule.compares);
  const stands = (facts) => ({ fact, operator, value }) => operator.includes("Than") && facts[fact] === value;
  const onBorder = ({ person, rule, known }) => known && rule.compares.some(stands(person.facts));
  const often = (least, counts, names) => names.forEach((name) => assert.ok(counts[name] >= least, `${name}: ${counts[name]} < ${least}`));

  assert.equal(pairs.length, CUSTOMERS * RULES);
  often(50_000, tally(pairs, ({ library }) => library), ["true", "false"]);
  often(10_000, tally(pairs, ({ library }) => library), [REFUSED]);
  often(5_000, tally(pairs, (pair) => (onBorder(pair) ? "on a border" : "beside")), ["on a border"]);
  often(RULES * 0.9, tally(rules, ({ id }) => Math.abs(share(people, ({ tags }) => tags.has(id)) - 0.5) < 0.48), ["true"]);
  often(25, tally(compares, ({ operator }) => operator), OPERATORS);
  often(60, tally(compares, ({ fact }) => kindOf(fact, seen[fact])), KINDS);
  often(50, tally(rules.flatMap(({ when }) => within(when)), (part) => Object.keys(part)[0]), ["all", "any", "not"]);
  often(20, tally(rules, ({ when }) => depth(when)), [0, 1, 2, 3]);
  const facts = tally(compares, ({ fact }) => fact);
  often(1, facts, ["care_score", "care_level"]);
  assert.ok(Object.keys(facts).length >= 50, `facts named: ${Object.keys(facts)}`);
}

story(`${RULES} rules over ${CUSTOMERS} customers hold where json-rules-engine says so`, { timeout: 300_000 }, async ({ app, folder }) => {
  const book = generatedBook(SEED, CUSTOMERS);
  const records = new Map(book.customers.map((record) => [record.id, record]));
  await app.data.open();
  await app.data.import(file(folder, "book.guanxi.json", { ...book, ...rulebook([]) }));
  await app.shell.setAsOf(AS_OF);
  await app.data.open();
  const before = await computed(app, records);
  assert.equal(before.length, CUSTOMERS);

  const rules = makeRules(before);
  await app.data.import(file(folder, "rules.guanxi.json", rulebook(rules)));
  const people = await computed(app, records);
  assert.deepEqual(people.map(({ facts }) => facts), before.map(({ facts }) => facts), "a tag changes no fact");

  const pairs = await compare(people, rules);
  const wrong = pairs.filter(({ agree }) => !agree);
  if (wrong.length) assert.fail(`${wrong.length} of ${pairs.length} answers differ:\n${await explained(wrong, { app, folder, records })}`);
  assertTelling(people, rules, pairs);
});
