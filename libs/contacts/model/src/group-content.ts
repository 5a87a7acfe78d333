import type { Address, ContactFields, InfoValue, Reference } from './contact';
import type { ObservedGroup, Undelivered } from './observation';
import type { Dated, PartialDate } from './partial-date';

type OrAbsent<T> = { readonly [K in keyof T]: T[K] | undefined };
type ByLabel<T> = Readonly<Record<string, T | undefined>>;

/** What a mapping function found; empty members are left out by `groupContent`. */
export interface Found {
  readonly fields?: OrAbsent<ContactFields>;
  readonly info?: ByLabel<string | readonly InfoValue[]>;
  readonly dates?: ByLabel<Dated>;
  readonly references?: ByLabel<readonly Reference[]>;
  readonly address?: Address | undefined;
  readonly ended?: Dated | undefined;
  readonly protection?: Dated | undefined;
  readonly earlierNumbers?: readonly string[];
  readonly referencesEnd?: Dated | undefined;
  readonly addressEnd?: Dated | undefined;
  readonly undelivered?: Undelivered | undefined;
}

/** The group's content in the one form equal content has: no empty text, list or member. */
export function groupContent(found: Found): ObservedGroup {
  return present<ObservedGroup>({
    fields: anyOf(present<ContactFields>(found.fields ?? NOTHING)),
    info: anyOf(infoByLabel(found.info ?? NOTHING)),
    dates: anyOf(present<Record<string, Dated>>(found.dates ?? NOTHING)),
    references: anyOf(listsByLabel(found.references ?? NOTHING)),
    address: found.address,
    ended: found.ended,
    protection: found.protection,
    earlierNumbers: found.earlierNumbers?.length === 0 ? undefined : found.earlierNumbers,
    referencesEnd: found.referencesEnd,
    addressEnd: found.addressEnd,
    undelivered: found.undelivered,
  });
}

const NOTHING = {};

/** The members that have a value. */
export function present<T extends object>(members: OrAbsent<T>): T {
  const kept: Record<string, unknown> = {};
  for (const name in members) if (members[name] !== undefined) kept[name] = members[name];
  return kept as T;
}

/** A date with the register's mark; nothing where there is no date. */
export function dated(date: PartialDate | undefined, isUncertain?: true): Dated | undefined {
  if (date === undefined) return undefined;
  return isUncertain === undefined ? { date } : { date, uncertain: true };
}

/**
 * For a fact that is in force though the register gives no date: the year of the statement, marked uncertain. The fact
 * must not be lost for want of a date, and no day is invented.
 */
export function yearOf(asOf: PartialDate): Dated {
  return { date: asOf.slice(0, 4), uncertain: true };
}

function infoByLabel(found: ByLabel<string | readonly InfoValue[]>): Record<string, readonly InfoValue[]> {
  const info: Record<string, readonly InfoValue[]> = {};
  for (const label in found) {
    const value = found[label];
    if (typeof value === 'string') info[label] = [{ value }];
    else if (value !== undefined && value.length > 0) info[label] = value;
  }
  return info;
}

function listsByLabel<T>(found: ByLabel<readonly T[]>): Record<string, readonly T[]> {
  const lists: Record<string, readonly T[]> = {};
  for (const label in found) {
    const list = found[label];
    if (list !== undefined && list.length > 0) lists[label] = list;
  }
  return lists;
}

function anyOf<T extends object>(members: T): T | undefined {
  for (const _name in members) return members;
  return undefined;
}
