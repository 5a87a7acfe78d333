import { isoDate } from '../calendar';
import type { Marriage, Person } from '../family';
import { wed } from '../families/new-person';
import { momentOn } from '../moments';
import { dwelling } from '../places';
import { moveTo } from './moves';
import { rename } from './personal';
import { isActive, isAdult, type LifeEvent, type Scene, someAdult } from './scene';

/** The family's pair marries; now and then one takes the other's name. */
export const marry: LifeEvent = (scene) => {
  const [one, other] = scene.family.pair ?? [];
  if (
    !one ||
    !other ||
    ![one, other].every((person) => isActive(person) && isAdult(person, scene.day) && !isMarried(person))
  ) {
    return false;
  }
  joinInMarriage(scene, one, other);
  return true;
};

export function joinInMarriage(scene: Scene, one: Person, other: Person): void {
  const at = momentOn(scene.dice, scene.day);
  remember(one, at);
  remember(other, at);
  wed(one, other, at);
  if (scene.dice.chance(0.5)) rename(scene, other, { last: one.name.last, lastMark: one.name.lastMark });
  scene.touch(one.number, 'A19');
  scene.touch(other.number, 'A19', 'NÆ');
}

/** Marries somebody without a person number, who stands with name and birth date. */
export const marrySomebodyAbroad: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => !isMarried(candidate));
  if (!person) return false;
  const at = momentOn(scene.dice, scene.day);
  remember(person, at);
  person.marriage = {
    code: 'G',
    spouse: null,
    spouseName: 'Müller-Lindén,Irène',
    spouseBirthDate: isoDate(person.born + scene.dice.between(-900, 900)),
    from: at,
    uncertain: false,
  };
  scene.touch(person.number, 'A19');
  return true;
};

/** Divorce, or dissolution of a partnership; one of them moves out if they still share a home. */
export const divorce: LifeEvent = (scene) => {
  const couple = marriedCouple(scene);
  if (couple) dissolveMarriage(scene, couple);
  return couple !== undefined;
};

export function dissolveMarriage(scene: Scene, couple: readonly [Person, Person]): void {
  const [one, other] = couple;
  const at = momentOn(scene.dice, scene.day);
  const code = one.marriage.code === 'P' ? 'O' : 'F';
  for (const [person, spouse] of [couple, [other, one]] as const) {
    remember(person, at);
    person.separation = null;
    person.marriage = { ...person.marriage, code, spouse, from: at, uncertain: false };
  }
  if (other.residence && other.residence.place === one.residence?.place) moveTo(other, dwelling(scene.dice), at);
  scene.touch(one.number, 'A21');
  scene.touch(other.number, 'A21', code === 'O' ? 'TP' : 'TÆ');
}

/** A married couple separates: still married, with a separation that the civil status points to. */
export const separate: LifeEvent = (scene) => {
  const couple = marriedCouple(scene);
  if (!couple || couple[0].separation) return false;
  separateCouple(scene, couple);
  return true;
};

export function separateCouple(scene: Scene, couple: readonly [Person, Person]): void {
  const reference = momentOn(scene.dice, scene.day);
  for (const person of couple) person.separation = { reference, from: isoDate(scene.day) };
  scene.touch(couple[0].number, 'P35');
  scene.touch(couple[1].number, 'P35', 'ÆG');
}

/** They take up married life again. */
export const reconcile: LifeEvent = (scene) => {
  const couple = marriedCouple(scene, (person) => person.separation !== null);
  if (!couple) return false;
  for (const person of couple) person.separation = null;
  scene.touch(couple[0].number, 'P51');
  scene.touch(couple[1].number, 'P51', 'ÆG');
  return true;
};

export function isMarried({ marriage }: Person): boolean {
  return marriage.code === 'G' || marriage.code === 'P';
}

/** Keeps the civil status that ends, unless it was only the state of being unmarried. */
export function remember(person: Person, to: string): void {
  const ending: Marriage = person.marriage;
  if (ending.code !== 'U') person.former.marriages.push({ mark: '', marriage: ending, to });
}

function marriedCouple(
  scene: Scene,
  also: (person: Person) => boolean = () => true,
): readonly [Person, Person] | undefined {
  const one = someAdult(scene, (person) => {
    const spouse = person.marriage.spouse;
    return (
      isMarried(person) && spouse !== null && isActive(spouse) && spouse.marriage.spouse === person && also(person)
    );
  });
  return one?.marriage.spouse ? [one, one.marriage.spouse] : undefined;
}
