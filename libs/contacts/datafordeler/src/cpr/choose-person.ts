import { elementsOf, type State } from './elements';
import { Fields } from './fields';
import { numberOf } from './scene';
import { CLOSED } from './words';

/** The person whom an answer tells of when it is asked for a number. */
export interface ChosenPerson {
  readonly kind: 'chosen';
  readonly person: Fields;
  /** The number that is valid for the person: the one asked for, or another (CPR-4). */
  readonly validNumber: string;
}

export type Choice =
  | ChosenPerson
  | { readonly kind: 'unknown' }
  /** These fields cannot be read, so that it is not known whom the answer tells of. */
  | { readonly kind: 'unreadable'; readonly fields: readonly string[] };

/**
 * Finds the person whom a number stands for among those of an answer. A number may be in force, be an earlier number, or
 * be a closed person of its own who names the valid number (double registrations).
 */
export function choosePerson(number: string, answer: readonly unknown[]): Choice {
  const unreadable = new Set<string>();
  const ranked = new Map<string, Ranked>();
  for (const one of answer) {
    const faults = new Set<string>();
    const person = Fields.of(one, faults);
    const found = person && rankedFor(number, person);
    if (person === undefined) unreadable.add('nodes');
    else if (faults.size === 0 && found !== undefined) ranked.set(person.canonical(), found);
    else if (faults.size > 0 && found !== undefined) return { kind: 'unreadable', fields: [...faults].sort() };
    else for (const fault of faults) unreadable.add(fault);
  }
  const best = Math.min(...[...ranked.values()].map(({ rank }) => rank));
  const [chosen, ...others] = [...ranked.values()].filter(({ rank }) => rank === best);
  if (chosen === undefined) {
    // Whom an unreadable one tells of is not known: it may be this one.
    return unreadable.size === 0 ? { kind: 'unknown' } : { kind: 'unreadable', fields: [...unreadable].sort() };
  }
  if (others.length > 0 || chosen.validNumber === undefined) return { kind: 'unreadable', fields: ['personnumre'] };
  return { kind: 'chosen', person: chosen.person, validNumber: chosen.validNumber };
}

interface Ranked {
  readonly person: Fields;
  readonly rank: number;
  readonly validNumber: string | undefined;
}

/** How well a person answers for a number, the least best; undefined where the number is not one of the person's. */
function rankedFor(number: string, person: Fields): Ranked | undefined {
  const numbers = (elementsOf(person, 'personnumre') ?? []).map(({ fields, state }) => ({
    number: numberOf(fields) ?? fields.fault('personnummer'),
    state: state ?? fields.fault('status'),
  }));
  if (numbers.length === 0) person.fault('personnumre');
  const states = new Set(numbers.filter((one) => one.number === number).map(({ state }) => state));
  if (states.size === 0) return undefined;
  const valid = [...new Set(numbers.filter(({ state }) => state === 'aktuel').map((one) => one.number))];
  const isClosed = person.text('status')?.toLowerCase() === CLOSED;
  if (states.has('aktuel')) {
    // A closed person names the valid number of somebody whose data are not here.
    if (isClosed && numbers.some((one) => one.number !== number)) return undefined;
    return { person, rank: 2, validNumber: valid.length === 1 ? number : undefined };
  }
  // A closed or annulled number without a successor speaks for itself.
  if (valid.length === 0) return { person, rank: 1, validNumber: number };
  // A change of number that was undone says nothing of the number that it had given.
  const isUndone = [...states].every((state: State | undefined) => state === 'fortrudt');
  if (isUndone) return undefined;
  return { person, rank: isClosed ? 1 : 3, validNumber: valid.length === 1 ? valid[0] : undefined };
}
