import { printable } from '../text/printable';
import { fields } from '../text/table';
import type { FoundProperty, Holder, Import, LookUp, Owner } from './property';

const KIND = { land: 'land', flat: 'flat', 'building-on-foreign-land': "building on another's land" } as const;

/** What a look-up found, for people. */
export function lookUpText({ match, found, unknown = [], more, ownersMissing }: LookUp): string {
  const texts = found.map(propertyText);
  if (found.length === 0 && match !== 'number') texts.push('the registers have no property there\n');
  const remarks = [
    ...unknown.map((number) => `BFE number ${number}: the registers have no property of it`),
    ...(more === true ? ['there are more at such addresses; write more of the address'] : []),
    ...(ownersMissing === undefined ? [] : [`owners are not shown: ${printable(ownersMissing.text)}`]),
  ];
  if (remarks.length > 0) texts.push(`${remarks.join('\n')}\n`);
  return texts.join('\n');
}

function propertyText({ bfeNumber, kind, address = {}, ...property }: FoundProperty): string {
  const { address1, address2, address3, postcode, city, municipality } = address;
  const lines = [address1, address2, address3, [postcode, city].filter(Boolean).join(' ')];
  const shown = lines.filter((line) => line !== undefined && line !== '').join(', ');
  const each = (label: string, values: readonly string[] = []): (readonly [string, string])[] =>
    values.map((value) => [label, printable(value)]);
  return `${printable(property.name === '' ? 'property' : property.name)}\n${fields([
    ['BFE number', bfeNumber],
    ['kind', kind && KIND[kind]],
    ['status', property.status && printable(property.status)],
    ['address', shown === '' ? undefined : printable(shown)],
    ['municipality', [municipality, property.municipalityName].filter(Boolean).map(String).map(printable).join(' ')],
    ...each('parcel', property.parcels),
    ['area', property.area === undefined ? undefined : `${printable(property.area)} m²`],
    ...each('note', property.notes),
    ...each('old number', property.propertyNumbers),
    ['started', property.started?.date],
    ['ceased', property.ended?.date],
    ...each('owner', property.owners?.map(ownerText)),
    ...each('administrator', property.administrators?.map(holderText)),
    ['contact', property.contactId ?? 'none yet'],
    ...each('remark', property.remarks),
  ])}`;
}

function ownerText(owner: Owner): string {
  const { share, since, primaryContact } = owner;
  const more = [
    ...(share === undefined ? [] : [share]),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(primaryContact ? ['write to this one'] : []),
  ];
  return more.length === 0 ? holderText(owner) : `${holderText(owner)} (${more.join('; ')})`;
}

function holderText(holder: Holder): string {
  const { kind, cvrNumber, name, address, withheld } = holder;
  if (kind === 'company') return `company ${cvrNumber ?? ''}`;
  if (withheld === true) return 'a person with name and address protection; needs the access code PROTECTED';
  const who = [name, address].filter((text) => text !== undefined && text !== '').join(', ');
  return `${who === '' ? 'somebody without a name in the register' : who}${holder.protected === true ? ' [protected]' : ''}`;
}

const OUTCOME = {
  'not-in-register': 'the registers have no property of this number',
  unusable: 'what the registers say of it cannot be used',
  'subject-busy': 'it is being read for somebody else; try again',
} as const;

/** What became of an import, a line for each property. */
export function importText({ imported }: Import): string {
  return imported
    .map(({ bfeNumber, outcome, contactId, reason, remarks }) => {
      const what = outcome in OUTCOME ? OUTCOME[outcome as keyof typeof OUTCOME] : outcome;
      const contact = contactId === undefined ? '' : `, contact ${contactId}`;
      return [
        `BFE number ${bfeNumber}: ${what}${contact}`,
        ...[reason, ...remarks].flatMap((remark) => (remark === undefined ? [] : [`  ${printable(remark)}`])),
        '',
      ].join('\n');
    })
    .join('');
}

/** Whether every property of an import is in the register of contacts now. */
export function isAllImported({ imported }: Import): boolean {
  return imported.every(({ outcome }) => outcome !== 'held' && !(outcome in OUTCOME));
}
