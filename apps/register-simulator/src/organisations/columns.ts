const ADDRESS_PARTS = [
  'StreetName',
  'StreetBuildingId',
  'FloorId',
  'SuiteId',
  'AdditionalAddressInfo',
  'PostCodeId',
  'DistrictName',
  'CountryIdCode',
  'RegionCode',
  'CoordETRS89z32EMeasure',
  'CoordETRS89z32NMeasure',
] as const;

type AddressPart = (typeof ADDRESS_PARTS)[number];
type Place = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const addressColumns = <K extends string>(kind: K) =>
  ADDRESS_PARTS.map((part): `${K}Address${AddressPart}` => `${kind}Address${part}`);

const specialities = ([1, 2, 3, 4, 5, 6, 7, 8] as const).flatMap((place) => [
  `PrioritizedEntitySpeciality${place}Id` as const,
  `PrioritizedEntitySpeciality${place}Name` as const,
]);

/**
 * The columns of our files: every name that the published notes have evidence for (sor.md 3.2). Their order is our own;
 * nobody knows the register's.
 */
export const SOR_COLUMNS = [
  'SorId',
  'SorType',
  'EntityName',
  'EntityTypeId',
  'EntityTypeName',
  'InstitutionOwnerCvrNumberId',
  'InstitutionOwnerEntityTypeName',
  'HealthInstitutionSorId',
  'HealthInstitutionEntityName',
  'HealthInstitutionEntityTypeName',
  'FromDate',
  'ToDate',
  'FirstFromDate',
  'UpdatedAt',
  ...addressColumns('Postal'),
  ...addressColumns('Visiting'),
  ...addressColumns('Activity'),
  'VirtualAddressTelephoneNumber',
  'VirtualAddressEmailAddress',
  'VirtualAddressWebsite',
  ...specialities,
  'ShakId',
  'EanLocationCodeRegionName',
  'OrganisationalLevelCode',
  'OrganisationalLevelName',
] as const;

export type SorColumn =
  | Exclude<(typeof SOR_COLUMNS)[number], `PrioritizedEntity${string}`>
  | `PrioritizedEntitySpeciality${Place}${'Id' | 'Name'}`;

/** A row of a file: what is absent is an empty cell. */
export type SorRow = Readonly<Partial<Record<SorColumn, string>>>;

/** Written as ="…", so that spreadsheets keep them as text. */
export const WRAPPED: ReadonlySet<SorColumn> = new Set<SorColumn>([
  'SorId',
  'InstitutionOwnerCvrNumberId',
  'HealthInstitutionSorId',
  'PostalAddressRegionCode',
  'VisitingAddressRegionCode',
  'ActivityAddressRegionCode',
]);
