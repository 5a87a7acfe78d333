import { readKeys } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { unitOf, type CvrRegister, type CvrUnit } from '@contact-sync/registers-cvr';
import { updateTask } from '../events/update-tasks';
import { noteFailures, noteObjects } from '../imports/import-rows';
import { inParallel } from '../register/in-parallel';
import type { Work } from './align-work';
import { BATCH, concernsOne, failedOne, unknownOne, WIDTH } from './attempts';
import { markFailed, markSubscribed, markSubscribing, markUnknown, type Failed, type Named } from './marks';
import { findToMake } from './unaligned';
import { wantNotThese } from './wanting';

/** A contact and the unit it stands for. */
interface Asked {
  readonly contactId: string;
  readonly unit: CvrUnit;
}

/**
 * Subscribes some contacts: finds what the provider calls them, writes that down, asks for the subscription, and in one
 * transaction with its success has the contact updated for the first time. Died on the way it is done again, which the
 * provider does not mind. Returns how many contacts it tried.
 */
export async function subscribeSome(work: Work): Promise<number> {
  const { pool, lane, open, settings, run } = work;
  const register = open(settings);
  const contactIds = await findToMake(pool, work.now(), batchOf(register, settings.subscribeRate));
  const { asked, unusable } = await sort(work, contactIds);
  await noteUnknown(work, unusable);
  if (asked.length === 0) return unusable.length;
  await lane.through(run.signal, async () => {
    const units = asked.map(({ unit }) => unit);
    const objectIds = await register.resolve(units, run.signal);
    const unknown = asked.filter((_, at) => objectIds[at] === undefined);
    await noteUnknown(
      work,
      unknown.map(({ contactId }) => unknownOne(contactId, true, work.now())),
    );
    const named = asked.flatMap(({ contactId }, at) => {
      const objectId = objectIds[at];
      return objectId === undefined ? [] : [{ contactId, objectId }];
    });
    await subscribe(work, register, named);
  });
  return contactIds.length;
}

/** Where each contact costs calls of its own, no more at once than a second allows. */
const batchOf = ({ batch }: CvrRegister, perSecond: number): number => (batch > 1 ? BATCH : Math.min(BATCH, perSecond));

/** Which of the contacts can be asked for. Those that are gone, or of another type now, are wanted no more. */
async function sort(
  { pool, settings, now }: Work,
  contactIds: readonly string[],
): Promise<{ readonly asked: readonly Asked[]; readonly unusable: readonly Failed[] }> {
  const keys = await readKeys(pool, contactIds);
  const asked: Asked[] = [];
  const unusable: Failed[] = [];
  const gone: string[] = [];
  for (const contactId of contactIds) {
    const contact = keys.get(contactId);
    const { companyType, unitType } = settings;
    if (contact?.id !== contactId || ![companyType, unitType].includes(contact.key.nameType)) {
      gone.push(contactId);
      continue;
    }
    const unit = unitOf(contact.key, settings);
    if (unit === undefined) unusable.push(unknownOne(contactId, false, now()));
    else asked.push({ contactId, unit });
  }
  if (gone.length > 0) await wantNotThese(pool, gone);
  return { asked, unusable };
}

async function noteUnknown({ pool, run, now }: Work, failed: readonly Failed[]): Promise<void> {
  if (failed.length === 0) return;
  await inTransaction(pool, async (tx) => {
    await markUnknown(tx, failed);
    await noteFailures(
      tx,
      failed.map(({ contactId, code, text }) => ({ contactId, code, text, failures: 1, askedAt: now() })),
      now(),
    );
  });
  run.count('unknown', failed.length);
}

async function subscribe(work: Work, register: CvrRegister, named: readonly Named[]): Promise<void> {
  const { pool, run, now } = work;
  const { provider } = register;
  const wanted = await inTransaction(pool, (tx) => markSubscribing(tx, provider, named));
  const { done, failed } = await inParallel(
    named.filter(({ contactId }) => wanted.has(contactId)),
    { width: WIDTH, stops: (error) => !concernsOne(error) },
    ({ objectId }) => register.subscribe(objectId, run.signal),
  );
  const ofOne = failed.filter(({ error }) => concernsOne(error));
  await inTransaction(pool, async (tx) => {
    const subscribed = await markSubscribed(tx, done, now());
    await noteObjects(tx, provider, done);
    const { rows } = await tx.query<{ token: number }>('select active_tasks_token as token from cvr.cvrupdate_setting');
    const token = rows[0]?.token ?? 0;
    await enqueueTasks(
      tx,
      subscribed.map((contactId) => updateTask(contactId, token)),
    );
    const refused = ofOne.map(({ item, error }) => failedOne(item.contactId, error, now()));
    await markFailed(tx, refused);
    await noteFailures(
      tx,
      refused.map(({ contactId, code, text }) => ({ contactId, code, text, failures: 1, askedAt: now() })),
      now(),
    );
  });
  run.count('subscribed', done.length);
  if (ofOne.length > 0) run.count('subscribeFailed', ofOne.length);
  const ofAll = failed.find(({ error }) => !concernsOne(error));
  if (ofAll !== undefined) throw ofAll.error;
}
