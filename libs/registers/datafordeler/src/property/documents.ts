import type {
  AdresseRow,
  BygningPaaFremmedGrundRow,
  EjendomsadministratorRow,
  EjendomsbeliggenhedRow,
  EjendomsrelationRow,
  EjerlavRow,
  EjerlejlighedRow,
  EjerskabRow,
  HusnummerRow,
  JordstykkeRow,
  KommuneinddelingRow,
  NavngivenVejRow,
  PostnummerRow,
  Row,
  SamletFastEjendomRow,
} from '@contact-sync/contacts-datafordeler';
import type { ListDocument } from '../graphql/list-document';

/*
 * Every operation on the registers of real property (bfe.md, 3), in lists. Fields that were removed in 2026 (the joins of
 * parcels, forest, beach, dune and ground rent) are selected nowhere.
 */

/** Which rows are wanted. */
type Times =
  /** Those of every period that the register stands by at `$at`: what was, what is and what will be in one reading. */
  | 'registered'
  /** Those that are true at `$at`. */
  | 'now'
  /** Those that the register ever had. Only where the key satisfies the service without a time: `id_lokalId` does. */
  | 'ever';

const TIMES: Readonly<Record<Times, { readonly variable: string; readonly given: string }>> = {
  registered: { variable: '$at: DafDateTime!, ', given: 'registreringstid: $at, ' },
  now: { variable: '$at: DafDateTime!, ', given: 'registreringstid: $at, virkningstid: $at, ' },
  ever: { variable: '', given: '' },
};

const PERIOD = ['registreringFra', 'registreringTil', 'virkningFra', 'virkningTil'];

/** What a list is asked with: the values, and the time where the query takes one. */
export interface Listed<V> {
  readonly values: readonly V[];
  readonly at?: string;
}

export type ListOf<R, V extends string | number> = ListDocument<R, Listed<V>>;

/** An ownership without its owner. */
export type OwnershipRow = Pick<EjerskabRow, 'id_lokalId' | 'bestemtFastEjendomBFENr' | keyof Row>;

const land = ['erFaelleslod', 'arbejderbolig', 'landbrugsnotering', 'udskiltVej', 'hovedejendomOpdeltIEjerlejligh'];
const flat = [
  'ejerlejlighedsnummer',
  'samletAreal',
  'iBygningPaaFremmedGrund',
  'b_BygningPaaFremmedGrundFladeL',
  'b_BygningPaaFremmedGrundPunktL',
  'samletFastEjendomLokalId',
];
const building = ['opdeltIEjerlejligheder', 'paaHavet', 'samletFastEjendomLokalId'];

/** The four roots that a BFE number may be found at, by that number; with `ever` by the id, which is the same as text. */
const propertyRoot = <R extends Row>(root: string, fields: readonly string[]) => {
  const all = ['id_lokalId', 'BFEnummer', 'status', ...fields];
  return {
    byNumbers: byList<R, number>(root, 'BFEnummer', 'Long', all, 'registered'),
    everByIds: byList<R, string>(root, 'id_lokalId', 'String', all, 'ever'),
  };
};

/** By the registers' names of the roots. */
export const PROPERTIES = {
  MAT_SamletFastEjendom: propertyRoot<SamletFastEjendomRow>('MAT_SamletFastEjendom', land),
  MAT_Ejerlejlighed: propertyRoot<EjerlejlighedRow>('MAT_Ejerlejlighed', flat),
  MAT_BygningPaaFremmedGrundFlade: propertyRoot<BygningPaaFremmedGrundRow>('MAT_BygningPaaFremmedGrundFlade', building),
  MAT_BygningPaaFremmedGrundPunkt: propertyRoot<BygningPaaFremmedGrundRow>('MAT_BygningPaaFremmedGrundPunkt', building),
};

const parcel = ['id_lokalId', 'status', 'matrikelnummer', 'delnummer', 'ejerlavLokalId', 'samletFastEjendomLokalId'];
const parcels = <V extends string>(key: string, times: Times) =>
  byList<JordstykkeRow, V>('MAT_Jordstykke', key, 'String', [...parcel, 'registreretAreal'], times);

export const parcelsOfLand = parcels('samletFastEjendomLokalId', 'registered');
export const parcelsByIds = parcels('id_lokalId', 'now');
export const districtsByIds = byIds<EjerlavRow>('MAT_Ejerlav', ['status', 'ejerlavsnavn']);

const location = ['adresseLokalId', 'husnummerLokalId', 'betegnelse', 'kommuneinddelingKommunekode', 'status'];
const locations = (key: string, times: Times) =>
  byList<EjendomsbeliggenhedRow, string>(
    'EBR_Ejendomsbeliggenhed',
    key,
    'String',
    ['id_lokalId', 'bestemtFastEjendomBFENr', ...location],
    times,
  );

/** EBR has the BFE number as text. */
export const locationsByNumbers = locations('bestemtFastEjendomBFENr', 'registered');
export const locationsByIds = locations('id_lokalId', 'ever');
export const locationsAtAddresses = locations('adresseLokalId', 'now');
export const locationsAtHouseNumbers = locations('husnummerLokalId', 'now');

