import {
  clean,
  type EjerlavRow,
  factsThatCount,
  type JordstykkeRow,
  type Remark,
  text,
} from '@contact-sync/contacts-datafordeler';
import type { InfoValue, ObservedGroup } from '@contact-sync/contacts-model';
import { inDanishDays } from './danish-days';
import type { ById } from './facts';
import { asText, rowOf } from './location';
import { type PropertyLife, statusOf } from './property-life';

/** A parcel that counts, with the name of its cadastral district. */
export interface Parcel {
  readonly id: string;
  readonly districtId?: string;
  /** `6hh, Eksempel By`. */
  readonly name: string;
  /** Square metres. */
  readonly area?: number;
}

/** Those that are gone, and those that never came. */
const NOT_THERE: readonly string[] = ['historisk', 'ikke gennemført'];
const PROVISIONAL = 'foreløbig';

/** The parcels of the property's land on the day, in the order of districts and numbers: `9a` before `10`. */
export function parcelsOf(
  rows: readonly JordstykkeRow[],
  districts: ById<EjerlavRow>,
  life: PropertyLife,
  remark: Remark,
): Parcel[] {
  const isCounted = (row: JordstykkeRow): boolean => {
    const status = statusOf(row);
    if (status === PROVISIONAL) return statusOf(life.row) === PROVISIONAL;
    return life.over !== undefined || !NOT_THERE.includes(status);
  };
  const counted = factsThatCount(rows.map(inDanishDays).filter(isCounted), life, ({ id_lokalId }) => id_lokalId);
  return [...counted.values()]
    .map((row) => {
      const district = clean(rowOf(districts, row.ejerlavLokalId, life.day)?.ejerlavsnavn);
      if (district === undefined) remark('MAT does not have the cadastral district of a parcel');
      return { row, number: numberOf(row), district };
    })
    .sort(
      (a, b) =>
        compare(a.district ?? '', b.district ?? '') ||
        compareNumbers(a.number, b.number) ||
        compare(a.row.id_lokalId, b.row.id_lokalId),
    )
    .map(({ row, number, district }) => {
      const area = wholeNumber(row.registreretAreal);
      const districtId = clean(row.ejerlavLokalId);
      return {
        id: row.id_lokalId,
        ...(districtId !== undefined && { districtId }),
        name: district === undefined ? number : `${number}, ${district}`,
        ...(area !== undefined && { area }),
      };
    });
}

/** A planned parcel has a number of its case only, or none yet. */
function numberOf({ matrikelnummer, delnummer }: JordstykkeRow): string {
  const part = clean(asText(delnummer));
  return clean(matrikelnummer) ?? (part === undefined ? 'uden nr.' : `delnr. ${part}`);
}

/** Labels `Matrikel` and `Areal`: a flat's own area, the land of a property; a building has none of the land it stands on. */
export function parcelsGroup(parcels: readonly Parcel[], { row }: PropertyLife, remark: Remark): ObservedGroup {
  const names = [...new Set(parcels.map(({ name }) => name))];
  const values = names.flatMap((name): InfoValue[] => {
    const value = text(name, 'Matrikel', remark);
    return value === undefined ? [] : [{ value }];
  });
  const area = areaOf(row, parcels);
  if (values.length === 0 && area === undefined) return {};
  return {
    info: {
      ...(area !== undefined && { Areal: [{ value: String(area) }] }),
      ...(values.length > 0 && { Matrikel: values }),
    },
  };
}

function areaOf(row: PropertyLife['row'], parcels: readonly Parcel[]): number | undefined {
  switch (row.kind) {
    case 'flat':
      return wholeNumber(row.samletAreal);
    case 'land': {
      const told = parcels.flatMap(({ area }) => area ?? []);
      return told.length === 0 ? undefined : told.reduce((sum, area) => sum + area, 0);
    }
    case 'building-on-foreign-land':
      return undefined;
  }
}

function wholeNumber(value: number | string | null | undefined): number | undefined {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? Math.round(number) : undefined;
}

/** By the digits as a number, then by the letters. */
function compareNumbers(a: string, b: string): number {
  const digits = (number: string): number => Number(/^\d+/.exec(number)?.[0] ?? 0);
  return digits(a) - digits(b) || compare(a, b);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
