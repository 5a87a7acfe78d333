import type { Telling } from '../companies/life-event';
import {
  PROPERTY_LIFE_EVENT_KINDS,
  PROPERTY_NOTES,
  type PropertyLifeEvent,
  type PropertyLifeEventKind,
} from '../properties/life-event';
import { tellingFault } from './life-event-wish';

/** So many by lot, or this one. */
export type PropertyWish =
  { count: number; seed?: string; kinds?: PropertyLifeEventKind[] } | { event: PropertyLifeEvent; telling: Telling };

const MOST = 100_000;

/** Reads a wish from outside: `{count, seed?, kinds?}` or `{kind, bfe, …, telling?}`; says what is wrong with it. */
export function readPropertyWish(value: unknown): PropertyWish | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'a wish is an object';
  const { telling = {}, ...wish } = value as Record<string, unknown>;
  if (wish.count !== undefined) return readCount(wish);
  const kind = PROPERTY_LIFE_EVENT_KINDS.find((each) => each === wish.kind);
  if (kind === undefined) return `kind is one of ${PROPERTY_LIFE_EVENT_KINDS.join(', ')}`;
  const fault = fieldFault(wish) ?? tellingFault(telling);
  return fault ?? { event: wish as PropertyLifeEvent, telling: telling as Telling };
}

function readCount({ count, seed, kinds }: Record<string, unknown>): PropertyWish | string {
  if (!isWhole(count) || count < 1 || count > MOST) return `count is a whole number from 1 to ${MOST}`;
  if (seed !== undefined && typeof seed !== 'string') return 'seed is a text';
  const known = (each: unknown): each is PropertyLifeEventKind =>
    PROPERTY_LIFE_EVENT_KINDS.some((kind) => kind === each);
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every(known))) {
    return `kinds are some of ${PROPERTY_LIFE_EVENT_KINDS.join(', ')}`;
  }
  return { count, ...(seed !== undefined && { seed }), ...(kinds !== undefined && { kinds }) };
}

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

const isText = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);

/** What each field beside `kind` must be, where it is there. */
const FIELDS: readonly (readonly [name: string, says: string, fits: (value: unknown) => boolean])[] = [
  ['to', 'to is a BFE number', isWhole],
  ['area', 'area is a whole number', isWhole],
  ['name', 'name is a text of at most 40 characters', isText(/^.{1,40}$/)],
  ['postcode', 'postcode has four digits', isText(/^\d{4}$/)],
  ['municipality', 'municipality has four digits', isText(/^\d{4}$/)],
  ['company', 'company is a CVR number', isText(/^\d{8}$/)],
  ['way', 'way is status or no-row', isText(/^(status|no-row)$/)],
  ['note', `note is one of ${PROPERTY_NOTES.join(', ')}`, (value) => PROPERTY_NOTES.some((note) => note === value)],
];

function fieldFault(wish: Record<string, unknown>): string | undefined {
  if (!isWhole(wish.bfe)) return 'bfe is a BFE number';
  return FIELDS.find(([name, , fits]) => wish[name] !== undefined && !fits(wish[name]))?.[1];
}
