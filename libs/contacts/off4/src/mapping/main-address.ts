import { addressLines, CPR_COUNTRIES, dated, filled, groupContent, present } from '@contact-sync/contacts-model';
import type { Address, Dated, ObservedGroup } from '@contact-sync/contacts-model';
import { STATUS_DEAD, STATUS_DISAPPEARED, STATUS_EMIGRATED } from '../codes/status';
import type { PersonRecords } from '../reading/person-records';
import type { CprRecord } from '../records/record-types';
import type { MappingContext } from './mapping-options';
import { statusSince } from './person';

/**
 * 002 and 003: the address in Denmark or Greenland; else, for emigrated persons, the contact address (006) or the
 * address abroad (005). Where there is none: since when.
 */
export function mainAddress(person: PersonRecords, { settings }: MappingContext): ObservedGroup {
  const plain = person.one('003');
  if (plain !== undefined && hasAddress(plain)) {
    return groupContent({
      info: { Bynavn: plain.BYNVN, Postdist: plain.POSTDISTTXT },
      address: addressAtHome(plain, person.one('002')),
    });
  }
  const address = addressAbroad(person, settings.countries);
  return address === undefined ? groupContent({ addressEnd: addressEnd(person) }) : groupContent({ address });
}

/** 003 comes for everybody; for those without an address only the name is filled (field-mapping-notes, 4). */
function hasAddress(plain: CprRecord<'003'>): boolean {
  const { STANDARDADR, VEJADRNVN, LOKALITET, CONVN, BYNVN, POSTDISTTXT } = plain;
  const texts = [STANDARDADR, VEJADRNVN, LOKALITET, CONVN, BYNVN, POSTDISTTXT];
  return [...texts, code(plain.POSTNR), code(plain.KOMKOD), code(plain.VEJKOD)].some((part) => part !== undefined);
}

function addressAtHome(plain: CprRecord<'003'>, current: CprRecord<'002'> | undefined): Address {
  return present<Address>({
    address1: plain.STANDARDADR,
    address2: plain.LOKALITET,
    address3: plain.CONVN,
    municipality: code(plain.KOMKOD),
    postcode: code(plain.POSTNR),
    city: plain.POSTDISTTXT,
    // 003 has no country field: it holds Danish addresses only.
    country_code: 'DK',
    start: dated(current?.TILFLYDTO?.date, current?.TILFLYDTO_UMRK),
  });
}

function addressAbroad(person: PersonRecords, countries: ReadonlyMap<string, string>): Address | undefined {
  const emigration = person.one('005');
  if (emigration === undefined && person.one('001')?.STATUS !== STATUS_EMIGRATED) return undefined;
  const country_code = countryOf(emigration?.UDR_LANDEKOD, countries);
  const contact = contactLines(person.one('006'));
  if (contact.length > 0) {
    return present<Address>({
      ...addressLines(contact),
      country_code,
      start: dated(person.one('006')?.['START_DT-ADRTXT']),
    });
  }
  const abroad = foreignLines(emigration);
  if (abroad.length === 0) return undefined;
  return present<Address>({ ...addressLines(abroad), country_code, start: emigratedOn(emigration) });
}

function contactLines(record: CprRecord<'006'> | undefined): string[] {
  return filled([
    record?.['ADR1-KONTAKTADR'],
    record?.['ADR2-KONTAKTADR'],
    record?.['ADR3-KONTAKTADR'],
    record?.['ADR4-KONTAKTADR'],
    record?.['ADR5-KONTAKTADR'],
  ]);
}

function foreignLines(record: CprRecord<'005'> | undefined): string[] {
  return filled([record?.UDLANDADR1, record?.UDLANDADR2, record?.UDLANDADR3, record?.UDLANDADR4, record?.UDLANDADR5]);
}

export function emigratedOn(record: CprRecord<'005'> | undefined): Dated | undefined {
  return dated(record?.UDRDTO?.date, record?.UDRDTO_UMRK);
}

export function disappearedOn(record: CprRecord<'007'> | undefined): Dated | undefined {
  return dated(record?.FORSVINDDTO?.date, record?.FORSVINDDTO_UMRK);
}

/** The day of death, emigration or disappearance; absent where the status names no such event. */
function addressEnd(person: PersonRecords): Dated | undefined {
  switch (person.one('001')?.STATUS) {
    case STATUS_DEAD:
      return statusSince(person);
    case STATUS_EMIGRATED:
      return emigratedOn(person.one('005')) ?? statusSince(person);
    case STATUS_DISAPPEARED:
      return disappearedOn(person.one('007')) ?? statusSince(person);
    default:
      return undefined;
  }
}

function countryOf(cprCode: string | undefined, countries: ReadonlyMap<string, string>): string | undefined {
  const known = code(cprCode);
  return known === undefined ? undefined : (countries.get(known) ?? CPR_COUNTRIES.get(known) ?? known);
}

/** A code that is not only zeros. */
export function code(digits: string | undefined): string | undefined {
  return digits === undefined || /^0+$/.test(digits) ? undefined : digits;
}
