/** What the schema says of one entity of CVR/v2: the fields of its rows, how they may be filtered, what a filter must hold. */
export interface Entity {
  readonly name: string;
  /** Field name to type, as in the schema language. */
  readonly fields: Readonly<Record<string, string>>;
  /** Field name to the kind of filter, or to the kind and the bounds its values must keep. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** At least one of these must be filtered on. */
  readonly requires: readonly string[];
  /** Whether the root takes `virkningstid`. */
  readonly inTime: boolean;
  /** Nobody here has been given the right to read it. */
  readonly restricted?: true;
}

/** Kinds of filter input; each allows its own operators. */
export type FilterKind =
  | 'DateTime'
  | 'LocalDate'
  | 'Int'
  | 'Long'
  | 'LongIdentifier'
  | 'StringIdentifier'
  | 'String'
  | 'Uuid'
  | 'BoundedChar'
  | 'BoundedInt'
  | 'BoundedLong'
  | 'BoundedString';

export type Filter = FilterKind | { readonly kind: FilterKind; readonly bounds: Bounds };

/** Bounds of `@filterBounds`, with the names the schema gives them. */
export interface Bounds {
  readonly MinValue?: number;
  readonly MinStringLength?: number;
  readonly MaxStringLength?: number;
  readonly AllowedStrings?: string;
}

type Fields = Readonly<Record<string, string>>;
type Filters = Readonly<Record<string, Filter>>;

const STORED: Fields = {
  datafordelerOpdateringstid: 'DafDateTime',
  datafordelerRegisterImportSequenceNumber: 'Int!',
  datafordelerRowId: 'UUID!',
  datafordelerRowVersion: 'Int!',
  feltliste: 'String',
};

const IN_TIME: Fields = {
  registreringFra: 'DafDateTime!',
  registreringsaktoer: 'String!',
  registreringTil: 'DafDateTime',
  virkningFra: 'LocalDate!',
  virkningsaktoer: 'String!',
  virkningTil: 'LocalDate',
};

const BY_ROW: Filters = {
  datafordelerRegisterImportSequenceNumber: 'Int',
  datafordelerRowId: 'Uuid',
  datafordelerRowVersion: 'Int',
};
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
    inTime: true,
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

/** The entities of the service, as its schema of the second half of 2026 describes them. */
export const ENTITIES: readonly Entity[] = [
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
    inTime: true,
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
    inTime: true,
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
    inTime: false,
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
    inTime: true,
    restricted: true,
  },
];

const FROM_THE_FIRST = { MinValue: 1 };
const SHORT_TEXT = { MaxStringLength: 3999, MinStringLength: 1 };

/** The event log, which looks like an entity but has no time and asks for no filter. */
export const EVENTS: Entity = {
  name: 'CVR_Events',
  fields: {
    datafordelerOpdateringstid: 'DafDateTime',
    datafordelerRegisterImportSequenceNumber: 'Int!',
    entityname: 'String!',
    eventaction: 'Char!',
    eventid: 'Long!',
    fromfailedimport: 'Boolean!',
    object_datafordelerRowId: 'UUID!',
    object_datafordelerRowVersion: 'Int!',
    object_id: 'String',
    object_registreringfra: 'DafDateTime',
    object_registreringtil: 'DafDateTime',
    object_status: 'String',
    object_virkningfra: 'DafDateTime',
    object_virkningtil: 'DafDateTime',
  },
  filters: {
    datafordelerOpdateringstid: 'DateTime',
    datafordelerRegisterImportSequenceNumber: { kind: 'BoundedInt', bounds: FROM_THE_FIRST },
    entityname: { kind: 'BoundedString', bounds: SHORT_TEXT },
    eventaction: { kind: 'BoundedChar', bounds: { AllowedStrings: 'i, u, d' } },
    eventid: { kind: 'BoundedLong', bounds: FROM_THE_FIRST },
    object_id: { kind: 'BoundedString', bounds: SHORT_TEXT },
    object_status: { kind: 'BoundedString', bounds: SHORT_TEXT },
  },
  requires: [],
  inTime: false,
};
