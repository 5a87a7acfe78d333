import type { AddressView, ContactView, ReferenceView } from '@contact-sync/contact-register';
import type { Dated } from '@contact-sync/contacts-model';

/** One thing that is stored of a person, under the column or custom label it stands in. */
export interface StoredFact {
  readonly what: string;
  readonly value: string;
  readonly since?: string;
  readonly until?: string;
}

/**
 * Everything that is stored of a person, in the order a reader looks for it; last what a register says where something that
 * was typed stands in its place.
 * What is withheld from the reader is not in the view.
 */
export function storedFacts(contact: ContactView): StoredFact[] {
  const { nameCode, previousCodes, name1, name2, text, position, advertisement, accessCode } = contact;
  return [
    ...fact('name_code', nameCode),
    ...previousCodes.flatMap((code) => fact('previous_name_code', code)),
    ...fact('name1', name1),
    ...fact('name2', name2),
    ...fact('text', text),
    ...fact('position', position),
    ...fact('start_date', dateText(contact.start)),
    ...fact('end_date', dateText(contact.end)),
    ...fact('protection', dateText(contact.protection)),
    ...fact('advertisement', advertisement === undefined ? undefined : String(advertisement)),
    ...fact('access_code', accessCode),
    ...contact.addresses.flatMap(factsOfAddress),
    ...contact.info.flatMap(({ label, value, since }) => fact(label, value, { since: dateText(since) })),
    ...contact.dates.flatMap(({ label, date }) => fact(label, dateText(date))),
    ...contact.references.flatMap(factOfReference),
    ...contact.manual.flatMap(({ differences }) =>
      differences.flatMap(({ field, register }) => fact(`${field} (register)`, register)),
    ),
  ];
}

/** A date as it is stored; a doubtful one is marked as CPR marks it. */
export function dateText(dated: Dated | undefined): string | undefined {
  if (dated === undefined) return undefined;
  return dated.uncertain === true ? `${dated.date} *` : dated.date;
}

interface Period {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function fact(what: string, value: string | undefined, { since, until }: Period = {}): StoredFact[] {
  if (value === undefined || value === '') return [];
  return [{ what, value, ...(since !== undefined && { since }), ...(until !== undefined && { until }) }];
}

function factsOfAddress(address: AddressView): StoredFact[] {
  const { addressType, address1, address2, address3, postcode, city, municipality, country_code } = address;
  const period = { since: dateText(address.start), until: dateText(address.end) };
  const place = [postcode, city].filter((part) => part !== undefined).join(' ');
  const lines = [address1, address2, address3, place, country_code].filter((line) => line !== undefined && line !== '');
  return [
    ...fact(addressType, lines.join(', '), period),
    ...fact('municipality', municipality, period),
    ...fact('phone_no', address.phoneNo),
    ...fact('fax', address.fax),
    ...fact('email', address.email),
  ];
}

function factOfReference({ label, name1, name2, contactId, start, end }: ReferenceView): StoredFact[] {
  const name = [name1, name2].filter((part) => part !== undefined).join(' ');
  const who = name === '' ? `contact ${contactId}` : name;
  return fact(label, who, { since: dateText(start), until: dateText(end) });
}
