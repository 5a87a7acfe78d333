import { eachPartyOnOpenCase, listContactsOfTypes, type PartyOnOpenCase } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { endTasks, enqueueTasks, takeUnfinished } from '@contact-sync/messaging';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { PERSON, whyNot } from './whom-to-synchronise';

const TASK = 'cpr-sync.persons.synchronise.v1';
/** Contacts of one task: as many as Datafordeler tells of in one answer. */
const BATCH = 100;
const PAGE = 1000;

/**
 * Asks for persons of the contact register to be read from Datafordeler, in tasks that all replicas share: parties on open
 * cases, or everybody (CPR-9). What an earlier run asked for and nobody has begun is asked for no more: this one asks anew.
 */
export async function askForPersons(pool: Pool, settings: CprSettings, run: Run): Promise<void> {
  await inTransaction(pool, (tx) => takeUnfinished(tx, TASK));
  let waiting: string[] = [];
  let done = 0;
  const ask = async (contactIds: readonly string[]): Promise<void> => {
    if (contactIds.length === 0) return;
    const tasks = inBatches(contactIds).map(
      (ids) =>
        ({
          type: TASK,
          subject: ids[0] ?? '',
          data: { runId: run.id, contactIds: ids },
        }) as const,
    );
    await inTransaction(pool, async (tx) => {
      // Those that were set aside too: their persons are asked for again.
      await endTasks(tx, TASK, contactIds);
      await enqueueTasks(tx, tasks);
    });
    run.count('persons', contactIds.length);
    run.count('tasks', tasks.length);
  };
  await eachPage(pool, settings, async (page) => {
    run.signal.throwIfAborted();
    for (const contact of page) {
      const why = whyNot(contact, settings);
      if (why === undefined) waiting.push(contact.id);
      else run.count(why);
    }
    const full = waiting.length - (waiting.length % BATCH);
    await ask(waiting.slice(0, full));
    waiting = waiting.slice(full);
    done += page.length;
    run.progress(done);
  });
  await ask(waiting);
}

async function eachPage(
  pool: Pool,
  { onlyOpenCases }: CprSettings,
  take: (page: readonly PartyOnOpenCase[]) => Promise<void>,
): Promise<void> {
  if (onlyOpenCases) return eachPartyOnOpenCase(pool, { nameTypes: [PERSON], limit: PAGE }, take);
  let after: ContactKey | undefined;
  for (;;) {
    const page = await listContactsOfTypes(pool, {
      nameTypes: [PERSON],
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    if (page.length > 0) await take(page);
    if (page.length < PAGE) return;
    after = page.at(-1)?.key;
  }
}

function inBatches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => ids.slice(at * BATCH, (at + 1) * BATCH));
}
