import type { EventRow } from './documents';

/** An object that changed: what it is now has to be read. */
export interface ChangedObject {
  readonly entity: string;
  readonly objectId: string;
  /** Key by which a repeated event is known, within its register. */
  readonly key: string;
  /** The change takes effect on this later day. */
  readonly effective?: string;
}

/**
 * Whether an id names one thing in all of a register (every fact of a company carries the company's id), or within its
 * entity only.
 */
export type IdsOf = 'register' | 'entity';

/**
 * The objects that changed, each once, and once more for every later day on which a change takes effect. An event says
 * neither what is new nor whether anything is: one change shows as deletions of all rows of an object and insertions of
 * the new ones. Those of a failed import come again.
 */
export function changedObjects(rows: readonly EventRow[], today: string, idsOf: IdsOf): ChangedObject[] {
  const changed = new Map<string, ChangedObject & { readonly eventid: number }>();
  for (const { eventid, entityname, fromfailedimport, object_id, object_virkningfra } of rows) {
    if (fromfailedimport || object_id === null || object_id === undefined || object_id === '') continue;
    const day = object_virkningfra?.slice(0, 10);
    const effective = day !== undefined && day > today ? day : undefined;
    const about = JSON.stringify([object_id, effective, idsOf === 'entity' ? entityname : undefined]);
    if ((changed.get(about)?.eventid ?? -1) >= eventid) continue;
    changed.set(about, {
      entity: entityname,
      objectId: object_id,
      key: String(eventid),
      eventid,
      ...(effective !== undefined && { effective }),
    });
  }
  return [...changed.values()].sort((a, b) => a.eventid - b.eventid).map(({ eventid: _eventid, ...object }) => object);
}
