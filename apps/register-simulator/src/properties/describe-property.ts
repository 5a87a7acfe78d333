import { current } from '../companies/turning';
import { ENTITY_OF_KIND } from './lay-out-site';
import { nobodyOf, personOf } from './owners';
import type { PropertyAddress, PropertyIdentity, PropertyOwner, PropertyState } from './property-state';
import type { PropertyRow, Value } from './rows';
import type { Shelf } from './shelf';

const NOTES = ['landbrugsnotering', 'arbejderbolig', 'erFaelleslod', 'udskiltVej', 'hovedejendomOpdeltIEjerlejligh'];

const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
const number = (value: Value | undefined) => (typeof value === 'number' ? value : null);

/** What the rows say of a property at a moment (UTC with six decimals). */
export function describeProperty(shelf: Shelf, identity: PropertyIdentity, moment: string): PropertyState {
  const { bfe, kind } = identity;
  const id = String(bfe);
  const rows = current(shelf.rowsBy(ENTITY_OF_KIND[kind], 'BFEnummer', [bfe]) ?? [])
    .filter((row) => row.BFEnummer === bfe && row.virkningFra <= moment)
    .sort((one, other) => (one.virkningFra < other.virkningFra ? -1 : 1));
  const last = rows.at(-1);
  if (last === undefined) throw new Error(`property ${bfe} has no row`);
  const gone = last.virkningTil !== null && last.virkningTil <= moment ? last.virkningTil : null;
  const end = gone ?? (last.status === 'Historisk' ? last.virkningFra : null);
  const [location] = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', id, moment);
  const [relation] = shelf.rowsAt('BBR_Ejendomsrelation', 'bfeNummer', bfe, moment);
  const parcels = kind === 'land' ? parcelsOf(shelf, id, moment) : [];
  const area = kind === 'land' ? parcels.reduce((sum, parcel) => sum + parcel.area, 0) : number(last['samletAreal']);
  return {
    ...identity,
    status: last.status,
    ceased: end?.slice(0, 10) ?? null,
    address: location === undefined ? null : addressOf(shelf, location, moment),
    designation: text(location?.['betegnelse']),
    municipality: location === undefined ? null : municipalityOf(shelf, location, moment),
    parcels,
    area: kind === 'land' && parcels.length === 0 ? null : area,
    notes: Object.fromEntries(
      NOTES.flatMap((note): [string, string | true][] => {
        const value = last[note];
        return typeof value === 'string' || value === true ? [[note, value]] : [];
      }),
    ),
    propertyNumber: number(relation?.['ejendomsnummer']),
    valuationNumber: number(relation?.['vurderingsejendomsnummer']),
    owners: shelf.rowsAt('EJF_Ejerskab', 'bestemtFastEjendomBFENr', bfe, moment).map(ownerOf),
  };
}

function parcelsOf(shelf: Shelf, id: string, moment: string) {
  return shelf
    .rowsAt('MAT_Jordstykke', 'samletFastEjendomLokalId', id, moment)
    .map((row) => ({
      number: text(row['matrikelnummer']) ?? '',
      district: text(shelf.rowAt('MAT_Ejerlav', String(row['ejerlavLokalId']), moment)?.['ejerlavsnavn']) ?? '',
      area: number(row['registreretAreal']) ?? 0,
    }))
    .sort((one, other) => (one.number < other.number ? -1 : 1));
}

function addressOf(shelf: Shelf, location: PropertyRow, moment: string): PropertyAddress | null {
  const address = shelf.rowAt('DAR_Adresse', String(location['adresseLokalId']), moment);
  const doorId = address?.['husnummer'] ?? location['husnummerLokalId'];
  const door = shelf.rowAt('DAR_Husnummer', String(doorId), moment);
  if (door === undefined) return null;
  const road = shelf.rowAt('DAR_NavngivenVej', String(door['navngivenVej']), moment);
  const postcode = shelf.rowAt('DAR_Postnummer', String(door['postnummer']), moment);
  return {
    text: String(address?.['adressebetegnelse'] ?? door['adgangsadressebetegnelse']),
    road: String(road?.['vejnavn']),
    houseNumber: String(door['husnummertekst']),
    floor: text(address?.['etagebetegnelse']),
    door: text(address?.['doerbetegnelse']),
    postcode: String(postcode?.['postnr']),
    town: String(postcode?.['navn']),
  };
}

function municipalityOf(shelf: Shelf, location: PropertyRow, moment: string) {
  const code = String(location['kommuneinddelingKommunekode']);
  return { code, name: String(shelf.rowAt('MAT_MatrikelKommune', code, moment)?.['kommunenavn']) };
}

function ownerOf(row: PropertyRow): PropertyOwner {
  const company = number(row['ejendeVirksomhedCVRNr']);
  const [person, nobody] = [number(row['ejer']), number(row['oplysninger'])];
  const hidden = row['ejerBeskyttet'] === true;
  return {
    company: company === null ? null : String(company).padStart(8, '0'),
    name:
      person !== null ? (personOf(person, hidden).navn?.navn ?? null) : nobody === null ? null : nobodyOf(nobody).navn,
    protected: hidden,
    primary: row['primaerKontakt'] === true,
  };
}
