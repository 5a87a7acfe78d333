import { BY_ROW, type Entity, type Fields, type Filters, type PlainType, type Service, STORED } from '../schema/entity';
import { ADDRESS, HOUSE_NUMBER, LOCATION } from './address-services';
import { all, BUSINESS, BY_TIME, filtersOf, IN_TIME } from './bitemporal';
import { BUILDING_AREA, BUILDING_POINT, CADASTRE_MUNICIPALITY, FLAT, LAND } from './cadastre-service';

/** The registration time is always now on this service, and the other one must be said. */
const AT_A_MOMENT = { requires: [], times: ['virkningstid!'] } as const;

const CUSTOM = { ...AT_A_MOMENT, mostNodes: 100, restricted: 'approval' } as const;

const OF_OWNERS: Fields = {
  ...BUSINESS,
  ...IN_TIME,
  ...STORED,
  behandlingsID: 'String!',
  ...all('Long', 'bestemtFastEjendomBFENr', 'objectid', 'produktionsenhedPNr'),
  StedbestemmelsesReference: 'String',
};

const BY_OWNERS: Filters = {
  ...filtersOf('LongIdentifier', 'bestemtFastEjendomBFENr', 'objectid', 'produktionsenhedPNr'),
  id_lokalId: 'StringIdentifier',
  ...filtersOf('String', 'id_namespace', 'status'),
  ...BY_ROW,
};

const { datafordelerOpdateringstid: _later, ...BY_TIME_OF_ROW } = BY_TIME;

const OWNERSHIP: Entity = {
  name: 'EJFCustom_EjerskabBegraenset',
  fields: {
    ...OF_OWNERS,
    ...all('String', 'administratoroplysLokalId', 'ejeroplysningerLokalId'),
    ...all('Long', 'administrerendeVirksomhedCVRNr', 'ejendeVirksomhedCVRNr', 'faktiskEjerandel_naevner'),
    ...all('Long', 'faktiskEjerandel_taeller', 'tinglystEjerandel_naevner', 'tinglystEjerandel_taeller'),
    begraensning: 'Boolean',
    ejerforholdskode: 'String!',
    ...all('Boolean!', 'ejetFoer01071998', 'primaerKontakt'),
  },
  filters: {
    ...BY_OWNERS,
    ...BY_TIME,
    ...filtersOf('StringIdentifier', 'administratoroplysLokalId', 'ejeroplysningerLokalId'),
    ...filtersOf('LongIdentifier', 'administrerendeVirksomhedCVRNr', 'ejendeVirksomhedCVRNr'),
    ejerforholdskode: 'String',
  },
  joins: {
    ejendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref: { type: 'CVR_Virksomhed' },
    administrerendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref: { type: 'CVR_Virksomhed' },
    oplysningerEjesAfEjerskab: { type: 'EJF_PersonVirksomhedsoplys' },
    ejerskabAdministreresAfPersonEllerVirksomhedsoplysninger: { type: 'EJF_PersonVirksomhedsoplys' },
    ejendePersonBegraenset: { type: 'EJFCustom_PersonSimpelBegraenset' },
    administrerendePersonBegraenset: { type: 'EJFCustom_PersonSimpelBegraenset' },
  },
  ...CUSTOM,
};

const ADMINISTRATION: Entity = {
  name: 'EJFCustom_EjendomsadministratorBegraenset',
  fields: { ...OF_OWNERS, personEllerVirksomhedLokalId: 'String', virksomhedCVRNr: 'Long' },
  filters: {
    ...BY_OWNERS,
    ...BY_TIME_OF_ROW,
    personEllerVirksomhedLokalId: 'StringIdentifier',
    virksomhedCVRNr: 'LongIdentifier',
  },
  joins: {
    virksomhedCVRNr_20_Virksomhed_CVRNummer_ref: { type: 'CVR_Virksomhed' },
    ejendomsadministratorErPersonEllerVirksomhedsoplysninger: { type: 'EJF_PersonVirksomhedsoplys' },
    personBegraenset: { type: 'EJFCustom_PersonSimpelBegraenset' },
  },
  ...CUSTOM,
};

