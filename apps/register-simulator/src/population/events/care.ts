import { ageOn, isoDate } from '../calendar';
import type { Guardianship, Person } from '../family';
import { giveCustodyToParents } from '../families/new-person';
import { isActive, type LifeEvent, type Scene, someAdult, someone } from './scene';

/** The older record, the newer one with the kind of guardianship, or, most often, both saying the same. */
const GUARDIANSHIP_RECORDS: readonly [Guardianship['records'], ...Guardianship['records'][]] = [
  ['017', '052'],
  ['017', '052'],
  ['017', '052'],
  ['017'],
  ['052'],
];

/** A grown-up comes under guardianship with another of the family as guardian. */
export const appointGuardian: LifeEvent = (scene) => {
  const ward = someAdult(scene, (person) => person.guardianship === null);
  const guardian =
    ward && someAdult(scene, (person) => person !== ward && person.guardianship === null && !isSameHuman(person, ward));
  if (!ward || !guardian) return false;
  putUnderGuardianship(scene, ward, guardian);
  return true;
};

export function putUnderGuardianship(scene: Scene, ward: Person, guardian: Person): void {
  const today = isoDate(scene.day);
  ward.guardianship = { ...blankGuardianship(scene), type: '0001', guardian, guardianFrom: today };
  scene.touch(ward.number, 'P60');
  scene.touch(guardian.number, 'P60', 'NV');
}

/** The guardian is somebody outside the register, given by name and address lines. */
export const appointGuardianByText: LifeEvent = (scene) => {
  const ward = someAdult(scene, (person) => person.guardianship === null);
  if (ward) putUnderNamedGuardian(scene, ward);
  return ward !== undefined;
};

export function putUnderNamedGuardian(scene: Scene, ward: Person): void {
  const lines = ['Østre Kontor for Værgemål', 'Ærtemarken 12, 2.', '8240 Risskov', 'Att. Åse Müller', 'Sagsnr. 99'];
  ward.guardianship = {
    ...blankGuardianship(scene),
    type: '0002',
    name: 'Advokat Jørgen Ærenlund',
    nameFrom: isoDate(scene.day),
    lines: lines.slice(0, scene.dice.between(2, 5)),
  };
  scene.touch(ward.number, 'P60');
}

/** Under guardianship without a word of who the guardian is. */
export const appointUnknownGuardian: LifeEvent = (scene) => {
  const ward = someAdult(scene, (person) => person.guardianship === null);
  if (!ward) return false;
  ward.guardianship = blankGuardianship(scene);
  scene.touch(ward.number, 'P60');
  return true;
};

/** Another person becomes guardian in the guardian's place. */
export const replaceGuardian: LifeEvent = (scene) => {
  const ward = someAdult(scene, (person) => person.guardianship !== null);
  if (!ward?.guardianship) return false;
  const before = ward.guardianship.guardian;
  const guardian = someAdult(
    scene,
    (person) => person !== ward && person !== before && person.guardianship === null && !isSameHuman(person, ward),
  );
  if (!guardian) return false;
  const { from, kind, records } = ward.guardianship;
  ward.guardianship = {
    ...blankGuardianship(scene),
    from,
    kind,
    records,
    type: '0001',
    guardian,
    guardianFrom: isoDate(scene.day),
  };
  scene.touch(ward.number, 'P60');
  scene.touch(guardian.number, 'P60', 'NV');
  if (before && before.number.frozen === null) scene.touch(before.number, 'P60', 'VS');
  return true;
};

/** The guardianship ends: the record no longer comes. */
export const endGuardianship: LifeEvent = (scene) => {
  const ward = someone(scene, (person) => isActive(person) && person.guardianship !== null);
  return ward !== undefined && releaseFromGuardianship(scene, ward);
};

/** False where there is no guardianship. */
export function releaseFromGuardianship(scene: Scene, ward: Person): boolean {
  if (!ward.guardianship) return false;
  const before = ward.guardianship.guardian;
  ward.guardianship = null;
  scene.touch(ward.number, 'P61');
  if (before && before.number.frozen === null) scene.touch(before.number, 'P61', 'VS');
  return true;
}

/** Custody of a child passes to one or two others who are not its parents. */
export const giveCustodyToOthers: LifeEvent = (scene) => {
  const child = minorInCustody(scene);
  if (!child) return false;
  const first = someAdult(scene, (person) => !isParentOf(person, child));
  if (!first) return false;
  giveCustodyTo(scene, child, first);
  return true;
};

const isParentOf = (person: Person, child: Person): boolean =>
  person === child.mother.person || person === child.father.person;

/** To one who is no parent, and to whom he or she is married. */
export function giveCustodyTo(scene: Scene, child: Person, first: Person): void {
  const from = isoDate(scene.day);
  const spouse = first.marriage.code === 'G' ? first.marriage.spouse : null;
  child.custody = [{ type: '0005', holder: first, from }];
  if (spouse && isActive(spouse) && !isParentOf(spouse, child))
    child.custody = [...child.custody, { type: '0006', holder: spouse, from }];
  scene.touch(child.number, 'P40');
  for (const { holder } of child.custody) if (holder) scene.touch(holder.number, 'P40');
}

/** One parent shares custody with somebody else. */
export const shareCustodyWithAnother: LifeEvent = (scene) => {
  const child = minorInCustody(scene);
  const mother = child?.mother.person;
  if (!child || !mother || !isActive(mother)) return false;
  const holder = someAdult(scene, (person) => person !== mother && person !== child.father.person);
  if (!holder) return false;
  const from = isoDate(scene.day);
  child.custody = [
    { type: '0003', holder: null, from },
    { type: '0005', holder, from },
  ];
  scene.touch(child.number, 'P40');
  return true;
};

/** Custody goes back to the parents who live. */
export const returnCustody: LifeEvent = (scene) => {
  const child = someone(
    scene,
    (person) => isMinor(scene, person) && person.custody.some(({ holder }) => holder !== null),
  );
  const parents = [child?.mother.person, child?.father.person];
  if (!child || !parents.every((person) => person && isActive(person))) return false;
  giveCustodyBack(scene, child);
  return true;
};

/** To the parents who have a number. */
export function giveCustodyBack(scene: Scene, child: Person): void {
  giveCustodyToParents(child);
  child.custody = child.custody.map((custody) => ({ ...custody, from: isoDate(scene.day) }));
  scene.touch(child.number, 'P40');
}

function isMinor(scene: Scene, person: Person): boolean {
  return isActive(person) && ageOn(person.born, scene.day) < 18;
}

/** Young enough not to come of age before the next delivery. */
function minorInCustody(scene: Scene): Person | undefined {
  return someone(
    scene,
    (person) => isMinor(scene, person) && ageOn(person.born, scene.day + 7) < 18 && person.custody.length > 0,
  );
}

/** A double registration must not become its own guardian. */
export function isSameHuman(one: Person, other: Person): boolean {
  return one.born === other.born && one.name.first === other.name.first;
}

function blankGuardianship({ dice, day }: Scene): Guardianship {
  return {
    from: isoDate(day),
    type: '0000',
    guardian: null,
    guardianFrom: '',
    name: '',
    nameFrom: '',
    lines: [],
    kind: dice.pick(['FULD', 'DELVIS']),
    records: dice.pick(GUARDIANSHIP_RECORDS),
  };
}
