import { hostname } from 'node:os';
import { checkSchema, openPool, type SchemaOwner } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { ConfigClass } from '../configuration/from-env';
import { type Environment, readConfig } from '../configuration/read-config';
import type { ServiceConfig } from '../configuration/service-config';
import { createService, type Service, type ServiceOptions } from '../http/create-service';
import { createLogger, type Logger } from '../logging/logger';
import type { Clock } from '../schedules/clock';
import type { RunningService } from './running-service';

/** Which service it is, and what it needs to start. */
export interface ServiceFacts<Config extends ServiceConfig> extends Pick<ServiceOptions, 'name' | 'title' | 'version'> {
  readonly config: ConfigClass<Config>;
  /** What must stand in the database as `contact-sync migrate` leaves it. */
  readonly schemas: readonly SchemaOwner[];
}

/** What a service is wired with. */
export interface OpenedService<Config extends ServiceConfig> {
  readonly config: Config;
  readonly logger: Logger;
  readonly pool: Pool;
  readonly now: () => Date;
  /** This process among those that share the database. */
  readonly replica: string;
  /** `createService`, with all but what is the service's own. */
  readonly create: (own: Pick<ServiceOptions, 'module' | 'checks' | 'metrics' | 'problemOf'>) => Promise<Service>;
}

/** A service that is wired, and what is not Nest's to stop. */
export interface WiredService {
  readonly service: Service;
  /** Before the service: what brings it work by other ways than HTTP and messages. */
  readonly stopFirst?: () => Promise<void>;
  /** After the service: its jobs, then the connections that work in hand needed. The pool ends after them. */
  readonly stopAfter: () => Promise<void>;
}

/**
 * Starts a service: reads its configuration, opens log and database, lets it be wired, and listens. Throws
 * `ConfigurationFaulty` with every fault of the environment, `SchemaOutOfDate` where `contact-sync migrate` has not been
 * run, and what the wiring throws; the pool has ended then.
 */
export async function startService<Config extends ServiceConfig>(
  { name, title, version, config: configClass, schemas }: ServiceFacts<Config>,
  { env, clock }: { readonly env: Environment; readonly clock: Clock },
  wire: (opened: OpenedService<Config>) => Promise<WiredService>,
): Promise<RunningService> {
  const config = readConfig(configClass, env);
  const { level, file } = config.log;
  const logger = createLogger({ service: name, level, ...(file !== undefined && { file }) });
  const pool = openPool(config.database.url, { max: config.database.poolMax, applicationName: name });
  const now = (): Date => clock.now();
  try {
    await checkSchema(pool, schemas);
    const { service, stopFirst, stopAfter } = await wire({
      config,
      logger,
      pool,
      now,
      replica: `${hostname()} ${process.pid}`,
      create: (own) => createService({ ...own, name, title, version, config, logger, now }),
    });
    const url = await service.listen();
    const { health, metrics } = service;
    const stop = async (): Promise<void> => {
      await stopFirst?.();
      await service.stop();
      await stopAfter();
      await pool.end();
    };
    return { name, url, health, metrics, logger, stop };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
