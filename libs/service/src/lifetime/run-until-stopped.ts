import type { Logger } from '../logging/logger';

const LIMIT_MS = 10_000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Something that stops: a service, a pool, a child process. */
export interface Stoppable {
  stop(): Promise<unknown>;
}

/**
 * Waits for SIGTERM or SIGINT, then stops everything in the order given, each after the one before, within ten seconds
 * in all (OPS). Returns the exit code: 0 when all stopped, 1 when something failed or took too long; the process then
 * has to be ended, since what did not stop may hold it. A second signal ends the waiting at once.
 */
export async function runUntilStopped(parts: readonly Stoppable[], logger: Logger, limitMs = LIMIT_MS): Promise<0 | 1> {
  const signal = await nextSignal();
  logger.info({ signal }, 'stopping');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), limitMs)));
  try {
    const outcome = await Promise.race([stopAll(parts, logger), late, nextSignal().then(() => 'again' as const)]);
    if (outcome === 'stopped') return 0;
    logger.error({ outcome }, 'not everything stopped');
    return 1;
  } finally {
    clearTimeout(timer);
  }
}

/** What fails to stop must not keep the others from stopping. */
async function stopAll(parts: readonly Stoppable[], logger: Logger): Promise<'stopped' | 'failed'> {
  let outcome: 'stopped' | 'failed' = 'stopped';
  for (const part of parts) {
    try {
      await part.stop();
    } catch (error) {
      outcome = 'failed';
      logger.error({ error }, 'could not be stopped');
    }
  }
  return outcome;
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const heard = (signal: NodeJS.Signals): void => {
      for (const each of SIGNALS) process.off(each, heard);
      resolve(signal);
    };
    for (const each of SIGNALS) process.on(each, heard);
  });
}
