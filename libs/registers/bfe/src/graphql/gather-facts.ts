import {
  type AddressRows,
  type CadastralFacts,
  landOf,
  locationOf,
  type PropertyFacts,
  propertyLife,
} from '@contact-sync/contacts-bfe';
import type {
  EjendomsbeliggenhedRow,
  EjendomsrelationRow,
  EjerlejlighedRow,
  EjerskabRow,
} from '@contact-sync/contacts-datafordeler';
import { CallFailed } from '@contact-sync/outbound';
import { type CadastralRows, type PropertyGraphql, together } from '@contact-sync/registers-datafordeler';
import { byId, groupedBy, idsOf, numberText } from '../rows';

export interface FactsWanted {
  readonly day: string;
  /** Whether owners are read too. */
  readonly owners: boolean;
  readonly signal?: AbortSignal;
}

export interface GatheredFacts {
  readonly facts: ReadonlyMap<string, PropertyFacts>;
  /** On how all of them were read. */
  readonly remarks: readonly string[];
}

const OWNERS_REFUSED = 'The profile may not read owners; the owner to write to was left as it is';

/**
 * All that the registers say of up to a hundred properties, in some dozen calls whatever their number: what goes by the
 * BFE number first, then parcels and addresses, which lead to districts, house numbers, roads and postcodes.
 */
export async function gatherFacts(
  registers: PropertyGraphql,
  numbers: readonly string[],
  { day, owners, signal }: FactsWanted,
): Promise<GatheredFacts> {
  const [rows, locations, relations, owned] = await together<
    [CadastralRows, EjendomsbeliggenhedRow[], EjendomsrelationRow[], EjerskabRow[] | undefined]
  >(
    signal,
    (until) => cadastralRows(registers, numbers, day, until),
    (until) => registers.locations(numbers, until),
    (until) => registers.relations(numbers, until),
    (until) => (owners ? ownersWhereAllowed(registers, numbers, until) : Promise.resolve(undefined)),
  );
  const cadastre = cadastralFacts(rows);
  const located = groupedBy(locations, (row) => numberText(row.bestemtFastEjendomBFENr));
  const lives = numbers.flatMap((number) => {
    const life = propertyLife(cadastre(number), day);
    return life === undefined ? [] : [{ life, location: locationOf(located.get(number) ?? [], life) }];
  });
  const [land, addresses] = await together<[Land, AddressRows]>(
    signal,
    (until) => landRows(registers, idsOf(lives.map(({ life }) => landOf(life))), until),
    (until) => addressRows(registers, lives.map(({ location }) => location).filter(isThere), until),
  );
  const related = groupedBy(relations, (row) => numberText(row.bfeNummer));
  const ownedBy = owned && groupedBy(owned, (row) => numberText(row.bestemtFastEjendomBFENr));
  const facts = numbers.map((number): [string, PropertyFacts] => {
    const own = cadastre(number);
    const life = propertyLife(own, day);
    const ground = life && landOf(life);
    return [
      number,
      {
        bfeNumber: number,
        ...own,
        ...addresses,
        EBR_Ejendomsbeliggenhed: located.get(number) ?? [],
        MAT_Jordstykke: ground === undefined ? [] : (land.parcels.get(ground) ?? []),
        MAT_Ejerlav: land.districts,
        BBR_Ejendomsrelation: related.get(number) ?? [],
        ...(ownedBy && { EJFCustom_EjerskabBegraenset: ownedBy.get(number) ?? [] }),
      },
    ];
  });
  return { facts: new Map(facts), remarks: owners && owned === undefined ? [OWNERS_REFUSED] : [] };
}

/** Numbers that the register stands by no row of get a second look at what it ever had (auth.md, 10). */
async function cadastralRows(
  registers: PropertyGraphql,
  numbers: readonly string[],
  day: string,
  signal: AbortSignal,
): Promise<CadastralRows> {
  const rows = await registers.properties(numbers, signal);
  const found = cadastralFacts(rows);
  const missing = numbers.filter((number) => propertyLife(found(number), day) === undefined);
  const whole = missing.length === 0 ? rows : both(rows, await registers.propertiesEver(missing, signal));
  return { ...whole, MAT_Ejerlejlighed: await flatsWithLand(registers, whole.MAT_Ejerlejlighed, day, signal) };
}

