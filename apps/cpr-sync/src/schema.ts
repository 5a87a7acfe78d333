import type { SchemaOwner } from '@contact-sync/database';
import { CreateDeliveries1763760100000 } from './migrations/create-deliveries';

/** Schema `cpr`: deliveries, settings and runs of this service. */
export const cprSchema: SchemaOwner = { schema: 'cpr', migrations: [CreateDeliveries1763760100000] };
