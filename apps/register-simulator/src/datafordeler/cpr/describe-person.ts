import { createHash } from 'node:crypto';
import type {
  AbroadState,
  AddressState,
  CivilState,
  GuardianshipState,
  NameState,
  PersonState,
} from '../../population/person-state';
import { dafMoment, dateOnly, period } from './period';
import {
  CIVIL_WORDS,
  COUNTRIES,
  CUSTODY_WORDS,
  GUARDIAN_WORDS,
  GUARDIANSHIP_WORDS,
  MARK_WORDS,
  MUNICIPALITIES,
  PROTECTION_WORDS,
  STATUS_WORDS,
} from './person-words';

/** An object of an answer, by the names of GraphQL. */
export type Node = Readonly<Record<string, unknown>>;

/** The register as it stood at one delivery. */
export interface RegisteredPersons {
  find(number: string): PersonState | undefined;
  /** The number that is in force in its place: its own where none replaced it. */
  inForce(number: string): string;
  /** The id of the human being, or of the registration where one has two. */
  idOf(number: string): string;
}

const LONGEST_STREET = 20;
const LONGEST_DISTRICT = 20;
const NO_NUMBER = /^0*$/;

/** Everything that the service says of a person: past and present, in no order. */
export function describePerson(state: PersonState, persons: RegisteredPersons): Node {
  const someone: Someone = (number, name, birthDate) => related(number, persons, name, birthDate);
  return {
    ...core(state, persons),
    statusdato: state.statusFrom === '' ? null : dateOnly(state.statusFrom),
    statusdatousikkerhedsmarkering: state.statusUncertain,
    foedselsdatousikkerhedsmarkering: state.birthDateUncertain,
    personnumre: numbers(state, persons),
    navne: names(state),
    adresseoplysninger: addresses(state),
    kontaktadresse: lines(state.contactAddress),
    civilstande: civilStates(state, someone),
    boern: state.children.map((number) => ({ ...period('aktuel', ''), barn: someone(number) })),
    foraeldreoplysninger: parents(state, persons),
    foraeldremyndighedsoplysninger: state.custody.map(({ type, from, holder }) => ({
      ...period('aktuel', from),
      foraeldremyndighedsrelation: CUSTODY_WORDS[type],
      foraeldremyndighedsindehaver: custodian(state, type, holder, persons),
    })),
    foraeldremyndighedOver: childrenInCustody(state, persons).map(({ number, from }) => ({
      ...period('aktuel', from),
      barn: someone(number),
    })),
    vaergemaal: state.guardianship ? [guardianship(state.guardianship, someone)] : [],
    udrejseIndrejser: abroad(state),
    forsvindinger: disappearances(state),
    statsborgerskaber: [
      {
        ...period('aktuel', state.citizenship.from, state.citizenship),
        cprlandekode: state.citizenship.country,
        cprlandenavn: country(state.citizenship.country),
      },
    ],
    folkekirke: [{ ...period('aktuel', state.church.from, state.church), folkekirkeforhold: state.church.code }],
    kommunaleForhold: state.municipal.map(({ type, code, from, text: remark }) => ({
      ...period('aktuel', from),
      kommunaltforholdstype: type,
      kommunaltforholdskode: code,
      bemaerkning: text(remark),
    })),
  };
}

const text = (value: string) => (value.trim() === '' ? null : value.trim());
const country = (code: string) => (code === '' ? null : (COUNTRIES[code] ?? `Land ${code}`));

/** What is said of a person and of a relative alike. */
function core(state: PersonState, persons: RegisteredPersons) {
  return {
    id: persons.idOf(state.number),
    status: state.status === '60' ? STATUS_WORDS['50'] : STATUS_WORDS[state.status],
    foedselsdato: dateOnly(state.birthDate),
    koen: state.sex === 'K' ? 'kvinde' : 'mand',
    beskyttelser: protections(state),
  };
}

/** A relative, reduced; somebody with a name alone where there is no number. Null where nothing is known. */
function related(number: string, persons: RegisteredPersons, name = '', birthDate = ''): Node | null {
  const state = NO_NUMBER.test(number) ? undefined : persons.find(number);
  if (state) return { ...core(state, persons), personnummer: number, navn: addressing(state) };
  if (!NO_NUMBER.test(number)) return { id: null, personnummer: number, navn: null, beskyttelser: [] };
  if (name === '') return null;
  return { id: null, personnummer: null, navn: name, foedselsdato: dateOnly(birthDate), beskyttelser: [] };
}

