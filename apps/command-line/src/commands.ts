import type { Command } from './command';
import { findContacts } from './contacts/find';
import { getContact } from './contacts/get';
import { importDeliveries } from './cpr/import';
import { migrateDatabase } from './database/migrate';
import { tailEvents } from './events/tail';
import { releaseHold, retryHold } from './holds/actions';
import { listHolds } from './holds/list';
import { makeObsolete, parkMessage, releaseMessage, retryMessage } from './queue/actions';
import { listQueue } from './queue/list';
import { mendMessage } from './queue/mend';
import { listRuns } from './runs/list';
import { login } from './sign-in/login';

/** Everything the program can do, in the order its help shows. */
export const COMMANDS: readonly Command[] = [
  importDeliveries,
  getContact,
  findContacts,
  listHolds,
  retryHold,
  releaseHold,
  listQueue,
  retryMessage,
  parkMessage,
  releaseMessage,
  makeObsolete,
  mendMessage,
  listRuns,
  tailEvents,
  migrateDatabase,
  login,
];
