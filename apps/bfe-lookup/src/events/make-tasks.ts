import { inTransaction } from '@contact-sync/database';
import type { BfeRegister, EventPage } from '@contact-sync/registers-bfe';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { findByNumbers, findByObjects } from '../properties/property-objects';
import { askForUpdates } from '../tasks/update-tasks';
import { lockMarks, moveMarks } from './event-marks';
import type { Lane } from './owner-events';

export interface TaskParts {
  readonly pool: Pool;
  readonly lane: Lane;
  readonly now: () => Date;
}

/** One page of a register's events. */
export interface PageToTasks {
  readonly page: EventPage;
  /** The mark that it was read from. */
  readonly from: string | undefined;
  readonly run: Run;
}

/**
 * In one transaction: the contacts that the events are about get one task each, and the register's mark moves behind the
 * page. False, and nothing is done, when another reading has moved the mark.
 */
export async function makeTasks(
  { pool, lane, now }: TaskParts,
  register: BfeRegister,
  { page, from, run }: PageToTasks,
): Promise<boolean> {
  const objects = [...new Set(page.events.map(({ objectId }) => objectId))].map((objectId) => ({
    register: page.register,
    objectId,
  }));
  const { known } = await findByObjects(pool, objects);
  const isKnown = (objectId: string): boolean => known.has(`${page.register} ${objectId}`);
  const numbers = await lane.through(run.signal, () => numbersNamed(register, page, isKnown, run.signal));
  return inTransaction(pool, async (tx) => {
    const marks = await lockMarks(tx);
    if (marks[page.register] !== from) return false;
    const { contactIds } = await findByObjects(tx, objects);
    const wanted = new Set([...contactIds, ...(await findByNumbers(tx, numbers))]);
    await askForUpdates(tx, wanted);
    await moveMarks(tx, { [page.register]: page.mark }, now());
    if (wanted.size > 0) run.count('updates', wanted.size);
    if (objects.length > known.size) run.count('unknown', objects.length - known.size);
    return true;
  });
}

/**
 * Numbers of properties that only the register can tell: a new row on where a property lies, a new relation and a new
 * ownership are known to nobody yet, and a parcel may have come from another property. MAT names properties by their numbers.
 */
async function numbersNamed(
  register: BfeRegister,
  { register: name, events }: EventPage,
  isKnown: (objectId: string) => boolean,
  signal: AbortSignal,
): Promise<string[]> {
  const idsOf = (entity: string): string[] => [
    ...new Set(events.filter((event) => event.entity === entity).map(({ objectId }) => objectId)),
  ];
  const ask = async (
    entity: string,
    by: (ids: string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<string[]> => {
    const ids = idsOf(entity);
    return ids.length === 0 ? [] : [...(await by(ids)).values()];
  };
  const isNew = (id: string): boolean => !isKnown(id);
  switch (name) {
    case 'EBR':
      return ask('Ejendomsbeliggenhed', (ids) => register.numbersOfLocations(ids, signal));
    case 'MAT':
      return ask('Jordstykke', (ids) => register.numbersOfParcels(ids, signal));
    case 'BBR':
      return ask('Ejendomsrelation', (ids) => register.numbersOfRelations(ids.filter(isNew), signal));
    case 'EJF':
      return ask('Ejerskab', (ids) => register.numbersOfOwnerships(ids.filter(isNew), signal));
    case 'DAR':
      return [];
  }
}
