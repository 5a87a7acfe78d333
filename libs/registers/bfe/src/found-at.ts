import type { EjendomsbeliggenhedRow } from '@contact-sync/contacts-datafordeler';
import { municipalityCode } from '@contact-sync/contacts-model';
import type { FoundProperty } from './bfe-register';
import { numberText } from './rows';

/** The properties that lie there now, each once, in the order of their addresses. */
export function foundAt(
  rows: readonly EjendomsbeliggenhedRow[],
  addressOf: (row: EjendomsbeliggenhedRow) => string | null | undefined,
): FoundProperty[] {
  const found = new Map<string, FoundProperty>();
  for (const row of rows) {
    const bfeNumber = numberText(row.bestemtFastEjendomBFENr);
    if (bfeNumber === undefined || row.status?.toLowerCase() === 'historisk' || found.has(bfeNumber)) continue;
    const address = addressOf(row);
    const municipality = municipalityCode(String(row.kommuneinddelingKommunekode ?? ''));
    found.set(bfeNumber, {
      bfeNumber,
      ...(address !== undefined && address !== null && { address }),
      ...(municipality !== undefined && { municipality }),
    });
  }
  const keyOf = ({ address = '', bfeNumber }: FoundProperty): string => `${address} ${bfeNumber.padStart(10, '0')}`;
  return [...found.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'da', { numeric: true }));
}
