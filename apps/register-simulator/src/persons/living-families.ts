import { birthday, type Day } from '../population/calendar';
import { describe, lastOf } from '../population/describe';
import type { Family, HeldNumber } from '../population/family';
import { NumberBook } from '../population/numbers';
import type { PersonState } from '../population/person-state';
import { beginFamily, beginLoner, hasEvent } from '../population/playing';

/** Every family of a population, kept and lived with; laid out as `createPopulation` does with the same options. */
export class LivingFamilies {
  private readonly book = new NumberBook();
  private readonly families: Family[] = [];
  private readonly sizes: number[] = [];
  private readonly firstLoner: number;
  /** In which family a number is, in the order in which numbers were given out. */
  private readonly homes = new Map<string, number>();

  constructor(
    private readonly seed: number,
    persons: number,
    firstDay: Day,
  ) {
    let firstLoner = Number.POSITIVE_INFINITY;
    for (let laidOut = 0; laidOut < persons;) {
      const index = this.families.length;
      let family = this.begin(index, firstDay, firstLoner);
      if (laidOut + family.numbers.length > persons) {
        this.book.withdrawLast();
        firstLoner = index;
        family = this.begin(index, firstDay, firstLoner);
      }
      family.takeNumber = this.book.further;
      this.families.push(family);
      this.sizes.push(family.numbers.length);
      this.settle(index);
      laidOut += family.numbers.length;
    }
    this.firstLoner = firstLoner;
  }

  private begin(index: number, firstDay: Day, firstLoner: number): Family {
    return (index >= firstLoner ? beginLoner : beginFamily)(this.seed, index, firstDay, this.book.layOutNext());
  }

  /** Families are told apart by their place; one that was joined to another is empty. */
  get count(): number {
    return this.families.length;
  }

  get(index: number): Family {
    const family = this.families[index];
    if (!family) throw new RangeError('there is no such family');
    return family;
  }

  /** How many numbers there are. */
  get size(): number {
    return this.homes.size;
  }

  numbers(): Iterable<string> {
    return this.homes.keys();
  }

  /** The family of a number, and how the number stands in it. */
  find(number: string): { index: number; family: Family; held: HeldNumber } | undefined {
    const index = this.homes.get(number);
    if (index === undefined) return undefined;
    const family = this.get(index);
    const held = family.numbers.find(({ text }) => text === number);
    return held && { index, family, held };
  }

  /** Every number of the same human being, the one in force first. */
  numbersOf(number: string): readonly string[] {
    const found = this.find(number);
    if (!found) return [];
    const last = lastOf(found.held);
    const others = found.family.numbers.filter((each) => each !== last && lastOf(each) === last);
    return [last, ...others].map(({ text }) => text);
  }

  /** Notes the numbers that a family has got. */
  settle(index: number): void {
    for (const { text } of this.get(index).numbers) this.homes.set(text, index);
  }

  /** Whether everyday life has something for the family in a night. */
  isEventful(index: number, night: number, share: number): boolean {
    return share > 0 && index < this.firstLoner && hasEvent(this.seed, index, night, this.sizes[index] ?? 0, share);
  }

  /** Whether somebody of the family comes of age in these days. */
  comesOfAge(index: number, after: Day, upTo: Day): boolean {
    return this.get(index).persons.some(({ born, custody }) => {
      if (custody.length === 0) return false;
      const day = birthday(born, 18);
      return day > after && day <= upTo;
    });
  }

  /** Makes two families one, since from now on somebody of the one stands in a set of the other. */
  join(index: number, other: number): void {
    if (index === other) return;
    const [into, from] = [this.get(index), this.get(other)];
    into.persons.push(...from.persons.splice(0));
    into.numbers.push(...from.numbers.splice(0));
    from.pair = null;
    this.settle(index);
  }

  describe(family: Family, held: HeldNumber, day: Day): PersonState {
    // A copy, since lists of the person's go on growing.
    return structuredClone(describe(family, held, day));
  }
}
