import { start as startAuthProfile } from '@contact-sync/auth-profile';
import { start as startBfeLookup } from '@contact-sync/bfe-lookup';
import { start as startContactDesk } from '@contact-sync/contact-desk';
import { start as startCprSync } from '@contact-sync/cpr-sync';
import { start as startCvrSubscription } from '@contact-sync/cvr-subscription';
import { start as startCvrUpdate } from '@contact-sync/cvr-update';
import { start as startSorImport } from '@contact-sync/sor-import';
import type { Environment, RunningService } from '@contact-sync/service';
import { REGISTER_HOSTS } from '@contact-sync/outbound';
import { HOST } from './config';
import type { RunningSimulator } from './simulator/simulator';

/** The others ask auth-profile for credentials: it is there first. */
const STARTS: readonly ((env: Environment) => Promise<RunningService>)[] = [
  startAuthProfile,
  startCprSync,
  startCvrSubscription,
  startCvrUpdate,
  startSorImport,
  startBfeLookup,
  startContactDesk,
];

export interface ServiceSurroundings {
  /** For the running role. */
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** Where the services' lines go; to standard output where absent. */
  readonly logFile?: string;
  /** What plays the registers; absent where only the real ones are called. */
  readonly simulator?: Pick<RunningSimulator, 'hosts' | 'caFile'>;
}

/**
 * Starts every service in this process, each on a loopback port of its own, with messages delivered in-process. When one
 * does not start, those that did are stopped.
 */
export async function startServices(env: Environment, surroundings: ServiceSurroundings): Promise<RunningService[]> {
  const own = environmentOf(env, surroundings);
  const results = await Promise.allSettled(STARTS.map((start) => start(own)));
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return running;
  await Promise.allSettled(running.map((service) => service.stop()));
  throw failed.reason;
}

/** What the services read; all that decides where they listen and what they use is ours to say. */
function environmentOf(
  env: Environment,
  { databaseUrl, dataFolder, logFile, simulator }: ServiceSurroundings,
): Environment {
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    DATABASE_URL_FILE: undefined,
    DATABASE_POOL_MAX: '8',
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    AMQP_URL: undefined,
    AMQP_URL_FILE: undefined,
    HTTP_HOST: HOST,
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: dataFolder,
    LOG_FILE: logFile,
    ...(simulator !== undefined && {
      ENDPOINT_HOSTS: [env['ENDPOINT_HOSTS'] ?? REGISTER_HOSTS, ...simulator.hosts].join(','),
      REGISTER_CA_FILE: simulator.caFile,
      // Invented persons have such numbers; nobody but the simulator is asked of them.
      CPR_SUBSTITUTE_NUMBERS: 'allow',
    }),
  };
}
