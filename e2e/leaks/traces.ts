import type { PersonState } from '@contact-sync/register-simulator';

/** Something that left the register, with where it was found. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

const LONG_NAME = 6;
const LONG_STREET = 10;

/** What tells of persons: their numbers, and names and streets that are no words of ours. */
export class Secrets {
  readonly numbers: ReadonlySet<string>;
  readonly words: readonly string[];

  /** `typed`: what people type, beside what the population has. */
  constructor(persons: Iterable<PersonState>, typed: readonly string[] = []) {
    const all = [...persons];
    this.numbers = new Set(all.map(({ number }) => number));
    const surnames = all.map(({ name }) => name.last).filter((last) => last.length >= LONG_NAME);
    const streets = all
      .flatMap(({ address }) => address?.street ?? [])
      .filter((street) => street.length >= LONG_STREET);
    this.words = [...new Set([...surnames, ...streets, ...typed])];
  }

  /** What of them stands in the traces: `where: what`. */
  foundIn(traces: readonly Trace[]): string[] {
    return traces.flatMap(({ where, text }) => {
      const found = [...this.numbersIn(text), ...this.words.filter((word) => text.includes(word))];
      return [...new Set(found)].map((secret) => `${where}: ${secret}`);
    });
  }

  /** Numbers as ten digits, also with a hyphen or a blank, written as in an address too, and inside longer runs of digits. */
  private numbersIn(text: string): string[] {
    const candidates = [...text.matchAll(/(?=(\d{6}(?:[- +]|%2D|%20)?\d{4}))/gi)].map(
      ([, candidate = '']) => candidate,
    );
    return candidates.filter((candidate) => this.numbers.has(candidate.slice(0, 6) + candidate.slice(-4)));
  }
}
