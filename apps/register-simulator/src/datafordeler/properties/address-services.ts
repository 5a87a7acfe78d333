import type { Entity, Fields, Filters, Service } from '../schema/entity';
import { all, bitemporal, BUSINESS, filtersOf, idOrTime, IN_TIME } from './bitemporal';

/** DAR lets everything be absent. */
const IN_DAR: Fields = {
  ...all('String', 'forretningshaendelse', 'forretningsomraade', 'forretningsproces', 'id_lokalId', 'id_namespace'),
  ...all('String', 'registreringsaktoer', 'status', 'virkningsaktoer'),
  ...all('DafDateTime', 'registreringFra', 'registreringTil', 'virkningFra', 'virkningTil'),
};

const BY_ID: Filters = filtersOf('String', 'id_lokalId', 'status');

/** The two texts that a search may begin with. */
const TEXT = 'SearchableString';

export const ADDRESS: Entity = idOrTime(
  bitemporal(
    'DAR_Adresse',
    {
      ...IN_DAR,
      ...all('String', 'adressebetegnelse', 'bygning', 'doerbetegnelse', 'doerpunkt', 'etagebetegnelse', 'husnummer'),
    },
    {
      ...BY_ID,
      adressebetegnelse: TEXT,
      ...filtersOf('String', 'bygning', 'doerbetegnelse', 'doerpunkt', 'etagebetegnelse', 'husnummer'),
    },
  ),
);

const HOUSE_NUMBER_REFERENCES = [
  'adgangspunkt',
  'adgangTilBygning',
  'adgangTilTekniskAnlaeg',
  'afstemningsomraade',
  'geoDanmarkBygning',
  'husnummertekst',
  'jordstykke',
  'kommuneinddeling',
  'menighedsraadsafstemningsomraade',
  'navngivenVej',
  'placeretPaaForeloebigtJordstykke',
  'postnummer',
  'sogneinddeling',
  'supplerendeBynavn',
  'vejmidte',
  'vejpunkt',
];

export const HOUSE_NUMBER: Entity = idOrTime(
  bitemporal(
    'DAR_Husnummer',
    { ...IN_DAR, ...all('String', 'adgangsadressebetegnelse', ...HOUSE_NUMBER_REFERENCES) },
    { ...BY_ID, adgangsadressebetegnelse: TEXT, ...filtersOf('String', ...HOUSE_NUMBER_REFERENCES) },
  ),
);

const ROAD: Entity = idOrTime(
  bitemporal(
    'DAR_NavngivenVej',
    {
      ...IN_DAR,
      ...all('String', 'administreresAfKommune', 'beskrivelse', 'udtaltVejnavn', 'vejadresseringsnavn', 'vejnavn'),
    },
    { ...BY_ID, vejnavn: TEXT },
  ),
);

const POSTCODE: Entity = idOrTime(
  bitemporal(
    'DAR_Postnummer',
    { ...IN_DAR, ...all('String', 'navn', 'postnr', 'postnummerinddeling') },
    { ...BY_ID, navn: TEXT, postnr: TEXT, postnummerinddeling: 'String' },
  ),
);

export const DAR: Service = { name: 'DAR', entities: [ADDRESS, HOUSE_NUMBER, ROAD, POSTCODE], events: true };

const { status: _none, ...TIMES_OF_DAGI } = IN_TIME;

export const DAGI: Service = {
  name: 'DAGI',
  entities: [
    bitemporal(
      'DAGI_Kommuneinddeling',
      {
        ...TIMES_OF_DAGI,
        ...all('String!', 'forretningshaendelse', 'forretningsproces', 'kommunekode', 'navn', 'regionLokalid'),
        objectid: 'Long',
        udenforKommuneinddeling: 'Boolean!',
      },
      filtersOf('String', 'id_lokalId', 'kommunekode', 'navn', 'regionLokalid'),
    ),
  ],
  events: true,
};

export const LOCATION: Entity = idOrTime(
  bitemporal(
    'EBR_Ejendomsbeliggenhed',
    {
      ...BUSINESS,
      ...IN_TIME,
      ...all('String!', 'bestemtFastEjendomBFENr', 'kommuneinddelingKommunekode', 'objectid'),
      ...all('String', 'adresseLokalId', 'betegnelse', 'ESDHReferenceAdresse', 'ESDHReferenceKommune'),
      husnummerLokalId: 'String',
      ...all('Boolean!', 'adresseManueltAngivet', 'kommuneManueltAngivet'),
    },
    {
      ...filtersOf('StringIdentifier', 'adresseLokalId', 'bestemtFastEjendomBFENr', 'husnummerLokalId', 'id_lokalId'),
      ...filtersOf('StringIdentifier', 'kommuneinddelingKommunekode', 'objectid'),
      ...filtersOf('String', 'betegnelse', 'status'),
    },
  ),
);

/** The BFE number is a text here, a number everywhere else. */
export const EBR: Service = { name: 'EBR', entities: [LOCATION], events: true };

export const BBR: Service = {
  name: 'BBR',
  entities: [
    idOrTime(
      bitemporal(
        'BBR_Ejendomsrelation',
        {
          ...IN_DAR,
          ...all('DafDateTime!', 'registreringFra', 'virkningFra'),
          id_lokalId: 'String!',
          ...all('Long', 'bfeNummer', 'ejendomsnummer', 'ejerlejlighedsnummer', 'tinglystAreal'),
          vurderingsejendomsnummer: 'Long',
          ...all('String', 'bygningPaaFremmedGrund', 'ejendommensEjerforholdskode', 'ejendomstype', 'ejerlejlighed'),
          ...all('String', 'kommunekode', 'samletFastEjendom'),
        },
        {
          ...filtersOf('String', 'ejendomstype', 'id_lokalId', 'kommunekode', 'samletFastEjendom', 'status'),
          bfeNummer: 'Long',
        },
      ),
    ),
  ],
  events: true,
};