function protections(state: PersonState): Node[] {
  const known = state.protections.flatMap(({ type, from }) => {
    const word = PROTECTION_WORDS[type];
    return word === undefined ? [] : [{ ...period('aktuel', from), beskyttelsestype: word }];
  });
  if (state.creditWarning === '') return known;
  return [...known, { ...period('aktuel', state.creditWarning), beskyttelsestype: 'kreditadvarsel' }];
}

/** A number that was never right is regretted; of a double registration the valid number stands with its own. */
function numbers(state: PersonState, persons: RegisteredPersons): Node[] {
  const own = { uncertain: state.numberFromUncertain, to: state.numberTo };
  if (state.status === '50') {
    return [
      { ...period('aktuel', ''), personnummer: persons.inForce(state.validNumber) },
      { ...period('historisk', state.numberFrom, own), personnummer: state.number },
    ];
  }
  return [
    ...state.earlierNumbers.map(({ number, from, to }) => ({
      ...period('historisk', from, { to }),
      personnummer: number,
    })),
    { ...period(state.status === '30' ? 'fortrudt' : 'aktuel', state.numberFrom, own), personnummer: state.number },
  ];
}

const addressing = ({ addressing: { first, last } }: PersonState) => text(first === '' ? last : `${last},${first}`);

function names(state: PersonState): Node[] {
  const parts = ({ first, middle, last }: NameState) => ({
    fornavne: text(first),
    mellemnavn: text(middle),
    efternavn: text(last),
  });
  return [
    ...state.former.names.map(({ mark, name, to }) => ({
      ...period(ended(mark), name.from, { uncertain: name.uncertain, to }),
      ...parts(name),
      adresseringsnavn: null,
    })),
    { ...period('aktuel', state.name.from, state.name), ...parts(state.name), adresseringsnavn: addressing(state) },
  ];
}

const ended = (mark: string) => MARK_WORDS[mark] ?? 'historisk';

function addresses(state: PersonState): Node[] {
  const former = state.former.addresses.map(({ mark, address, movedOut }) => ({
    ...period(ended(mark), address.movedIn, { uncertain: address.movedInUncertain, to: movedOut }),
    ...placed(address),
  }));
  const { address } = state;
  if (!address) return former;
  const now = period('aktuel', address.movedIn, { uncertain: address.movedInUncertain });
  return [...former, { ...now, ...placed(address) }];
}

function placed(address: AddressState): Node {
  // Who has no dwelling stands with a text in the street's place.
  const street = address.street || address.line;
  return {
    conavn: text(address.careOf),
    fraflytningskommunekode: text(address.fromMunicipality),
    tilflytningskommunedato: dateOnly(address.inMunicipalitySince),
    cprAdresse: {
      daradresse: address.street && address.building === '' ? addressId(address) : null,
      vejnavn: text(street),
      vejadresseringsnavn: text(street.slice(0, LONGEST_STREET)),
      husnummer: text(address.houseNumber),
      etage: text(address.floor),
      sidedoer: text(address.door),
      bygningsnummer: text(address.building),
      bynavn: text(address.town),
      postnummer: text(address.postcode),
      postdistrikt: text(address.postDistrict.slice(0, LONGEST_DISTRICT)),
      cprkommunekode: address.municipality,
      cprkommunenavn: MUNICIPALITIES.get(address.municipality) ?? null,
      cprvejkode: address.streetCode,
    },
    supplerendeAdresse: lines(address.supplement),
  };
}

/** The same for the same dwelling. */
const addressId = ({ municipality, streetCode, houseNumber, floor, door }: AddressState) =>
  uuidOf(`dwelling ${municipality} ${streetCode} ${houseNumber} ${floor} ${door}`);

