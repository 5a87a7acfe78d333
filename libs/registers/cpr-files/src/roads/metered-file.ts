import { createWriteStream } from 'node:fs';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDiskFault } from './disk-fault';

/**
 * Writes what comes to a file, from a place on, and tells of every piece. What came before a failure is kept; where the disk
 * failed, that is what is thrown.
 */
export async function writeMetered(
  path: string,
  from: number,
  alive: () => void,
  receive: (into: Writable) => Promise<unknown>,
): Promise<void> {
  const into = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      alive();
      done(null, chunk);
    },
  });
  const written = pipeline(into, createWriteStream(path, { flags: from > 0 ? 'r+' : 'w', start: from, mode: 0o600 }));
  try {
    await receive(into);
  } catch (error) {
    into.end();
    await written.catch((failed: unknown) => {
      if (isDiskFault(failed)) throw failed;
    });
    throw error;
  }
  into.end();
  await written;
}
