import { emailAt, phoneNumber } from '../companies/company-names';
import { type Day, dayOf } from '../population/calendar';
import { Dice, mix } from '../population/dice';
import type { Dossier, Place, UnitValues, Version } from './dossier';
import { organisationName, type OwnerType, typeName } from './organisation-names';
import { organisationAddress } from './organisation-places';
import type { SorType } from './organisation-state';
import { ownerNumberAt, parentAt, typeAt } from './tree';

/** What is unusual about a unit when the register is laid out. */
type Case =
  'closed' | 'closing' | 'future' | 'changes-later' | 'twice' | 'without-address' | 'changed-before' | 'plain';

/** Of a thousand units without institutions beneath them; the rest is plain. */
const ODDS: readonly [Case, number][] = [
  ['closed', 40],
  ['closing', 25],
  ['future', 25],
  ['changes-later', 20],
  ['twice', 12],
  ['without-address', 15],
  ['changed-before', 250],
];

/** The first units show every case, however few there are. */
const FIRST: Readonly<Partial<Record<Place, Case>>> = {
  2: 'changes-later',
  3: 'twice',
  4: 'plain',
  5: 'closing',
  6: 'future',
  7: 'closed',
  8: 'without-address',
  10: 'changed-before',
};

/** SOR began in the spring of 1999. */
const OLDEST = dayOf(1999, 3, 25);

const OWNER_TYPES: readonly [OwnerType, ...OwnerType[]] = [
  'region',
  'kommune',
  'privat',
  'kommune',
  'privat',
  'privat',
  'stat',
];

/** Of which kind the institution's owner is. */
export function ownerTypeAt(place: Place): OwnerType {
  return OWNER_TYPES[ownerNumberAt(place) % OWNER_TYPES.length] ?? 'privat';
}

/** What was known of a unit before anything happened: the same for the same seed, place and first day. */
export function firstDossier(seed: number, place: Place, start: Day): Dossier {
  const dice = new Dice(mix(seed, place, 501));
  const type = typeAt(place);
  const kind = typeName(dice, type, ownerTypeAt(place));
  const unusual = type === 'OE' ? (FIRST[place] ?? caseByLot(dice)) : 'plain';
  const firstFrom = unusual === 'future' ? start + dice.between(2, 30) : dice.between(OLDEST, start - 400);
  const values = firstValues(dice, type, kind, unusual);
  const base = { type, typeName: kind, parent: parentAt(place), firstFrom, twice: unusual === 'twice' };
  const versions = versionsOf(dice, { unusual, firstFrom, start, values, type, kind });
  const end = versions.at(-1)?.to;
  const replaced = unusual === 'closed' && place > 0 && dice.chance(0.4) && end != null;
  return replaced ? { ...base, versions, replaced: { by: place - 1, from: end + 1 } } : { ...base, versions };
}

/** The values of a unit that is opened. */
export function newValues(dice: Dice, type: SorType, kind: string): UnitValues {
  return firstValues(dice, type, kind, 'plain');
}

function versionsOf(
  dice: Dice,
  facts: { unusual: Case; firstFrom: Day; start: Day; values: UnitValues; type: SorType; kind: string },
): Version[] {
  const { unusual, firstFrom, start, values } = facts;
  const updated = Math.min(firstFrom, start - 1) + dice.below(Math.max(1, Math.min(300, start - firstFrom)));
  const whole = { from: firstFrom, to: null, updated, values };
  const renamed: UnitValues = { ...values, name: organisationName(dice, facts.type, facts.kind) };
  switch (unusual) {
    case 'closed':
      return [{ ...whole, to: start - dice.between(2, 390) }];
    case 'closing':
      return [{ ...whole, updated: start - 1, to: start + dice.between(1, 40) }];
    case 'changes-later': {
      const turn = start + dice.between(3, 50);
      const later = { ...renamed, postal: organisationAddress(dice) };
      return [
        { ...whole, updated: start - 1, to: turn - 1 },
        { from: turn, to: null, updated: start - 1, values: later },
      ];
    }
    case 'changed-before': {
      const turn = firstFrom + dice.between(1, 399);
      return [
        { ...whole, to: turn - 1, values: renamed },
        { from: turn, to: null, updated: turn - 1, values },
      ];
    }
    case 'future':
    case 'twice':
    case 'without-address':
    case 'plain':
      return [whole];
  }
}

function firstValues(dice: Dice, type: SorType, kind: string, unusual: Case): UnitValues {
  const name = organisationName(dice, type, kind);
  const settled = unusual === 'twice' || dice.chance(type === 'OE' ? 0.6 : type === 'SI' ? 0.9 : 0.7);
  const reachable = type === 'OE' ? 0.6 : 0.9;
  return {
    name,
    postal: unusual !== 'without-address' && settled ? organisationAddress(dice) : null,
    phone: dice.chance(reachable) ? phoneNumber(dice) : null,
    email: dice.chance(reachable - 0.2) ? emailAt(dice, name) : null,
    website: dice.chance(0.2) ? `https://www.${emailAt(dice, name).split('@')[1] ?? ''}` : null,
  };
}

function caseByLot(dice: Dice): Case {
  let odds = dice.below(1000);
  for (const [unusual, share] of ODDS) {
    odds -= share;
    if (odds < 0) return unusual;
  }
  return 'plain';
}
