import { ageOn, isoDate } from '../calendar';
import type { Person } from '../family';
import { giveCustodyToParents, linkChild, midnight, newPerson, parentByName } from '../families/new-person';
import { momentOn } from '../moments';
import { isMarried, remember } from './marriages';
import { leave, moveTo, setStatus } from './moves';
import { isActive, isResident, type LifeEvent, type Scene, someone, touchRelatives } from './scene';

/** A child is born to the pair and lives with its mother; it is named later. */
export const bearChild: LifeEvent = (scene) => {
  const [one, other] = scene.family.pair ?? [];
  const mother = one?.sex === 'K' ? one : other;
  const father = one === mother ? other : one;
  if (!mother || !father || mother.sex !== 'K' || !isResident(mother) || !isActive(father)) return false;
  const age = ageOn(mother.born, scene.day);
  if (age < 18 || age > 48) return false;
  bearUnnamedChild(scene, mother, father);
  return true;
};

/** Answers the child, which has no name yet. */
export function bearUnnamedChild(scene: Scene, mother: Person, father: Person | null): Person {
  const child = addChild(scene, mother, father);
  child.name = { ...child.name, first: '', middle: '', last: '', from: '' };
  return child;
}

/** A child is born to a woman alone: the father stands with his name only. */
export const bearChildOfNamedFather: LifeEvent = (scene) => {
  const mother = someone(scene, (person) => {
    const age = ageOn(person.born, scene.day);
    return person.sex === 'K' && isResident(person) && age >= 18 && age <= 48 && !isMarried(person);
  });
  if (!mother) return false;
  const child = addChild(scene, mother, null);
  child.father = parentByName(scene.dice, child, 'M');
  // Now and then a father without a number shares custody, which the register then says of nobody.
  if (scene.dice.chance(0.3)) child.custody.push({ type: '0004', holder: null, from: isoDate(child.born) });
  return true;
};

/** The man of the pair is recognised as father of a child that had none with a number. */
export const recogniseFather: LifeEvent = (scene) => {
  const father = scene.family.pair?.find((person) => person.sex === 'M');
  if (!father || !isActive(father)) return false;
  const child = someone(scene, (person) => {
    const hasYoungEnough = isActive(person) && ageOn(person.born, scene.day) < 18 && person.born > father.born + 6000;
    return hasYoungEnough && person.father.person === null && person.mother.person !== null;
  });
  if (!child) return false;
  child.father = { person: father, name: '', nameMark: '', birthDate: '', from: isoDate(scene.day), uncertain: false };
  father.children.push(child);
  if (child.custody.every(({ type }) => type === '0003')) {
    child.custody = [...child.custody, { type: '0004', holder: null, from: isoDate(scene.day) }];
  }
  scene.touch(child.number, 'A35');
  scene.touch(father.number, 'A35', 'NF');
  if (child.mother.person) scene.touch(child.mother.person.number, 'A35', 'MO');
  return true;
};

/** Somebody dies: the spouse is widowed, custody and care end. */
export const die: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => isResident(candidate) && ageOn(candidate.born, scene.day) >= 18);
  if (!person) return false;
  bury(scene, person);
  return true;
};

/** The death was registered by mistake: everything is as before. */
export const undoDeath: LifeEvent = (scene) => {
  const person = someone(scene, ({ revive }) => revive !== null);
  return person !== undefined && takeBackDeath(scene, person);
};

/** False where the death was never registered. */
export function takeBackDeath(scene: Scene, person: Person): boolean {
  const concerned = person.revive?.();
  if (!concerned) return false;
  person.revive = null;
  scene.touch(person.number, 'K23');
  for (const other of concerned) scene.touch(other.number, 'K23');
  return true;
}

function addChild(scene: Scene, mother: Person, father: Person | null): Person {
  const child = newPerson(scene, { sex: scene.dice.pick(['M', 'K']), born: scene.day, last: mother.name.last });
  child.name = { ...child.name, from: momentOn(scene.dice, scene.day), uncertain: false };
  child.position = '';
  linkChild(child, mother, father);
  giveCustodyToParents(child);
  if (mother.residence) moveTo(child, mother.residence.place, momentOn(scene.dice, scene.day));
  scene.touch(child.number, 'A02');
  scene.touch(mother.number, 'A02', 'MO');
  if (father) scene.touch(father.number, 'A02', 'FA');
  return child;
}

/** The spouse is widowed, custody and care end; it can be taken back. */
export function bury(scene: Scene, person: Person): void {
  const { family, day } = scene;
  const before = { ...person };
  const at = midnight(day);
  leave(person, at);
  setStatus(person, '90', at);
  const wasMarried = isMarried(person);
  remember(person, at);
  person.marriage = {
    ...person.marriage,
    code: 'D',
    spouse: wasMarried ? person.marriage.spouse : null,
    from: at,
    uncertain: false,
  };
  if (!wasMarried) person.marriage = { ...person.marriage, spouseName: '', spouseBirthDate: '' };
  person.separation = null;
  person.protections = [];
  person.guardianship = null;
  person.creditWarning = '';
  scene.touch(person.number, 'A23');
  touchRelatives(scene, person, 'A23');

  const undo: (() => Person | null)[] = [];
  const spouse = before.marriage.spouse;
  if (wasMarried && spouse && spouse.marriage.spouse === person && isMarried(spouse)) undo.push(widow(spouse, at));
  for (const other of family.persons) undo.push(...releaseFrom(other, person));
  person.revive = () => {
    if (person.marriage.from !== at) return [];
    const {
      status,
      statusFrom,
      residence,
      marriage,
      separation,
      protections,
      guardianship,
      creditWarning,
      movingOrder,
    } = before;
    Object.assign(person, {
      status,
      statusFrom,
      residence,
      marriage,
      separation,
      protections,
      guardianship,
      creditWarning,
      movingOrder,
    });
    if (residence) person.former.addresses.pop();
    if (marriage.code !== 'U') person.former.marriages.pop();
    return undo.map((back) => back()).filter((other) => other !== null);
  };
}

/** The survivor: widow, widower or surviving partner. */
function widow(spouse: Person, at: string): () => Person | null {
  const { marriage, separation } = spouse;
  remember(spouse, at);
  const widowed: Person['marriage'] = {
    ...marriage,
    code: marriage.code === 'P' ? 'L' : 'E',
    from: at,
    uncertain: false,
  };
  spouse.marriage = widowed;
  spouse.separation = null;
  return () => {
    if (spouse.marriage !== widowed) return null;
    spouse.marriage = marriage;
    spouse.separation = separation;
    spouse.former.marriages.pop();
    return spouse;
  };
}

/** Ends what the dead person was to another: holder of custody, guardian. */
function releaseFrom(other: Person, dead: Person): (() => Person | null)[] {
  const undo: (() => Person | null)[] = [];
  const { custody, guardianship } = other;
  const kept = custody.filter(({ type, holder }) => {
    const parent = type === '0003' ? other.mother.person : type === '0004' ? other.father.person : holder;
    return parent !== dead;
  });
  if (kept.length < custody.length) {
    other.custody = kept;
    undo.push(() => {
      if (other.custody !== kept) return null;
      other.custody = custody;
      return other;
    });
  }
  if (guardianship?.guardian === dead) {
    const alone = { ...guardianship, type: '0000' as const, guardian: null, guardianFrom: '' };
    other.guardianship = alone;
    undo.push(() => {
      if (other.guardianship !== alone) return null;
      other.guardianship = guardianship;
      return other;
    });
  }
  return undo;
}
