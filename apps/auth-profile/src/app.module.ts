import { RelayRunner } from '@contact-sync/messaging';
import type { Caller } from '@contact-sync/outbound';
import { type Clock, type Logger, type Runs, runsController, scheduling, systemClock } from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import type { AuthProfileConfig } from './config';
import { ExpiryWarning } from './expiry/warn-of-expiry';
import type { KeyRing } from './keys/key-ring';
import { ProfileStore } from './profiles/profile-store';
import { authSchedules } from './schedules';
import { SCHEMA } from './schema';
import { TestConnectionController } from './testing-connection/test-connection.controller';
import { TestConnection } from './testing-connection/test-connection';
import type { Tokens } from './tokens/tokens';

/** What controllers and handlers stand on. */
export interface AuthProfileParts {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly store: ProfileStore;
  readonly tokens: Tokens;
  readonly caller: Caller;
  readonly runs: Runs;
  readonly logger: Logger;
  readonly config: AuthProfileConfig;
  readonly now: () => Date;
  /** What the schedules go by; the system's unless given. */
  readonly clock?: Clock;
}

/** All wiring of auth-profile. */
export class AuthProfileModule {
  static of(parts: AuthProfileParts): DynamicModule {
    const { pool, store, runs, logger, config, clock = systemClock } = parts;
    const definitions = authSchedules(new ExpiryWarning(parts));
    const schedules = scheduling('auth-profile', { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: AuthProfileModule,
      controllers: [TestConnectionController, runsController('auth-profile', SCHEMA, pool), schedules.controller],
      providers: [
        { provide: ProfileStore, useValue: store },
        { provide: TestConnection, useValue: new TestConnection(parts) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
