// The models of the published contract, KMD Logic CVR Service API 1.0.0 (cvr.swagger.json). Every property is optional
// there and a text; the reader in `reading/` takes the spellings that the service and its test data mix.

/** An answer about one company (`by-cvr`, `by-id`). */
export interface Company {
  /** The company's object id; differs between the providers behind Logic. */
  readonly id?: string;
  readonly cvrNumber?: string;
  readonly companyName?: string;
  readonly phoneNumber?: string;
  /** The contract spells it so here, and `emailAddress` at production units. */
  readonly eMailAddress?: string;
  readonly mainBusinessCode?: string;
  readonly mainBusinessDescription?: string;
  readonly businessTypeCode?: string;
  readonly dataProvider?: string;
  readonly cvrAddress?: CvrAddress;
  readonly companyDetails?: CvrCompanyDetails;
}

export interface CvrAddress {
  readonly publicRegistryId?: string;
  readonly streetCode?: string;
  readonly streetName?: string;
  readonly houseNumber?: string;
  readonly floor?: string;
  readonly room?: string;
  readonly citySubDivision?: string;
  readonly communityCode?: string;
  readonly postCode?: string;
  readonly postDistrict?: string;
  readonly countryCode?: string;
}

/** Dates are plain texts in a form that is not documented; nor are the values of `status`. */
export interface CvrCompanyDetails {
  readonly businessStartDate?: string;
  readonly cessationDate?: string;
  readonly registrationFrom?: string;
  readonly registrationTo?: string;
  readonly status?: string;
}

/** An answer about one production unit (`production-unit-detail`, `production-unit-detail-by-id`). */
export interface ProductionUnitDetail {
  readonly id?: string;
  readonly pNumber?: string;
  readonly cvrNumber?: string;
  readonly productionUnitName?: string;
  readonly phoneNumber?: string;
  readonly emailAddress?: string;
  readonly locationAddress?: LocationAddress;
  readonly lineOfIndustries?: LineOfIndustries;
}

/** Neither floor, door, c/o nor place name. */
export interface LocationAddress {
  readonly streetCode?: string;
  readonly streetName?: string;
  readonly houseNumber?: string;
  readonly communityCode?: string;
  readonly postCode?: string;
  readonly postDistrict?: string;
  readonly countryCode?: string;
}

export interface LineOfIndustries {
  readonly mainBusiness?: Branch;
  readonly biBranch1?: Branch;
  readonly biBranch2?: Branch;
  readonly biBranch3?: Branch;
}

export interface Branch {
  readonly branchCode?: string;
  readonly name?: string;
}

/** That something happened to an object; never what it is now. */
export interface CompanyEvent {
  /** The event's object id. */
  readonly id?: string;
  readonly objectType?: string;
  readonly action?: string;
  /** ISO 8601. */
  readonly actionDateTime?: string;
}

/** A page of `subscribed-events`. */
export interface SubscribedCompanyEvents {
  readonly events: readonly CompanyEvent[];
  /** Events on the page before those of others were left out; 0 means that the last page was passed. */
  readonly actualCount: number;
}
