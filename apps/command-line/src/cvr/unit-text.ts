import { printable } from '../text/printable';
import { fields, table } from '../text/table';
import type { FoundUnit, Import, LookUp } from './unit';

const KIND = { company: 'company', 'production-unit': 'production unit' } as const;

/** What a look-up found, for people. */
export function lookUpText({ match, found, more }: LookUp): string {
  if (match === 'number') return found.map(unitText).join('\n');
  if (found.length === 0)
    return 'CVR has nobody of exactly this name; it finds names only where they are equal letter for letter\n';
  const rows = found.map(({ kind, number, name, addressLine, status, contactId }) => [
    number,
    KIND[kind],
    printable(name),
    printable(addressLine ?? ''),
    printable(status ?? ''),
    contactId ?? '',
  ]);
  return (
    table(['number', 'kind', 'name', 'address', 'status', 'contact'], rows) +
    (more === true ? 'there are more of that name\n' : '')
  );
}

function unitText({ kind, number, address = {}, ...unit }: FoundUnit): string {
  const { address1, address2, address3, municipality, postcode, city, country_code: country } = address;
  const lines = [address1, address2, address3, [postcode, city].filter(Boolean).join(' ')];
  if (country !== 'DK') lines.push(country);
  const shown = lines.filter((line) => line !== undefined && line !== '').join(', ');
  return `${printable(unit.name)}\n${fields([
    [kind === 'company' ? 'CVR number' : 'P-number', number],
    ['company', unit.company],
    ['address', printable(shown)],
    ['municipality', municipality],
    ['telephone', unit.phoneNo && printable(unit.phoneNo)],
    ['fax', unit.fax && printable(unit.fax)],
    ['e-mail', unit.email && printable(unit.email)],
    ['activities', unit.industries?.map(printable).join(', ')],
    ['advertising', unit.advertisement === true ? 'refused' : undefined],
    ['started', unit.started?.date],
    ['ceased', unit.ended?.date],
    ['contact', contactOf(unit)],
    ...(unit.remarks ?? []).map((remark) => ['remark', printable(remark)] as const),
  ])}`;
}

function contactOf({ contactId, placeholder }: Pick<FoundUnit, 'contactId' | 'placeholder'>): string {
  if (contactId === undefined) return 'none yet';
  return placeholder === true ? `${contactId}, not imported yet` : contactId;
}

/** What became of an import, a line for each unit. */
export function importText({ imported, company }: Import): string {
  const lines = imported.map(({ kind, number, contactId, outcome, reason, remarks }) =>
    [
      `${KIND[kind]} ${number}: ${outcome}, contact ${contactId}`,
      ...[reason, ...remarks].flatMap((remark) => (remark === undefined ? [] : [`  ${printable(remark)}`])),
    ].join('\n'),
  );
  if (company?.placeholder === true) {
    lines.push(`  its company ${company.number} is contact ${company.contactId}, not imported yet (--with-company)`);
  }
  return `${lines.join('\n')}\n`;
}
