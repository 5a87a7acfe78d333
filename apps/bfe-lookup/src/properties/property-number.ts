import { maskPersonNumbers, readBfeNumber, type ContactKey } from '@contact-sync/contacts-model';

/** What was typed as a BFE number; or why it is none. */
export type TypedNumber = { readonly number: string } | { readonly fault: 'not-a-bfe-number' | 'may-be-a-person' };

/**
 * Reads a BFE number: up to ten digits, leading zeros cut, blanks allowed. Ten digits that may be a person's number are
 * none: no property has so long a number, and what belongs to a person goes to no other register.
 */
export function readPropertyNumber(text: string): TypedNumber {
  if (maskPersonNumbers(text) !== text) return { fault: 'may-be-a-person' };
  const number = readBfeNumber(text.replace(/\s/g, ''));
  if (number === undefined) return { fault: 'not-a-bfe-number' };
  return maskPersonNumbers(number) === number ? { number } : { fault: 'may-be-a-person' };
}

/** The BFE number that a contact stands for; undefined where its type or code is of no property. */
export function numberOf({ nameType, nameCode }: ContactKey, contactType: string): string | undefined {
  if (nameType !== contactType) return undefined;
  const typed = readPropertyNumber(nameCode);
  // One with zeros before it would be read into a contact of its own.
  return 'number' in typed && typed.number === nameCode ? nameCode : undefined;
}
