import type { Sex } from './numbers';

/** The codes of record 001. */
export type Status = '01' | '03' | '05' | '07' | '20' | '30' | '50' | '60' | '70' | '80' | '90';

/**
 * What the register holds of one person number on one day, in plain text: the expected end state for a receiver
 * that has read every delivery up to that day.
 *
 * Dates are `YYYY-MM-DD`, moments twelve digits `YYYYMMDDHHMM` (month and day `00` when unknown, minutes 99 when
 * unknown), codes as the register writes them, and '' means that nothing is registered.
 */
export interface PersonState {
  number: string;
  /** The number now in force; only for status 50 and 60. */
  validNumber: string;
  status: Status;
  statusFrom: string;
  statusUncertain: boolean;
  sex: Sex;
  birthDate: string;
  birthDateUncertain: boolean;
  /** When this number began and ceased. */
  numberFrom: string;
  numberFromUncertain: boolean;
  numberTo: string;
  position: string;
  name: NameState;
  /** At most 34 characters of the name in use; the order is the delivery's choice. */
  addressing: { first: string; last: string };
  address: AddressState | null;
  abroad: AbroadState | null;
  contactAddress: { lines: string[]; from: string } | null;
  disappeared: string;
  protections: { type: '0001' | '0002' | '0003' | '0004'; from: string }[];
  birthplace: { code: string; text: string };
  citizenship: { country: string; from: string; uncertain: boolean };
  church: { code: string; from: string; uncertain: boolean };
  civil: CivilState;
  /** Set while a married couple is separated; `reference` ties it to the civil status. */
  separation: { reference: string; from: string } | null;
  children: string[];
  mother: ParentState;
  father: ParentState;
  custody: CustodyState[];
  guardianship: GuardianshipState | null;
  earlierNumbers: { number: string; from: string; to: string }[];
  creditWarning: string;
  movingOrder: { from: string; text: string } | null;
  municipal: { type: string; code: string; from: string; text: string }[];
  election: { code: string; from: string } | null;
  former: FormerState;
}

export interface NameState {
  first: string;
  firstMark: string;
  middle: string;
  middleMark: string;
  last: string;
  lastMark: string;
  from: string;
  uncertain: boolean;
}

export interface AddressState {
  municipality: string;
  streetCode: string;
  street: string;
  houseNumber: string;
  floor: string;
  door: string;
  building: string;
  careOf: string;
  locality: string;
  /** Street, number, floor and door as on a label. */
  line: string;
  town: string;
  postcode: string;
  postDistrict: string;
  movedIn: string;
  movedInUncertain: boolean;
  inMunicipalitySince: string;
  fromMunicipality: string;
  fromMunicipalityAt: string;
  supplement: { lines: string[]; from: string } | null;
}

export interface AbroadState {
  country: string;
  from: string;
  uncertain: boolean;
  lines: string[];
}

export interface CivilState {
  code: 'U' | 'G' | 'F' | 'E' | 'P' | 'O' | 'L' | 'D';
  /** '' for none, `0000000000` for one without a person number, who then has a name. */
  spouse: string;
  spouseName: string;
  spouseBirthDate: string;
  from: string;
  uncertain: boolean;
}

export interface ParentState {
  /** `0000000000` when no number is known; name and birth date only then, and often missing too. */
  number: string;
  name: string;
  nameMark: string;
  birthDate: string;
  from: string;
  uncertain: boolean;
}

export interface CustodyState {
  /** 0003 mother, 0004 father, 0005 and 0006 others. */
  type: '0003' | '0004' | '0005' | '0006';
  from: string;
  /** Only for others; mother and father stand as parents. */
  holder: string;
  holderFrom: string;
}

export interface GuardianshipState {
  from: string;
  /** 0000 not in the register, 0001 by number, 0002 by text. */
  type: '0000' | '0001' | '0002';
  guardian: string;
  guardianFrom: string;
  name: string;
  nameFrom: string;
  lines: string[];
  kind: 'FULD' | 'DELVIS';
  /** Which of the two records says so. */
  records: readonly ('017' | '052')[];
}

export interface FormerState {
  addresses: { mark: string; address: AddressState; movedOut: string }[];
  names: { mark: string; name: NameState; to: string }[];
  civil: { mark: string; civil: CivilState; to: string }[];
  abroad: { mark: string; abroad: AbroadState; returned: string; returnedFrom: string }[];
  disappearances: { mark: string; from: string; found: string }[];
}
