import type { Dice } from '../population/dice';
import type { Site } from './directory';
import { ENTITY_OF_KIND } from './lay-out-site';
import type { PropertyEditor } from './property-editor';
import type { PropertyKind } from './property-state';
import type { PropertyEntity, PropertyRow } from './rows';
import type { Shelf } from './shelf';

/** What a life event works with. */
export interface PropertyScene {
  readonly shelf: Shelf;
  readonly editor: PropertyEditor;
  readonly dice: Dice;
  /** UTC with six decimals. */
  readonly moment: string;
  readonly serial: number;
}

/** The property to which something happens. */
export interface Subject {
  readonly bfe: number;
  readonly id: string;
  readonly kind: PropertyKind;
  readonly entity: PropertyEntity;
  readonly site: Site;
}

/** Properties of a site that have not ceased and have a location. */
export function liveOn(site: Site, { shelf, moment }: PropertyScene): number[] {
  return [...shelf.directory.everyBfeOf(site)].filter((bfe) => {
    const row = shelf.rowAt(ENTITY_OF_KIND[shelf.directory.whatIs(bfe)], String(bfe), moment);
    const located = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', String(bfe), moment);
    return row !== undefined && row.status !== 'Historisk' && located.length > 0;
  });
}

/** Where the property is located. Throws a RangeError where it is nowhere. */
export function locationOf({ bfe, id }: Subject, { shelf, moment }: PropertyScene): PropertyRow {
  const [row] = shelf.rowsAt('EBR_Ejendomsbeliggenhed', 'bestemtFastEjendomBFENr', id, moment);
  if (row === undefined) throw new RangeError(`${bfe} has no location`);
  return row;
}
