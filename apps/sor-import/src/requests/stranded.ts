import { findTasksAtRest, type TaskAtRest } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import type { ImportRecord } from '../imports/import-record';

/**
 * Imports as they truly stand: one whose task was set aside before its import began, or in the middle of it, goes on for
 * nobody, and is told as failed until its task is tried again.
 */
export async function asTheyStand(pool: Pool, records: readonly ImportRecord[]): Promise<ImportRecord[]> {
  const goingOn = records.filter(isUnderWay).map(({ id }) => id);
  if (goingOn.length === 0) return [...records];
  const atRest = await findTasksAtRest(pool, 'sor-import.file.import.v1', goingOn);
  return records.map((record) => {
    const task = isUnderWay(record) ? atRest.find(({ subject }) => subject === record.id) : undefined;
    return task === undefined ? record : { ...record, state: 'failed', refusal: refusalOf(task) };
  });
}

/** Whether it is still to come or goes on. */
export const isUnderWay = ({ state }: ImportRecord): boolean => state === 'waiting' || state === 'running';

function refusalOf({ id, state, errorCode, errorText }: TaskAtRest): NonNullable<ImportRecord['refusal']> {
  const why = [errorCode, errorText].filter((part) => part !== null).join(': ');
  return {
    code: 'set-aside',
    text: `the import does not go on: task ${id} of the service queue is ${state}${why === '' ? '' : ` (${why})`}`,
  };
}
