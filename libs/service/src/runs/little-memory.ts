import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BYTES_BETWEEN_CLEARINGS = 16 * 1024 * 1024;

/** Told how many bytes of a file were worked through; now and then it clears memory, which takes some 30 ms. */
export type Clearing = (bytes: number) => void;

/**
 * Runs work that makes much short-lived data so that the process stays small. By itself V8 clears the heap when it has
 * grown to some two and a half times of what lives in it; here at a quarter more. Of bytes outside the heap it takes note
 * when there are 64 MB: so the work tells how far it is. That costs about a seventh of the time of a first load, so it is
 * for large files only.
 */
export async function withLittleMemory<T>(work: (clearing: Clearing) => Promise<T>): Promise<T> {
  setFlagsFromString('--heap-growing-percent=25');
  setFlagsFromString('--expose-gc');
  const clear = runInNewContext('gc') as () => void;
  let bytesSince = 0;
  try {
    return await work((bytes) => {
      bytesSince += bytes;
      if (bytesSince < BYTES_BETWEEN_CLEARINGS) return;
      bytesSince = 0;
      clear();
    });
  } finally {
    // Its default: decided by V8.
    setFlagsFromString('--heap-growing-percent=0');
  }
}
