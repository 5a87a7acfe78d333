import {
  columnText,
  LONGEST_TEXT,
  sorClock,
  type ContactLines,
  type NameType,
  type Observation,
  type ObservedGroup,
  type Origin,
} from '@contact-sync/contacts-model';
import type { Remark, RowFault } from '../reading/faults';
import type { SorHeader } from '../reading/header';
import type { SorRow } from '../reading/row';
import { postalAddress, withoutGaps, type TextOf } from './address';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged units are mapped anew. */
export const SOR_MAPPER_VERSION = 'sor-1';

/** What is said of a file's rows beside the rows themselves. */
export interface SorContext {
  /** Day whose state the file is, `YYYY-MM-DD`. */
  readonly day: string;
  /** When the file was made, ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly origin: Origin;
  /** Contact type of SOR units: `H`. */
  readonly contactType: NameType;
  /** Of this unit's rows. */
  readonly fingerprint: string;
}

/** `held`: the row says nothing that a contact could be made of. */
export type ObservedUnit =
  { readonly observation: Observation; readonly remarks: readonly Remark[] } | { readonly held: RowFault };

/**
 * What a row says of its unit (sor.md 3.1 and 6.11). Columns the file does not have leave their fields as they are; an empty
 * cell of a column it has ends what was there. A unit that is still to come, or whose end is still to come, is told as it is.
 */
export function observeUnit(row: SorRow, header: SorHeader, context: SorContext): ObservedUnit {
  const remarks = [...row.remarks];
  const text: TextOf = (column, value) =>
    columnText(value, () => {
      const told = `${column} is longer than ${LONGEST_TEXT} characters and was cut.`;
      remarks.push({ code: 'cut', field: column, text: told });
    });
  const name1 = text('EntityName', row.cells.EntityName);
  if (name1 === undefined) return { held: { code: 'no-name', field: 'EntityName', text: 'EntityName is empty.' } };
  const groups = withoutGaps<Record<string, ObservedGroup>>({
    name: { fields: { name1 } },
    main_address: postalAddress(row, header, text),
    contact_lines: contactLines(row, header, text),
    lifetime: lifetime(row, header),
  });
  const observation = observationOf(row.sorId, groups ?? {}, context, row.updatedAt);
  return { observation, remarks };
}

/**
 * That a unit which a complete file no longer names ended: `on` is its last day. It tells nothing else, and no row of a
 * file is ever taken for it, so that a unit that comes back is told anew.
 */
export function observeClosing(sorId: string, on: string, context: Omit<SorContext, 'fingerprint'>): Observation {
  const group: ObservedGroup = { ended: { date: on }, undelivered: { started: true } };
  return observationOf(sorId, { lifetime: group }, { ...context, fingerprint: `closed ${on}` });
}

/** Telephone and e-mail. SOR's files have no fax number that we know of; one that is shown stays. */
function contactLines({ cells }: SorRow, { columns }: SorHeader, text: TextOf): ObservedGroup | undefined {
  const hasPhone = columns.has('VirtualAddressTelephoneNumber');
  const hasEmail = columns.has('VirtualAddressEmailAddress');
  if (!hasPhone && !hasEmail) return undefined;
  const lines = withoutGaps<ContactLines>({
    phoneNo: text('VirtualAddressTelephoneNumber', cells.VirtualAddressTelephoneNumber),
    email: text('VirtualAddressEmailAddress', cells.VirtualAddressEmailAddress),
  });
  return {
    ...(lines !== undefined && { contactLines: lines }),
    undelivered: {
      contactLines: ['fax', ...(hasPhone ? [] : (['phoneNo'] as const)), ...(hasEmail ? [] : (['email'] as const))],
    },
  };
}

/** First and last day of the unit, each as far as the file has its column. */
function lifetime({ firstFromDate, toDate }: SorRow, { columns }: SorHeader): ObservedGroup | undefined {
  const hasStart = columns.has('FirstFromDate');
  const hasEnd = columns.has('ToDate');
  if (!hasStart && !hasEnd) return undefined;
  return {
    ...(firstFromDate !== undefined && { started: { date: firstFromDate } }),
    ...(toDate !== undefined && { ended: { date: toDate } }),
    ...(!(hasStart && hasEnd) && {
      undelivered: { ...(!hasStart && { started: true as const }), ...(!hasEnd && { ended: true as const }) },
    }),
  };
}

function observationOf(
  nameCode: string,
  groups: Observation['groups'],
  { day, madeAt, origin, contactType, fingerprint }: SorContext,
  updatedAt?: string,
): Observation {
  return {
    register: 'sor',
    subject: { nameType: contactType, nameCode },
    clock: sorClock({ day, madeAt, contentHash: fingerprint, ...(updatedAt !== undefined && { updatedAt }) }),
    asOf: day,
    origin,
    fingerprint,
    groups,
  };
}
