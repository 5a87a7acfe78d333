import type { Day } from '../population/calendar';
import { Dice } from '../population/dice';
import { type Dossier, endOf, type Place } from './dossier';
import { ORGANISATION_EVENT_KINDS, type OrganisationEvent, type OrganisationEventKind } from './organisation-event';
import { sorIdOf } from './sor-ids';

/** How often each happens, of a hundred. */
const WEIGHTS: Readonly<Record<OrganisationEventKind, number>> = {
  telephone: 20,
  renamed: 18,
  moved: 16,
  email: 10,
  opened: 10,
  'closing-planned': 8,
  closed: 6,
  'changes-later': 5,
  merged: 3,
  'closing-given-up': 2,
  reopened: 2,
};

/** So many tries to find one to whom it can happen; then something else happens. */
const TRIES = 400;

/** What the lottery has to know of the register. */
export interface Register {
  readonly today: Day;
  readonly size: number;
  dossier(place: Place): Dossier | undefined;
  /** Whether a unit beneath it is open. */
  hasOpenChildren(place: Place): boolean;
}

/** Draws what happens, and to whom. */
export class LotteryOfOrganisations {
  private readonly dice: Dice;

  constructor(
    seed: number,
    private readonly kinds: readonly OrganisationEventKind[] = ORGANISATION_EVENT_KINDS,
  ) {
    if (kinds.length === 0) throw new RangeError('nothing may happen');
    this.dice = new Dice(seed);
  }

  /** Undefined where nobody was found to whom it could happen. */
  draw(register: Register): OrganisationEvent | undefined {
    const kind = this.kind();
    if (kind === 'opened') return { kind };
    const sorId = this.unit(kind, register);
    if (sorId === undefined) return undefined;
    if (kind === 'telephone' || kind === 'email') {
      return this.dice.chance(0.12) ? { kind, sorId, value: null } : { kind, sorId };
    }
    return { kind, sorId };
  }

  private kind(): OrganisationEventKind {
    let left = this.dice.next() * this.kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
    for (const kind of this.kinds) {
      left -= WEIGHTS[kind];
      if (left < 0) return kind;
    }
    return this.kinds[0] ?? 'moved';
  }

  private unit(kind: Exclude<OrganisationEventKind, 'opened'>, register: Register): string | undefined {
    const first = this.dice.below(register.size);
    for (let tried = 0; tried < Math.min(TRIES, register.size); tried++) {
      const place = (first + tried) % register.size;
      const dossier = register.dossier(place);
      if (dossier && fits(kind, dossier, place, register)) return sorIdOf(place);
    }
    return undefined;
  }
}

function fits(kind: OrganisationEventKind, dossier: Dossier, place: Place, register: Register): boolean {
  const { today } = register;
  const end = endOf(dossier);
  switch (kind) {
    case 'reopened':
      return end !== null && end <= today;
    case 'closing-given-up':
      return end !== null && end > today;
    case 'closing-planned':
    case 'closed':
    case 'merged':
      return dossier.type === 'OE' && isSettled(dossier, today) && !register.hasOpenChildren(place);
    case 'opened':
    case 'renamed':
    case 'moved':
    case 'telephone':
    case 'email':
    case 'changes-later':
      return isSettled(dossier, today);
  }
}

/** It is open, and nothing is known to come. */
function isSettled(dossier: Dossier, today: Day): boolean {
  return endOf(dossier) === null && (dossier.versions.at(-1)?.from ?? today) <= today;
}
