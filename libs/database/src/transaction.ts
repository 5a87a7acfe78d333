import type { Pool, PoolClient } from 'pg';
import { ConnectionLost, sqlState } from './errors';

/** A connection inside a transaction. It is passed as an argument, never fished out of a context. */
export type Tx = PoolClient;

/** The work swallowed the error of a statement: PostgreSQL rolled back although COMMIT was asked for. */
export class CommitRefused extends Error {
  constructor() {
    super('a statement of the transaction had failed: it was rolled back instead of committed');
    this.name = 'CommitRefused';
  }
}

/**
 * Runs `work` in one READ COMMITTED transaction. Commits when it returns and rolls back when it throws; the error of
 * the work is thrown on. A connection that broke is closed, not given back, and shows as `ConnectionLost`; when it
 * broke during COMMIT, the outcome is unknown.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await connect(pool);
  let broken = false;
  const onError = (): void => void (broken = true);
  tx.on('error', onError);
  try {
    await tx.query('begin isolation level read committed');
    const result = await work(tx);
    const { command } = await tx.query('commit');
    if (command === 'ROLLBACK') throw new CommitRefused();
    return result;
  } catch (error) {
    broken ||= !(await rolledBack(tx));
    throw broken && sqlState(error) === undefined ? new ConnectionLost(error) : error;
  } finally {
    tx.off('error', onError);
    tx.release(broken);
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    // The pool gives its own time-out without a code.
    throw sqlState(error) === undefined ? new ConnectionLost(error) : error;
  }
}

async function rolledBack(tx: PoolClient): Promise<boolean> {
  try {
    await tx.query('rollback');
    return true;
  } catch {
    // The first error tells what went wrong; this one only says that the connection is of no more use.
    return false;
  }
}
