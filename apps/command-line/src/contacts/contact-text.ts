import { printable } from '../text/printable';
import { fields, moment, table } from '../text/table';
import type { Address, Contact, ContactSummary, Dated, ManualEdit, Reference } from './contact';

const WITHHELD = 'name and address are protected; showing them needs the access code PROTECTED';

/** A contact for people. The one text of this program that names a person. */
export function contactText(contact: Contact): string {
  const { addresses, info, dates, references, previousCodes, freshness, holds, manual } = contact;
  return [
    `${contact.nameType} ${printable(contact.nameCode)}  (contact ${contact.id})\n`,
    fields([
      ['name', nameOf(contact)],
      ['protection', protectionText(contact)],
      ['text', shown(contact.text)],
      ['position', shown(contact.position)],
      ['start', dated(contact.start)],
      ['end', dated(contact.end)],
      ['previous codes', previousCodes.map(printable).join(', ')],
      ['remark', contact.placeholder ? 'named by a relative, never imported' : undefined],
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
    section('Typed by hand', manual.map(manualText).join('')),
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
    section(
      'Held: the last change could not be applied',
      fields(
        holds.map(({ register, source, reason, heldAt }) => [
          register.toUpperCase(),
          printable(`${reason}, from ${source}, since ${moment(heldAt)}`),
        ]),
      ),
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
    [dated(contact.end) && `ended ${dated(contact.end)}`, contact.protection && 'protected'].filter(Boolean).join(', '),
  ]);
  return (
    table(['contact', 'type', 'code', 'name', 'remarks'], rows) +
    (more ? 'there are more; --limit shows more, or search for more of the name\n' : '')
  );
}

/** Contacts of which something typed differs from what the register says. */
export function editedText(
  edited: readonly { readonly contact: ContactSummary; readonly manual: readonly ManualEdit[] }[],
  more: boolean,
): string {
  if (edited.length === 0) return 'nothing typed differs\n';
  const each = edited.map(({ contact, manual }) => {
    const head = [contact.nameType, printable(contact.nameCode), nameOf(contact) ?? ''].join(' ').trimEnd();
    return `${head}  (contact ${contact.id})\n${manual.map(manualText).join('')}`;
  });
  return each.join('') + (more ? 'there are more; --limit shows more\n' : '');
}

function manualText({ group, editedBy, editedAt, withheld, registerContent, differences }: ManualEdit): string {
  const same = registerContent === undefined ? 'the register never spoke of it' : 'the register says the same by now';
  return fields([
    [group, `by ${printable(editedBy)}, ${moment(editedAt)}`],
    ['', withheld ? '(protected)' : differences.length === 0 ? same : undefined],
    ...differences.map(
      ({ field, typed, register }) =>
        ['', `${field}: ${shown(typed) ?? '(empty)'}; register: ${shown(register) ?? '(empty)'}`] as const,
    ),
  ]);
}

function nameOf({ name1, name2, withheld }: ContactSummary): string | undefined {
  if (withheld) return '(protected)';
  return shown([name1, name2].filter((part) => part !== undefined).join(' '));
}

function protectionText({ protection, withheld }: ContactSummary): string | undefined {
  if (protection === undefined) return undefined;
  return `since ${dated(protection)}${withheld ? `; ${WITHHELD}` : ''}`;
}

function addressText(address: Address): string {
  const lines = [
    address.address1,
    address.address2,
    address.address3,
    [address.postcode, address.city].filter((part) => part !== undefined).join(' '),
    address.country_code === 'DK' ? undefined : address.country_code,
  ].flatMap((line) => shown(line) ?? []);
  return fields([
    [address.addressType, lines.join(', ') || '(no lines)'],
    ['', period(address.start, address.end)],
    ['', address.municipality && `municipality ${address.municipality}`],
    ['', [address.phoneNo, address.fax, address.email].flatMap((part) => shown(part) ?? []).join(', ')],
  ]);
}

function referenceText({ label, slot, contactId, nameType, start, end, ...other }: Reference): string {
  const name = [other.name1, other.name2].flatMap((part) => shown(part) ?? []).join(' ');
  const shownName = name === '' && other.protected ? '(protected)' : name;
  return fields([
    [label, `${nameType}  ${shownName}  (contact ${contactId}, ${slot})`],
    ['', period(start, end)],
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
