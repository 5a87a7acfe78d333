import { CallFailed, connectionFailure } from '@contact-sync/outbound';
import { factOf } from './fact-of';

/** The server's host key is not the one of the profile. */
export class HostKeyUnknown extends CallFailed {
  constructor() {
    super('refused', 'host-key-unknown', { said: 'the server showed another host key than the profile names' });
  }
}

/** A failure of ssh2 in our words; its texts repeat what the server sent. */
export function sftpFailure(error: unknown): CallFailed {
  if (error instanceof CallFailed) return error;
  const level = factOf(error, 'level');
  if (level === 'client-authentication')
    return new CallFailed('refused', 'sftp-login', { said: 'the file server does not let us in' });
  if (level === 'client-timeout') return new CallFailed('unavailable', 'timeout');
  const status = statusOf(error);
  if (status !== undefined) return statusFailure(status);
  return level === 'protocol' || level === 'handshake'
    ? new CallFailed('unavailable', 'ssh-failed')
    : connectionFailure(error, false);
}

/** Codes of SFTP version 3 (draft-ietf-secsh-filexfer-02, 7). */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const NO_CONNECTION = 6;
const CONNECTION_LOST = 7;

function statusFailure(status: number): CallFailed {
  switch (status) {
    case NO_SUCH_FILE:
      return new CallFailed('wrong', 'no-such-file');
    case PERMISSION_DENIED:
      return new CallFailed('wrong', 'not-permitted');
    case NO_CONNECTION:
    case CONNECTION_LOST:
      return new CallFailed('unavailable', 'connection-reset');
    default:
      return new CallFailed('wrong', `sftp-${status}`);
  }
}

/** The status by which a server refused an operation; undefined where the connection failed. */
export function statusOf(error: unknown): number | undefined {
  const code = factOf(error, 'code');
  return typeof code === 'number' ? code : undefined;
}
