import { printable } from '../text/printable';
import { fields, moment, table } from '../text/table';
import type { Address, Contact, ContactSummary, Dated, Reference } from './contact';

const WITHHELD = 'name and address are protected; showing them needs the access code PROTECTED';

/** A contact for people. The one text of this program that names a person. */
export function contactText(contact: Contact): string {
  const { addresses, info, dates, references, previousCodes, freshness } = contact;
  return [
    `${contact.nameType} ${printable(contact.nameCode)}  (contact ${contact.id})\n`,
    fields([
      ['name', nameOf(contact)],
      ['protection', protectionText(contact)],
      ['text', shown(contact.text)],
      ['position', shown(contact.position)],
      ['start', dated(contact.startDate)],
      ['end', dated(contact.endDate)],
      ['superseded by', contact.supersededBy === undefined ? undefined : `contact ${contact.supersededBy}`],
      ['previous codes', previousCodes.map(printable).join(', ')],
    ]),
    section('Addresses', addresses.map(addressText).join('')),
    section(
      'Info',
      fields(
        info.map(({ label, value, since }) => [label, `${printable(value)}${since ? `  since ${dated(since)}` : ''}`]),
      ),
    ),
    section('Dates', fields(dates.map(({ label, date }) => [label, dated(date)]))),
    section('References', references.map(referenceText).join('')),
    section(
      'Freshness',
      freshness
        .map(({ register, asOf, fetchedAt, changedAt, road, source }) =>
          fields([
            [register.toUpperCase(), `as of ${asOf}, from ${road} ${printable(source)}`],
            ['', `last fetched ${moment(fetchedAt)}, last changed ${moment(changedAt)}`],
          ]),
        )
        .join(''),
    ),
  ].join('');
}

/** Contacts found, one per line. */
export function contactsText(contacts: readonly ContactSummary[], more: boolean): string {
  if (contacts.length === 0) return 'no such contact\n';
  const rows = contacts.map((contact) => [
    contact.id,
    contact.nameType,
    printable(contact.nameCode),
    nameOf(contact) ?? '',
    [dated(contact.endDate) && `ended ${dated(contact.endDate)}`, contact.protection && 'protected']
      .filter(Boolean)
      .join(', '),
  ]);
  return (
    table(['contact', 'type', 'code', 'name', 'remarks'], rows) +
    (more ? 'there are more; --limit shows more, or search for more of the name\n' : '')
  );
}

function nameOf({ name1, name2, protection }: ContactSummary): string | undefined {
  if (protection?.withheld === true) return '(protected)';
  const name = [name1, name2].filter((part) => part !== undefined).join(' ');
  return shown(name);
}

function protectionText({ protection }: ContactSummary): string | undefined {
  if (protection === undefined) return undefined;
  const since = protection.since === undefined ? 'yes' : `since ${dated(protection.since)}`;
  return protection.withheld ? `${since}; ${WITHHELD}` : since;
}

function addressText(address: Address): string {
  const lines = [
    address.address1,
    address.address2,
    address.address3,
    [address.postcode, address.city].filter((part) => part !== undefined).join(' '),
    address.countryCode === 'DK' ? undefined : address.countryCode,
  ].flatMap((line) => shown(line) ?? []);
  return fields([
    [address.addressType, lines.join(', ') || '(no lines)'],
    ['', period(address.startDate, address.endDate)],
    ['', address.municipality && `municipality ${address.municipality}`],
    ['', [address.phoneNo, address.fax, address.email].flatMap((part) => shown(part) ?? []).join(', ')],
  ]);
}

function referenceText(reference: Reference): string {
  const name = [reference.name1, reference.name2].flatMap((part) => shown(part) ?? []).join(' ');
  const who = `${reference.nameType} ${printable(reference.nameCode ?? '')}`.trim();
  return fields([
    [
      reference.label,
      `${[who, name].filter((part) => part !== '').join('  ')}  (contact ${reference.contactId}, ${reference.slot})`,
    ],
    ['', period(reference.startDate, reference.endDate)],
  ]);
}

function section(title: string, text: string): string {
  return text === '' ? '' : `${title}\n${text}`;
}

function period(start: Dated | undefined, end: Dated | undefined): string {
  return [start && `from ${dated(start)}`, end && `until ${dated(end)}`].filter(Boolean).join(' ');
}

/** A date; one that the register doubts is marked. */
function dated(date: Dated | undefined): string {
  if (date === undefined) return '';
  return date.uncertain === true ? `${date.date} (uncertain)` : date.date;
}

const shown = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : printable(text);
