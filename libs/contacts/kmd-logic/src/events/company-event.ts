import type { CompanyEvent } from '../models';
import { dayOfInstant } from '../reading/day';

/** What an event of Logic means to a subscriber. */
export interface PlacedEvent {
  readonly objectId: string;
  /** The same for an event that is told again. */
  readonly key: string;
  /** The day on which a production unit ceased: Logic's answers do not tell it. */
  readonly ceased?: string;
}

/**
 * Takes an event apart. Undefined for one without an object: it can be placed nowhere. A page may repeat what another
 * page or window told, so the key is all that an event has (kmd-logic.md, 4): id, type, action and time.
 */
export function placeEvent({ id, objectType, action, actionDateTime }: CompanyEvent): PlacedEvent | undefined {
  if (id === undefined) return undefined;
  const key = JSON.stringify([id, objectType ?? null, action ?? null, actionDateTime ?? null]);
  const ceased = isCessation(objectType, action) ? dayOfInstant(actionDateTime ?? '') : undefined;
  return { objectId: id, key, ...(ceased !== undefined && { ceased }) };
}

/** `Produktionsenhed` and `Ophoert`, whose casing varies; `Ophørt` in case somebody spells it out. */
function isCessation(objectType: string | undefined, action: string | undefined): boolean {
  return objectType?.toLowerCase() === 'produktionsenhed' && /^oph(oe|ø)rt$/i.test(action ?? '');
}
