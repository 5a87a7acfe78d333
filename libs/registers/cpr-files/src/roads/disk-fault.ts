import { factOf } from './fact-of';

const CODES: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EISDIR',
  'ENOENT',
  'EMFILE',
]);

/** Whether our own disk failed: no fault of the server, and not mended by asking it again. */
export function isDiskFault(error: unknown): boolean {
  return factOf(error, 'syscall') !== undefined && CODES.has(String(factOf(error, 'code')));
}
