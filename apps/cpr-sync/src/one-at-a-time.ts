import { ConnectionLost } from '@contact-sync/database';
import type { Pool } from 'pg';

/**
 * Does work that nobody does meanwhile, in no replica, under the same name. The lock is one of the session's, not of a
 * transaction: the work waits for CPR. It ends with the connection, whatever becomes of us.
 */
export async function oneAtATime<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const onError = (error: Error): void => void (lost = error);
  client.on('error', onError);
  const key = [name];
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', key);
    return await work();
  } finally {
    // Where it cannot be given back it ends with its connection.
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', key).catch((error: unknown) => {
      lost ??= new ConnectionLost(error);
    });
    client.off('error', onError);
    client.release(lost);
  }
}
