import { parseCvrNumber, readPNumber } from '@contact-sync/contacts-model';
import type { CvrUnit } from '@contact-sync/registers-cvr';

/** What was typed into the one field for numbers; or why it is none. */
export type TypedUnit =
  { readonly unit: CvrUnit } | { readonly fault: 'not-a-number' | 'check-digit' | 'not-a-p-number' };

/**
 * Reads a CVR number (8 digits, `DK` before it and blanks allowed) or a P-number (10 digits). A wrong check digit is a
 * slip of the hand (REG-1). P-numbers begin with 1: what begins otherwise is more likely a person's number, and goes nowhere.
 */
export function readUnitNumber(text: string): TypedUnit {
  const company = parseCvrNumber(text);
  if (company !== undefined) {
    return company.checkDigitRight ? { unit: { kind: 'company', number: company.number } } : { fault: 'check-digit' };
  }
  const number = readPNumber(text.replace(/-/g, ''));
  if (number === undefined) return { fault: 'not-a-number' };
  return number.startsWith('1') ? { unit: { kind: 'production-unit', number } } : { fault: 'not-a-p-number' };
}
