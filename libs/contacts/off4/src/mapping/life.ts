import { dated, groupContent } from '@contact-sync/contacts-model';
import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';
import { code, disappearedOn, emigratedOn } from './main-address';
import type { MappingContext } from './mapping-options';

/** 009: where the birth was registered; the record's own text goes before the list of authorities. */
export function birthRegistration(person: PersonRecords, { settings }: MappingContext): ObservedGroup {
  const record = person.one('009');
  const authority = code(record?.['START_MYNKOD-FØDESTED']);
  const text =
    record?.['MYNTXT-FØDESTED'] ?? (authority === undefined ? undefined : settings.authorities.get(authority));
  return groupContent({ info: { Fødregkode: authority, 'Fødreg.myn.': text } });
}

/** 005: emigrated on. */
export function emigration(person: PersonRecords): ObservedGroup {
  return groupContent({ dates: { Udrejst: emigratedOn(person.one('005')) } });
}

/** 007: disappeared on. */
export function disappearance(person: PersonRecords): ObservedGroup {
  return groupContent({ dates: { Forsvundet: disappearedOn(person.one('007')) } });
}

/** 013: separated on. */
export function separation(person: PersonRecords): ObservedGroup {
  const record = person.one('013');
  return groupContent({
    dates: { Separeret: dated(record?.['START_DT-SEPARATION'], record?.['START_DT_UMRK-SEPARATION']) },
  });
}
