import { isoDate } from '../calendar';
import { foreignCountry } from '../abroad';
import type { Person } from '../family';
import { momentOn } from '../moments';
import { firstNames, LONGEST_SURNAME, surname } from '../names';
import { type LifeEvent, isActive, isResident, type Scene, someAdult, someone } from './scene';

/** Takes another name; the former one becomes history. */
export function rename(scene: Scene, person: Person, name: Partial<Person['name']>): void {
  const at = momentOn(scene.dice, scene.day);
  if (person.name.first) person.former.names.push({ mark: '', name: person.name, to: at });
  person.name = { ...person.name, ...name, from: at, uncertain: false };
}

export const changeSurname: LifeEvent = (scene) => {
  const person = someAdult(scene);
  if (!person) return false;
  rename(scene, person, { last: surname(scene.dice), lastMark: '' });
  scene.touch(person.number, 'A12');
  return true;
};

/** A surname longer than the register holds: cut, with the mark `+`. */
export const takeLongName: LifeEvent = (scene) => takeMarked(scene, { last: LONGEST_SURNAME, lastMark: '+' });

/** A middle name with letters the register cannot write: mark `*`. */
export const takeUnwritableName: LifeEvent = (scene) => takeMarked(scene, { middle: 'Dvorak', middleMark: '*' });

/** A first name that was never documented: mark `=`. */
export const takeUndocumentedName: LifeEvent = (scene) =>
  takeMarked(scene, { first: firstNames(scene.dice, 'K'), firstMark: '=' });

function takeMarked(scene: Scene, name: Partial<Person['name']>): boolean {
  const person = someAdult(scene, (candidate) => !isMarked(candidate));
  if (!person) return false;
  rename(scene, person, name);
  scene.touch(person.number, 'A12');
  return true;
}

function isMarked({ name }: Person): boolean {
  return name.firstMark !== '' || name.middleMark !== '' || name.lastMark !== '';
}

/** A child that was registered without a name gets one. */
export const nameChild: LifeEvent = (scene) => {
  const child = someone(scene, (person) => isActive(person) && !person.name.first);
  if (!child) return false;
  rename(scene, child, {
    first: firstNames(scene.dice, child.sex),
    last: child.mother.person?.name.last ?? surname(scene.dice),
  });
  scene.touch(child.number, 'A14');
  return true;
};

export const changePosition: LifeEvent = (scene) => {
  const person = someAdult(scene);
  if (!person) return false;
  person.position = person.position === 'Pensionist' ? 'Sømand' : 'Pensionist';
  scene.touch(person.number, 'P10');
  return true;
};

/** Asks for one to four kinds of protection, name and address always among them. */
export const protect: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => isResident(candidate) && candidate.protections.length === 0);
  if (!person) return false;
  const from = isoDate(scene.day);
  const others = (['0002', '0003', '0004'] as const).filter(() => scene.dice.chance(0.5));
  person.protections = (['0001', ...others] as const).map((type) => ({ type, from }));
  scene.touch(person.number, 'P20');
  return true;
};

/** Asks to be left out of directories and advertising only: the address stays public. */
export const declineAdvertising: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => isActive(candidate) && candidate.protections.length === 0);
  if (!person) return false;
  const from = isoDate(scene.day);
  person.protections = [
    { type: '0002', from },
    { type: '0003', from },
    { type: '0004', from },
  ];
  scene.touch(person.number, 'P20');
  return true;
};

/** Protection is given up or has run out: the records no longer come. */
export const unprotect: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => isActive(candidate) && candidate.protections.length > 0);
  if (!person) return false;
  person.protections = scene.dice.chance(0.5) ? [] : person.protections.filter(({ type }) => type !== '0001');
  scene.touch(person.number, 'P21');
  return true;
};

export const changeCitizenship: LifeEvent = (scene) => {
  const person = someone(scene, isActive);
  if (!person) return false;
  const country = person.citizenship.country === '5100' ? foreignCountry(scene.dice) : '5100';
  person.citizenship = { country, from: momentOn(scene.dice, scene.day), uncertain: false };
  scene.touch(person.number, 'A31');
  return true;
};

export const changeChurch: LifeEvent = (scene) => {
  const person = someone(scene, isActive);
  if (!person) return false;
  person.church = { code: person.church.code === 'F' ? 'U' : 'F', from: isoDate(scene.day), uncertain: false };
  scene.touch(person.number, 'A16');
  return true;
};

export const warnOfCredit: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => !candidate.creditWarning);
  if (!person) return false;
  person.creditWarning = momentOn(scene.dice, scene.day);
  scene.touch(person.number, 'P36');
  return true;
};

/** What a municipality and the electoral roll note: record types that few receivers use. */
export const noteMunicipalMatters: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => isResident(candidate) && candidate.municipal.length === 0);
  if (!person) return false;
  const from = isoDate(scene.day);
  person.municipal = [{ type: '1', code: 'FØP', from, text: 'Førtidspension' }];
  person.election = { code: '0001', from };
  scene.touch(person.number, 'P30');
  return true;
};
