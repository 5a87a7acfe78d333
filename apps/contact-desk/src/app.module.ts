import { RelayRunner } from '@contact-sync/messaging';
import { type Logger, Runs, runsController } from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import type { ContactDeskConfig } from './config';
import { ContactsController } from './contacts/contacts.controller';
import { CursorSeal } from './cursors/cursor-seal';
import { EventsController } from './events/events.controller';
import { HoldsController } from './holds/holds.controller';
import { ContactTypesController } from './maintenance/contact-types.controller';
import { CustomLabelsController } from './maintenance/custom-labels.controller';
import { NOW } from './now';
import { QueueRetention } from './queue/queue-retention';
import { QueueController } from './queue/queue.controller';
import { SCHEMA } from './schema';

/** What the controllers stand on. */
export interface ContactDeskParts {
  readonly pool: Pool;
  readonly seal: CursorSeal;
  readonly runs: Runs;
  readonly now: () => Date;
  readonly config: ContactDeskConfig;
  readonly logger: Logger;
}

/** All wiring of contact-desk. */
export class ContactDeskModule {
  static of({ pool, seal, runs, now, config, logger }: ContactDeskParts): DynamicModule {
    return {
      module: ContactDeskModule,
      controllers: [
        ContactsController,
        HoldsController,
        ContactTypesController,
        CustomLabelsController,
        QueueController,
        EventsController,
        runsController('contact-desk', SCHEMA, pool),
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: CursorSeal, useValue: seal },
        { provide: Runs, useValue: runs },
        { provide: NOW, useValue: now },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        {
          provide: QueueRetention,
          useValue: new QueueRetention({ pool, days: config.retentionDays, now, logger }),
        },
      ],
    };
  }
}
