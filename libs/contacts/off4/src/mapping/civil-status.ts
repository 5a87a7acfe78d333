import { dated, groupContent, referencesTo, SPOUSE } from '@contact-sync/contacts-model';
import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';

/** Married and registered partnership: the codes that mean "has a spouse now". With others 012 names the former one. */
const WITH_SPOUSE: ReadonlySet<string> = new Set(['G', 'P']);

/** 012: civil status, and the spouse. Any code but G and P ends the reference on the day of the event. */
export function civilStatus(person: PersonRecords): ObservedGroup {
  const record = person.one('012');
  const since = dated(record?.['HAENSTART-CIVILSTAND']?.date, record?.['HAENSTART_UMRK-CIVILSTAND']);
  const hasSpouse = record?.CIVST !== undefined && WITH_SPOUSE.has(record.CIVST);
  const spouse = { number: record?.AEGTEPNR, name: record?.AEGTENVN };
  return groupContent({
    info: { Civilstand: record?.CIVST },
    dates: { 'Civst.fra': since },
    references: { Ægtefælle: hasSpouse ? referencesTo(SPOUSE, spouse, since) : [] },
    referencesEnd: hasSpouse ? undefined : since,
  });
}
