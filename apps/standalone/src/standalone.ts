import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { schemaOwners } from '@contact-sync/command-line';
import { migrate } from '@contact-sync/database';
import {
  AccessConfig,
  createLogger,
  type Environment,
  LocalAccess,
  readConfig,
  SignInLinks,
  signInPath,
  type Stoppable,
} from '@contact-sync/service';
import { readStandaloneConfig } from './config';
import { openFront } from './front/front';
import { assertPortFree } from './front/port';
import { choosePlace } from './postgres/place';
import { startPostgres } from './postgres/start-postgres';
import { startServices } from './services';
import { startSimulator } from './simulator/simulator';

export interface RunningStandalone {
  /** Of the front. */
  readonly url: string;
  readonly dataFolder: string;
  /** Names of the services behind the front. */
  readonly services: readonly string[];
  /** The folder of the simulator that plays the registers; absent where none does. */
  readonly simulatorFolder?: string;
  /** The database was made just now. */
  readonly isNew: boolean;
  /** An address that signs a browser in, once and within 15 minutes. */
  signInLink(): string;
  /** Resolves when the database server has ended, asked to or not. */
  readonly databaseEnded: Promise<void>;
  stop(): Promise<void>;
}

export interface StandaloneOptions {
  /** One line for whoever sits at the terminal. */
  readonly say: (line: string) => void;
  /** Gives up between two steps; what has started is stopped. */
  readonly signal: AbortSignal;
}

/**
 * Starts everything on this machine: PostgreSQL, the registers' simulator, the services, and one front for them. What has started when a later
 * step fails is stopped again, in reverse.
 */
export async function startStandalone(
  env: Environment,
  { say, signal }: StandaloneOptions,
): Promise<RunningStandalone> {
  const { dataFolder, port, simulated } = readStandaloneConfig(env);
  const started: Stoppable[] = [];
  const stop = async (): Promise<void> => {
    for (const each of started.splice(0).reverse()) await each.stop();
  };
  try {
    const accessConfig = readConfig(AccessConfig, { ...env, ACCESS: 'local', CONTACT_SYNC_DATA: dataFolder });
    await assertPortFree(port);
    say(`Starting contact-sync with its data in ${dataFolder}.`);
    const logs = prepareFolders(dataFolder);
    const now = (): Date => new Date();
    const access = new LocalAccess(accessConfig, now);
    // Somebody who asks for a log level wants to see the log.
    const logFile = env['LOG_LEVEL'] ? undefined : freshLog(join(logs, 'services.log'));

    const database = await startPostgres(choosePlace(dataFolder, { say }), join(logs, 'postgres.log'));
    started.push(database);
    signal.throwIfAborted();
    await migrate(database.urls.migrate, await schemaOwners());
    say(database.isNew ? 'The database is made.' : 'The database is up, with the data of earlier runs.');
    signal.throwIfAborted();

    const simulator = simulated ? await startSimulator(join(dataFolder, 'simulator'), signal) : undefined;
    if (simulator !== undefined) started.push(simulator);

    const services = await startServices(env, {
      databaseUrl: database.urls.service,
      dataFolder,
      ...(simulator !== undefined && { simulator }),
      ...(logFile === undefined ? {} : { logFile }),
    });
    started.push({ stop: () => Promise.all(services.map((service) => service.stop())) });
    signal.throwIfAborted();

    const links = new SignInLinks(now);
    const logger = createLogger({ service: 'standalone', ...(logFile === undefined ? {} : { file: logFile }) });
    const front = await openFront({ port, access, links, services, logger });
    started.push(front);
    if (simulator !== undefined)
      say(
        'The registers are played by a simulator, with 300 invented persons, 400 companies, 300 health organisations and 200 properties.',
      );
    say(`The services are up: ${services.map(({ name }) => name).join(', ')}.`);
    return {
      url: front.url,
      dataFolder,
      services: services.map(({ name }) => name),
      isNew: database.isNew,
      ...(simulator !== undefined && { simulatorFolder: simulator.folder }),
      signInLink: () => `${front.url}${signInPath(links.create())}`,
      databaseEnded: database.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepareFolders(dataFolder: string): string {
  const logs = join(dataFolder, 'logs');
  try {
    mkdirSync(logs, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Error(`the data folder ${dataFolder} cannot be made or written; give another with CONTACT_SYNC_DATA`, {
      cause,
    });
  }
  return logs;
}

/** Each run writes a log of its own; the one before it is kept. */
function freshLog(file: string): string {
  if (existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  return file;
}
