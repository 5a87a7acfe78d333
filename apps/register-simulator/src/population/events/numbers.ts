import { ageOn, dayOf, dateOf, isoDate } from '../calendar';
import { describe, lastOf, NO_NUMBER } from '../describe';
import { newPerson } from '../families/new-person';
import type { HeldNumber, Person } from '../family';
import { momentOn } from '../moments';
import type { PersonState } from '../person-state';
import { dwelling } from '../places';
import { moveTo } from './moves';
import { isActive, isResident, type LifeEvent, type Scene, someAdult, touchRelatives } from './scene';

/** Birth date or sex was registered wrongly: the person gets a new number, the old one becomes void (status 60). */
export const changeNumber: LifeEvent = (scene) => {
  const person = someAdult(
    scene,
    (candidate) => correctable(scene, candidate) && candidate.number.from < isoDate(scene.day),
  );
  if (!person) return false;
  giveNewNumber(scene, person);
  return true;
};

/** The same person's number is changed once more, so that the void numbers form a chain. */
export const changeNumberAgain: LifeEvent = (scene) => {
  const person = someAdult(
    scene,
    (candidate) => correctable(scene, candidate) && replacedNumbers(scene, candidate).length > 0,
  );
  if (!person) return false;
  giveNewNumber(scene, person);
  return true;
};

/** The change was a mistake: the former number is in force again and the newer one is void (status 60). */
export const undoNumberChange: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => replacedNumbers(scene, candidate).length > 0);
  return person !== undefined && takeBackNumber(scene, person);
};

/** False where the number was never changed. */
export function takeBackNumber(scene: Scene, person: Person): boolean {
  const undone = person.number;
  const restored = replacedNumbers(scene, person).find((number) => number.replacedBy === undone);
  if (!restored) return false;
  restored.frozen = null;
  restored.replacedBy = null;
  restored.to = '';
  freeze(scene, undone, restored, '60');
  person.number = restored;
  person.born = restored.born;
  person.sex = restored.sex;
  scene.touch(undone, 'P42', 'PT');
  scene.touch(restored, 'P43', 'PN');
  straightenChain(scene, restored, 'P43');
  touchRelatives(scene, person, 'P43');
  return true;
}

/** One human being is registered a second time under another number, as if it were somebody else. */
export const registerDouble: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => isResident(candidate) && !doubleOf(scene, candidate));
  if (!person) return false;
  const double = newPerson(scene, { sex: person.sex, born: person.born, last: person.name.last });
  double.name = { ...person.name, from: momentOn(scene.dice, scene.day) };
  double.number.from = isoDate(scene.day);
  double.number.fromUncertain = false;
  moveTo(double, dwelling(scene.dice), momentOn(scene.dice, scene.day));
  scene.touch(double.number, 'A30');
  return true;
};

/** The double registration is found out: one of the two numbers becomes void (status 50). */
export const mergeDouble: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => {
    const double = doubleOf(scene, candidate);
    return double !== undefined && isActive(double) && isUnrelated(scene, double);
  });
  const double = person && doubleOf(scene, person);
  if (!person || !double) return false;
  freeze(scene, double.number, person.number, '50');
  scene.touch(double.number, 'P02');
  scene.touch(person.number, 'P02', 'PN');
  return true;
};

/** They were two persons after all: both numbers are in force again. */
export const separateDouble: LifeEvent = (scene) => {
  const void50 = scene.family.numbers.find(
    (number) => number.frozen?.status === '50' && number.person.number === number && number.replacedBy?.frozen === null,
  );
  if (!void50?.replacedBy) return false;
  scene.touch(void50.replacedBy, 'P43');
  void50.frozen = null;
  void50.replacedBy = null;
  void50.to = '';
  scene.touch(void50, 'P43', 'PT');
  return true;
};

/** The number should never have been given: it is annulled (status 30) and has no successor. */
export const annulNumber: LifeEvent = (scene) => {
  const person = someAdult(
    scene,
    (candidate) => isActive(candidate) && isUnrelated(scene, candidate) && candidate.number.from < isoDate(scene.day),
  );
  if (!person) return false;
  freeze(scene, person.number, null, '30');
  scene.touch(person.number, 'P05');
  return true;
};

