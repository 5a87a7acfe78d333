const EMPTY = 0;
const FULLEST = 0.6;
const SPREAD = 0x9e3779b1;

/**
 * Which person numbers were seen, exactly, in some eight bytes a person: a set of JavaScript numbers would take ten
 * times as much, and a first load may name millions.
 */
export class PersonNumberSet {
  #slots = new Uint32Array(1 << 12);
  #used = 0;
  /** Numbers whose month is impossible do not fit a slot; they are damaged and rare. */
  readonly #odd = new Set<number>();

  get size(): number {
    return this.#used + this.#odd.size;
  }

  /** Adds a number of ten digits; false where it was there already. */
  add(number: number): boolean {
    const day = Math.floor(number / 1e8);
    const month = Math.floor(number / 1e6) % 100;
    if (month > 12) {
      const before = this.#odd.size;
      return this.#odd.add(number).size > before;
    }
    if (this.#used >= this.#slots.length * FULLEST) this.#grow();
    // One to 1.3 thousand million: zero stays free for "empty".
    return this.#place((day * 13 + month) * 1e6 + (number % 1e6) + 1);
  }

  #place(key: number): boolean {
    const last = this.#slots.length - 1;
    let at = (Math.imul(key, SPREAD) >>> 8) & last;
    for (;;) {
      const there = this.#slots[at];
      if (there === key) return false;
      if (there === EMPTY) break;
      at = (at + 1) & last;
    }
    this.#slots[at] = key;
    this.#used += 1;
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#used = 0;
    for (const key of old) if (key !== EMPTY) this.#place(key);
  }
}
