import { ageOn, type Day } from '../calendar';
import type { Dice } from '../dice';
import type { Family, HeldNumber, Person } from '../family';

/** One event record: what happened and how the delivered person relates to the one it happened to. */
export interface EventMark {
  at: string;
  code: string;
  relation: string;
}

/** Where a life event plays: one family on one day. */
export interface Scene {
  family: Family;
  dice: Dice;
  day: Day;
  /** Notes that a number's set is to be delivered because of the event. */
  touch: (number: HeldNumber, code: string, relation?: string) => void;
}

/** Something that happens in a family; false when there is nobody here to whom it can happen. */
export type LifeEvent = (scene: Scene) => boolean;

/** In the register with an active status and a number in force. */
export function isActive(person: Person): boolean {
  return person.status < '20' && person.number.frozen === null;
}

/** Active with an ordinary address in Denmark. */
export function isResident(person: Person): boolean {
  return person.status === '01' && person.residence !== null && person.number.frozen === null;
}

export function isAdult(person: Person, day: Day): boolean {
  return ageOn(person.born, day) >= 18;
}

/** Somebody of the family who fits, drawn by lot. */
export function someone({ family, dice }: Scene, fits: (person: Person) => boolean): Person | undefined {
  return dice.pick(family.persons.filter(fits));
}

/** An active grown-up who fits, drawn by lot. */
export function someAdult(scene: Scene, fits: (person: Person) => boolean = () => true): Person | undefined {
  return someone(scene, (person) => isActive(person) && isAdult(person, scene.day) && fits(person));
}

/** All who live at the same place as this person, this person first. */
export function householdOf(family: Family, person: Person): Person[] {
  const place = person.residence?.place;
  if (!place) return [person];
  return [
    person,
    ...family.persons.filter((other) => other !== person && other.residence?.place === place && isActive(other)),
  ];
}

/** Notes everybody whose set names this person: spouses, children, parents, and those in the person's care. */
export function touchRelatives({ family, touch }: Scene, person: Person, code: string): void {
  for (const other of family.persons) {
    if (other === person || other.number.frozen) continue;
    const relation = relationOf(other, person);
    if (relation !== undefined) touch(other.number, code, relation);
  }
}

const SPOUSE_MARKS: Record<Person['marriage']['code'], string> = {
  U: '',
  G: 'ÆG',
  P: 'PA',
  F: 'TÆ',
  O: 'TP',
  E: 'HÆ',
  L: 'HP',
  D: 'HÆ',
};

function relationOf(other: Person, person: Person): string | undefined {
  if (other.marriage.spouse === person) return SPOUSE_MARKS[other.marriage.code];
  if (other.mother.person === person || other.father.person === person) return 'BØ';
  if (other.children.includes(person)) return person.mother.person === other ? 'MO' : 'FA';
  const named =
    other.guardianship?.guardian === person ||
    other.custody.some((custody) => custody.holder === person) ||
    other.former.marriages.some(({ marriage }) => marriage.spouse === person);
  return named ? '' : undefined;
}
