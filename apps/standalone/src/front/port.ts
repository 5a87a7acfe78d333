import { once } from 'node:events';
import { createServer } from 'node:net';
import { HOST } from '../config';

/** Something else listens on the port that was asked for. */
export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(
      `port ${port} is taken by another program (or by contact-sync itself, already running); ` +
        `stop it, or choose another port: CONTACT_SYNC_PORT=${port + 1} npm start`,
    );
    this.name = 'PortTaken';
  }
}

/** Looks before the long work begins; throws `PortTaken`. */
export async function assertPortFree(port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, 'listening');
  } catch (error) {
    throw portTaken(error, port);
  }
  probe.close();
  await once(probe, 'close');
}

/** The error of a `listen` that failed, said so that one knows what to do. */
export function portTaken(error: unknown, port: number): unknown {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(port) : error;
}
