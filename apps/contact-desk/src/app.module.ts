import type { DynamicModule } from '@nestjs/common';
import { Pool } from 'pg';
import { ContactsController } from './contacts/contacts.controller';
import { CursorSeal } from './cursors/cursor-seal';
import { EventsController } from './events/events.controller';
import { HoldsController } from './holds/holds.controller';
import { ContactTypesController } from './maintenance/contact-types.controller';
import { CustomLabelsController } from './maintenance/custom-labels.controller';
import { QueueController } from './queue/queue.controller';
import { Work, type WorkParts } from './work';

/** What the controllers stand on. */
export interface ContactDeskParts {
  readonly pool: Pool;
  readonly seal: CursorSeal;
  readonly now: () => Date;
  readonly work: WorkParts;
}

/** Injection token of the clock. */
export const NOW = Symbol('now');

/** All wiring of contact-desk. */
export class ContactDeskModule {
  static of({ pool, seal, now, work }: ContactDeskParts): DynamicModule {
    return {
      module: ContactDeskModule,
      controllers: [
        ContactsController,
        HoldsController,
        ContactTypesController,
        CustomLabelsController,
        QueueController,
        EventsController,
      ],
      providers: [
        { provide: Pool, useValue: pool },
        { provide: CursorSeal, useValue: seal },
        { provide: NOW, useValue: now },
        { provide: Work, useValue: new Work(work) },
      ],
    };
  }
}
