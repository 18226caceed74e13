// Conditions made by dice, and what the book's contract says they mean.

const ORDERS = {
  lessThan: (fact, value) => fact < value,
  lessThanInclusive: (fact, value) => fact <= value,
  greaterThan: (fact, value) => fact > value,
  greaterThanInclusive: (fact, value) => fact >= value,
};
const EQUALS = ["equal", "notEqual"];
const LISTED = ["in", "notIn"];
const CONTAINS = ["contains", "doesNotContain"];

export const OPERATORS = [...EQUALS, ...Object.keys(ORDERS), ...LISTED, ...CONTAINS];

/** The kinds of facts, and which operators a sensible rule uses on them. */
const SUITS = {
  number: [...Object.keys(ORDERS), ...Object.keys(ORDERS), ...EQUALS, ...LISTED],
  flag: EQUALS,
  word: [...EQUALS, ...LISTED],
  class: [...EQUALS, ...LISTED],
  list: CONTAINS,
};
export const KINDS = Object.keys(SUITS);

/**
 * Comparisons of kinds that do not meet: known, but never equal, never ordered, never a list. What JavaScript would turn
 * into a number (a number against "12" or true, a word such as "12" against 12) is not asked: the page orders nothing else
 * than numbers.
 */
const MISMATCHED = {
  number: { equal: "12", notEqual: true, in: ["12", false], notIn: ["12"], contains: 12, doesNotContain: 12 },
  flag: { equal: 1, notEqual: "true", greaterThan: 0, lessThanInclusive: 1, in: [1, "true"] },
  word: { notEqual: 3, greaterThan: 3, lessThan: 3, notIn: [false], contains: "A", doesNotContain: "A" },
  class: { equal: true, greaterThanInclusive: 0, doesNotContain: "A" },
  list: { equal: "VIP", notEqual: "VIP", lessThan: 3, in: ["VIP"], notIn: ["VIP"], contains: 1, doesNotContain: 1 },
};

/** What a condition says of facts by the book's contract: a leaf whose fact is missing is false. */
export function says(condition, facts) {
  if (condition.all) return condition.all.every((part) => says(part, facts));
  if (condition.any) return condition.any.length === 0 || condition.any.some((part) => says(part, facts));
  if (condition.not) return !says(condition.not, facts);
  const { fact: name, operator, value } = condition;
  if (!(name in facts)) return false;
  const fact = facts[name];
  if (operator in ORDERS) return typeof fact === "number" && ORDERS[operator](fact, value);
  if (EQUALS.includes(operator)) return (fact === value) === (operator === "equal");
  if (LISTED.includes(operator)) return value.includes(fact) === (operator === "in");
  return Array.isArray(fact) && fact.includes(value) === (operator === "contains");
}

const parts = (condition) => condition.all ?? condition.any ?? (condition.not ? [condition.not] : []);

/** The condition and every condition inside it, the outer ones first. */
export const within = (condition) => [condition, ...parts(condition).flatMap(within)];

/** Its comparisons. */
export const leaves = (condition) => within(condition).filter((part) => "fact" in part);

/** How many groups stand inside each other. */
export const depth = (condition) => ("fact" in condition ? 0 : 1 + Math.max(0, ...parts(condition).map(depth)));

/** Makes conditions on the facts of `people`, a list of { facts }; `kindOf(name, value)` gives a fact's kind. */
export class ConditionMaker {
  constructor(dice, people, kindOf) {
    Object.assign(this, { dice, people, kindOf });
  }

  /** A comparison, or a group with at most `deepest` groups inside each other. */
  condition(deepest) {
    const { dice } = this;
    if (deepest === 0) return this.#leaf();
    const part = () => this.condition(dice.chance(15) ? 0 : deepest - 1);
    if (dice.chance(15)) return { not: part() };
    const number = dice.chance(2) ? 0 : dice.pick([1, 2, 2, 3, 3]);
    return { [dice.pick(["all", "any"])]: Array.from({ length: number }, part) };
  }

  /** A comparison of a fact that somebody has, with a value that somebody has or one beside it. */
  #leaf() {
    const { dice } = this;
    const kind = dice.pick(["number", "number", "number", "flag", "word", "class", "list"]);
    const { facts } = dice.pick(this.people);
    const names = Object.keys(facts).filter((name) => this.kindOf(name, facts[name]) === kind);
    if (names.length === 0) return this.#leaf();
    const fact = dice.pick(names);
    if (dice.chance(4)) {
      const [operator, value] = dice.pick(Object.entries(MISMATCHED[kind]));
      return { fact, operator, value };
    }
    const operator = dice.pick(SUITS[kind]);
    return { fact, operator, value: this.#value(kind, fact, operator, facts[fact]) };
  }

  #value(kind, name, operator, known) {
    const { dice } = this;
    if (LISTED.includes(operator)) return [known, this.#another(name), this.#another(name)];
    if (kind === "list") return dice.chance(90) && known.length ? dice.pick(known) : "无人有此标签";
    if (kind !== "number" || EQUALS.includes(operator) || dice.chance(60)) return known; // stands on the border
    return dice.pick([(known + this.#another(name)) / 2, Math.round(known), known + 1, known - 0.01]);
  }

  #another(name) {
    const { facts } = this.dice.pick(this.people);
    return name in facts ? facts[name] : this.#another(name);
  }
}
