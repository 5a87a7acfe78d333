import { groupContent } from '@contact-sync/contacts-model';
import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';

/** 008: name1 is first and middle names, name2 the surname. Name marks are never part of the name. */
export function name(person: PersonRecords): ObservedGroup {
  const record = person.one('008');
  const given = [record?.FORNVN, record?.MELNVN].filter((part) => part !== undefined).join(' ');
  return groupContent({ fields: { name1: given === '' ? undefined : given, name2: record?.EFTERNVN } });
}

/** 003: the addressing name as delivered, in the order agreed with CPR. */
export function addressingName(person: PersonRecords): ObservedGroup {
  return groupContent({ fields: { text: person.one('003')?.ADRNVN } });
}
