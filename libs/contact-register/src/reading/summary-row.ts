import { dated } from '../applying/load-group';
import type { Reader } from './audit';
import type { ContactSummary } from './contact-view';

/** Columns of a contact for its summary; `is_person` tells whether showing it is recorded. Types nobody claims count as persons. */
export const SUMMARY_COLUMNS = `c.id::text, c.name_type, c.name_code, c.name1, c.name2, c.text, c.position,
  c.start_date, c.start_uncertain, c.end_date, c.end_uncertain, c.end_source, c.advertisement, c.access_code,
  c.protection, c.protection_uncertain, c.placeholder, c.version, c.created_at, c.updated_at,
  not exists (select from contacts.contact_type t where t.name_type = c.name_type and t.register <> 'cpr') as is_person`;

export interface SummaryRow {
  id: string;
  name_type: string;
  name_code: string;
  name1: string | null;
  name2: string | null;
  text: string | null;
  position: string | null;
  start_date: string | null;
  start_uncertain: boolean;
  end_date: string | null;
  end_uncertain: boolean;
  end_source: 'register' | 'hand' | null;
  advertisement: boolean | null;
  access_code: string | null;
  protection: string | null;
  protection_uncertain: boolean;
  placeholder: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;
  is_person: boolean;
}

export function isWithheld(row: Pick<SummaryRow, 'protection'>, reader: Reader): boolean {
  return row.protection !== null && !reader.seesProtected;
}

export function summaryOf(row: SummaryRow, reader: Reader): ContactSummary {
  const withheld = isWithheld(row, reader);
  const name = withheld ? {} : present({ name1: row.name1, name2: row.name2, text: row.text });
  return {
    id: row.id,
    nameType: row.name_type,
    nameCode: row.name_code,
    ...name,
    ...present({
      position: row.position,
      start: dated(row.start_date, row.start_uncertain),
      end: dated(row.end_date, row.end_uncertain),
      endedBy: row.end_source,
      advertisement: row.advertisement,
      accessCode: row.access_code,
      protection: dated(row.protection, row.protection_uncertain),
    }),
    withheld,
    placeholder: row.placeholder,
    version: row.version,
    updatedAt: row.updated_at,
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

/** Members that have a value. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value != null)) as Present<T>;
}

/** What the audit row says was shown. */
export function shownFields(withheld: boolean): string[] {
  return withheld ? [] : ['name', 'address'];
}
