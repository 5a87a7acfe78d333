import type { Day } from '../population/calendar';
import { Dice, mix } from '../population/dice';
import { businessAddress } from './company-addresses';
import { companyName } from './company-names';
import { type Directory, KMD, type UnitIndex } from './directory';
import { drawLegalForm, type Industry, LIMITED_COMPANY } from './industries';

/** What a dossier is laid out from. */
export interface Layout {
  readonly seed: number;
  /** The day up to which the world was laid out. */
  readonly start: Day;
  readonly directory: Directory;
  /** Days on which units that came later began. */
  readonly born: ReadonlyMap<UnitIndex, Day>;
  /** Names given to units that came later. */
  readonly named: ReadonlyMap<UnitIndex, string>;
}

/** The parts of a unit are drawn apart, so that one can be told without the others. */
const DRAWS = ['life', 'name', 'address', 'phone', 'email', 'fax', 'industry', 'form', 'advertising', 'turns'] as const;

/** When a unit began, and when it ceased if it did before the start. */
export interface Life {
  started: Day;
  ceased: Day | null;
}

export function diceFor({ seed }: Layout, unit: UnitIndex, draw: (typeof DRAWS)[number]): Dice {
  return new Dice(mix(seed, unit, 10 + DRAWS.indexOf(draw)));
}

export function lifeOf(layout: Layout, unit: UnitIndex): Life {
  const born = layout.born.get(unit);
  if (born !== undefined) return { started: born, ceased: null };
  const owner = layout.directory.ownerOf(unit);
  const dice = diceFor(layout, unit, 'life');
  if (layout.directory.numberOf(owner) === KMD.cvr) return { started: 1000, ceased: null };
  if (owner === unit) {
    const started = layout.start - dice.between(400, 18_000);
    return { started, ceased: dice.chance(0.06) ? dice.between(started + 60, layout.start - 5) : null };
  }
  const company = lifeOf(layout, owner);
  const last = company.ceased ?? layout.start - 5;
  const started = dice.chance(0.6) ? company.started : dice.between(company.started, last - 30);
  const ceased = dice.chance(0.04) ? dice.between(started + 20, last) : company.ceased;
  return { started, ceased };
}

export function formOf(layout: Layout, company: UnitIndex): Industry {
  return layout.directory.numberOf(company) === KMD.cvr
    ? LIMITED_COMPANY
    : drawLegalForm(diceFor(layout, company, 'form'));
}

/** The unit's names: what it is called, what it was called before, its secondary names. Cheap, so that all can be searched. */
export function namesOf(layout: Layout, unit: UnitIndex): { name: string; former: string | null; others: string[] } {
  const { directory } = layout;
  const number = directory.numberOf(unit);
  if (number === KMD.cvr) return { name: 'KMD A/S', former: 'Kommunedata A/S', others: [] };
  if (number === KMD.ballerup) return { name: 'KMD A/S - Ballerup', former: null, others: [] };
  const owner = directory.ownerOf(unit);
  const dice = diceFor(layout, unit, 'name');
  const given = layout.named.get(unit);
  if (owner === unit) {
    const form = formOf(layout, unit).code;
    const name = given ?? companyName(dice, form);
    const former = dice.chance(0.25) ? companyName(dice, form) : null;
    const others = dice.chance(0.12) ? [companyName(dice, form)] : [];
    if (others.length > 0 && dice.chance(0.3)) others.push(companyName(dice, form));
    return { name, former, others };
  }
  const company = namesOf(layout, owner).name;
  const name = dice.chance(0.7) ? company : `${company} - ${townOf(layout, unit)}`;
  return { name, former: dice.chance(0.1) ? `${company} Filial` : null, others: [] };
}

function townOf(layout: Layout, unit: UnitIndex): string {
  return businessAddress(diceFor(layout, unit, 'address')).CVRAdresse_postdistrikt ?? 'Udland';
}
