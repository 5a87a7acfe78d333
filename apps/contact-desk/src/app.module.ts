import { INBOUND_QUEUE, queueUnder, RelayRunner } from '@contact-sync/messaging';
import { type Clock, type Logger, Runs, runsController, scheduling, systemClock } from '@contact-sync/service';
import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import { AuditChain } from './audit/audit-chain';
import { AuditController } from './audit/audit.controller';
import { CasesController } from './cases/cases.controller';
import type { ContactDeskConfig } from './config';
import { ContactsController } from './contacts/contacts.controller';
import { EditContactsController } from './contacts/edit-contacts.controller';
import { CursorSeal } from './cursors/cursor-seal';
import { EventsController } from './events/events.controller';
import { ExternalContactsController } from './external-contacts/external-contacts.controller';
import { HoldsController } from './holds/holds.controller';
import { QUEUE_OF_INBOUND } from './inbound/inbound-queue';
import { InboundController } from './inbound/inbound.controller';
import { InboundHandler } from './inbound/inbound.handler';
import { MendController } from './inbound/mend.controller';
import { ContactTypesController } from './maintenance/contact-types.controller';
import { CustomLabelsController } from './maintenance/custom-labels.controller';
import { NOW } from './now';
import { QueueController } from './queue/queue.controller';
import { RefreshController } from './refresh/refresh.controller';
import { deskSchedules } from './schedules';
import { SCHEMA } from './schema';

/** What the controllers stand on. */
export interface ContactDeskParts {
  readonly pool: Pool;
  readonly seal: CursorSeal;
  readonly runs: Runs;
  readonly now: () => Date;
  /** What the schedules go by; the system's unless given. */
  readonly clock?: Clock;
  readonly config: ContactDeskConfig;
  readonly logger: Logger;
}

/** All wiring of contact-desk. */
export class ContactDeskModule {
  static of({ pool, seal, runs, now, clock = systemClock, config, logger }: ContactDeskParts): DynamicModule {
    const chain = new AuditChain(pool, now, logger);
    const definitions = deskSchedules({ pool, days: config.retentionDays, now, chain });
    const schedules = scheduling('contact-desk', { pool, schema: SCHEMA, runs, definitions, clock, logger });
    return {
      module: ContactDeskModule,
      controllers: [
        ContactsController,
        EditContactsController,
        HoldsController,
        ContactTypesController,
        CustomLabelsController,
        QueueController,
        MendController,
        EventsController,
        AuditController,
        InboundController,
        InboundHandler,
        CasesController,
        ExternalContactsController,
        RefreshController,
        runsController('contact-desk', SCHEMA, pool),
        schedules.controller,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: CursorSeal, useValue: seal },
        { provide: Runs, useValue: runs },
        { provide: AuditChain, useValue: chain },
        { provide: NOW, useValue: now },
        { provide: QUEUE_OF_INBOUND, useValue: queueUnder(config.broker.exchange, INBOUND_QUEUE) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        ...schedules.providers,
      ],
    };
  }
}
