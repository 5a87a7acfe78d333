import {
  beginsAfter,
  bestKnown,
  type BygningPaaFremmedGrundRow,
  clean,
  dayOf,
  type EjerlejlighedRow,
  endOf,
  first,
  holdsOn,
  latest,
  type Life,
  newest,
  registered,
  type Row,
  type SamletFastEjendomRow,
} from '@contact-sync/contacts-datafordeler';
import { inDanishDays } from './danish-days';
import type { CadastralFacts } from './facts';
import type { PropertyKind } from './property-kind';

/** A row of MAT that stands for a property, with its kind. */
export type CadastralRow =
  | ({ readonly kind: 'land' } & SamletFastEjendomRow)
  | ({ readonly kind: 'flat' } & EjerlejlighedRow)
  | ({ readonly kind: 'building-on-foreign-land' } & BygningPaaFremmedGrundRow);

/** Where a property is in its life on a day. */
export interface PropertyLife extends Life {
  readonly kind: PropertyKind;
  /** The row that speaks for the property on that day: the one that holds, else the last that did, else the first that will. */
  readonly row: CadastralRow;
  /** The first day on which the register had it. */
  readonly started?: string;
  /** The day on which it ceased, by the register: status Historisk, or no row holds any more. */
  readonly ended?: string;
}

const HISTORIC = 'historisk';
const PROVISIONAL = 'foreløbig';
/** Planned and given up: it never was. */
const NEVER = 'ikke gennemført';

/** How far a row may speak for a property whose rows differ in status: a change that is under way stands beside what is. */
const RANK: readonly string[] = [HISTORIC, PROVISIONAL];

export const statusOf = ({ status }: { readonly status?: string | null }): string => status?.trim().toLowerCase() ?? '';

/** Reads the life of a property from the rows of MAT; undefined where MAT has none. */
export function propertyLife(facts: CadastralFacts, day: string): PropertyLife | undefined {
  const rows = rowsOf(facts);
  const row = rowThatSpeaks(rows, day);
  if (row === undefined) return undefined;
  const own = bestKnown(rows.filter(({ kind }) => kind === row.kind));
  const begins = own.filter(hasBeen).flatMap(({ virkningFra }) => dayOf(virkningFra) ?? []);
  const started = begins.reduce<string | undefined>(
    (least, one) => (least === undefined || one < least ? one : least),
    undefined,
  );
  const begun = { kind: row.kind, row, ...(started !== undefined && { started }) };
  if (beginsAfter(row, day)) return { ...begun, day: dayOf(row.virkningFra) ?? day };
  const ended = endedOn(row, own, day);
  return ended === undefined ? { ...begun, day } : { ...begun, day, over: ended, ended };
}

/** The id of the land that the property is, lies in or stands on. */
export function landOf({ row }: PropertyLife): string | undefined {
  return row.kind === 'land' ? row.id_lokalId : clean(row.samletFastEjendomLokalId);
}

/** The id of the building on foreign land that a flat lies in. */
export function buildingOf({ row }: PropertyLife): string | undefined {
  if (row.kind !== 'flat') return undefined;
  return clean(row.b_BygningPaaFremmedGrundFladeL) ?? clean(row.b_BygningPaaFremmedGrundPunktL);
}

function rowsOf(facts: CadastralFacts): CadastralRow[] {
  const land = facts.MAT_SamletFastEjendom.map((row): CadastralRow => ({ kind: 'land', ...inDanishDays(row) }));
  const flats = facts.MAT_Ejerlejlighed.map((row): CadastralRow => ({ kind: 'flat', ...inDanishDays(row) }));
  const buildings = [...facts.MAT_BygningPaaFremmedGrundFlade, ...facts.MAT_BygningPaaFremmedGrundPunkt].map(
    (row): CadastralRow => ({ kind: 'building-on-foreign-land', ...inDanishDays(row) }),
  );
  return [...land, ...flats, ...buildings];
}

function rowThatSpeaks(all: readonly CadastralRow[], day: string): CadastralRow | undefined {
  const carriedOut = all.filter((row) => statusOf(row) !== NEVER);
  const rows = carriedOut.length > 0 ? carriedOut : all;
  const held = registered(rows).filter((row) => holdsOn(row, day));
  const best = Math.max(...held.map(rankOf));
  const known = bestKnown(rows);
  return (
    newest(held.filter((row) => rankOf(row) === best)) ??
    latest(known.filter((row) => !beginsAfter(row, day))) ??
    first(known)
  );
}

/** Rows that count more have a greater rank. */
function rankOf(row: CadastralRow): number {
  const rank = RANK.indexOf(statusOf(row));
  return rank < 0 ? RANK.length : rank;
}

const hasBeen = (row: CadastralRow): boolean => statusOf(row) !== PROVISIONAL && statusOf(row) !== NEVER;

function endedOn(row: CadastralRow, own: readonly CadastralRow[], day: string): string | undefined {
  const status = statusOf(row);
  if (status === HISTORIC || status === NEVER) return historicSince(own, day) ?? dayOf(row.virkningFra) ?? day;
  const withdrawn = dayOf(row.registreringTil);
  if (withdrawn !== undefined) return earlier(withdrawn, endOf(row));
  return holdsOn(row, day) ? undefined : (endOf(row) ?? day);
}

/** The first day of the last stretch of rows that say that the property is no more. */
function historicSince(rows: readonly CadastralRow[], day: string): string | undefined {
  const begun = rows.filter((row) => !beginsAfter(row, day));
  const begins = (some: readonly Row[]): string[] => some.flatMap((row) => dayOf(row.virkningFra) ?? []).sort();
  const isOver = (row: CadastralRow): boolean => [HISTORIC, NEVER].includes(statusOf(row));
  const living = begins(begun.filter((row) => !isOver(row))).at(-1);
  return begins(begun.filter(isOver)).find((begin) => living === undefined || begin > living);
}

const earlier = (a: string, b: string | undefined): string => (b !== undefined && b < a ? b : a);