/** A flat in a building on foreign land may name the building alone: the land that the building stands on is its land. */
async function flatsWithLand(
  registers: PropertyGraphql,
  flats: CadastralRows['MAT_Ejerlejlighed'],
  day: string,
  signal: AbortSignal,
): Promise<CadastralRows['MAT_Ejerlejlighed']> {
  const buildings = (row: EjerlejlighedRow): string[] =>
    idsOf(row.samletFastEjendomLokalId ? [] : [row.b_BygningPaaFremmedGrundFladeL, row.b_BygningPaaFremmedGrundPunktL]);
  const ids = idsOf(flats.flatMap(buildings));
  if (ids.length === 0) return flats;
  const found = cadastralFacts(await registers.propertiesEver(ids, signal));
  const landOfBuilding = (id: string): string | undefined => {
    const life = propertyLife(found(id), day);
    return life && landOf(life);
  };
  return flats.map((row) => {
    const land = buildings(row).map(landOfBuilding).find(isThere);
    return land === undefined ? row : { ...row, samletFastEjendomLokalId: land };
  });
}

const both = (a: CadastralRows, b: CadastralRows): CadastralRows => ({
  MAT_SamletFastEjendom: [...a.MAT_SamletFastEjendom, ...b.MAT_SamletFastEjendom],
  MAT_Ejerlejlighed: [...a.MAT_Ejerlejlighed, ...b.MAT_Ejerlejlighed],
  MAT_BygningPaaFremmedGrundFlade: [...a.MAT_BygningPaaFremmedGrundFlade, ...b.MAT_BygningPaaFremmedGrundFlade],
  MAT_BygningPaaFremmedGrundPunkt: [...a.MAT_BygningPaaFremmedGrundPunkt, ...b.MAT_BygningPaaFremmedGrundPunkt],
});

function cadastralFacts(rows: CadastralRows): (number: string) => CadastralFacts {
  const numberOf = (row: { readonly BFEnummer?: number | string | null; readonly id_lokalId: string }) =>
    numberText(row.BFEnummer ?? row.id_lokalId);
  const land = groupedBy(rows.MAT_SamletFastEjendom, numberOf);
  const flats = groupedBy(rows.MAT_Ejerlejlighed, numberOf);
  const areas = groupedBy(rows.MAT_BygningPaaFremmedGrundFlade, numberOf);
  const points = groupedBy(rows.MAT_BygningPaaFremmedGrundPunkt, numberOf);
  return (number) => ({
    MAT_SamletFastEjendom: land.get(number) ?? [],
    MAT_Ejerlejlighed: flats.get(number) ?? [],
    MAT_BygningPaaFremmedGrundFlade: areas.get(number) ?? [],
    MAT_BygningPaaFremmedGrundPunkt: points.get(number) ?? [],
  });
}

interface Land {
  readonly parcels: ReadonlyMap<string, NonNullable<PropertyFacts['MAT_Jordstykke']>>;
  readonly districts: PropertyFacts['MAT_Ejerlav'];
}

async function landRows(registers: PropertyGraphql, ids: readonly string[], signal: AbortSignal): Promise<Land> {
  const parcels = await registers.parcelsOfLand(ids, signal);
  const districts = await registers.districts(idsOf(parcels.map((row) => row.ejerlavLokalId)), signal);
  return {
    parcels: groupedBy(parcels, (row) => row.samletFastEjendomLokalId ?? undefined),
    districts: byId(districts),
  };
}

async function addressRows(
  registers: PropertyGraphql,
  locations: readonly EjendomsbeliggenhedRow[],
  signal: AbortSignal,
): Promise<AddressRows> {
  const addresses = await registers.addresses(idsOf(locations.map((row) => row.adresseLokalId)), signal);
  const ofAddresses = addresses.map(({ husnummer }) => husnummer);
  const ofLocations = locations.map(({ husnummerLokalId }) => husnummerLokalId);
  const houseNumbers = await registers.houseNumbers(idsOf([...ofAddresses, ...ofLocations]), signal);
  const [postcodes, roads] = await together<
    [Awaited<ReturnType<PropertyGraphql['postcodes']>>, Awaited<ReturnType<PropertyGraphql['roads']>>]
  >(
    signal,
    (until) => registers.postcodes(idsOf(houseNumbers.map(({ postnummer }) => postnummer)), until),
    (until) => registers.roads(idsOf(houseNumbers.map(({ navngivenVej }) => navngivenVej)), until),
  );
  return {
    DAR_Adresse: byId(addresses),
    DAR_Husnummer: byId(houseNumbers),
    DAR_Postnummer: byId(postcodes),
    DAR_NavngivenVej: byId(roads),
  };
}

/** Owners need an approval that an installation may not have; everything else of the property is read all the same. */
async function ownersWhereAllowed(
  registers: PropertyGraphql,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<EjerskabRow[] | undefined> {
  try {
    return await registers.owners(numbers, signal);
  } catch (error) {
    if (error instanceof CallFailed && error.failure === 'refused') return undefined;
    throw error;
  }
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined;
