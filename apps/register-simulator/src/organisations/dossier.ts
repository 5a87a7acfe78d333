import type { Day } from '../population/calendar';
import type { OrganisationAddress, SorType } from './organisation-state';

/** A unit's place in the register: base units in the order of the tree, then those that were opened. */
export type Place = number;

export interface UnitValues {
  readonly name: string;
  /** Null: that of the unit above, where one of them has any. */
  readonly postal: OrganisationAddress | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
}

/** What held, holds or will hold of a unit from one day to another, both included. */
export interface Version {
  readonly from: Day;
  readonly to: Day | null;
  readonly updated: Day;
  readonly values: UnitValues;
}

/** What the register knows of a unit. Never changed: what happens makes another one. */
export interface Dossier {
  readonly type: SorType;
  readonly typeName: string;
  readonly parent: Place | undefined;
  readonly firstFrom: Day;
  /** In the order of their days; at least one. */
  readonly versions: readonly Version[];
  /** The files have it twice, with other coordinates. */
  readonly twice: boolean;
  readonly replaced?: { readonly by: Place; readonly from: Day };
}

/** The version that holds on the day, else the next one to come, else the last. */
export function versionOn({ versions }: Dossier, day: Day): Version {
  const last = versions.at(-1);
  if (!last) throw new Error('a unit has a version');
  return versions.findLast((version) => holdsOn(version, day)) ?? versions.find(({ from }) => from > day) ?? last;
}

/** The last valid day of the unit; null while none is known. */
export function endOf({ versions }: Dossier): Day | null {
  return versions.at(-1)?.to ?? null;
}

/** The versions of which the file of the day tells: what is over is in the history alone. */
export function toldOn({ versions }: Dossier, day: Day): readonly Version[] {
  const isOver = ({ to }: Version): boolean => to !== null && to < day;
  return versions.some(isOver) ? versions.filter((version) => !isOver(version)) : versions;
}

function holdsOn({ from, to }: Version, day: Day): boolean {
  return from <= day && (to === null || day <= to);
}
