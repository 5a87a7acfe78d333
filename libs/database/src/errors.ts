/** The connection to the database was lost, or could not be made. Work in hand was not committed, or its outcome is unknown. */
export class ConnectionLost extends Error {
  /** SQLSTATE `connection_failure`, so that this error is told apart by code like those of the server. */
  readonly code = '08006';

  constructor(cause: unknown) {
    super('the connection to the database was lost', { cause });
    this.name = 'ConnectionLost';
  }
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
// Deadlock, serialisation failure, lock not available.
const BUSY = new Set(['40P01', '40001', '55P03']);
const SOCKET = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // unix socket gone
]);

/** The five-character SQLSTATE of an error that PostgreSQL (or `ConnectionLost`) gave; undefined for any other. */
export function sqlState(error: unknown): string | undefined {
  const code = codeOf(error);
  // EPIPE has five letters too.
  return code !== undefined && SQLSTATE.test(code) && !SOCKET.has(code) ? code : undefined;
}

/** Deadlock, serialisation failure or lock not available: nothing was stored, and the same work may be done again at once. */
export function isStoreBusy(error: unknown): boolean {
  return BUSY.has(sqlState(error) ?? '');
}

/**
 * The database cannot be reached or is going down (classes 08 and 57P0, sockets), or has no room for us now
 * (class 53: connections, memory, disk). The work may be done again when it is back.
 */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return state.startsWith('08') || state.startsWith('57P0') || state.startsWith('53');
  return SOCKET.has(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
