import type { CivilState, GuardianshipState, NameState, PersonState } from '../../population/person-state';
import { abroad, addresses, disappearances, lines } from './describe-residence';
import type { Node } from './node';
import { dafMoment, dateOnly, period } from './period';
import {
  CIVIL_WORDS,
  countryName,
  CUSTODY_WORDS,
  GUARDIAN_WORDS,
  GUARDIANSHIP_WORDS,
  PROTECTION_WORDS,
  STATUS_WORDS,
  text,
  wordOfEnd,
} from './person-words';

/** The register as it stood at one delivery. */
export interface RegisteredPersons {
  find(number: string): PersonState | undefined;
  /** The number that is in force in its place: its own where none replaced it. */
  inForce(number: string): string;
  /** The id of the human being, or of the registration where one has two. */
  idOf(number: string): string;
}

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
        cprlandenavn: countryName(state.citizenship.country),
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
      ...period(wordOfEnd(mark), name.from, { uncertain: name.uncertain, to }),
      ...parts(name),
      adresseringsnavn: null,
    })),
    { ...period('aktuel', state.name.from, state.name), ...parts(state.name), adresseringsnavn: addressing(state) },
  ];
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
      ...period(wordOfEnd(former.mark), former.civil.from, { uncertain: former.civil.uncertain, to: former.to }),
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
