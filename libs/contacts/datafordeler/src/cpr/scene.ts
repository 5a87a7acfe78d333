import type { Dated } from '@contact-sync/contacts-model';
import type { Remark } from '../texts';
import { type Element, elementsOf, inForce } from './elements';
import type { Fields } from './fields';

/** What an administrator may set about the mapping, as for CPR's other roads. */
export interface PersonSettings {
  /** *Update legal guardians and parental custodians*; off: they make and end no contact and no reference (CPR-5). */
  readonly updateGuardiansAndCustodians: boolean;
  /** Contact type of a guardian known by name only. */
  readonly guardianNameType: string;
  /** Status 90 ends the contact (CPR-3). */
  readonly endDateForStatus90: boolean;
  /** The order agreed with CPR for the other roads; as delivered, the surname first, unless given. */
  readonly addressingNameOrder?: 'last-first' | 'first-last';
}

/** What the mapping of a group is given. */
export interface Scene {
  readonly person: Fields;
  /** The number that the statement is about. */
  readonly number: string;
  /** The two digits of CPR. */
  readonly status: string;
  readonly statusSince: Dated | undefined;
  /** The day on which the answer was given; what holds on it counts. */
  readonly day: string;
  /** The day the answer is of. */
  readonly asOf: string;
  readonly settings: PersonSettings;
  readonly remark: Remark;
}

/** The elements of a list that are in force; undefined where the answer does not speak of the list. */
export function current({ person, day }: Scene, list: string): readonly Element[] | undefined {
  const elements = elementsOf(person, list);
  return elements && inForce(elements, day);
}

/** The first five lines of a free address that hold something; none where it does not hold on the day. */
export function linesOf(address: Fields | undefined, day: string): string[] {
  if (address === undefined) return [];
  const since = address.dated('virkningfra');
  const until = address.firstDayWithout('virkningtil');
  if ((since !== undefined && since.date > day) || (until !== undefined && until <= day)) return [];
  return [1, 2, 3, 4, 5].flatMap((line) => address.text(`adresselinie${line}`) ?? []);
}

/** The person number in a field; undefined where there is none. */
export function numberOf(fields: Fields | undefined, name = 'personnummer'): string | undefined {
  const text = fields?.text(name);
  if (text === undefined) return undefined;
  return /^\d{10}$/.test(text) ? realNumber(text) : fields?.fault(name);
}

/** Zeros are written where somebody has no number. */
const realNumber = (digits: string): string | undefined => (digits === '0000000000' ? undefined : digits);
