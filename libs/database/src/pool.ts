import { Pool, types } from 'pg';
import { ConnectionLost } from './errors';

const DATE = 1082;
const INT8 = 20;
const CONNECT_TIMEOUT_MS = 10_000;

export interface PoolOptions {
  /** Connections at most; small, since many services share one server. */
  readonly max: number;
  /** Shown in `pg_stat_activity`, so that an operator sees whose connection it is. */
  readonly applicationName: string;
}

/**
 * Opens a pool. Columns of type `date` are read as text (`YYYY-MM-DD`): a day has no time zone. `bigint` is read as
 * a number: our counters stay below 2^53. A connection that dies while idle is replaced, and never brings the
 * process down; one that dies under a query of the pool's own shows as `ConnectionLost`.
 */
export function openPool(url: string, { max, applicationName }: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  });
  // Without a listener an idle connection's death is an unhandled error event. Whoever uses the pool next meets it.
  pool.on('error', () => undefined);
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  pool.query = ((...args: unknown[]) => query(...args).catch(withCode)) as typeof pool.query;
  return pool;
}

/** The driver's own errors, that a connection broke or could not be had in time, are plain errors without a code. */
function withCode(error: unknown): never {
  throw error instanceof Error && error.constructor === Error && !('code' in error) ? new ConnectionLost(error) : error;
}

const parserOf: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === DATE && format !== 'binary') return (text: string) => text;
  if (oid === INT8 && format !== 'binary') return Number;
  return types.getTypeParser(oid, format) as (text: string) => unknown;
};
