import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { publicLookup } from './agents';
import { CallFailed } from './call';
import { connectionFailure } from './connection-failure';
import type { SocketWish } from './sockets';

const CONNECT_MS = 10_000;

export interface SocketMeans {
  readonly mayBePrivate: boolean;
  /** Absent: plain TCP. */
  readonly tls?: ConnectionOptions;
}

/** Connects, with TLS where wished. Throws `CallFailed`; after `signal` its reason. Nothing is left open. */
export async function openSocket(
  { host, port, connectMs = CONNECT_MS, signal }: SocketWish,
  { mayBePrivate, tls }: SocketMeans,
): Promise<Socket> {
  signal?.throwIfAborted();
  const lookup = mayBePrivate ? {} : { lookup: publicLookup };
  const to = { host, port, ...lookup };
  const socket = tls === undefined ? connectPlain(to) : connectTls({ ...tls, ...to });
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(tls === undefined ? 'connect' : 'secureConnect', resolve);
      socket.once('error', (error) => reject(connectionFailure(error, false)));
      socket.once('close', () => reject(new CallFailed('unavailable', 'connection-reset')));
      timer = setTimeout(() => reject(new CallFailed('unavailable', 'timeout')), connectMs);
      stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
    });
    return socket;
  } catch (error) {
    // Its later errors are nobody's.
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
  }
}
