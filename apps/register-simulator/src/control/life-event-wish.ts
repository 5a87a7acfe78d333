import { type LifeEvent, LIFE_EVENT_KINDS, type LifeEventKind, type Telling } from '../companies/life-event';

/** So many by lot, or this one. */
export type LifeEventWish =
  { count: number; seed?: string; kinds?: LifeEventKind[] } | { event: LifeEvent; telling: Telling };

const MOST = 100_000;

/** Reads a wish from outside: `{count, seed?, kinds?}` or `{kind, number, …, telling?}`; says what is wrong with it. */
export function readLifeEventWish(value: unknown): LifeEventWish | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'a wish is an object';
  const { telling = {}, ...wish } = value as Record<string, unknown>;
  if (wish.count !== undefined) return readCount(wish);
  const kind = LIFE_EVENT_KINDS.find((each) => each === wish.kind);
  if (kind === undefined) return `kind is one of ${LIFE_EVENT_KINDS.join(', ')}`;
  const fault = fieldFault(kind, wish) ?? tellingFault(telling);
  return fault ?? { event: wish as LifeEvent, telling: telling as Telling };
}

function readCount({ count, seed, kinds }: Record<string, unknown>): LifeEventWish | string {
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST) {
    return `count is a whole number from 1 to ${MOST}`;
  }
  if (seed !== undefined && typeof seed !== 'string') return 'seed is a text';
  const known = (each: unknown): each is LifeEventKind => LIFE_EVENT_KINDS.some((kind) => kind === each);
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every(known))) {
    return `kinds are some of ${LIFE_EVENT_KINDS.join(', ')}`;
  }
  return { count, ...(seed !== undefined && { seed }), ...(kinds !== undefined && { kinds }) };
}

function fieldFault(
  kind: LifeEventKind,
  { number, company, on, name, value, protected: shield }: Record<string, unknown>,
) {
  const isNumber = (each: unknown) => typeof each === 'string' && /^\d{8}(\d\d)?$/.test(each);
  if (kind !== 'new-company' && !isNumber(number)) return 'number is a CVR number or a P-number';
  if (kind === 'unit-moved' && !isNumber(company)) return 'company is a CVR number';
  if (on !== undefined && !(typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on))) return 'on is a day: YYYY-MM-DD';
  if (name !== undefined && !(typeof name === 'string' && name.length <= 500)) return 'name is a text';
  if (value !== undefined && value !== null && !(typeof value === 'string' && value.length <= 500)) {
    return 'value is a text or null';
  }
  if (shield !== undefined && typeof shield !== 'boolean') return 'protected is true or false';
  return undefined;
}

/** What is wrong with the way in which something shall be told, if anything is. */
export function tellingFault(telling: unknown): string | undefined {
  if (typeof telling !== 'object' || telling === null) return 'telling is an object';
  const { open, repeats, lateByMs, failedImport } = telling as Record<string, unknown>;
  const isFlag = (each: unknown) => each === undefined || typeof each === 'boolean';
  const isCount = (each: unknown) =>
    each === undefined || (typeof each === 'number' && Number.isInteger(each) && each >= 0);
  return isFlag(open) && isFlag(failedImport) && isCount(repeats) && isCount(lateByMs)
    ? undefined
    : 'telling has open and failedImport (true or false), repeats and lateByMs (whole numbers)';
}
