import { once } from 'node:events';
import {
  ConfigurationFaulty,
  createLogger,
  type Environment,
  localToken,
  redactText,
  runUntilStopped,
  SecretFileUnsafe,
} from '@contact-sync/service';
import { usesDefaults } from './config';
import { FirstRunFailed } from './first-run/failed';
import { firstRun, firstRunDone } from './first-run/first-run';
import { PortTaken } from './front/port';
import { DataFolderOfAnother } from './postgres/place';
import { AlreadyRunning } from './postgres/start-postgres';
import { SimulatorFailed } from './simulator/simulator';
import { startStandalone } from './standalone';
import { whereToLook } from './words';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Starts everything, shows a first run where there was none, and runs until Ctrl-C or SIGTERM. Returns the exit code. */
export async function main(env: Environment): Promise<0 | 1> {
  const abort = new AbortController();
  const ended = keepRunning(env, abort.signal).then(
    () => 0 as const,
    (error: unknown) => (isAbort(error) ? 0 : tell(error)),
  );
  const stop = async (): Promise<void> => {
    say('\nStopping ...');
    abort.abort();
    await ended;
  };
  const silent = createLogger({ service: 'standalone', level: 'silent' });
  const stopped = runUntilStopped([{ stop }], silent).then((code) => {
    if (code !== 0) complain('Not everything stopped in time; the next start puts it right.');
    return code;
  });
  const code = await Promise.race([ended, stopped]);
  if (abort.signal.aborted && code === 0) say('Stopped. The data is kept for the next start.');
  return code;
}

/** Until the signal; throws when something does not start or does not go on. Whatever was started has stopped then. */
async function keepRunning(env: Environment, signal: AbortSignal): Promise<void> {
  const running = await startStandalone(env, { say, signal });
  const { url, dataFolder } = running;
  try {
    if (firstRunDone(dataFolder)) {
      say('The first synchronisation was done by an earlier start; the data is as it was left.');
    } else {
      say('\nFirst synchronisation: a first load of 300 invented persons, then the nights of changes since.');
      const token = env['CONTACT_SYNC_TOKEN'] || localToken(dataFolder);
      await firstRun({
        url,
        token,
        dataFolder,
        services: running.services,
        ...(running.simulatorFolder !== undefined && { simulatorFolder: running.simulatorFolder }),
        say: (line) => say(line === '' ? '' : `  ${line}`),
        signal,
      });
    }
    say('');
    for (const line of whereToLook({
      url,
      dataFolder,
      signInLink: running.signInLink(),
      isDefault: usesDefaults(env),
    })) {
      say(line);
    }
    await Promise.race([once(signal, 'abort'), running.databaseEnded]);
    if (!signal.aborted) throw new Error(`PostgreSQL ended by itself; it says why in ${dataFolder}/logs/postgres.log`);
  } finally {
    await running.stop();
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const EXPECTED = [
  AlreadyRunning,
  ConfigurationFaulty,
  DataFolderOfAnother,
  FirstRunFailed,
  PortTaken,
  SecretFileUnsafe,
  SimulatorFailed,
];

/** What the user can put right is said in one line; for the rest the whole story is told. */
function tell(error: unknown): 1 {
  const known = EXPECTED.some((kind) => error instanceof kind);
  for (let each = error; each instanceof Error; each = each.cause) {
    complain(redactText(`${each === error ? '\ncontact-sync cannot run: ' : '  because: '}${each.message}`));
    if (!known && each.cause === undefined && each.stack !== undefined) complain(redactText(each.stack));
  }
  return 1;
}
