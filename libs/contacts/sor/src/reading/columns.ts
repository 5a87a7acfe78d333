/** Every column of SOR's files with any evidence (sor.md 3.2), by the name SOR itself writes. */
export const SOR_COLUMNS = [
  'SorId',
  'SorType',
  'EntityName',
  'EntityTypeId',
  'EntityTypeName',
  'FirstFromDate',
  'FromDate',
  'ToDate',
  'UpdatedAt',
  'ParentSorId',
  'InstitutionOwnerSorId',
  'InstitutionOwnerEntityName',
  'InstitutionOwnerCvrNumberId',
  'InstitutionOwnerEntityTypeName',
  'HealthInstitutionSorId',
  'HealthInstitutionEntityName',
  'HealthInstitutionEntityTypeName',
  'PostalAddressStreetName',
  'PostalAddressStreetBuildingId',
  'PostalAddressFloorId',
  'PostalAddressSuiteId',
  'PostalAddressAdditionalAddressInfo',
  'PostalAddressPostCodeId',
  'PostalAddressDistrictName',
  'PostalAddressCountryIdCode',
  'PostalAddressRegionCode',
  'PostalAddressCoordETRS89z32EMeasure',
  'PostalAddressCoordETRS89z32NMeasure',
  'VisitingAddressStreetName',
  'VisitingAddressStreetBuildingId',
  'VisitingAddressFloorId',
  'VisitingAddressSuiteId',
  'VisitingAddressAdditionalAddressInfo',
  'VisitingAddressPostCodeId',
  'VisitingAddressDistrictName',
  'VisitingAddressCountryIdCode',
  'VisitingAddressRegionCode',
  'VisitingAddressCoordETRS89z32EMeasure',
  'VisitingAddressCoordETRS89z32NMeasure',
  'ActivityAddressStreetName',
  'ActivityAddressStreetBuildingId',
  'ActivityAddressFloorId',
  'ActivityAddressSuiteId',
  'ActivityAddressAdditionalAddressInfo',
  'ActivityAddressPostCodeId',
  'ActivityAddressDistrictName',
  'ActivityAddressCountryIdCode',
  'ActivityAddressRegionCode',
  'ActivityAddressCoordETRS89z32EMeasure',
  'ActivityAddressCoordETRS89z32NMeasure',
  'VirtualAddressTelephoneNumber',
  'VirtualAddressEmailAddress',
  'VirtualAddressWebsite',
  'PrioritizedEntitySpeciality1Id',
  'PrioritizedEntitySpeciality1Name',
  'PrioritizedEntitySpeciality2Id',
  'PrioritizedEntitySpeciality2Name',
  'PrioritizedEntitySpeciality3Id',
  'PrioritizedEntitySpeciality3Name',
  'PrioritizedEntitySpeciality4Id',
  'PrioritizedEntitySpeciality4Name',
  'PrioritizedEntitySpeciality5Id',
  'PrioritizedEntitySpeciality5Name',
  'PrioritizedEntitySpeciality6Id',
  'PrioritizedEntitySpeciality6Name',
  'PrioritizedEntitySpeciality7Id',
  'PrioritizedEntitySpeciality7Name',
  'PrioritizedEntitySpeciality8Id',
  'PrioritizedEntitySpeciality8Name',
  'ShakId',
  'ProviderNumber',
  'PharmacyNumber',
  'HospitalDepartmentCode',
  'EanLocationCode',
  'EanLocationCodeRegionName',
  'GeographicalLocation',
  'OrganisationalLevelCode',
  'OrganisationalLevelName',
] as const;

export type SorColumn = (typeof SOR_COLUMNS)[number];

/** Without these a file is no statement about units (sor.md 6.4). */
export const REQUIRED_SOR_COLUMNS = ['SorId', 'EntityName'] as const satisfies readonly SorColumn[];

/** Columns that a contact, or the choice between several rows of a unit, is made of. Only these are ever missed. */
export const MAPPED_SOR_COLUMNS = [
  'SorId',
  'EntityName',
  'FirstFromDate',
  'FromDate',
  'ToDate',
  'UpdatedAt',
  'PostalAddressStreetName',
  'PostalAddressStreetBuildingId',
  'PostalAddressFloorId',
  'PostalAddressSuiteId',
  'PostalAddressAdditionalAddressInfo',
  'PostalAddressPostCodeId',
  'PostalAddressDistrictName',
  'PostalAddressCountryIdCode',
  'VirtualAddressTelephoneNumber',
  'VirtualAddressEmailAddress',
] as const satisfies readonly SorColumn[];

/** Other spellings, and the names of the legacy file sor.csv (sor.md 6.3 and 7). */
const OTHER_NAMES: Readonly<Record<string, SorColumn>> = {
  'SOR-kode': 'SorId',
  SorCode: 'SorId',
  'SOR-type': 'SorType',
  Enhedsnavn: 'EntityName',
  Enhedstype: 'EntityTypeName',
  Fradato: 'FromDate',
  Ophoertdato: 'ToDate',
  Ophørtdato: 'ToDate',
  'Parent-SOR-kode': 'ParentSorId',
  CVR: 'InstitutionOwnerCvrNumberId',
  Ydernummer: 'ProviderNumber',
  Apoteksnummer: 'PharmacyNumber',
  'SghAfd-kode': 'HospitalDepartmentCode',
  Lokationsnummer: 'EanLocationCode',
  Region: 'EanLocationCodeRegionName',
  Geografisk_lokalisation: 'GeographicalLocation',
  Hovedspeciale: 'PrioritizedEntitySpeciality1Name',
  Telefon: 'VirtualAddressTelephoneNumber',
  'E-mail': 'VirtualAddressEmailAddress',
  Hjemmeside: 'VirtualAddressWebsite',
  ...ofAddress('P', 'PostalAddress'),
  ...ofAddress('B', 'VisitingAddress'),
  ...ofAddress('A', 'ActivityAddress'),
};

type AddressKind = 'PostalAddress' | 'VisitingAddress' | 'ActivityAddress';

function ofAddress(letter: string, kind: AddressKind): Record<string, SorColumn> {
  return {
    [`${kind}StreetBuildingIdentifier`]: `${kind}StreetBuildingId`,
    [`${kind}PostCodeIdentifier`]: `${kind}PostCodeId`,
    [`${letter}_Postnummer`]: `${kind}PostCodeId`,
    [`${letter}_By`]: `${kind}DistrictName`,
    [`${letter}_Region`]: `${kind}RegionCode`,
    [`${letter}_X`]: `${kind}CoordETRS89z32EMeasure`,
    [`${letter}_Y`]: `${kind}CoordETRS89z32NMeasure`,
  };
}

const COLUMN_OF: ReadonlyMap<string, SorColumn> = new Map([
  ...SOR_COLUMNS.map((column) => [normalName(column), column] as const),
  ...Object.entries(OTHER_NAMES).map(([name, column]) => [normalName(name), column] as const),
]);

/** The column a header cell means, whatever its letters' case and punctuation; undefined for one we do not know. */
export function columnNamed(name: string): SorColumn | undefined {
  return COLUMN_OF.get(normalName(name));
}

/** Letters and digits only, lower case (sor.md 6.3). */
export function normalName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
