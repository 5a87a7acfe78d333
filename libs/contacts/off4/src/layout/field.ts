import type { PartialDate } from '@contact-sync/contacts-model';

/** How a field is written, in the words of the register's description. */
export type FieldKind =
  | 'num' // digits, zero filled
  | 'char' // text, blank filled
  | 'pnr' // person number; blank or zeros: none
  | 'date8' // YYYYMMDD
  | 'date10' // YYYY-MM-DD
  | 'timestamp12' // YYYYMMDDHHMM, Danish time
  | 'umrk' // `*`: the date before it is uncertain
  | 'nameMark' // `+` shortened, `*` holds what CPR cannot store, `=` not documented
  | 'annkor' // `A` annulled, `K` corrected, `Æ` technical change
  | 'code'; // one letter

/** One field of a record. Positions count from 1, as the register's description prints them. */
export interface Field<K extends FieldKind = FieldKind> {
  readonly kind: K;
  readonly start: number;
  readonly length: number;
}

/** A moment as the register gave it. `time` (`HHMM`) is there only when hour and minute are both possible. */
export interface Moment {
  readonly date: PartialDate;
  readonly time?: string;
}

/** What a field of a kind becomes when it is read. Empty fields are absent from the record. */
export type ValueOf<K extends FieldKind> = K extends 'date8' | 'date10'
  ? PartialDate
  : K extends 'timestamp12'
    ? Moment
    : K extends 'umrk'
      ? true
      : string;

type Positioned<K extends FieldKind> = (start: number, length: number) => Field<K>;

const field =
  <K extends FieldKind>(kind: K): Positioned<K> =>
  (start, length) => ({ kind, start, length });

const LENGTH_OF = { pnr: 10, date8: 8, date10: 10, timestamp12: 12, umrk: 1, nameMark: 1, annkor: 1, code: 1 } as const;

const fixed =
  <K extends keyof typeof LENGTH_OF>(kind: K) =>
  (start: number): Field<K> => ({ kind, start, length: LENGTH_OF[kind] });

/** Digits with leading zeros kept: codes and counts. */
export const digits = field('num');
export const text = field('char');
export const personNumber = fixed('pnr');
export const date8 = fixed('date8');
export const date10 = fixed('date10');
export const timestamp = fixed('timestamp12');
export const uncertain = fixed('umrk');
export const nameMark = fixed('nameMark');
export const correction = fixed('annkor');
export const code = fixed('code');
