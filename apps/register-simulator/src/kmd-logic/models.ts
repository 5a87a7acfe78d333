import type { UnitAddress, UnitState } from '../companies/unit-state';

/**
 * The models of KMD Logic's CVR API (swagger of version 1.0.0), as one builds them from what the register holds. Fields
 * without a value are left out. Note `eMailAddress` of a company and `emailAddress` of a production unit.
 */
export interface Company {
  id: string;
  cvrNumber: string;
  companyName?: string;
  phoneNumber?: string;
  eMailAddress?: string;
  mainBusinessCode?: string;
  mainBusinessDescription?: string;
  businessTypeCode?: string;
  dataProvider: string;
  cvrAddress?: CvrAddress;
  companyDetails: CompanyDetails;
}

export interface CvrAddress {
  streetName?: string;
  houseNumber?: string;
  floor?: string;
  room?: string;
  citySubDivision?: string;
  communityCode?: string;
  postCode?: string;
  postDistrict?: string;
  countryCode?: string;
}

export interface CompanyDetails {
  businessStartDate: string;
  cessationDate?: string;
  status: string;
}

export interface ProductionUnit {
  pNumber: string;
  productionUnitName?: string;
}

export interface ProductionUnitDetail {
  id: string;
  pNumber: string;
  cvrNumber?: string;
  productionUnitName?: string;
  phoneNumber?: string;
  emailAddress?: string;
  locationAddress?: Omit<CvrAddress, 'floor' | 'room' | 'citySubDivision'>;
  lineOfIndustries?: LineOfIndustries;
}

export interface Branch {
  branchCode: string;
  name: string;
}

export interface LineOfIndustries {
  mainBusiness?: Branch;
  biBranch1?: Branch;
  biBranch2?: Branch;
  biBranch3?: Branch;
}

/** A company: main industry alone, no fax, no c/o, nothing of advertising. */
export function companyModel(id: string, state: UnitState): Company {
  const [main] = state.industries;
  return {
    id,
    cvrNumber: state.number,
    ...(state.name !== '' && { companyName: state.name }),
    ...(state.phone !== null && { phoneNumber: state.phone }),
    ...(state.email !== null && { eMailAddress: state.email }),
    ...(main && { mainBusinessCode: main.code, mainBusinessDescription: main.text }),
    ...(state.legalForm && { businessTypeCode: state.legalForm.code }),
    dataProvider: 'DataDistributor',
    ...(state.address && { cvrAddress: cvrAddress(state.address) }),
    companyDetails: {
      businessStartDate: state.started,
      ...(state.ceased !== null && { cessationDate: state.ceased }),
      status: state.active ? 'aktiv' : 'inaktiv',
    },
  };
}

/** A unit in the list of its company's. */
export function unitModel(state: UnitState): ProductionUnit {
  return { pNumber: state.number, ...(state.name !== '' && { productionUnitName: state.name }) };
}

/** A production unit: nothing of start, end or status, and neither floor nor door. */
export function unitDetailModel(id: string, state: UnitState): ProductionUnitDetail {
  const [mainBusiness, biBranch1, biBranch2, biBranch3] = state.industries.map(({ code, text }) => ({
    branchCode: code,
    name: text,
  }));
  return {
    id,
    pNumber: state.number,
    ...(state.company !== null && { cvrNumber: state.company }),
    ...(state.name !== '' && { productionUnitName: state.name }),
    ...(state.phone !== null && { phoneNumber: state.phone }),
    ...(state.email !== null && { emailAddress: state.email }),
    ...(state.address && { locationAddress: locationAddress(state.address) }),
    ...(mainBusiness && {
      lineOfIndustries: {
        mainBusiness,
        ...(biBranch1 && { biBranch1 }),
        ...(biBranch2 && { biBranch2 }),
        ...(biBranch3 && { biBranch3 }),
      },
    }),
  };
}

function cvrAddress(address: UnitAddress): CvrAddress {
  return {
    ...locationAddress(address),
    ...(address.floor !== null && { floor: address.floor }),
    ...(address.door !== null && { room: address.door }),
    ...(address.town !== null && { citySubDivision: address.town }),
  };
}

/** Of an address abroad only the country: the model has no field for its text. */
function locationAddress(address: UnitAddress): Omit<CvrAddress, 'floor' | 'room' | 'citySubDivision'> {
  return {
    ...(address.road !== null && { streetName: address.road }),
    ...(address.houseFrom !== null && { houseNumber: address.houseFrom }),
    // Without leading zero, as in the published sample data.
    ...(address.municipality !== null && { communityCode: String(Number(address.municipality)) }),
    ...(address.postcode !== null && { postCode: address.postcode }),
    ...(address.district !== null && { postDistrict: address.district }),
    ...(address.country !== null && { countryCode: address.country }),
  };
}