const address = ['status', 'adressebetegnelse', 'etagebetegnelse', 'doerbetegnelse', 'husnummer'];
const houseNumber = ['status', 'adgangsadressebetegnelse', 'husnummertekst', 'postnummer', 'navngivenVej'];

export const addressesByIds = byIds<AdresseRow>('DAR_Adresse', address);
export const houseNumbersByIds = byIds<HusnummerRow>('DAR_Husnummer', houseNumber);
export const postcodesByIds = byIds<PostnummerRow>('DAR_Postnummer', ['status', 'postnr', 'navn']);
export const roadsByIds = byIds<NavngivenVejRow>('DAR_NavngivenVej', ['status', 'vejnavn']);

/** The only two texts of DAR that can be searched; letter by letter, from the beginning. */
export const addressesBeginning = beginning<AdresseRow>('DAR_Adresse', 'adressebetegnelse', address);
export const houseNumbersBeginning = beginning<HusnummerRow>('DAR_Husnummer', 'adgangsadressebetegnelse', houseNumber);

export const municipalitiesByCodes = byList<KommuneinddelingRow, string>(
  'DAGI_Kommuneinddeling',
  'kommunekode',
  'String',
  ['kommunekode', 'navn'],
  'now',
);

const relation = ['id_lokalId', 'bfeNummer', 'ejendomsnummer', 'vurderingsejendomsnummer', 'status'];

export const relationsByNumbers = byList<EjendomsrelationRow, number>(
  'BBR_Ejendomsrelation',
  'bfeNummer',
  'Long',
  relation,
  'registered',
);
export const relationsByIds = byList<EjendomsrelationRow, string>(
  'BBR_Ejendomsrelation',
  'id_lokalId',
  'String',
  relation,
  'ever',
);

/** `beskyttelser` must be selected, and so must its type. */
const PERSON =
  '{ beskyttelser { beskyttelsestype } navn { navn } standardadresse cprAdresse { postnummer postdistrikt } }';
const WORDS = '{ navn adresselinje1 adresselinje2 adresselinje3 }';

const BY_NUMBERS = { key: 'bestemtFastEjendomBFENr', type: 'Long' } as const;

/** Owners without person numbers, on flexibleCurrent: at most 100 rows a page, and the registration time is always now. */
export const ownersByNumbers = onFlexible<EjerskabRow>('EJFCustom_EjerskabBegraenset', [
  'id_lokalId',
  'primaerKontakt',
  'ejerforholdskode',
  'faktiskEjerandel_taeller',
  'faktiskEjerandel_naevner',
  'ejendeVirksomhedCVRNr',
  `ejendePersonBegraenset ${PERSON}`,
  `oplysningerEjesAfEjerskab ${WORDS}`,
]);

/** Which properties ownerships are of; nothing of the owners. */
export const ownershipsByIds = onFlexible<OwnershipRow, string>('EJFCustom_EjerskabBegraenset', ['id_lokalId'], {
  key: 'id_lokalId',
  type: 'String',
});

export const administratorsByNumbers = onFlexible<EjendomsadministratorRow>(
  'EJFCustom_EjendomsadministratorBegraenset',
  [
    'virksomhedCVRNr',
    `personBegraenset ${PERSON}`,
    `ejendomsadministratorErPersonEllerVirksomhedsoplysninger ${WORDS}`,
  ],
);

function byIds<R extends Row>(root: string, fields: readonly string[]): ListOf<R, string> {
  return byList<R, string>(root, 'id_lokalId', 'String', ['id_lokalId', ...fields], 'registered');
}

function byList<R extends Row, V extends string | number>(
  root: string,
  key: string,
  type: 'Long' | 'String',
  fields: readonly string[],
  times: Times,
): ListOf<R, V> {
  const { variable, given } = TIMES[times];
  return {
    root,
    text: `query ${root}By${key}($values: [${type}!]!, ${variable}$after: String) {
  ${root}(first: 1000, after: $after, ${given}where: { ${key}: { in: $values } }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${[...fields, ...PERIOD].join(' ')} }
  }
}`,
  };
}

function beginning<R extends Row>(
  root: string,
  key: string,
  fields: readonly string[],
): ListDocument<R, { text: string; at: string; most: number }> {
  return {
    root,
    text: `query ${root}Beginning($text: String!, $at: DafDateTime!, $most: Int!, $after: String) {
  ${root}(first: $most, after: $after, ${TIMES.now.given}where: { ${key}: { startsWith: $text } }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${['id_lokalId', ...fields].join(' ')} }
  }
}`,
  };
}

function onFlexible<R extends Row, V extends string | number = number>(
  root: string,
  fields: readonly string[],
  { key, type }: { readonly key: string; readonly type: 'Long' | 'String' } = BY_NUMBERS,
): ListOf<R, V> {
  return {
    root,
    text: `query ${root}By${key}($values: [${type}!]!, $at: DafDateTime!, $after: String) {
  ${root}(first: 100, after: $after, virkningstid: $at, where: { ${key}: { in: $values } }) {
    pageInfo { hasNextPage endCursor }
    nodes { bestemtFastEjendomBFENr status ${fields.join(' ')} virkningFra virkningTil }
  }
}`,
  };
}
