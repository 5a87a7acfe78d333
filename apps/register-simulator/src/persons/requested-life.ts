import { ageOn, isoDate } from '../population/calendar';
import { bearUnnamedChild, bury, takeBackDeath } from '../population/events/births-and-deaths';
import {
  giveCustodyBack,
  giveCustodyTo,
  isSameHuman,
  putUnderGuardianship,
  putUnderNamedGuardian,
  releaseFromGuardianship,
} from '../population/events/care';
import { dissolveMarriage, isMarried, joinInMarriage, separateCouple } from '../population/events/marriages';
import { comeHome, findAgain, goAbroad, relocate, vanish } from '../population/events/moves';
import { giveNewNumber, takeBackNumber } from '../population/events/numbers';
import { rename } from '../population/events/personal';
import { householdOf, isActive, isAdult, isResident, type Scene } from '../population/events/scene';
import type { Person } from '../population/family';
import { firstNames, surname } from '../population/names';
import { dwelling } from '../population/places';
import type { PersonLifeEvent } from './person-life-event';

/** Lets it happen on the scene of the person's family. Called only where `refusal` has nothing against it. */
export function live(event: PersonLifeEvent, scene: Scene, person: Person, other: Person | undefined): void {
  const { dice, day, touch } = scene;
  switch (event.kind) {
    case 'move':
      return relocate(scene, event.alone ? [person] : householdOf(scene.family, person), dwelling(dice), 'A01');
    case 'move-abroad':
      return goAbroad(scene, person);
    case 'come-home':
      return person.abroad ? comeHome(scene, person, person.abroad) : findAgain(scene, person);
    case 'disappear':
      return vanish(scene, person);
    case 'marriage':
      if (other) {
        scene.family.pair = [person, other];
        joinInMarriage(scene, person, other);
      }
      return undefined;
    case 'separation':
    case 'divorce': {
      const couple = coupleOf(person);
      if (couple) (event.kind === 'divorce' ? dissolveMarriage : separateCouple)(scene, couple);
      return undefined;
    }
    case 'death':
      return bury(scene, person);
    case 'undo-death':
      takeBackDeath(scene, person);
      person.revive = null;
      return undefined;
    case 'new-number':
      return giveNewNumber(scene, person);
    case 'undo-number':
      takeBackNumber(scene, person);
      return undefined;
    case 'guardian': {
      const guardian = other ?? dice.pick(scene.family.persons.filter((each) => mayGuard(scene, each, person)));
      return guardian ? putUnderGuardianship(scene, person, guardian) : putUnderNamedGuardian(scene, person);
    }
    case 'guardian-ends':
      releaseFromGuardianship(scene, person);
      return undefined;
    case 'protection':
      person.protections = (['0001', '0002', '0003', '0004'] as const).map((type) => ({ type, from: isoDate(day) }));
      return touch(person.number, 'P20');
    case 'protection-ends':
      person.protections = [];
      return touch(person.number, 'P21');
    case 'custody':
      return other ? giveCustodyTo(scene, person, other) : giveCustodyBack(scene, person);
    case 'birth': {
      bearUnnamedChild(scene, person, fatherFor(scene, person));
      return undefined;
    }
    case 'name': {
      const before = person.name;
      const first = event.first ?? (before.first || firstNames(dice, person.sex));
      const last = event.last ?? (event.first === undefined || !before.last ? surname(dice) : before.last);
      rename(scene, person, { first, last, firstMark: '', lastMark: '' });
      return touch(person.number, before.first ? 'A12' : 'A14');
    }
  }
}

/** Why it cannot happen, in words without a person number; undefined where it can. */
export function refusal(
  event: PersonLifeEvent,
  { family, day }: Pick<Scene, 'family' | 'day'>,
  person: Person,
  other?: Person,
): string | undefined {
  const when = (fits: boolean, otherwise: string) => (fits ? undefined : otherwise);
  const active = when(isActive(person), 'the person is dead, abroad, disappeared or void');
  switch (event.kind) {
    case 'move':
    case 'new-number':
    case 'death':
      return active;
    case 'move-abroad':
    case 'disappear':
      return when(isResident(person) && isAdult(person, day), 'the person is no grown-up with a Danish address');
    case 'come-home':
      return when(
        (person.status === '80' && person.abroad !== null) || person.status === '70',
        'the person is neither abroad nor disappeared',
      );
    case 'marriage':
      return when(
        other !== undefined &&
          other !== person &&
          [person, other].every((each) => isActive(each) && isAdult(each, day) && !isMarried(each)),
        'both have to be grown up, active and unmarried',
      );
    case 'separation':
      return when(coupleOf(person) !== undefined && !person.separation, 'the person is not married, or separated');
    case 'divorce':
      return when(coupleOf(person) !== undefined, 'the person is not married to somebody with a number in force');
    case 'undo-death':
      return when(person.revive !== null && person.status === '90', 'no death was registered that can be taken back');
    case 'undo-number':
      return when(
        family.numbers.some(({ frozen, replacedBy }) => frozen?.status === '60' && replacedBy === person.number),
        'the number was never changed',
      );
    case 'guardian':
      return (
        when(isActive(person) && isAdult(person, day) && !person.guardianship, 'the person cannot have a guardian') ??
        when(
          event.to === undefined || (other !== undefined && isActive(other) && isAdult(other, day) && other !== person),
          'the guardian has to be another active grown-up',
        )
      );
    case 'guardian-ends':
      return when(person.guardianship !== null, 'the person has no guardian');
    case 'protection':
      return active ?? when(person.protections.length === 0, 'the person is protected already');
    case 'protection-ends':
      return when(person.protections.length > 0, 'the person is not protected');
    case 'custody':
      return (
        when(isActive(person) && ageOn(person.born, day) < 18, 'the person is no child') ??
        (event.to === undefined
          ? when(
              [person.mother.person, person.father.person].some((parent) => parent && isActive(parent)),
              'the child has no parent',
            )
          : when(
              other !== undefined &&
                isActive(other) &&
                isAdult(other, day) &&
                other !== person.mother.person &&
                other !== person.father.person,
              'custody goes to an active grown-up who is no parent',
            ))
      );
    case 'birth':
      return when(
        isResident(person) && person.sex === 'K' && ageOn(person.born, day) >= 18 && ageOn(person.born, day) <= 48,
        'the mother has to be a woman of 18 to 48 with a Danish address',
      );
    case 'name':
      return active;
  }
}

/** Both who are married to each other, this person first. */
function coupleOf(person: Person): readonly [Person, Person] | undefined {
  const { spouse } = person.marriage;
  if (!isMarried(person) || !isActive(person) || !spouse || !isActive(spouse)) return undefined;
  return spouse.marriage.spouse === person ? [person, spouse] : undefined;
}

/** The man she is a pair with. */
function fatherFor({ family, day }: Scene, mother: Person): Person | null {
  const man = family.pair?.includes(mother) ? family.pair.find((each) => each !== mother) : undefined;
  return man && man.sex === 'M' && isActive(man) && isAdult(man, day) ? man : null;
}

function mayGuard({ day }: Scene, person: Person, ward: Person): boolean {
  const fits = isActive(person) && isAdult(person, day) && person.guardianship === null;
  return fits && person !== ward && !isSameHuman(person, ward);
}
