// Dice that always fall alike: the same seed, the same book and the same rules, in every run and on every machine.
const WORD = (1n << 64n) - 1n;

export class Dice {
  #state;
  constructor(seed) {
    this.#state = BigInt(seed);
  }
  /** 0 … 2^53 − 1 (splitmix64). */
  next() {
    this.#state = (this.#state + 0x9e3779b97f4a7c15n) & WORD;
    let z = this.#state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
    return Number((z ^ (z >> 31n)) >> 11n);
  }
  /** 0 … n − 1. */
  below(n) {
    return this.next() % n;
  }
  /** From `low` to `high`, both included. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }
  chance(percent) {
    return this.below(100) < percent;
  }
  pick(from) {
    return from[this.below(from.length)];
  }
  /** Some of `from`, each with this chance, in their order. */
  some(from, percent) {
    return from.filter(() => this.chance(percent));
  }
}
