import { dated, groupContent, present, yearOf } from '@contact-sync/contacts-model';
import type { Dated, InfoValue, ObservedGroup } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';
import type { MappingContext } from './mapping-options';

const NAME_AND_ADDRESS = '0001';

/**
 * 004: type 0001 protects name and address; the other types are dated information. A delivered record is in force,
 * whatever its SLET_DT says, and also when its start is blank.
 */
export function protection(person: PersonRecords, { asOf }: MappingContext): ObservedGroup {
  const starts: Dated[] = [];
  const types: InfoValue[] = [];
  for (const record of person.all('004')) {
    const start = dated(record['START_DT-BESKYTTELSE']);
    if (record.BESKYTTYPE === NAME_AND_ADDRESS) starts.push(start ?? yearOf(asOf));
    else if (record.BESKYTTYPE !== undefined)
      types.push(present<InfoValue>({ value: record.BESKYTTYPE, since: start }));
  }
  return groupContent({
    protection: starts.sort((a, b) => compareText(a.date, b.date))[0],
    info: { Beskyttelsestype: types.sort(byValueThenDate) },
  });
}

function byValueThenDate(a: InfoValue, b: InfoValue): number {
  return compareText(a.value, b.value) || compareText(a.since?.date ?? '', b.since?.date ?? '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