/** Registered for tax only: a number with status 20, without an address in Denmark. */
export const registerForTax: LifeEvent = (scene) => {
  const year = dateOf(scene.day).year - scene.dice.between(20, 50);
  const born = dayOf(year, scene.dice.between(1, 12), scene.dice.between(1, 28));
  const person = newPerson(scene, { sex: scene.dice.pick(['M', 'K']), born, last: 'Lindén' });
  person.status = '20';
  person.citizenship = { country: '5120', from: momentOn(scene.dice, scene.day), uncertain: false };
  person.birthplace = { code: '5120', text: '' };
  person.number.from = isoDate(scene.day);
  person.number.fromUncertain = false;
  scene.touch(person.number, 'A32');
  return true;
};

/** Grown-ups only, so that nobody comes of age on another day than the population was laid out for. */
function correctable({ day }: Scene, person: Person): boolean {
  return ageOn(person.born, day) >= 20;
}

/** Another number from now on; the former one becomes void (status 60). */
export function giveNewNumber(scene: Scene, person: Person): void {
  const { family, dice, day } = scene;
  const old = person.number;
  const sex = dice.chance(0.15) ? (person.sex === 'M' ? 'K' : 'M') : person.sex;
  const { year, month, day: dayOfMonth } = dateOf(person.born);
  const born =
    sex === person.sex
      ? dayOf(year, ((month + dice.below(11)) % 12) + 1, ((dayOfMonth + dice.below(27)) % 28) + 1)
      : person.born;
  const fresh: HeldNumber = {
    text: family.takeNumber(born, sex),
    person,
    born,
    sex,
    from: isoDate(day),
    fromUncertain: false,
    to: '',
    replacedBy: null,
    frozen: null,
  };
  freeze(scene, old, fresh, '60');
  family.numbers.push(fresh);
  person.number = fresh;
  person.born = born;
  person.sex = sex;
  scene.touch(old, 'P03');
  scene.touch(fresh, 'P03', 'PN');
  straightenChain(scene, fresh, 'P03');
  touchRelatives(scene, person, 'P03');
}

/** Closes a number: what is left of its set is the name, where the person came from, and the number now in force. */
function freeze(scene: Scene, held: HeldNumber, successor: HeldNumber | null, status: '30' | '50' | '60'): void {
  held.to = isoDate(scene.day);
  const before = describe(scene.family, held, scene.day);
  const nobody = { number: NO_NUMBER, name: '', nameMark: '', birthDate: '' };
  const spouse = before.civil.spouse ? NO_NUMBER : '';
  const state: PersonState = {
    ...before,
    validNumber: successor?.text ?? '',
    status,
    statusFrom: momentOn(scene.dice, scene.day),
    statusUncertain: false,
    address: null,
    abroad: null,
    contactAddress: null,
    disappeared: '',
    protections: [],
    civil: { ...before.civil, spouse, spouseName: '', spouseBirthDate: '' },
    separation: null,
    children: [],
    mother: { ...before.mother, ...nobody },
    father: { ...before.father, ...nobody },
    custody: [],
    guardianship: null,
    earlierNumbers: [],
    creditWarning: '',
    movingOrder: null,
    municipal: [],
    election: null,
    former: { addresses: [], names: [], civil: [], abroad: [], disappearances: [] },
  };
  held.frozen = state;
  held.replacedBy = successor;
}

/** In some families the register delivers every earlier number again; in others the numbers stay a chain. */
function straightenChain(scene: Scene, current: HeldNumber, code: string): void {
  if (!scene.family.flattensChains) return;
  for (const number of scene.family.numbers) {
    if (!number.frozen || !number.replacedBy || lastOf(number) !== current) continue;
    if (number.frozen.validNumber === current.text) continue;
    number.frozen = { ...number.frozen, validNumber: current.text };
    scene.touch(number, code, 'PH');
  }
}

function replacedNumbers({ family }: Scene, person: Person): HeldNumber[] {
  return family.numbers.filter(
    (number) => number.frozen?.status === '60' && number.person === person && lastOf(number) === person.number,
  );
}

/** The other registration of the same human being, void or not. */
function doubleOf({ family }: Scene, person: Person): Person | undefined {
  return family.persons.find(
    (other) =>
      other !== person &&
      other.born === person.born &&
      other.name.first === person.name.first &&
      other.name.last === person.name.last,
  );
}

function isUnrelated({ family }: Scene, person: Person): boolean {
  if (person.marriage.spouse || person.children.length > 0) return false;
  return family.persons.every(
    (other) =>
      other === person ||
      (!other.children.includes(person) &&
        other.mother.person !== person &&
        other.father.person !== person &&
        other.marriage.spouse !== person &&
        other.guardianship?.guardian !== person &&
        other.former.marriages.every(({ marriage }) => marriage.spouse !== person) &&
        other.custody.every((custody) => custody.holder !== person)),
  );
}
