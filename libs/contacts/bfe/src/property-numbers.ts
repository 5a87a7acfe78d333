import { type EjendomsrelationRow, factsThatCount } from '@contact-sync/contacts-datafordeler';
import type { InfoValue, ObservedGroup } from '@contact-sync/contacts-model';
import { inDanishDays } from './danish-days';
import type { PropertyLife } from './property-life';

/** The rows of BBR that count for a property. */
export function relationsThatCount(rows: readonly EjendomsrelationRow[], life: PropertyLife): EjendomsrelationRow[] {
  const counted = factsThatCount(rows.map(inDanishDays), life, ({ id_lokalId }) => id_lokalId);
  return [...counted.values()].sort((a, b) => (a.id_lokalId < b.id_lokalId ? -1 : 1));
}

/** Label `Ejendomsnummer`: the old property numbers first, then those that taxes are assessed by; each once. */
export function propertyNumbersGroup(relations: readonly EjendomsrelationRow[]): ObservedGroup {
  const numbers = (column: 'ejendomsnummer' | 'vurderingsejendomsnummer'): number[] =>
    relations.map((row) => Number(row[column] ?? 0)).filter((number) => Number.isSafeInteger(number) && number > 0);
  const inOrder = (some: number[]): number[] => some.sort((a, b) => a - b);
  const all = [...inOrder(numbers('ejendomsnummer')), ...inOrder(numbers('vurderingsejendomsnummer'))];
  const values = [...new Set(all)].map((number): InfoValue => ({ value: String(number) }));
  return values.length === 0 ? {} : { info: { Ejendomsnummer: values } };
}
