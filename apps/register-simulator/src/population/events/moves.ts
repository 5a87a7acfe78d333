import { isoDate } from '../calendar';
import { foreignAddress } from '../abroad';
import type { Person, Residence } from '../family';
import { momentOn } from '../moments';
import { dwelling, greenlandicDwelling, noFixedDwelling, type Place, renumbered } from '../places';
import { householdOf, isActive, isAdult, isResident, type LifeEvent, type Scene, someAdult, someone } from './scene';

/** Where somebody lives after a move; the former address goes to the history. */
export function moveTo(person: Person, place: Place, at: string): void {
  const before = leave(person, at);
  const sameMunicipality = before?.place.municipality === place.municipality;
  person.residence = {
    place,
    careOf: '',
    movedIn: at,
    uncertain: false,
    inMunicipalitySince: sameMunicipality ? before.inMunicipalitySince : at,
    fromMunicipality: sameMunicipality ? before.fromMunicipality : (before?.place.municipality ?? ''),
    fromMunicipalityAt: sameMunicipality ? before.fromMunicipalityAt : before ? at : '',
    supplement: null,
  };
}

/** Ends the address; the supplement and the moving order fall with it. */
export function leave(person: Person, at: string): Residence | null {
  const before = person.residence;
  if (before) person.former.addresses.push({ mark: '', residence: before, movedOut: at });
  person.residence = null;
  person.movingOrder = null;
  return before;
}

/** A household moves together. */
export const moveHousehold: LifeEvent = (scene) => {
  const mover = someAdult(scene, isResident);
  if (!mover) return false;
  const place = dwelling(scene.dice);
  relocate(scene, householdOf(scene.family, mover), place, 'A01');
  return true;
};

/** One grown-up leaves a household of several. */
export const moveOut: LifeEvent = (scene) => {
  const mover = someAdult(scene, (person) => isResident(person) && householdOf(scene.family, person).length > 1);
  if (!mover) return false;
  relocate(scene, [mover], dwelling(scene.dice), 'A01');
  return true;
};

/** The house is given another number: the same move-in date, another address. */
export const correctAddress: LifeEvent = (scene) => {
  const resident = someone(scene, isResident);
  if (!resident?.residence) return false;
  const place = renumbered(resident.residence.place);
  for (const person of householdOf(scene.family, resident)) {
    if (person.residence) person.residence = { ...person.residence, place };
    scene.touch(person.number, 'A06');
  }
  return true;
};

/** Somebody is found at another's door plate. */
export const changeCareOf: LifeEvent = (scene) => {
  const person = someAdult(scene, isResident);
  if (!person?.residence) return false;
  const careOf = person.residence.careOf ? '' : `c/o ${scene.dice.pick(['Østergaard', 'Müller', 'Ågård', 'René Bæk'])}`;
  person.residence = { ...person.residence, careOf };
  scene.touch(person.number, 'A05');
  return true;
};

/** The municipality adds lines to an address. */
export const supplementAddress: LifeEvent = (scene) => {
  const person = someAdult(scene, isResident);
  if (!person?.residence) return false;
  const lines = ['Baghuset over gården', 'Værelse 12', 'Ring på hos viceværten'].slice(0, scene.dice.between(1, 3));
  person.residence = { ...person.residence, supplement: { lines, from: isoDate(scene.day) } };
  scene.touch(person.number, 'A05');
  return true;
};

/** Loses the dwelling: a special street code in the Danish register. */
export const loseDwelling: LifeEvent = (scene) => {
  const person = someAdult(scene, isResident);
  if (!person) return false;
  relocate(scene, [person], noFixedDwelling(scene.dice, false), 'A01', '03');
  return true;
};

/** A household moves to Greenland. */
export const moveToGreenland: LifeEvent = (scene) => {
  const mover = someAdult(scene, ({ status }) => status === '01' || status === '03');
  if (!mover) return false;
  relocate(scene, householdOf(scene.family, mover), greenlandicDwelling(scene.dice), 'A01', '05');
  return true;
};

