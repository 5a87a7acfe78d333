import { Dice } from '../population/dice';
import { endOf, unitRowOn } from './describe-unit';
import { KMD, type UnitIndex } from './directory';
import { type LifeEvent, LIFE_EVENT_KINDS, type LifeEventKind } from './life-event';
import type { Shelf } from './shelf';

/** How often each happens, of a hundred. */
const WEIGHTS: Readonly<Record<LifeEventKind, number>> = {
  address: 23,
  name: 18,
  phone: 14,
  industry: 12,
  email: 8,
  'unit-opened': 5,
  'new-company': 4,
  ceased: 4,
  'unit-closed': 4,
  advertising: 3,
  fax: 2,
  'unit-moved': 2,
  reopened: 1,
};

/** Draws what happens, and to whom. */
export class LotteryOfLife {
  private readonly dice: Dice;
  private readonly kinds: readonly LifeEventKind[];

  constructor(
    private readonly shelf: Shelf,
    seed: number,
    kinds: readonly LifeEventKind[] = LIFE_EVENT_KINDS,
  ) {
    if (kinds.length === 0) throw new RangeError('nothing may happen');
    this.dice = new Dice(seed);
    this.kinds = kinds;
  }

  /** Import packages hold some twenty life events. */
  packageStaysOpen(): boolean {
    return this.dice.chance(0.95);
  }

  draw(today: string): LifeEvent {
    const kind = this.kind();
    switch (kind) {
      case 'new-company':
        return { kind };
      case 'unit-opened':
      case 'ceased':
        return { kind, number: this.unit(today, { company: true, active: true }) };
      case 'unit-closed':
        return { kind, number: this.unit(today, { company: false, active: true }) };
      case 'unit-moved':
        return {
          kind,
          number: this.unit(today, { company: false, active: true }),
          company: this.unit(today, { company: true, active: true }),
        };
      case 'reopened':
        return { kind, number: this.unit(today, { company: true, active: false }) };
      case 'phone':
      case 'email':
      case 'fax': {
        const number = this.unit(today, { active: true });
        return this.dice.chance(0.12) ? { kind, number, value: null } : { kind, number };
      }
      case 'name':
      case 'address':
      case 'industry':
      case 'advertising':
        return { kind, number: this.unit(today, { active: true }) };
    }
  }

  private kind(): LifeEventKind {
    let left = this.dice.next() * this.kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
    for (const kind of this.kinds) {
      left -= WEIGHTS[kind];
      if (left < 0) return kind;
    }
    return this.kinds[0] ?? 'address';
  }

  private unit(today: string, wanted: { company?: boolean; active: boolean }): string {
    const { directory } = this.shelf;
    const first = this.dice.below(directory.size);
    for (let i = 0; i < directory.size; i++) {
      const unit = (first + i) % directory.size;
      if (this.fits(unit, today, wanted)) return directory.numberText(unit);
    }
    throw new RangeError('nobody is left to whom it could happen');
  }

  /** KMD A/S stays as the guide's test expects it. */
  private fits(unit: UnitIndex, today: string, { company, active }: { company?: boolean; active: boolean }): boolean {
    const { directory } = this.shelf;
    if (company !== undefined && directory.isCompany(unit) !== company) return false;
    if (directory.numberOf(directory.ownerOf(unit)) === KMD.cvr) return false;
    const row = unitRowOn(this.shelf.dossier(unit), today);
    if (!row) return false;
    return active ? endOf(row) === null : endOf(row) !== null && row.status === 'inaktiv';
  }
}
