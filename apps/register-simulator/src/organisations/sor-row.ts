import { isoDay } from '../companies/moments';
import { Dice, seedOf } from '../population/dice';
import type { SorColumn, SorRow } from './columns';
import type { Dossier, Version } from './dossier';
import { type OwnerType, speciality } from './organisation-names';
import { surveyedAgain } from './organisation-places';
import type { OrganisationAddress } from './organisation-state';

interface Told {
  readonly sorId: string;
  readonly dossier: Dossier;
  readonly version: Version;
  readonly postal: OrganisationAddress | null;
  readonly ownerCvr: string;
  readonly ownerType: OwnerType;
  readonly institution: { readonly sorId: string; readonly name: string; readonly typeName: string } | undefined;
  /** The second row of a unit that the files have twice: surveyed another time. */
  readonly again: boolean;
}

type Cells = Partial<Record<SorColumn, string>>;

type Level = readonly [code: string, name: string];

const LEVELS: readonly [Level, ...Level[]] = [
  ['1', 'Sygehus'],
  ['2', 'Afdeling'],
  ['3', 'Afsnit'],
];

/** The cells of a version of a unit. */
export function sorRow({ sorId, dossier, version, postal, ownerCvr, ownerType, institution, again }: Told): SorRow {
  const { values } = version;
  const dice = new Dice(seedOf(sorId));
  const cells: Cells = {
    SorId: sorId,
    SorType: dossier.type,
    EntityName: values.name,
    EntityTypeName: dossier.typeName,
    InstitutionOwnerCvrNumberId: ownerCvr,
    InstitutionOwnerEntityTypeName: ownerType,
    FromDate: isoDay(version.from),
    ToDate: version.to === null ? '' : isoDay(version.to),
    FirstFromDate: isoDay(dossier.firstFrom),
    UpdatedAt: isoDay(version.updated),
    VirtualAddressTelephoneNumber: values.phone ?? '',
    VirtualAddressEmailAddress: values.email ?? '',
    VirtualAddressWebsite: values.website ?? '',
  };
  if (institution) {
    cells.HealthInstitutionSorId = institution.sorId;
    cells.HealthInstitutionEntityName = institution.name;
    cells.HealthInstitutionEntityTypeName = institution.typeName;
  }
  if (postal) {
    const address = again ? surveyedAgain(postal) : postal;
    writeAddress(cells, 'Postal', address);
    writeAddress(cells, 'Visiting', address);
    if (dice.chance(0.5)) writeAddress(cells, 'Activity', address);
  }
  if (dossier.type === 'OE') writeAttributes(cells, dice, ownerType);
  return cells;
}

type Kind = 'Postal' | 'Visiting' | 'Activity';

/** The columns of an address; laid out once, since a file has millions of them. */
const columnsOf = <K extends Kind>(kind: K) => ({
  street: `${kind}AddressStreetName` as const,
  building: `${kind}AddressStreetBuildingId` as const,
  floor: `${kind}AddressFloorId` as const,
  suite: `${kind}AddressSuiteId` as const,
  additional: `${kind}AddressAdditionalAddressInfo` as const,
  postcode: `${kind}AddressPostCodeId` as const,
  district: `${kind}AddressDistrictName` as const,
  country: `${kind}AddressCountryIdCode` as const,
  region: `${kind}AddressRegionCode` as const,
  east: `${kind}AddressCoordETRS89z32EMeasure` as const,
  north: `${kind}AddressCoordETRS89z32NMeasure` as const,
});

const ADDRESS_COLUMNS = {
  Postal: columnsOf('Postal'),
  Visiting: columnsOf('Visiting'),
  Activity: columnsOf('Activity'),
};

function writeAddress(cells: Cells, kind: Kind, address: OrganisationAddress): void {
  const columns = ADDRESS_COLUMNS[kind];
  cells[columns.street] = address.street ?? '';
  cells[columns.building] = address.building ?? '';
  cells[columns.floor] = address.floor ?? '';
  cells[columns.suite] = address.suite ?? '';
  cells[columns.additional] = address.additional ?? '';
  cells[columns.postcode] = address.postcode ?? '';
  cells[columns.district] = address.district ?? '';
  cells[columns.country] = address.country ?? '';
  cells[columns.region] = address.region ?? '';
  cells[columns.east] = withComma(address.east);
  cells[columns.north] = withComma(address.north);
}

function writeAttributes(cells: Cells, dice: Dice, owner: OwnerType): void {
  if (owner !== 'kommune') {
    const main = speciality(dice);
    cells.PrioritizedEntitySpeciality1Id = main.id;
    cells.PrioritizedEntitySpeciality1Name = main.name;
    if (dice.chance(0.2)) {
      const second = speciality(dice);
      cells.PrioritizedEntitySpeciality2Id = second.id;
      cells.PrioritizedEntitySpeciality2Name = second.name;
    }
  }
  if (owner !== 'region') return;
  const [code, name] = dice.pick(LEVELS);
  cells.OrganisationalLevelCode = code;
  cells.OrganisationalLevelName = name;
  cells.ShakId = `${dice.between(9000, 9999)}${String(dice.below(1000)).padStart(3, '0')}`;
}

/** A number as Danish programs write it. */
function withComma(metres: number): string {
  return String(metres).replace('.', ',');
}