/** An id that a text always has. */
export function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Up to five free lines; null where there is none. */
function lines(address: { readonly lines: readonly string[]; readonly from: string } | null): Node | null {
  if (!address || address.lines.length === 0) return null;
  const named = [1, 2, 3, 4, 5].map((n) => [`adresselinie${n}`, text(address.lines[n - 1] ?? '')] as const);
  return { ...Object.fromEntries(named), virkningfra: dafMoment(address.from), virkningtil: null };
}

/** A relative by number, or by name where there is none. */
type Someone = (number: string, name?: string, birthDate?: string) => Node | null;

function civilStates(state: PersonState, someone: Someone): Node[] {
  const one = (civil: CivilState) => ({
    civilstandstype: CIVIL_WORDS[civil.code],
    aegtefaelle: someone(civil.spouse, civil.spouseName, civil.spouseBirthDate),
  });
  const { civil, separation } = state;
  return [
    ...state.former.civil.map((former) => ({
      ...period(ended(former.mark), former.civil.from, { uncertain: former.civil.uncertain, to: former.to }),
      ...one(former.civil),
      separation: null,
    })),
    {
      ...period('aktuel', civil.from, civil),
      ...one(civil),
      separation: separation && { virkningfra: dafMoment(separation.from), virkningtil: null },
    },
  ];
}

/** Both parents, known or not. */
function parents({ mother, father }: PersonState, persons: RegisteredPersons): Node[] {
  const both = [
    { role: 'mor', parent: mother },
    { role: persons.find(father.number)?.sex === 'K' ? 'medmor' : 'far', parent: father },
  ];
  return both.map(({ role, parent }) => ({
    ...period('aktuel', parent.from, parent),
    foraelderrolle: role,
    foraelder: related(parent.number, persons, parent.name, parent.birthDate),
  }));
}

/** Who has custody: the parents stand as such, others by number. */
function custodian(
  { mother, father }: PersonState,
  type: keyof typeof CUSTODY_WORDS,
  holder: string,
  persons: RegisteredPersons,
): Node | null {
  if (type === '0003') return related(mother.number, persons, mother.name, mother.birthDate);
  if (type === '0004') return related(father.number, persons, father.name, father.birthDate);
  return related(holder, persons);
}

/** The person's own children of whom it has custody. */
function childrenInCustody({ number, children }: PersonState, persons: RegisteredPersons) {
  return children.flatMap((child) => {
    const state = persons.find(child);
    const held = state?.custody.find(
      ({ type, holder }) =>
        holder === number ||
        (type === '0003' && state.mother.number === number) ||
        (type === '0004' && state.father.number === number),
    );
    return held ? [{ number: child, from: held.from }] : [];
  });
}

function guardianship(state: GuardianshipState, someone: Someone): Node {
  return {
    ...period('aktuel', state.from),
    vaergemaalstype: GUARDIANSHIP_WORDS[state.kind],
    vaergetype: GUARDIAN_WORDS[state.type],
    vaerge: state.type === '0000' ? null : someone(state.guardian, state.name),
    vaergevirkningfra: dafMoment(state.type === '0002' ? state.nameFrom : state.guardianFrom),
    vaergeadresse: lines({ lines: state.lines, from: state.nameFrom }),
  };
}

function abroad(state: PersonState): Node[] {
  const left = ({ country: code, lines: address, from }: AbroadState) => ({
    cprlandekodeudrejse: text(code),
    cprlandudrejse: country(code),
    udlandsadresse: lines({ lines: address, from }),
  });
  return [
    ...state.former.abroad.map((former) => ({
      ...period(ended(former.mark), former.abroad.from, { uncertain: former.abroad.uncertain, to: former.returned }),
      ...left(former.abroad),
      cprlandekodeindrejse: text(former.returnedFrom),
      cprlandindrejse: country(former.returnedFrom),
    })),
    ...(state.abroad
      ? [
          {
            ...period('aktuel', state.abroad.from, state.abroad),
            ...left(state.abroad),
            cprlandekodeindrejse: null,
            cprlandindrejse: null,
          },
        ]
      : []),
  ];
}

function disappearances({ disappeared, former }: PersonState): Node[] {
  return [
    ...former.disappearances.map(({ mark, from, found }) => period(ended(mark), from, { to: found })),
    ...(disappeared === '' ? [] : [period('aktuel', disappeared)]),
  ].map((each) => ({ ...each }));
}
