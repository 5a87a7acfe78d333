import type { GroupName, ObservedGroup } from '@contact-sync/contacts-model';
import { latin1 } from '../src/reading/latin1';
import { personsOf } from './delivery';
import { observeSlice } from './observed';

/** A published person: what it is observed as, and its raw lines, from which expected numbers are read. */
export class Published {
  readonly #lines: readonly string[];
  readonly #groups: Readonly<Partial<Record<GroupName, ObservedGroup>>>;
  readonly validNumber: string | undefined;

  /** Two numbers of one person have the same name: the status says which is meant. */
  constructor(file: Uint8Array, firstNames: string, surname: string, status = '') {
    const lines = latin1(file).split('\n');
    const named = lines
      .filter((line) => line.startsWith('008'))
      .filter((line) => line.slice(13, 63).trim() === firstNames && line.slice(105, 145).trim() === surname)
      .map((line) => line.slice(3, 13));
    const pnr = named.find((one) =>
      lines.some((line) => line.startsWith(`001${one}`) && line.slice(23).startsWith(status)),
    )!;
    this.#lines = lines.filter((line) => line.slice(3, 13) === pnr);
    const { observation } = observeSlice(personsOf(file).get(pnr)!, { asOf: '2001-11-19' });
    this.#groups = observation!.groups;
    this.validNumber = observation!.validNumber;
    expect(observation!.subject).toEqual({ nameType: 'C', nameCode: pnr });
  }

  /** Characters of the nth line of a type, positions from 1 as in the description. */
  raw(type: string, start: number, length: number, nth = 0): string {
    return this.#lines.filter((line) => line.startsWith(type))[nth]!.slice(start - 1, start - 1 + length);
  }

  group(name: GroupName): ObservedGroup | undefined {
    return this.#groups[name];
  }

  get carried(): number {
    return Object.keys(this.#groups).length;
  }
}

/** First names and surname of the first person with a record of a type that has the code at position 14. */
export function nameOf(file: Uint8Array, type: string, code: string): [string, string] {
  const lines = latin1(file).split('\n');
  const pnr = lines.find((line) => line.startsWith(type) && line.slice(13, 17) === code)!.slice(3, 13);
  const nameLine = lines.find((line) => line.startsWith(`008${pnr}`))!;
  return [nameLine.slice(13, 63).trim(), nameLine.slice(105, 145).trim()];
}
