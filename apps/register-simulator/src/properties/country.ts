import { rowIdOf } from '../companies/row-id';

/** A postcode within a municipality. */
export interface PostalPlace {
  readonly municipality: string;
  readonly postcode: string;
  readonly town: string;
}

/** Municipality, name, and its postcodes with their towns. */
const COUNTRY: readonly (readonly [code: string, name: string, region: string, ...towns: string[]])[] = [
  ['0151', 'Ballerup', '1084', '2750 Ballerup', '2740 Skovlunde', '2760 Måløv'],
  ['0167', 'Hvidovre', '1084', '2650 Hvidovre'],
  ['0219', 'Hillerød', '1084', '3400 Hillerød', '3320 Skævinge'],
  ['0265', 'Roskilde', '1085', '4000 Roskilde', '4040 Jyllinge'],
  ['0316', 'Holbæk', '1085', '4300 Holbæk', '4420 Regstrup'],
  ['0370', 'Næstved', '1085', '4700 Næstved', '4160 Herlufmagle'],
  ['0430', 'Faaborg-Midtfyn', '1083', '5600 Faaborg', '5750 Ringe'],
  ['0461', 'Odense', '1083', '5000 Odense C', '5220 Odense SØ', '5250 Odense SV'],
  ['0561', 'Esbjerg', '1083', '6700 Esbjerg', '6760 Ribe'],
  ['0621', 'Kolding', '1083', '6000 Kolding', '6064 Jordrup'],
  ['0751', 'Aarhus', '1082', '8000 Aarhus C', '8240 Risskov', '8270 Højbjerg'],
  ['0791', 'Viborg', '1082', '8800 Viborg', '8850 Bjerringbro'],
  ['0813', 'Frederikshavn', '1081', '9900 Frederikshavn', '9990 Skagen'],
  ['0851', 'Aalborg', '1081', '9000 Aalborg', '9220 Aalborg Øst', '9400 Nørresundby'],
];

// prettier-ignore
const ROAD_NAMES = [
  'Egernløkken', 'Abildhavevej', 'Andrésstræde', 'Blåmejsesvinget', 'Brombærkrogen', 'Bøgelundsalleen', 'Fasanhegnet',
  'Fyrremejsevej', 'Glarmesterbakken', 'Græshoppevænget', 'Gøgeurtsvej', 'Hasselmusstræde', 'Havtornegade', 'Isfuglehaven',
  'Kaprifolieparken', 'Klokkefrøvej', 'Lærkesporen', 'Müllersgang', 'Nattergalebakken', 'Odderstien', 'Perikonmarken',
  'Rørsangerdiget', 'Silkehalegade', 'Svalehalevej', 'Søpindsvinestræde', 'Ulvefodstien', 'Ærtemarken', 'Ådalsuglevej',
];

/** Names that roads are given later. */
export const NEW_ROAD_NAMES = [
  'Nordlysvænget',
  'Stjernestøvvej',
  'Ny Møllevej',
  'Åkandesvinget',
  'Ellipsevej',
] as const;

const DISTRICT_NAMES = ['Nørreskov By, Lindeborg', 'Ølbæk, Søndermark', 'Ålum Strand, Ålum'];

export interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  /** What DAGI calls it. */
  readonly dagiId: string;
  readonly places: readonly PostalPlace[];
}

export const MUNICIPALITIES: readonly Municipality[] = COUNTRY.map(([code, name, region, ...towns], at) => ({
  code,
  name,
  region,
  dagiId: String(389_100 + at),
  places: towns.map((town) => ({ municipality: code, postcode: town.slice(0, 4), town: town.slice(5) })),
}));

export const PLACES: readonly PostalPlace[] = MUNICIPALITIES.flatMap(({ places }) => places);

/** A road of some place: its number is place by place, name by name. */
export interface Road {
  readonly number: number;
  readonly name: string;
  readonly place: PostalPlace;
  readonly municipality: Municipality;
}

const ROADS: readonly Road[] = MUNICIPALITIES.flatMap((municipality) =>
  municipality.places.flatMap((place) => ROAD_NAMES.map((name) => ({ name, place, municipality }))),
).map((road, number) => ({ number, ...road }));

export const ROAD_COUNT = ROADS.length;

export function roadAt(number: number): Road {
  const road = ROADS[number];
  if (road === undefined) throw new RangeError('no such road');
  return road;
}

/** A cadastral district; each municipality has three. */
export interface District {
  readonly code: number;
  readonly name: string;
}

export const DISTRICTS_EACH = DISTRICT_NAMES.length;

/** Codes above those that were given out. */
export const districtOf = (municipality: Municipality, at: number): District => ({
  code: 9_900_001 + MUNICIPALITIES.indexOf(municipality) * DISTRICTS_EACH + at,
  name: DISTRICT_NAMES[at] ?? '',
});

/** Ids of what belongs to nobody alone. They lead to no site: their first part is above all of those. */
const commonId = (seed: number, kind: number, at: number) => rowIdOf(seed, 0x7000_0000 + kind * 10_000 + at, kind, at);

export const roadId = (seed: number, number: number) => commonId(seed, 1, number);

export const postcodeId = (seed: number, postcode: string) => commonId(seed, 2, Number(postcode));
