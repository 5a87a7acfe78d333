import { INBOUND_QUEUE, queueUnder, RelayRunner } from '@contact-sync/messaging';
import { type Logger, Runs, runsController } from '@contact-sync/service';
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
import { QueueRetention } from './queue/queue-retention';
import { QueueController } from './queue/queue.controller';
import { RefreshController } from './refresh/refresh.controller';
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
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: CursorSeal, useValue: seal },
        { provide: Runs, useValue: runs },
        { provide: AuditChain, useValue: new AuditChain(pool, now, logger) },
        { provide: NOW, useValue: now },
        { provide: QUEUE_OF_INBOUND, useValue: queueUnder(config.broker.exchange, INBOUND_QUEUE) },
        { provide: RelayRunner, useValue: new RelayRunner(config) },
        {
          provide: QueueRetention,
          useValue: new QueueRetention({ pool, days: config.retentionDays, now, logger }),
        },
      ],
    };
  }
}
