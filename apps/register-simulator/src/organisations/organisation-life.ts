import { emailAt, phoneNumber } from '../companies/company-names';
import { type Day, isoDate, parseDay } from '../population/calendar';
import type { Dice } from '../population/dice';
import { type Dossier, endOf, type Place, type UnitValues, type Version, versionOn } from './dossier';
import { newValues } from './first-dossier';
import type { OrganisationEvent } from './organisation-event';
import { organisationName, typeName, type OwnerType } from './organisation-names';
import { organisationAddress } from './organisation-places';

/** When something happens, and by which dice. */
export interface Moment {
  readonly today: Day;
  readonly dice: Dice;
}

/** Events that happen to a unit which is there already. */
export type ChangeOfUnit = Exclude<OrganisationEvent, { kind: 'opened' | 'merged' }>;

/** The unit after the event. Throws a RangeError on what cannot happen. */
export function changed(dossier: Dossier, event: ChangeOfUnit, { today, dice }: Moment): Dossier {
  const turn = (values: Partial<UnitValues>) => turned(dossier, values, today);
  switch (event.kind) {
    case 'renamed':
      return turn({ name: event.name ?? organisationName(dice, dossier.type, dossier.typeName) });
    case 'moved':
      return turn({ postal: organisationAddress(dice) });
    case 'telephone':
      return turn({ phone: event.value === undefined ? phoneNumber(dice) : event.value });
    case 'email': {
      const { name } = versionOn(dossier, today + 1).values;
      return turn({ email: event.value === undefined ? emailAt(dice, name) : event.value });
    }
    case 'changes-later':
      return changesLater(dossier, wantedDay(event.on, today + dice.between(3, 30), today + 2), { today, dice });
    case 'closing-planned': {
      const on = wantedDay(event.on, today + dice.between(2, 21), today + 1);
      return endedOn(open(dossier, today), on, today);
    }
    case 'closing-given-up': {
      const end = endOf(dossier);
      if (end === null || end <= today) throw new RangeError('no closing is planned');
      return endedOn(dossier, null, today);
    }
    case 'closed':
      return closed(dossier, today);
    case 'reopened': {
      const end = endOf(dossier);
      if (end === null || end > today) throw new RangeError('the unit is not closed');
      const { values } = versionOn(dossier, today + 1);
      const { replaced: _, ...unit } = dossier;
      return { ...unit, versions: [...dossier.versions, { from: today + 1, to: null, updated: today, values }] };
    }
  }
}

/** Today is the last day; what would have come later is given up. */
export function closed(dossier: Dossier, today: Day): Dossier {
  const begun = open(dossier, today).versions.filter(({ from }) => from <= today);
  if (begun.length === 0) throw new RangeError('the unit has not begun');
  return endedOn({ ...dossier, versions: begun }, today, today);
}

/** A unit beneath another. */
export function opened(
  event: Extract<OrganisationEvent, { kind: 'opened' }>,
  { today, dice }: Moment,
  above: { readonly parent: Place; readonly owner: OwnerType },
): Dossier {
  const from = wantedDay(event.on, dice.chance(0.4) ? today + dice.between(2, 20) : today + 1, today + 1);
  const kind = typeName(dice, 'OE', above.owner);
  const drawn = newValues(dice, 'OE', kind);
  const values = event.name === undefined ? drawn : { ...drawn, name: event.name };
  return {
    type: 'OE',
    typeName: kind,
    parent: above.parent,
    firstFrom: from,
    versions: [{ from, to: null, updated: today, values }],
    twice: false,
  };
}

/** Other values from tomorrow on: the next file is the first that tells of them. */
function turned(dossier: Dossier, values: Partial<UnitValues>, today: Day): Dossier {
  const tomorrow = today + 1;
  const present = versionOn(open(dossier, today), tomorrow);
  const next = { ...present, updated: today, values: { ...present.values, ...values } };
  // What has not begun yet, or begins tomorrow, is put right; what has begun ends today.
  const now: Version[] =
    present.from >= tomorrow
      ? [next]
      : [
          { ...present, to: today },
          { ...next, from: tomorrow },
        ];
  return { ...dossier, versions: dossier.versions.flatMap((version) => (version === present ? now : [version])) };
}

function changesLater(dossier: Dossier, on: Day, { today, dice }: Moment): Dossier {
  const last = open(dossier, today).versions.at(-1);
  if (!last || last.to !== null || last.from >= on) throw new RangeError('something else comes later already');
  const values = {
    ...last.values,
    name: organisationName(dice, dossier.type, dossier.typeName),
    postal: organisationAddress(dice),
  };
  const versions = [
    ...dossier.versions.slice(0, -1),
    { ...last, to: on - 1, updated: today },
    { from: on, to: null, updated: today, values },
  ];
  return { ...dossier, versions };
}

function endedOn(dossier: Dossier, on: Day | null, today: Day): Dossier {
  const last = dossier.versions.at(-1);
  if (!last || (on !== null && on < last.from)) throw new RangeError('the unit begins later');
  return { ...dossier, versions: [...dossier.versions.slice(0, -1), { ...last, to: on, updated: today }] };
}

function open(dossier: Dossier, today: Day): Dossier {
  const end = endOf(dossier);
  if (end !== null && end <= today) throw new RangeError('the unit is closed');
  return dossier;
}

function wantedDay(text: string | undefined, drawn: Day, earliest: Day): Day {
  if (text === undefined) return drawn;
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`"${text}" is no day`);
  if (day < earliest) throw new RangeError(`the day is ${isoDate(earliest)} at the earliest`);
  return day;
}
