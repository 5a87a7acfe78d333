/** An address as one can read it off the register. */
export interface UnitAddress {
  road: string | null;
  houseFrom: string | null;
  houseTo: string | null;
  floor: string | null;
  door: string | null;
  coName: string | null;
  /** Supplementary town name. */
  town: string | null;
  postcode: string | null;
  district: string | null;
  /** Four digits. */
  municipality: string | null;
  country: string | null;
  postBox: string | null;
  /** A foreign address, line by line. */
  freeText: string | null;
}

/**
 * What the register holds of a company or production unit on a day, in plain words; for tests to compare with. Of one
 * that has ceased: what held last.
 */
export interface UnitState {
  kind: 'company' | 'production-unit';
  /** CVR number (8 digits) or P-number (10 digits). */
  number: string;
  id: string;
  active: boolean;
  started: string;
  ceased: string | null;
  /** Up to a few hundred characters. */
  name: string;
  otherNames: string[];
  /** The location address. */
  address: UnitAddress | null;
  postalAddress: UnitAddress | null;
  phone: string | null;
  email: string | null;
  fax: string | null;
  /** Main industry first, then the secondary ones in their order. */
  industries: { code: string; text: string }[];
  /** Null where the register says nothing. */
  advertisingProtected: boolean | null;
  legalForm: { code: string; text: string } | null;
  /** The production unit's company. */
  company: string | null;
}
