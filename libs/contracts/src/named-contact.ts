import { PERSON_TYPE, PRODUCTION_UNIT } from './contact-name';

/** A contact named by type and code in a message that is not checked yet. */
export interface NamedContact {
  /** Where the code stands, as `data.contact.nameCode`. */
  readonly field: string;
  readonly nameType: unknown;
  readonly nameCode: string;
}

/** The contact that a message names by code: in `data.contact`, else in `data` itself. Undefined where it names none. */
export function namedContact(event: unknown): NamedContact | undefined {
  const data = memberOf(event, 'data');
  const contact = memberOf(data, 'contact');
  const [holder, field] = contact === undefined ? [data, 'data.nameCode'] : [contact, 'data.contact.nameCode'];
  const nameCode = memberOf(holder, 'nameCode');
  return typeof nameCode === 'string' ? { field, nameType: memberOf(holder, 'nameType'), nameCode } : undefined;
}

export function namesPersonByCode(named: NamedContact | undefined): named is NamedContact {
  return named?.nameType === PERSON_TYPE;
}

/**
 * The JSON text without the one code that may look like a person number: a production unit's, or a person's where the
 * road allows it. Every other place, also a second one with the same digits, stays to be looked at.
 */
export function withoutOpenCode(text: string, named: NamedContact | undefined, personByCode: boolean): string {
  if (named === undefined || !mayLookLikePersonNumber(named, personByCode)) return text;
  return text.replace(new RegExp(String.raw`"nameCode"\s*:\s*"${named.nameCode}"`), '"nameCode":""');
}

/**
 * A production unit's number has ten digits and begins with 1, and so must every code that is let through beside another
 * type than C: letters are settings, and a person number under a wrong letter should not slip in.
 */
function mayLookLikePersonNumber({ nameType, nameCode }: NamedContact, personByCode: boolean): boolean {
  if (nameType === PERSON_TYPE) return personByCode && /^\d{10}$/.test(nameCode);
  return typeof nameType === 'string' && PRODUCTION_UNIT.test(nameCode);
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
