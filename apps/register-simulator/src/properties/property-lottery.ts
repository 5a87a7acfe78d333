import { Dice } from '../population/dice';
import { PROPERTY_LIFE_EVENT_KINDS, type PropertyLifeEvent, type PropertyLifeEventKind } from './life-event';
import { ENTITY_OF_KIND } from './lay-out-site';
import type { Shelf } from './shelf';

/** How often each happens, of a hundred. */
const WEIGHTS: Readonly<Record<PropertyLifeEventKind, number>> = {
  sold: 26,
  area: 16,
  address: 15,
  note: 11,
  'parcel-moved': 8,
  'split-off': 7,
  municipality: 5,
  'road-renamed': 4,
  'postcode-moved': 4,
  ceased: 4,
};

/** Draws what happens, and to which property. */
export class PropertyLottery {
  private readonly dice: Dice;

  constructor(
    private readonly shelf: Shelf,
    seed: number,
    private readonly kinds: readonly PropertyLifeEventKind[] = PROPERTY_LIFE_EVENT_KINDS,
  ) {
    if (kinds.length === 0) throw new RangeError('nothing may happen');
    this.dice = new Dice(seed);
  }

  /** Import packages hold some ten life events. */
  packageStaysOpen(): boolean {
    return this.dice.chance(0.9);
  }

  draw(moment: string): PropertyLifeEvent {
    const kind = this.kind();
    const { properties } = this.shelf.directory;
    const first = this.dice.below(properties);
    for (let at = 0; at < properties; at++) {
      const bfe = this.shelf.directory.bfeAt((first + at) % properties);
      if (this.fits(kind, bfe, moment)) return { kind, bfe };
    }
    throw new RangeError('nothing is left to which it could happen');
  }

  private kind(): PropertyLifeEventKind {
    let left = this.dice.next() * this.kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
    for (const kind of this.kinds) {
      left -= WEIGHTS[kind];
      if (left < 0) return kind;
    }
    return this.kinds[0] ?? 'sold';
  }

  private fits(kind: PropertyLifeEventKind, bfe: number, moment: string): boolean {
    const { shelf } = this;
    const what = shelf.directory.whatIs(bfe);
    const row = shelf.rowAt(ENTITY_OF_KIND[what], String(bfe), moment);
    if (row === undefined || row.status !== 'Gældende') return false;
    const parcels = () => shelf.rowsAt('MAT_Jordstykke', 'samletFastEjendomLokalId', String(bfe), moment).length;
    const [location] = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', String(bfe), moment);
    const hasAddress = Boolean(location?.['adresseLokalId'] ?? location?.['husnummerLokalId']);
    switch (kind) {
      case 'parcel-moved':
        return what === 'land' && parcels() > 1;
      case 'area':
        return what === 'flat' || (what === 'land' && parcels() > 0);
      case 'address':
      case 'road-renamed':
      case 'postcode-moved':
        return hasAddress;
      case 'municipality':
        return location !== undefined;
      case 'split-off':
        return what === 'land' && hasAddress;
      case 'ceased':
        return shelf.directory.everyBfeOf(shelf.directory.siteOf(bfe) ?? 0).length === 1 || what === 'flat';
      case 'note':
        return what === 'land';
      case 'sold':
        return true;
    }
  }
}
