import { RelayRunner } from '@contact-sync/messaging';
import { type Caller, hostRules, isAllowedHost } from '@contact-sync/outbound';
import { type Clock, type Logger, Runs, runsController, scheduling, systemClock } from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { AuthProfileConfig } from './config';
import { ExpiryController } from './expiry/expiry.controller';
import { ExpiryWarning } from './expiry/warn-of-expiry';
import { NOW } from './injected';
import { KeyRing } from './keys/key-ring';
import { KeyRotation } from './keys/key-rotation';
import { KeysController } from './keys/keys.controller';
import { ChoicesController } from './profiles/choices.controller';
import { ProfileDesk } from './profiles/profile-desk';
import { ProfileStore } from './profiles/profile-store';
import { ProfilesController } from './profiles/profiles.controller';
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
    const { pool, ring, store, runs, logger, config, now, clock = systemClock } = parts;
    const allowed = hostRules(config.endpoints.hosts);
    const mayCall = (address: string): boolean => isAllowedHost(address, allowed);
    const definitions = authSchedules(new ExpiryWarning(parts));
    const schedules = scheduling('auth-profile', { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: AuthProfileModule,
      controllers: [
        ProfilesController,
        ChoicesController,
        ExpiryController,
        KeysController,
        TestConnectionController,
        runsController('auth-profile', SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: NOW, useValue: now },
        { provide: Runs, useValue: runs },
        { provide: KeyRing, useValue: ring },
        { provide: KeyRotation, useValue: new KeyRotation(pool, ring) },
        { provide: ProfileStore, useValue: store },
        { provide: ProfileDesk, useValue: new ProfileDesk({ store, mayCall, now }) },
        { provide: TestConnection, useValue: new TestConnection(parts) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
