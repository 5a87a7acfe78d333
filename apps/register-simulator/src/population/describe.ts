import { ageOn, type Day, isoDate } from './calendar';
import type { Family, HeldNumber, Marriage, Parent, Person, Residence } from './family';
import type { AddressState, CivilState, ParentState, PersonState } from './person-state';

/** The register's way of saying: somebody without a person number, or nobody known. */
export const NO_NUMBER = '0000000000';

const ADDRESSING_LENGTH = 34;

/** What the register says of one of the family's numbers on a day. Custody ends by itself at the 18th birthday. */
export function describe(family: Family, held: HeldNumber, day: Day): PersonState {
  if (held.frozen) return held.frozen;
  const person = held.person;
  return {
    number: held.text,
    validNumber: '',
    status: person.status,
    statusFrom: person.statusFrom,
    statusUncertain: person.statusUncertain,
    sex: person.sex,
    birthDate: isoDate(person.born),
    birthDateUncertain: person.bornUncertain,
    numberFrom: held.from,
    numberFromUncertain: held.fromUncertain,
    numberTo: held.to,
    position: person.position,
    name: person.name,
    addressing: addressing(person),
    address: person.residence && address(person.residence),
    abroad: person.abroad,
    contactAddress: person.contactAddress,
    disappeared: person.disappeared,
    protections: person.protections,
    birthplace: person.birthplace,
    citizenship: person.citizenship,
    church: person.church,
    civil: civil(person.marriage),
    separation: person.separation,
    children: person.children.map((child) => child.number.text),
    mother: parent(person.mother),
    father: parent(person.father),
    custody: ageOn(person.born, day) < 18 ? person.custody.map(custodyState) : [],
    guardianship: person.guardianship && {
      ...person.guardianship,
      guardian: person.guardianship.guardian?.number.text ?? '',
    },
    earlierNumbers: earlierNumbers(family, held),
    creditWarning: person.creditWarning,
    movingOrder: person.movingOrder,
    municipal: person.municipal,
    election: person.election,
    former: {
      addresses: person.former.addresses.map(({ mark, residence, movedOut }) => ({
        mark,
        address: address(residence),
        movedOut,
      })),
      names: person.former.names,
      civil: person.former.marriages.map(({ mark, marriage, to }) => ({ mark, civil: civil(marriage), to })),
      abroad: person.former.abroad,
      disappearances: person.former.disappearances,
    },
  };
}

/** Every void number whose chain of replacements ends at this one. */
export function earlierNumbers(family: Family, held: HeldNumber): PersonState['earlierNumbers'] {
  return family.numbers
    .filter((number) => number.replacedBy && lastOf(number) === held)
    .map((number) => ({ number: number.text, from: number.from, to: number.to }));
}

/** The number at the end of the chain of replacements. */
export function lastOf(held: HeldNumber): HeldNumber {
  let last = held;
  while (last.replacedBy) last = last.replacedBy;
  return last;
}

/** The name in use, shortened to fit: middle name left out, then later first names as initials, then cut. */
function addressing(person: Person): PersonState['addressing'] {
  const { first, last } = person.name;
  if (first.length + last.length + 1 <= ADDRESSING_LENGTH) return { first, last };
  const [given = '', ...others] = first.split(' ');
  const initials = [given, ...others.map((name) => name.charAt(0))].join(' ');
  const room = ADDRESSING_LENGTH - initials.length - 1;
  return { first: initials, last: last.slice(0, room) };
}

/** Written out field by field: spreading the place takes a third of the time a whole population does. */
function address(residence: Residence): AddressState {
  const { place } = residence;
  return {
    municipality: place.municipality,
    streetCode: place.streetCode,
    street: place.street,
    houseNumber: place.houseNumber,
    floor: place.floor,
    door: place.door,
    building: place.building,
    careOf: residence.careOf,
    locality: place.locality,
    line: place.line,
    town: place.town,
    postcode: place.postcode,
    postDistrict: place.postDistrict,
    movedIn: residence.movedIn,
    movedInUncertain: residence.uncertain,
    inMunicipalitySince: residence.inMunicipalitySince,
    fromMunicipality: residence.fromMunicipality,
    fromMunicipalityAt: residence.fromMunicipalityAt,
    supplement: residence.supplement,
  };
}

function civil(marriage: Marriage): CivilState {
  return { ...marriage, spouse: marriage.spouse?.number.text ?? (marriage.spouseName ? NO_NUMBER : '') };
}

function parent(known: Parent): ParentState {
  return {
    number: known.person?.number.text ?? NO_NUMBER,
    name: known.name,
    nameMark: known.nameMark,
    birthDate: known.birthDate,
    from: known.from,
    uncertain: known.uncertain,
  };
}

function custodyState({ type, holder, from }: Person['custody'][number]): PersonState['custody'][number] {
  return { type, from, holder: holder?.number.text ?? '', holderFrom: holder ? from : '' };
}
