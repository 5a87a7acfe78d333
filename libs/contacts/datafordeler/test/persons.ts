import { createHash } from 'node:crypto';
import type { Observation, ObservedGroup } from '@contact-sync/contacts-model';
import { cprClock } from '@contact-sync/contacts-model';
import { observePerson, type ObservedPerson, type ObservePersonOptions } from '../src/cpr/observe-person';

/** Invented person numbers: day 61 to 91. */
export const KAREN = '6101801234';
export const MOTHER = '7103524321';
export const FATHER = '6812504321';
export const CHILD = '6511112222';
export const SPOUSE = '6201791235';

const PERSON_OPTIONS: ObservePersonOptions = {
  sector: 'public',
  day: '2026-11-24',
  asOf: '2026-11-23',
  clockOf: (contentHash) =>
    cprClock({ date: '2026-11-23', road: 'datafordeler', source: 'datafordeler-20261124050000000000', contentHash }),
  settings: { updateGuardiansAndCustodians: true, guardianNameType: 'P', endDateForStatus90: true },
  hash: (text) => createHash('sha256').update(text).digest('hex'),
};

/** An element in force since a moment. */
export const since = (virkningfra: string | null, fields: object = {}): object => ({
  status: 'aktuel',
  virkningfra,
  virkningfrausikkerhedsmarkering: false,
  virkningtil: null,
  virkningtilusikkerhedsmarkering: false,
  ...fields,
});

/** An element that was in force. */
export const until = (virkningtil: string, fields: object = {}): object => ({
  ...since('1990-01-01T00:00:00.000000Z', fields),
  status: 'historisk',
  virkningtil,
});

/** A person of the public sector's GraphQL of whom every list is told. */
export const person = (fields: object = {}): object => ({
  id: '7f3d9a52-9f0c-4a5e-8f3c-2f6f8f9f0a11',
  status: 'bopael_i_danmark',
  statusdato: '1980-10-01',
  statusdatousikkerhedsmarkering: false,
  foedselsdato: '1980-10-01',
  foedselsdatousikkerhedsmarkering: false,
  koen: 'kvinde',
  personnumre: [since('1980-10-01T00:00:00.000000Z', { personnummer: KAREN })],
  navne: [
    since(null, { fornavne: 'Karen', mellemnavn: 'Holm', efternavn: 'Eksempel', adresseringsnavn: 'Eksempel,Karen H' }),
  ],
  adresseoplysninger: [home({})],
  kontaktadresse: null,
  beskyttelser: [],
  civilstande: [
    since('1980-10-01T00:00:00.000000Z', { civilstandstype: 'ugift', aegtefaelle: null, separation: null }),
  ],
  boern: [],
  foraeldreoplysninger: [],
  foraeldremyndighedsoplysninger: [],
  vaergemaal: [],
  udrejseIndrejser: [],
  forsvindinger: [],
  ...fields,
});

/** Where Karen lives. */
export const home = (place: object, more: object = {}): object =>
  since('2016-03-31T22:00:00.000000Z', {
    conavn: null,
    cprAdresse: {
      daradresse: null,
      vejnavn: 'Hack Kampmanns Plads',
      vejadresseringsnavn: 'Hack Kampmanns Plads',
      husnummer: '002',
      etage: null,
      sidedoer: null,
      bygningsnummer: null,
      bynavn: null,
      postnummer: '8000',
      postdistrikt: 'Aarhus C',
      cprkommunekode: '0751',
      cprkommunenavn: 'Aarhus',
      cprvejkode: '2884',
      ...place,
    },
    supplerendeAdresse: null,
    ...more,
  });

/** Somebody else, as an answer names them. */
export const relative = (personnummer: string | null, navn: string | null = null): object => ({
  id: null,
  personnummer,
  navn,
  foedselsdato: null,
  beskyttelser: [],
});

export const observe = (
  answer: readonly unknown[],
  options: Partial<ObservePersonOptions> = {},
  number = KAREN,
): ObservedPerson => observePerson(number, answer, { ...PERSON_OPTIONS, ...options });

/** What is said of Karen; throws where nothing is. */
export function said(
  fields: object = {},
  options: Partial<ObservePersonOptions> = {},
): Extract<ObservedPerson, { outcome: 'found' }> {
  const observed = observe([person(fields)], options);
  if (observed.outcome !== 'found') throw new Error(`nothing is said: ${JSON.stringify(observed)}`);
  return observed;
}

export const groups = (fields: object = {}, options: Partial<ObservePersonOptions> = {}): Observation['groups'] =>
  said(fields, options).observation.groups;

export const group = (
  name: keyof Observation['groups'],
  fields: object = {},
  options: Partial<ObservePersonOptions> = {},
): ObservedGroup | undefined => groups(fields, options)[name];
