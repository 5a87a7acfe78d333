import { BY_ROW, type Entity, type Fields, type Filters, type Service, STORED } from '../schema/entity';

const IN_TIME: Fields = {
  registreringFra: 'DafDateTime!',
  registreringsaktoer: 'String!',
  registreringTil: 'DafDateTime',
  virkningFra: 'LocalDate!',
  virkningsaktoer: 'String!',
  virkningTil: 'LocalDate',
};

const IN_DAYS = { times: ['virkningstid'], effect: 'days' } as const;
const BY_BEGINNING: Filters = { registreringFra: 'DateTime', virkningFra: 'LocalDate' };
const BY_ALL_TIMES: Filters = {
  datafordelerOpdateringstid: 'DateTime',
  registreringFra: 'DateTime',
  registreringTil: 'DateTime',
  virkningFra: 'LocalDate',
  virkningTil: 'LocalDate',
};
const OF_UNIT: Filters = { CVREnhedsId: 'StringIdentifier' };

/** A fact about a unit: it points to the unit by CVREnhedsId. */
function fact(name: string, own: Fields, filters: Filters, more: Filters = {}): Entity {
  return {
    name,
    fields: { CVREnhedsId: 'String!', ...own, ...STORED, ...IN_TIME },
    filters: { ...OF_UNIT, ...more, ...filters, ...BY_ROW },
    requires: ['CVREnhedsId', 'datafordelerRowId'],
    ...IN_DAYS,
  };
}

const ADDRESS_PARTS = [
  'adresseFritekst',
  'doerbetegnelse',
  'etagebetegnelse',
  'husnummerFra',
  'husnummerTil',
  'kommunekode',
  'kommunenavn',
  'landekode',
  'postboks',
  'postdistrikt',
  'postnummer',
  'supplerendeBynavn',
  'vejkode',
  'vejnavn',
];

const ENTITIES: readonly Entity[] = [
  {
    name: 'CVR_Virksomhed',
    fields: {
      CVRNummer: 'Long!',
      id: 'String!',
      status: 'String!',
      virksomhedOphoersdato: 'LocalDate',
      virksomhedStartdato: 'LocalDate!',
      ...STORED,
      ...IN_TIME,
    },
    filters: {
      CVRNummer: 'LongIdentifier',
      id: 'StringIdentifier',
      virksomhedOphoersdato: 'LocalDate',
      virksomhedStartdato: 'LocalDate',
      ...BY_ALL_TIMES,
      ...BY_ROW,
    },
    requires: ['CVRNummer', 'datafordelerRowId', 'id', 'virksomhedStartdato'],
    ...IN_DAYS,
  },
  {
    name: 'CVR_Produktionsenhed',
    fields: {
      id: 'String!',
      pNummer: 'Long!',
      produktionsenhedOphoersdato: 'LocalDate',
      produktionsenhedStartdato: 'LocalDate!',
      status: 'String!',
      tilknyttetTilVirksomhedOphoersdato: 'LocalDate',
      tilknyttetTilVirksomhedStartdato: 'LocalDate!',
      tilknyttetVirksomhedsCVRNummer: 'Long!',
      ...STORED,
      ...IN_TIME,
    },
    filters: {
      id: 'StringIdentifier',
      pNummer: 'LongIdentifier',
      produktionsenhedOphoersdato: 'LocalDate',
      produktionsenhedStartdato: 'LocalDate',
      tilknyttetVirksomhedsCVRNummer: 'LongIdentifier',
      ...BY_ALL_TIMES,
      ...BY_ROW,
    },
    requires: ['datafordelerRowId', 'id', 'pNummer', 'produktionsenhedStartdato', 'tilknyttetVirksomhedsCVRNummer'],
    ...IN_DAYS,
  },
  {
    name: 'CVR_CVREnhed',
    fields: {
      enhedsType: 'String!',
      forretningsnoegle: 'String!',
      forretningsnoegletype: 'String!',
      id: 'String!',
      status: 'String!',
      ...STORED,
    },
    filters: { forretningsnoegle: 'StringIdentifier', id: 'StringIdentifier', ...BY_ROW },
    requires: ['datafordelerRowId', 'id'],
    times: [],
  },
  {
    ...fact('CVR_Navn', { sekvens: 'Long!', vaerdi: 'String!' }, BY_ALL_TIMES, { vaerdi: 'String' }),
    requires: ['CVREnhedsId', 'datafordelerRowId', 'vaerdi'],
  },
  {
    ...fact(
      'CVR_Adressering',
      {
        Adresse: 'String',
        AdresseringAnvendelse: 'String!',
        coNavn: 'String',
        ...Object.fromEntries(ADDRESS_PARTS.map((part) => [`CVRAdresse_${part}`, 'String'])),
      },
      BY_ALL_TIMES,
      { Adresse: 'StringIdentifier', AdresseringAnvendelse: 'String' },
    ),
    requires: ['Adresse', 'CVREnhedsId', 'datafordelerRowId'],
  },
  fact('CVR_Telefonnummer', { vaerdi: 'String!' }, BY_BEGINNING),
  fact('CVR_e_mailadresse', { vaerdi: 'String!' }, BY_BEGINNING),
  {
    // The one fact that cannot be asked for by unit.
    ...fact('CVR_Telefaxnummer', { vaerdi: 'String!' }, {}),
    filters: BY_ROW,
    requires: ['datafordelerRowId'],
  },
  {
    ...fact('CVR_Branche', { sekvens: 'Long!', vaerdi: 'String!', vaerdiTekst: 'String!' }, BY_BEGINNING, {
      sekvens: 'Long',
      vaerdi: 'StringIdentifier',
    }),
    requires: ['CVREnhedsId', 'datafordelerRowId', 'vaerdi'],
  },
  fact('CVR_Virksomhedsform', { vaerdi: 'String!', vaerdiTekst: 'String!' }, BY_BEGINNING),
  fact('CVR_Reklamebeskyttelse', { vaerdi: 'Boolean!' }, BY_ALL_TIMES),
  fact(
    'CVR_Kreditoplysninger',
    {
      Kreditoplysning: 'String!',
      kreditoplysningstekst: 'String!',
      statusvaerdi: 'String!',
      statusvaerdiTekst: 'String!',
    },
    BY_BEGINNING,
  ),
  {
    name: 'CVR_CVRPerson',
    fields: { CPRPerson: 'String', id: 'String!', status: 'String!', ...STORED, ...IN_TIME },
    filters: { CPRPerson: 'String', id: 'StringIdentifier', ...BY_BEGINNING, ...BY_ROW },
    requires: ['CPRPerson', 'datafordelerRowId', 'id'],
    ...IN_DAYS,
    restricted: 'nobody',
  },
];

/** CVR/v2, as its schema of the second half of 2026 describes it. */
export const CVR: Service = { name: 'CVR', entities: ENTITIES, events: true };
