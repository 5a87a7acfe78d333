import { printable } from '../text/printable';
import { fields } from '../text/table';
import type { FoundPerson, PersonLookUp } from './person';

const WITHHELD = 'withheld: the person is protected; showing them needs the access code PROTECTED';

/** What CPR has of a person, for people. */
export function personText({ person, numberChanged, related, more, relatedMissing, remarks }: PersonLookUp): string {
  const relatives = (related ?? []).map(({ roles, personNumber, name, withheld, contactId, person: found }) => {
    const isWithheld = withheld === true || found?.withheld === true;
    const who = isWithheld ? 'name withheld' : ((found && nameOf(found)) ?? name ?? 'name not told');
    const ours = contactId ?? found?.contactId;
    const beside = [personNumber, found?.protected && 'protected', ours && `contact ${ours}`]
      .filter(Boolean)
      .join(', ');
    return [roles.join(', '), printable(beside === '' ? who : `${who} (${beside})`)] as const;
  });
  return [
    `${printable(person.personNumber)}${numberChanged === true ? '  (the number that was looked up is no longer valid)' : ''}\n`,
    fields(fieldsOf(person).map(([name, value]) => [name, value && printable(value)])),
    ...(relatives.length > 0 ? ['Relatives\n', fields(relatives)] : []),
    ...(more === true ? ['  there are more relatives than are looked up at once\n'] : []),
    ...(relatedMissing === undefined ? [] : [`  relatives are not shown: ${printable(relatedMissing.text)}\n`]),
    ...remarks.map((remark) => `  remark: ${printable(remark)}\n`),
  ].join('');
}

function fieldsOf(person: FoundPerson): (readonly [string, string | undefined])[] {
  const { withheld, address = {}, status, born, earlierNumbers = [], contactId, placeholder } = person;
  const { address1, address2, address3, postcode, city, country_code: country } = address;
  const place = [postcode, city].filter(Boolean).join(' ');
  const lines = [address1, address2, address3, place, country].filter((line) => line !== undefined && line !== '');
  return [
    ['name', withheld === true ? WITHHELD : nameOf(person)],
    ['address', withheld === true ? undefined : lines.join(', ')],
    ['moved in', address.start?.date],
    ['protected', person.protected === true ? 'name and address' : undefined],
    ['status', status && [status.code, status.en, status.since?.date].filter(Boolean).join(', ')],
    ['born', born?.date],
    ['gender', person.gender],
    ['occupation', person.position],
    ['civil status', person.civilStatus],
    ...earlierNumbers.map((number) => ['earlier number', number] as const),
    [
      'contact',
      contactId === undefined
        ? 'none yet'
        : `${contactId}${placeholder === true ? ', named only, never imported' : ''}`,
    ],
  ];
}

function nameOf({ name1, name2 }: FoundPerson): string | undefined {
  const name = [name1, name2].filter((part) => part !== undefined && part !== '').join(' ');
  return name === '' ? undefined : name;
}
