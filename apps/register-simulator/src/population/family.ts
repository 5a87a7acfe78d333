import type { Day } from './calendar';
import type { Sex } from './numbers';
import type {
  AbroadState,
  CivilState,
  FormerState,
  GuardianshipState,
  NameState,
  PersonState,
  Status,
} from './person-state';
import type { Place } from './places';

/** A dwelling and how this person lives there; those who share the `place` object share the household. */
export interface Residence {
  place: Place;
  careOf: string;
  movedIn: string;
  uncertain: boolean;
  inMunicipalitySince: string;
  fromMunicipality: string;
  fromMunicipalityAt: string;
  supplement: { lines: string[]; from: string } | null;
}

export interface Marriage extends Omit<CivilState, 'spouse'> {
  spouse: Person | null;
}

export interface Parent {
  person: Person | null;
  name: string;
  nameMark: string;
  birthDate: string;
  from: string;
  uncertain: boolean;
}

export interface Custody {
  type: '0003' | '0004' | '0005' | '0006';
  holder: Person | null;
  from: string;
}

export interface Guardianship extends Omit<GuardianshipState, 'guardian'> {
  guardian: Person | null;
}

/** A person number of the family: one record set in the register. */
export interface HeldNumber {
  text: string;
  person: Person;
  /** The birth date and sex that the number was given for. */
  born: Day;
  sex: Sex;
  from: string;
  fromUncertain: boolean;
  to: string;
  /** The number that replaced it. */
  replacedBy: HeldNumber | null;
  /** The set as it stood when the number became void; nothing that happens to the person afterwards changes it. */
  frozen: PersonState | null;
}

/** One human being, mutable while a family's life is played. */
export interface Person {
  number: HeldNumber;
  sex: Sex;
  born: Day;
  bornUncertain: boolean;
  name: NameState;
  status: Status;
  statusFrom: string;
  statusUncertain: boolean;
  position: string;
  residence: Residence | null;
  abroad: AbroadState | null;
  contactAddress: { lines: string[]; from: string } | null;
  disappeared: string;
  protections: PersonState['protections'];
  birthplace: { code: string; text: string };
  citizenship: { country: string; from: string; uncertain: boolean };
  church: { code: string; from: string; uncertain: boolean };
  marriage: Marriage;
  separation: { reference: string; from: string } | null;
  children: Person[];
  mother: Parent;
  father: Parent;
  custody: Custody[];
  guardianship: Guardianship | null;
  creditWarning: string;
  movingOrder: { from: string; text: string } | null;
  municipal: PersonState['municipal'];
  election: PersonState['election'];
  former: Omit<FormerState, 'civil' | 'addresses'> & {
    addresses: { mark: string; residence: Residence; movedOut: string }[];
    marriages: { mark: string; marriage: Marriage; to: string }[];
  };
  /** Brings a person back whose death was registered by mistake; only while nothing else has built on it. */
  revive: (() => Person[]) | null;
}

/** Persons that refer to each other and to nobody else, so that a family can be built and played on its own. */
export interface Family {
  persons: Person[];
  numbers: HeldNumber[];
  /** The two grown-ups the family is about, where there are two. */
  pair: readonly [Person, Person] | null;
  /** Whether a number replaced twice is delivered again to point at the last one; else the numbers form a chain. */
  flattensChains: boolean;
  takeNumber: (born: Day, sex: Sex) => string;
}
