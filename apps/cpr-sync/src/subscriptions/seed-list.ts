import { readCprNumber } from '@contact-sync/contacts-model';
import { CREATES } from '@contact-sync/registers-cpr-files';
import { numberOfInput } from './input-number';

/** One line of a list of the numbers that CPR has subscribed. */
export type SeedLine = { readonly kind: 'number'; readonly number: string } | { readonly kind: 'empty' | 'bad' };

/** A line holds a person number alone (a hyphen does no harm), or is a line of type 06 as it was sent to CPR. */
export function readSeedLine(line: string): SeedLine {
  const text = line.trim();
  if (text === '') return { kind: 'empty' };
  const number = text.length <= MOST_OF_A_NUMBER ? readCprNumber(text) : numberOf06(line);
  return number === undefined ? { kind: 'bad' } : { kind: 'number', number };
}

/** Where the code of a line of type 06 stands, from 0. */
const CODE_AT = 8;
/** Ten digits and a hyphen. */
const MOST_OF_A_NUMBER = 11;

/** Of a line that subscribes: one with another code ended a subscription. */
const numberOf06 = (line: string): string | undefined =>
  line.startsWith('06') && line.slice(CODE_AT, CODE_AT + CREATES.length) === CREATES ? numberOfInput(line) : undefined;
