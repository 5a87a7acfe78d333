import { dateOf, type Day, dayOf, isoDate } from '../calendar';
import type { Dice } from '../dice';
import type { Family, Person } from '../family';
import { oldMoment } from '../moments';
import { surname } from '../names';
import { dwelling } from '../places';
import { giveCustodyToParents, linkChild, newPerson, parentByName, settle, wed } from './new-person';

export type HouseholdKind =
  'single' | 'couple' | 'cohabiting' | 'same-sex couple' | 'single mother' | 'nearly grown child' | 'three generations';

const YEAR = 365.25;

interface Builder {
  family: Family;
  dice: Dice;
  today: Day;
}

/** Builds a family as it would look if nothing out of the ordinary had happened to it. */
export function buildHousehold(family: Family, dice: Dice, today: Day, kind: HouseholdKind): void {
  const builder = { family, dice, today };
  switch (kind) {
    case 'single':
      settle(
        adult(builder, dice.pick(['M', 'K']), dice.between(20, 97)),
        dwelling(dice),
        dice,
        today - dice.between(30, 9000),
      );
      return;
    case 'couple':
      couple(builder, dice.between(24, 88), dice.between(0, 4), true);
      return;
    case 'cohabiting':
      couple(builder, dice.between(22, 45), dice.between(0, 2), false);
      return;
    case 'same-sex couple':
      sameSexCouple(builder);
      return;
    case 'single mother':
      singleMother(builder);
      return;
    case 'nearly grown child':
      nearlyGrownChild(builder);
      return;
    case 'three generations':
      threeGenerations(builder);
      return;
  }
}

function adult({ family, dice, today }: Builder, sex: 'M' | 'K', age: number, last?: string): Person {
  const born = bornAt(dice, today, age);
  const person = newPerson({ family, dice }, { sex, born, last, immigrant: dice.chance(0.08) });
  // The old have no parents on record; of the younger some have names only.
  if (age < 60 && dice.chance(0.1)) {
    person.mother = parentByName(dice, person, 'K');
    if (dice.chance(0.7)) person.father = parentByName(dice, person, 'M');
  }
  return person;
}

function bornAt(dice: Dice, today: Day, age: number): Day {
  return Math.floor(today - age * YEAR - dice.between(1, 364));
}

function couple(builder: Builder, age: number, children: number, married: boolean): readonly [Person, Person] {
  const { family, dice, today } = builder;
  const man = adult(builder, 'M', age);
  const woman = adult(
    builder,
    'K',
    Math.max(20, age - dice.between(-3, 5)),
    dice.chance(0.6) ? man.name.last : undefined,
  );
  const since = today - dice.between(60, Math.max(61, Math.floor((age - 20) * YEAR)));
  const place = dwelling(dice);
  settle(man, place, dice, since);
  settle(woman, place, dice, since);
  family.pair = [man, woman];
  if (married) {
    const wedding = oldMoment(
      dice,
      today - dice.between(60, Math.max(61, Math.floor((Math.min(age, 60) - 21) * YEAR))),
    );
    wed(man, woman, wedding.at, wedding.uncertain);
  }
  for (let count = 0; count < children; count++) addChild(builder, woman, man);
  return family.pair;
}

/** A child born while the mother was 19 to 41; grown-up children mostly live on their own. */
function addChild(
  builder: Builder,
  mother: Person,
  father: Person | null,
  born = Math.floor(mother.born + builder.dice.between(19, 40) * YEAR + builder.dice.between(0, 364)),
): Person | undefined {
  const { family, dice, today } = builder;
  if (born > today - 10) return undefined;
  const child = newPerson(
    { family, dice },
    { sex: dice.pick(['M', 'K']), born, last: father?.name.last ?? mother.name.last },
  );
  linkChild(child, mother, father);
  const age = (today - born) / YEAR;
  if (age < 18.01) giveCustodyToParents(child);
  if (age < 18) child.position = '';
  const home = mother.residence?.place;
  if (home && age < (dice.chance(0.7) ? 20 : 26)) settle(child, home, dice, born + 10);
  else
    settle(
      child,
      dwelling(dice),
      dice,
      Math.floor(today - dice.between(30, Math.max(31, Math.floor((age - 19) * YEAR)))),
    );
  return child;
}

function sameSexCouple(builder: Builder): void {
  const { family, dice, today } = builder;
  const sex = dice.pick(['M', 'K'] as const);
  const age = dice.between(36, 75);
  const one = adult(builder, sex, age);
  const other = adult(builder, sex, age - dice.between(0, 6));
  const place = dwelling(dice);
  const since = today - dice.between(60, 3000);
  settle(one, place, dice, since);
  settle(other, place, dice, since);
  family.pair = [one, other];
  // Partnerships were registered from October 1989 until marriage was opened in June 2012.
  const wedding = oldMoment(dice, dice.between(7305, Math.max(15_500, one.born + 7000)));
  wed(one, other, wedding.at, wedding.uncertain);
}

function singleMother(builder: Builder): void {
  const { dice, today } = builder;
  const mother = adult(builder, 'K', dice.between(22, 46));
  settle(mother, dwelling(dice), dice, today - dice.between(60, 2000));
  for (let count = dice.between(1, 2); count > 0; count--) {
    const child = addChild(builder, mother, null);
    if (child && dice.chance(0.6)) child.father = parentByName(dice, child, 'M');
  }
}

/** A couple whose child turns eighteen on the second or third day. */
function nearlyGrownChild(builder: Builder): void {
  const { dice, today } = builder;
  const [man, woman] = couple(builder, dice.between(42, 50), 0, true);
  const { year, month, day } = dateOf(today + dice.between(2, 3));
  addChild(builder, woman, man, dayOf(year - 18, month, day));
}

/** A couple of about forty with children and the woman's parents. */
function threeGenerations(builder: Builder): void {
  const { family, dice, today } = builder;
  const [man, woman] = couple(builder, dice.between(36, 46), dice.between(0, 2), true);
  addChild(builder, woman, man, today - dice.between(400, 5000));
  const grandmother = adult(
    builder,
    'K',
    Math.floor((today - woman.born) / YEAR) + dice.between(20, 30),
    surname(dice),
  );
  const grandfather = adult(
    builder,
    'M',
    Math.floor((today - grandmother.born) / YEAR) + dice.between(0, 5),
    grandmother.name.last,
  );
  const place = dwelling(dice);
  settle(grandmother, place, dice, today - dice.between(60, 9000));
  settle(grandfather, place, dice, today - dice.between(60, 9000));
  const wedding = oldMoment(dice, woman.born - dice.between(30, 900));
  wed(grandmother, grandfather, wedding.at, wedding.uncertain);
  linkChild(woman, grandmother, grandfather);
  family.pair = family.pair ?? [grandmother, grandfather];
}

/** A woman born in 1896 who died long ago: her number's century is read from its seventh digit. */
export function buildCentenarian(family: Family, dice: Dice): void {
  const born = -26_900 + dice.below(300);
  const person = newPerson({ family, dice }, { sex: 'K', born });
  const died = born + 36_000 + dice.below(900);
  person.status = '90';
  person.statusFrom = `${isoDate(died).replaceAll('-', '')}0000`;
  person.marriage = {
    ...person.marriage,
    code: 'D',
    spouseName: 'Ærenlund,Åge',
    spouseBirthDate: '1891-02-03',
    from: person.statusFrom,
  };
}
