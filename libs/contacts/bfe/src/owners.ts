import { type EjerskabRow, factsThatCount, dayOf } from '@contact-sync/contacts-datafordeler';
import type { ObservedGroup, Reference } from '@contact-sync/contacts-model';
import { inDanishDays } from './danish-days';
import { asText } from './location';
import { type PropertyLife, statusOf } from './property-life';

const DIGITS = 8;

/**
 * Companies that authorities write to about the property, as references `Ejer`. Persons are never stored: one who is
 * written to leaves the label empty.
 */
export function ownerGroup(rows: readonly EjerskabRow[], life: PropertyLife, companyType: string): ObservedGroup {
  const held = factsThatCount(rows.map(inDanishDays), life, ({ id_lokalId }) => id_lokalId);
  const written = [...held.values()].filter((row) => row.primaerKontakt === true && statusOf(row) !== 'historisk');
  const byNumber = new Map<string, Reference>();
  for (const row of written) {
    const nameCode = companyNumber(row.ejendeVirksomhedCVRNr);
    if (nameCode === undefined) continue;
    const start = dayOf(row.virkningFra);
    const earlier = byNumber.get(nameCode)?.start?.date;
    if (earlier !== undefined && start !== undefined && earlier <= start) continue;
    byNumber.set(nameCode, {
      slot: 'owner',
      relative: { kind: 'number', nameType: companyType, nameCode },
      ...(start !== undefined && { start: { date: start } }),
    });
  }
  const references = [...byNumber.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
  return references.length === 0 ? {} : { references: { Ejer: references } };
}

/** A CVR number, eight digits, from the register's number without leading zeros; undefined for anything else. */
export function companyNumber(value: number | string | null | undefined): string | undefined {
  const digits = asText(value)?.trim() ?? '';
  return /^\d+$/.test(digits) && digits.length <= DIGITS && !/^0+$/.test(digits)
    ? digits.padStart(DIGITS, '0')
    : undefined;
}
