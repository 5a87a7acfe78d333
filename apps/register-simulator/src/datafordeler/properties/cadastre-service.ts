import type { Entity, Fields, Filters, Service } from '../schema/entity';
import { all, bitemporal, BUSINESS, filtersOf, IN_TIME } from './bitemporal';

/** What every object of the cadastre carries that a case has changed. */
const OF_CASE: Fields = {
  ...BUSINESS,
  ...IN_TIME,
  objectid: 'Long',
  paataenktHandling: 'String',
  senesteSagLokalId: 'String!',
};

const PROPERTY: Fields = { ...OF_CASE, BFEnummer: 'Long', StedbestemmelsesReference: 'String' };

const BY_CASE: Filters = filtersOf(
  'String',
  'forretningshaendelse',
  'id_lokalId',
  'paataenktHandling',
  'senesteSagLokalId',
  'status',
);

const BY_NUMBER: Filters = { ...BY_CASE, ...filtersOf('Long', 'BFEnummer', 'objectid') };

const BUILDING: Fields = {
  ...PROPERTY,
  ...all('Boolean!', 'opdeltIEjerlejligheder', 'paaHavet'),
  oprindelse: 'String!',
  rids: 'String',
  samletFastEjendomLokalId: 'String',
};

const BY_BUILDING: Filters = {
  ...BY_NUMBER,
  ...filtersOf('Boolean', 'opdeltIEjerlejligheder', 'paaHavet'),
  samletFastEjendomLokalId: 'String',
};

export const LAND: Entity = bitemporal(
  'MAT_SamletFastEjendom',
  {
    ...PROPERTY,
    arbejderbolig: 'Boolean',
    ...all('Boolean!', 'erFaelleslod', 'hovedejendomOpdeltIEjerlejligh', 'udskiltVej'),
    landbrugsnotering: 'String',
  },
  {
    ...BY_NUMBER,
    ...filtersOf('Boolean', 'arbejderbolig', 'erFaelleslod', 'hovedejendomOpdeltIEjerlejligh', 'udskiltVej'),
    landbrugsnotering: 'String',
  },
);

export const FLAT: Entity = bitemporal(
  'MAT_Ejerlejlighed',
  {
    ...PROPERTY,
    ...all('String', 'b_BygningPaaFremmedGrundFladeL', 'b_BygningPaaFremmedGrundPunktL', 'ejerlejlighedskort'),
    ...all('String', 'samletFastEjendomLokalId', 'StedbestemmelsesGeometri'),
    ...all('Long', 'fordelingstalNaevner', 'fordelingstalTaeller', 'samletAreal'),
    ejerlejlighedsnummer: 'String!',
    iBygningPaaFremmedGrund: 'Boolean!',
  },
  {
    ...BY_NUMBER,
    ...filtersOf('String', 'b_BygningPaaFremmedGrundFladeL', 'b_BygningPaaFremmedGrundPunktL'),
    ...filtersOf('String', 'ejerlejlighedsnummer', 'samletFastEjendomLokalId'),
    iBygningPaaFremmedGrund: 'Boolean',
    samletAreal: 'Long',
  },
);

export const BUILDING_AREA: Entity = bitemporal('MAT_BygningPaaFremmedGrundFlade', BUILDING, BY_BUILDING);

export const BUILDING_POINT: Entity = bitemporal('MAT_BygningPaaFremmedGrundPunkt', BUILDING, BY_BUILDING);

/** Without the fields that were removed on 19 April 2026: forest, beach, dunes and ground rent. */
const PARCEL: Entity = bitemporal(
  'MAT_Jordstykke',
  {
    ...OF_CASE,
    ...all('String!', 'arealberegningsmetode', 'ejerlavLokalId', 'kommuneLokalId', 'regionLokalId'),
    ...all('String!', 'samletFastEjendomLokalId', 'sognLokalId', 'vandarealinkludering', 'vejarealberegningsstatus'),
    ...all('String', 'arealbetegnelse', 'arealtype', 'delnummer', 'matrikelnummer', 'skelforretningssagsLokalId'),
    ...all('String', 'stammerFraJordstykkeLokalId', 'supplerendeMaalingSagLokalId'),
    brugsretsareal: 'Boolean',
    faelleslod: 'Boolean!',
    ...all('Long', 'registreretAreal', 'vejareal'),
  },
  {
    ...BY_CASE,
    ...filtersOf('String', 'arealtype', 'ejerlavLokalId', 'kommuneLokalId', 'matrikelnummer', 'regionLokalId'),
    ...filtersOf('String', 'samletFastEjendomLokalId', 'sognLokalId', 'stammerFraJordstykkeLokalId'),
    ...filtersOf('Long', 'objectid', 'registreretAreal', 'vejareal'),
    faelleslod: 'Boolean',
  },
);

const DISTRICT: Entity = bitemporal(
  'MAT_Ejerlav',
  { ...IN_TIME, objectid: 'Long', senesteSagLokalId: 'String!', ejerlavskode: 'Long', ejerlavsnavn: 'String!' },
  { ...filtersOf('String', 'ejerlavsnavn', 'id_lokalId', 'status'), ...filtersOf('Long', 'ejerlavskode', 'objectid') },
);

export const CADASTRE_MUNICIPALITY: Entity = bitemporal(
  'MAT_MatrikelKommune',
  { ...IN_TIME, objectid: 'Long', ...all('String!', 'kommunekode', 'kommunenavn', 'senesteSagLokalId') },
  { ...filtersOf('String', 'id_lokalId', 'kommunekode', 'kommunenavn', 'status'), objectid: 'Long' },
);

/** MAT/v3: the first version's field lists, with what later ones add to every row and without what they removed. */
export const MAT: Service = {
  name: 'MAT',
  entities: [LAND, FLAT, BUILDING_AREA, BUILDING_POINT, PARCEL, DISTRICT, CADASTRE_MUNICIPALITY],
  events: true,
};
