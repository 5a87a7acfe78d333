import { dated, groupContent, yearOf } from '@contact-sync/contacts-model';
import type { Dated, ObservedGroup } from '@contact-sync/contacts-model';
import { STATUS_DEAD } from '../codes/status';
import type { PersonRecords } from '../reading/person-records';
import type { MappingContext } from './mapping-options';

/** 001: the person. A set with another valid number says nothing of the person and never comes here (CPR-4). */
export function identity(person: PersonRecords): ObservedGroup {
  const record = person.one('001');
  return groupContent({
    fields: { position: record?.STILLING },
    info: { GældendePNR: person.pnr, Køn: record?.KOEN },
    dates: { Fødselsdag: dated(record?.FOED_DT, record?.FOED_DT_UMRK) },
  });
}

/** 001: the status, and the end of the contact for the dead (CPR-3). */
export function status(person: PersonRecords, { asOf, settings }: MappingContext): ObservedGroup {
  const record = person.one('001');
  const since = statusSince(person);
  const ends = settings.endDateForStatus90 && record?.STATUS === STATUS_DEAD;
  return groupContent({
    info: { Status: record?.STATUS },
    dates: { Statusfra: since },
    ended: ends ? (since ?? yearOf(asOf)) : undefined,
  });
}

/** 022: earlier numbers. The record's first number is the valid one, the second the earlier (cpr-direkte 7.4). */
export function numbers(person: PersonRecords): ObservedGroup {
  const earlier = person.all('022').flatMap(({ PNR }) => (PNR === undefined || PNR === person.pnr ? [] : [PNR]));
  return groupContent({ earlierNumbers: [...new Set(earlier)].sort() });
}

/** When the person's status began. */
export function statusSince(person: PersonRecords): Dated | undefined {
  const record = person.one('001');
  return dated(record?.STATUSHAENSTART?.date, record?.STATUSDTO_UMRK);
}
