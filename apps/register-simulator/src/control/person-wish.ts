import { PERSON_LIFE_EVENT_KINDS, type PersonLifeEvent } from '../persons/person-life-event';

/** So many by lot, or this one. */
export type PersonWish = { count: number; seed?: string } | { event: PersonLifeEvent };

const MOST = 100_000;
const isNumber = (value: unknown): boolean => typeof value === 'string' && /^\d{10}$/.test(value);
const isName = (value: unknown): boolean => typeof value === 'string' && /^\S(.{0,38}\S)?$/.test(value);

/** What each field beside `kind` and `number` must be, where it is there. */
const FIELDS: readonly (readonly [name: string, says: string, fits: (value: unknown) => boolean])[] = [
  ['to', 'to is a person number', isNumber],
  ['first', 'first is a name of at most 40 letters', isName],
  ['last', 'last is a name of at most 40 letters', isName],
  ['alone', 'alone is true or false', (value) => typeof value === 'boolean'],
];

/** Reads a wish from outside: `{count, seed?}` or `{kind, number, …}`; says what is wrong with it. */
export function readPersonWish(value: unknown): PersonWish | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'a wish is an object';
  const { register: _, ...wish } = value as Record<string, unknown>;
  if (wish.count !== undefined) {
    const { count, seed } = wish;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST) {
      return `count is a whole number from 1 to ${MOST}`;
    }
    if (seed !== undefined && typeof seed !== 'string') return 'seed is a text';
    return { count, ...(seed !== undefined && { seed }) };
  }
  if (!PERSON_LIFE_EVENT_KINDS.some((kind) => kind === wish.kind)) {
    return `kind is one of ${PERSON_LIFE_EVENT_KINDS.join(', ')}`;
  }
  if (!isNumber(wish.number)) return 'number is a person number';
  if (wish.kind === 'marriage' && wish.to === undefined) return 'to is the person number of the other one';
  const fault = FIELDS.find(([name, , fits]) => wish[name] !== undefined && !fits(wish[name]))?.[1];
  return fault ?? { event: wish as PersonLifeEvent };
}
