import { foreignCountry } from '../abroad';
import { compactDate, dateOf, type Day, dayOf, isoDate } from '../calendar';
import type { Dice } from '../dice';
import type { Family, HeldNumber, Person } from '../family';
import { momentOn, oldMoment } from '../moments';
import { firstNames, middleName, position, surname } from '../names';
import type { Sex } from '../numbers';

/** Numbers were first given on 2 April 1968; whoever was born before has an uncertain start of number. */
const REGISTER_BEGAN = dayOf(1968, 4, 2);
/** The register's own stand-in for citizenships from before they were registered. */
const CITIZENSHIP_UNKNOWN_SINCE = '199103201299';

export interface NewPerson {
  sex: Sex;
  born: Day;
  last?: string;
  /** Born abroad and come to the country, now and then with another citizenship. */
  immigrant?: boolean;
}

/** Adds a person without relations and without an address to the family. */
export function newPerson(scene: { family: Family; dice: Dice }, { sex, born, last, immigrant }: NewPerson): Person {
  const { family, dice } = scene;
  const date = isoDate(born);
  const year = dateOf(born).year;
  const named = oldMoment(dice, born + dice.between(1, 60));
  const country = immigrant ? foreignCountry(dice) : '5100';
  const old = born < REGISTER_BEGAN;
  const number: HeldNumber = {
    text: family.takeNumber(born, sex),
    person: undefined as never,
    born,
    sex,
    from: date,
    fromUncertain: old,
    to: '',
    replacedBy: null,
    frozen: null,
  };
  const person: Person = {
    number,
    sex,
    born,
    bornUncertain: immigrant === true && dice.chance(0.1),
    name: {
      first: firstNames(dice, sex),
      firstMark: '',
      middle: middleName(dice),
      middleMark: '',
      last: last ?? surname(dice),
      lastMark: '',
      from: named.at,
      uncertain: named.uncertain,
    },
    status: '01',
    statusFrom: '',
    statusUncertain: false,
    position: position(dice),
    residence: null,
    abroad: null,
    contactAddress: null,
    disappeared: '',
    protections: [],
    birthplace: birthplace(dice, country, year),
    citizenship:
      year < 1991
        ? { country, from: CITIZENSHIP_UNKNOWN_SINCE, uncertain: true }
        : { country, from: momentOn(dice, born), uncertain: false },
    church: { code: churchOf(dice, country), from: date, uncertain: old },
    marriage: { code: 'U', spouse: null, spouseName: '', spouseBirthDate: '', from: '', uncertain: false },
    separation: null,
    children: [],
    mother: unknownParent(date, old),
    father: unknownParent(date, old),
    custody: [],
    guardianship: null,
    creditWarning: '',
    movingOrder: null,
    municipal: [],
    election: null,
    former: { addresses: [], names: [], marriages: [], abroad: [], disappearances: [] },
    revive: null,
  };
  number.person = person;
  family.persons.push(person);
  family.numbers.push(number);
  return person;
}

function unknownParent(from: string, uncertain: boolean): Person['mother'] {
  return { person: null, name: '', nameMark: '', birthDate: '', from, uncertain };
}

/** Parish for the Danish-born, country for others, now and then unknown or with a text. */
function birthplace(dice: Dice, country: string, year: number): Person['birthplace'] {
  if (country !== '5100') return { code: country, text: dice.chance(0.1) ? 'Ängelberga' : '' };
  if (year < 1920) return { code: '0000', text: '' };
  return { code: String(dice.between(7002, 9348)), text: dice.chance(0.02) ? 'På færgen' : '' };
}

function churchOf(dice: Dice, country: string): string {
  if (country !== '5100') return 'A';
  return dice.chance(0.75) ? 'F' : dice.pick(['U', 'A', 'M', 'S']);
}

/** Moves somebody in for the first time on record. */
export function settle(person: Person, place: NonNullable<Person['residence']>['place'], dice: Dice, since: Day): void {
  const day = Math.max(since, person.born);
  const moved = oldMoment(dice, day);
  person.residence = {
    place,
    careOf: '',
    movedIn: moved.at,
    uncertain: moved.uncertain,
    inMunicipalitySince: moved.at,
    fromMunicipality: '',
    fromMunicipalityAt: '',
    supplement: null,
  };
}

/** Makes a child known to its parents and them to it, from birth. */
export function linkChild(child: Person, mother: Person | null, father: Person | null): void {
  const from = isoDate(child.born);
  const uncertain = child.number.fromUncertain;
  if (mother) {
    child.mother = { person: mother, name: '', nameMark: '', birthDate: '', from, uncertain };
    mother.children.push(child);
  }
  if (father) {
    child.father = { person: father, name: '', nameMark: '', birthDate: '', from, uncertain };
    father.children.push(child);
  }
}

/** Custody by the law: with every parent who has a number, from birth. */
export function giveCustodyToParents(child: Person): void {
  const from = isoDate(child.born);
  child.custody = [];
  if (child.mother.person) child.custody.push({ type: '0003', holder: null, from });
  if (child.father.person) child.custody.push({ type: '0004', holder: null, from });
}

/** Marries two persons from a moment on. */
export function wed(one: Person, other: Person, at: string, uncertain = false): void {
  const code = one.sex === other.sex && at < '20120615' ? 'P' : 'G';
  one.marriage = { code, spouse: other, spouseName: '', spouseBirthDate: '', from: at, uncertain };
  other.marriage = { code, spouse: one, spouseName: '', spouseBirthDate: '', from: at, uncertain };
}

/** A parent who stands with name and perhaps birth date only. */
export function parentByName(dice: Dice, child: Person, sex: Sex): Person['mother'] {
  const name = `${surname(dice)},${firstNames(dice, sex)}`.slice(0, 34);
  const born = child.born - dice.between(7300, 12000);
  return {
    person: null,
    name,
    nameMark: dice.chance(0.2) ? '*' : '',
    birthDate: dice.chance(0.7) ? isoDate(born) : '',
    from: isoDate(child.born),
    uncertain: false,
  };
}

/** Used where a day stands without time of day, as deaths do: `YYYYMMDD0000`. */
export function midnight(day: Day): string {
  return `${compactDate(day)}0000`;
}