const TO_PROPERTY = 'ejendomsbeliggenhedKnytterAdresseTilBestemtFastEjendom';

const LOCATION_WITH_JOINS: Entity = {
  ...LOCATION,
  ...AT_A_MOMENT,
  requiresTime: [],
  joins: {
    ejendomsbeliggenhedHarSomBeliggenhedsadresseAdresse: { type: 'DAR_Adresse' },
    ejendomsbeliggenhedHarSomBeliggenhedsadresseHusnummer: { type: 'DAR_Husnummer' },
    [`${TO_PROPERTY}BPFGF`]: { type: 'MAT_BygningPaaFremmedGrundFlade', many: true },
    [`${TO_PROPERTY}BPFGP`]: { type: 'MAT_BygningPaaFremmedGrundPunkt', many: true },
    [`${TO_PROPERTY}EJL`]: { type: 'MAT_Ejerlejlighed', many: true },
    [`${TO_PROPERTY}SFE`]: { type: 'MAT_SamletFastEjendom', many: true },
    ejendomsbeliggenhedVaretagesAdministrativtAfKommuneinddeling: { type: 'MAT_MatrikelKommune' },
  },
};

const COMPANY: Entity = {
  name: 'CVR_Virksomhed',
  fields: { CVRNummer: 'Long!', ...all('String!', 'id', 'status') },
  filters: {},
  requires: [],
  times: [],
};

const LINES = Array.from({ length: 10 }, (_, at) => `adresselinje${at + 1}`);

const TYPES: readonly PlainType[] = [
  {
    name: 'EJFCustom_PersonSimpelBegraenset',
    fields: {
      beskyttelser: '[EJFCustom_PersonSimpelBeskyttelse!]!',
      ...all('LocalDate!', 'foedselsdato', 'statusdato'),
      ...all('Boolean!', 'foedselsdatoUsikkerhedsmarkering', 'statusdatoUsikkerhedsmarkering'),
      ...all('String!', 'id', 'status'),
      cprAdresse: 'EJFCustom_PersonSimpelCprAdresse',
      navn: 'EJFCustom_PersonSimpelNavn',
      standardadresse: 'String',
    },
    mustSelect: ['beskyttelser'],
  },
  {
    name: 'EJFCustom_PersonSimpelBeskyttelse',
    fields: { beskyttelsestype: 'String!' },
    mustSelect: ['beskyttelsestype'],
  },
  { name: 'EJFCustom_PersonSimpelNavn', fields: { navn: 'String!' } },
  {
    name: 'EJFCustom_PersonSimpelCprAdresse',
    fields: all(
      'String',
      ...['bygningsnummer', 'bynavn', 'cprKommunekode', 'cprKommunenavn', 'cprVejkode', 'etage', 'husnummer'],
      ...['postdistrikt', 'postnummer', 'sidedoer', 'vejadresseringsnavn'],
    ),
  },
  {
    name: 'EJF_PersonVirksomhedsoplys',
    fields: {
      ...all('String!', 'id_lokalId', 'status'),
      ...all('String', 'navn', 'adresseLokalId', ...LINES, 'landeKodeNumerisk', 'kommuneinddelingKommunekode'),
      fiktivtPVnummer: 'Long',
    },
  },
];

/** Locations with what they lead to, and the owners, for whom an approval is needed. */
export const FLEXIBLE_CURRENT: Service = {
  name: 'flexibleCurrent',
  entities: [LOCATION_WITH_JOINS, OWNERSHIP, ADMINISTRATION],
  events: false,
  joined: [ADDRESS, HOUSE_NUMBER, LAND, FLAT, BUILDING_AREA, BUILDING_POINT, CADASTRE_MUNICIPALITY, COMPANY],
  types: TYPES,
};

/** Of EJF itself only the events: its entities hold person numbers and are not for us. */
export const EJF: Service = { name: 'EJF', entities: [], events: 'approval' };
