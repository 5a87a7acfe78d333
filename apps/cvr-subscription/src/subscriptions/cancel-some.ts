import { inTransaction } from '@contact-sync/database';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { inParallel } from '../register/in-parallel';
import { targetOf, type Work } from './align-work';
import { BATCH, concernsOne, failedOne, WIDTH } from './attempts';
import { findHolders } from './holders';
import { markCancelled, markFailed } from './marks';
import { findToCancel, type ToCancel } from './unaligned';

/**
 * Cancels some subscriptions where they are: at the old provider with the profile they were made with, whatever the
 * settings say now. Returns how many it tried.
 */
export async function cancelSome(work: Work): Promise<number> {
  const { pool, lane, open, settings, following, run, now } = work;
  const found = await findToCancel(pool, targetOf(settings, now()), BATCH);
  const [first] = found;
  if (first === undefined) return 0;
  const { provider } = first;
  const register = open(there(settings, following.at, provider));
  const toCancel = found.filter((one) => one.provider === provider);
  const shared = await sharedWith(work, toCancel);
  await lane.through(run.signal, async () => {
    const { done, failed } = await inParallel(
      toCancel,
      { width: WIDTH, stops: (error) => !concernsOne(error) },
      async ({ objectId }) => {
        if (!shared.has(objectId)) await register.unsubscribe(objectId, run.signal);
      },
    );
    const ofOne = failed.filter(({ error }) => concernsOne(error));
    await inTransaction(pool, async (tx) => {
      await markCancelled(tx, done, now());
      await markFailed(
        tx,
        ofOne.map(({ item, error }) => failedOne(item.contactId, error, now())),
      );
    });
    run.count('cancelled', done.length);
    if (ofOne.length > 0) run.count('cancelFailed', ofOne.length);
    const ofAll = failed.find(({ error }) => !concernsOne(error));
    if (ofAll !== undefined) throw ofAll.error;
  });
  return toCancel.length;
}

/** Objects that another contact is to stay subscribed to: a number that two contacts have. */
async function sharedWith({ pool, settings }: Work, toCancel: readonly ToCancel[]): Promise<ReadonlySet<string>> {
  if (!settings.cvrUpdate) return new Set();
  const objectIds = toCancel.filter(({ provider }) => provider === settings.provider).map(({ objectId }) => objectId);
  return new Set((await findHolders(pool, settings.provider, objectIds)).keys());
}

/** The settings with provider and profile of where the subscriptions are. */
function there(settings: CvrSettings, at: Work['following']['at'], provider: CvrSettings['provider']): CvrSettings {
  return at?.provider === provider ? { ...settings, ...at } : { ...settings, provider };
}
