import type { SchemaOwner } from '@contact-sync/database';
import { CreateServiceQueue1795219200000 } from './migrations/create-service-queue';
import { MendMessages1795305600011 } from './migrations/mend-messages';

/** Schema `service_queue`, owned by this library. */
export const messagingSchema: SchemaOwner = {
  schema: 'service_queue',
  migrations: [CreateServiceQueue1795219200000, MendMessages1795305600011],
};
