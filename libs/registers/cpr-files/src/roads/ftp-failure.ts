import { CallFailed, connectionFailure } from '@contact-sync/outbound';
import { FTPError } from 'basic-ftp';

/** Replies by which a server does not let somebody in, or wants another protection (RFC 959, 4228). */
const REFUSED: ReadonlySet<number> = new Set([430, 530, 532, 533, 534, 535, 536]);

/** A failed FTP command in our words: the code of the reply, never its text, which repeats names and more. */
export function ftpFailure(error: unknown): CallFailed {
  if (error instanceof CallFailed) return error;
  // The library wraps what it does not know as an Error in a reply, too.
  if (!(error instanceof FTPError) || typeof error.code !== 'number') return connectionFailure(error, false);
  const { code } = error;
  if (REFUSED.has(code))
    return new CallFailed('refused', `ftp-${code}`, { said: 'the file server does not let us in' });
  // 4yz: may succeed when asked again.
  if (code < 500) return new CallFailed('unavailable', `ftp-${code}`);
  return new CallFailed('wrong', `ftp-${code}`);
}

/** Whether the server answered a command with a reply of failure, and can be asked on. */
export const isReply = (error: unknown): error is FTPError => error instanceof FTPError && error.code !== 421;
