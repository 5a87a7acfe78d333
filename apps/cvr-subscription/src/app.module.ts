import { RelayRunner } from '@contact-sync/messaging';
import { cvrSettings } from '@contact-sync/registers-cvr';
import {
  runsController,
  scheduling,
  Settings,
  settingsController,
  systemClock,
  type Clock,
} from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { CvrSubscriptionConfig } from './config';
import { readEvents } from './events/read-events';
import { FailuresController } from './imports/failures.controller';
import { NOW, READ_SETTINGS } from './injected';
import { LegacyController } from './legacy/legacy.controller';
import { NAME } from './name';
import { CvrLane } from './register/cvr-lane';
import { cvrSchedules } from './schedules';
import { SCHEMA } from './schema';
import { StatusController } from './status/status.controller';
import { NewContactsHandler } from './subscriptions/new-contacts.handler';
import { SubscriptionKeeper, type KeeperParts } from './subscriptions/subscription-keeper';
import { SubscriptionsController } from './subscriptions/subscriptions.controller';

/** What controllers, handlers and runs stand on. */
export interface CvrSubscriptionParts extends Omit<KeeperParts, 'clock'> {
  readonly settings: Settings<typeof cvrSettings>;
  readonly config: CvrSubscriptionConfig;
  /** What schedules go by; the system's unless given. */
  readonly clock?: Clock;
}

/** All wiring of cvr-subscription. */
export class CvrSubscriptionModule {
  static of(parts: CvrSubscriptionParts): DynamicModule {
    const { pool, lane, settings, runs, logger, now, readSettings, config, clock = systemClock } = parts;
    const definitions = cvrSchedules((run) => readEvents(parts, run));
    const schedules = scheduling(NAME, { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: CvrSubscriptionModule,
      controllers: [
        SubscriptionsController,
        FailuresController,
        StatusController,
        NewContactsHandler,
        LegacyController,
        settingsController(NAME, cvrSettings, settings),
        runsController(NAME, SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: CvrLane, useValue: lane },
        { provide: Settings, useValue: settings },
        { provide: READ_SETTINGS, useValue: readSettings },
        { provide: NOW, useValue: now },
        { provide: SubscriptionKeeper, useValue: new SubscriptionKeeper({ ...parts, clock }) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
