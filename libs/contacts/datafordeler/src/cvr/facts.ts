import type { ContactLines, InfoValue, ObservedGroup } from '@contact-sync/contacts-model';
import { factsThatCount, factThatCounts } from '../facts-that-count';
import { chooseAddress, mainAddress, useOf } from './main-address';
import { beginsAfter, bestKnown, first, latest } from '../periods';
import type { Row } from '../row';
import type { BrancheRow, NavnRow, UnitFacts } from './rows';
import { clean, present, type Remark, text } from '../texts';
import type { UnitLife, UnitRow } from './unit-life';

/** What the mapping of one group is given. */
export interface Scene {
  readonly facts: UnitFacts;
  readonly life: UnitLife<UnitRow>;
  readonly remark: Remark;
}

/** Sekvens 0 is the name. A unit always has one: where none holds now the last one stays, and none at all says nothing. */
export function nameGroup({ facts, life, remark }: Scene): ObservedGroup | undefined {
  const named = facts.CVR_Navn.filter((row) => clean(row.vaerdi) !== undefined);
  const primary = leastSekvens(named);
  const row = factThatCounts(primary, life) ?? lastOrFirst(primary, life.day);
  if (row === undefined) {
    remark('CVR gives no name; the name was left as it is');
    return undefined;
  }
  if (sekvensOf(row) !== 0) remark('CVR gives no primary name; the first secondary name was used');
  return { fields: present({ name1: text(row.vaerdi, 'name1', remark) }) };
}

/**
 * A unit whose address ended has rows that say so. One without any row of an address is being loaded anew, or odd: its
 * address is left as it is.
 */
export function mainAddressGroup({ facts, life, remark }: Scene): ObservedGroup | undefined {
  const rows = facts.CVR_Adressering;
  if (rows.length === 0) {
    remark('CVR gives no address, not even a former one; the address was left as it is');
    return undefined;
  }
  const chosen = chooseAddress(factsThatCount(rows, life, useOf)) ?? lastAddress(rows, life);
  const address = chosen === undefined ? undefined : mainAddress(chosen, remark);
  return address === undefined ? {} : { address };
}

/** No road of Datafordeler tells the fax number of a unit; one that is shown stays (CVR-2). */
export function contactLinesGroup({ facts, life, remark }: Scene): ObservedGroup {
  const lines = present<ContactLines>({
    phoneNo: text(factThatCounts(facts.CVR_Telefonnummer, life)?.vaerdi, 'phone_no', remark),
    email: text(factThatCounts(facts.CVR_e_mailadresse, life)?.vaerdi, 'email', remark),
  });
  const undelivered = { contactLines: ['fax'] } as const;
  return Object.keys(lines).length === 0 ? { undelivered } : { contactLines: lines, undelivered };
}

/**
 * Activity codes, the main one first. They replace those that were there (guide: `mode=replace`); as with addresses, no row
 * at all says nothing.
 */
export function industryGroup({ facts, life, remark }: Scene): ObservedGroup | undefined {
  if (facts.CVR_Branche.length === 0) {
    remark('CVR gives no activity, not even a former one; the activities were left as they are');
    return undefined;
  }
  const byPlace = [...factsThatCount(facts.CVR_Branche, life, sekvensOf)].sort(([a], [b]) => a - b);
  const codes = [...new Set(byPlace.flatMap(([, row]: [number, BrancheRow]) => clean(row.vaerdi) ?? []))];
  if (codes.length === 0) return {};
  if (byPlace[0]?.[0] !== 0) remark('CVR gives no main activity; the first secondary activity stands first');
  return { info: { Branche: codes.map((value): InfoValue => ({ value })) } };
}

export function advertisementGroup({ facts, life }: Scene): ObservedGroup {
  const refused = factThatCounts(facts.CVR_Reklamebeskyttelse, life)?.vaerdi;
  return typeof refused === 'boolean' ? { advertisement: refused } : {};
}

/** REST gives one row without a `sekvens`. */
function sekvensOf(row: { readonly sekvens?: number | string | null }): number {
  const sekvens = Number(row.sekvens ?? 0);
  return Number.isInteger(sekvens) ? sekvens : Number.MAX_SAFE_INTEGER;
}

function leastSekvens(rows: readonly NavnRow[]): NavnRow[] {
  const least = rows.reduce((smallest, row) => Math.min(smallest, sekvensOf(row)), Number.MAX_SAFE_INTEGER);
  return rows.filter((row) => sekvensOf(row) === least);
}

function lastAddress(rows: UnitFacts['CVR_Adressering'], life: UnitLife<UnitRow>): (typeof rows)[number] | undefined {
  if (life.over === undefined) return undefined;
  const begun = rows.filter((row) => !beginsAfter(row, life.day));
  const ofUse = (use: string): typeof rows => bestKnown(begun.filter((row) => useOf(row) === use));
  return latest(ofUse('beliggenhedsadresse')) ?? latest(ofUse('postadresse'));
}

function lastOrFirst<R extends Row>(rows: readonly R[], day: string): R | undefined {
  return latest(bestKnown(rows.filter((row) => !beginsAfter(row, day)))) ?? first(bestKnown(rows));
}
