import type { Dated } from '@contact-sync/contacts-model';
import type { Fields } from './fields';

/** What the register holds of an element of a list (cpr.md, 4). */
export type State = 'aktuel' | 'historisk' | 'fortrudt' | 'rettet' | 'teknisk_aendring';

const STATES: ReadonlyMap<string, State> = new Map(
  (['aktuel', 'historisk', 'fortrudt', 'rettet', 'teknisk_aendring'] as const).map((state) => [state, state]),
);

/** An element of a list, with the time for which it holds. */
export interface Element {
  readonly fields: Fields;
  /** Absent where the service does not say; its period tells then. */
  readonly state: State | undefined;
  readonly since: Dated | undefined;
  /** The first day on which it holds no more. */
  readonly until: string | undefined;
}

/** The elements of one of a person's lists; undefined where the answer does not speak of it. */
export function elementsOf(person: Fields, name: string): readonly Element[] | undefined {
  return person.list(name)?.map((fields) => ({
    fields,
    state: fields.word('status', STATES),
    since: fields.dated('virkningfra'),
    until: fields.firstDayWithout('virkningtil'),
  }));
}

/** Those in force on a day, the one that began last first. Neither order nor repetition of the list matters. */
export function inForce(elements: readonly Element[], day: string): Element[] {
  const distinct = new Map(elements.map((element) => [element.fields.canonical(), element]));
  return [...distinct]
    .filter(([, element]) => isInForce(element, day))
    .sort(([a, one], [b, other]) => -compareText(beginOf(one), beginOf(other)) || compareText(a, b))
    .map(([, element]) => element);
}

/** The days after `day` on which one of the elements begins or ends. */
export function boundariesAfter(elements: readonly Element[], day: string): string[] {
  return elements
    .filter(({ state }) => state === undefined || state === 'aktuel')
    .flatMap(({ since, until }) => [since?.date, until])
    .filter((boundary) => boundary !== undefined && boundary > day)
    .map(String);
}

function isInForce({ state, since, until }: Element, day: string): boolean {
  if (state !== undefined && state !== 'aktuel') return false;
  return (since === undefined || since.date <= day) && (until === undefined || until > day);
}

const beginOf = ({ since }: Element): string => since?.date ?? '';

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
