import { setFlagsFromString } from 'node:v8';

/**
 * Runs work that makes much short-lived data so that the process stays small. By itself V8 clears the heap when it has
 * grown to some two and a half times of what lives in it; here at a quarter more. That costs about a seventh of the time of
 * a first load, so it is for large files only.
 */
export async function withLittleMemory<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--heap-growing-percent=25');
  try {
    return await work();
  } finally {
    // Its default: decided by V8.
    setFlagsFromString('--heap-growing-percent=0');
  }
}