/** No fixed dwelling in Greenland: a special street code there. */
export const loseDwellingInGreenland: LifeEvent = (scene) => {
  const person = someAdult(scene, ({ status }) => status === '01' || status === '05');
  if (!person) return false;
  relocate(scene, [person], noFixedDwelling(scene.dice, true), 'A01', '07');
  return true;
};

/** Back to an ordinary Danish address from one of the others. */
export const moveToOrdinaryAddress: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => isActive(candidate) && candidate.status !== '01');
  if (!person) return false;
  relocate(scene, [person], dwelling(scene.dice), 'A01');
  return true;
};

/** Told by the municipality to say where one really lives. */
export const orderToMove: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => isResident(candidate) && !candidate.movingOrder);
  if (!person) return false;
  person.movingOrder = { from: isoDate(scene.day), text: 'Bopæl under afklaring' };
  scene.touch(person.number, 'P32');
  return true;
};

/** Leaves for another country; whoever is married hears of it as spouse. */
export const emigrate: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => isResident(candidate) && !hasMinors(scene, candidate));
  if (person) goAbroad(scene, person);
  return person !== undefined;
};

export function goAbroad(scene: Scene, person: Person): void {
  const at = momentOn(scene.dice, scene.day);
  leave(person, at);
  const { country, lines } = foreignAddress(scene.dice);
  setStatus(person, '80', at);
  person.abroad = { country, from: at, uncertain: false, lines };
  if (scene.dice.chance(0.4))
    person.contactAddress = { lines: foreignAddress(scene.dice).lines, from: isoDate(scene.day) };
  scene.touch(person.number, 'A34');
  const spouse = person.marriage.spouse;
  if (person.marriage.code === 'G' && spouse && isActive(spouse)) scene.touch(spouse.number, 'A34', 'ÆG');
}

/** Comes back from abroad; the foreign address becomes history. */
export const returnHome: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => candidate.status === '80' && candidate.number.frozen === null);
  if (!person?.abroad) return false;
  comeHome(scene, person, person.abroad);
  return true;
};

export function comeHome(scene: Scene, person: Person, abroad: NonNullable<Person['abroad']>): void {
  const at = momentOn(scene.dice, scene.day);
  person.former.abroad.push({ mark: '', abroad, returned: at, returnedFrom: abroad.country });
  person.abroad = null;
  person.contactAddress = null;
  setStatus(person, '01', '');
  moveTo(person, dwelling(scene.dice), at);
  scene.touch(person.number, 'A33');
}

/** Nobody knows where the person is. */
export const disappear: LifeEvent = (scene) => {
  const person = someAdult(scene, (candidate) => isResident(candidate) && !hasMinors(scene, candidate));
  if (person) vanish(scene, person);
  return person !== undefined;
};

export function vanish(scene: Scene, person: Person): void {
  const at = momentOn(scene.dice, scene.day);
  leave(person, at);
  setStatus(person, '70', at);
  person.disappeared = at;
  scene.touch(person.number, 'A03');
}

/** Found again at an address. */
export const reappear: LifeEvent = (scene) => {
  const person = someone(scene, (candidate) => candidate.status === '70' && candidate.number.frozen === null);
  if (person) findAgain(scene, person);
  return person !== undefined;
};

export function findAgain(scene: Scene, person: Person): void {
  const at = momentOn(scene.dice, scene.day);
  person.former.disappearances.push({ mark: '', from: person.disappeared, found: at });
  person.disappeared = '';
  setStatus(person, '01', '');
  moveTo(person, dwelling(scene.dice), at);
  scene.touch(person.number, 'A04');
}

export function setStatus(person: Person, status: Person['status'], from: string): void {
  person.status = status;
  person.statusFrom = from;
  person.statusUncertain = false;
}

/** Moves these persons to one place. */
export function relocate(
  scene: Scene,
  movers: Person[],
  place: Place,
  code: string,
  status: Person['status'] = '01',
): void {
  const at = momentOn(scene.dice, scene.day);
  for (const person of movers) {
    moveTo(person, place, at);
    setStatus(person, status, '');
    scene.touch(person.number, code);
  }
}

function hasMinors({ family, day }: Scene, person: Person): boolean {
  return householdOf(family, person).some((other) => !isAdult(other, day));
}
