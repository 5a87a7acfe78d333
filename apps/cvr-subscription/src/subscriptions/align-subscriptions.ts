import { inTransaction } from '@contact-sync/database';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { Run } from '@contact-sync/service';
import { RegisterAway } from '@contact-sync/subject-updates';
import {
  followAt,
  followNobody,
  lockFollowing,
  noteGathered,
  readFollowing,
  type Following,
} from '../following/following';
import { Pace } from '../register/pace';
import { cancelSome } from './cancel-some';
import { gatherContacts } from './gather-contacts';
import { forgetUnknown } from './marks';
import { nextStep, type Step } from './next-step';
import { targetOf, type AlignParts, type Work } from './align-work';
import { subscribeSome } from './subscribe-some';
import { takeMark } from './take-mark';
import { countUnaligned, findToMake, hasToCancel, isHeldElsewhere } from './unaligned';

/** The run's name. */
export const ALIGN_RUN = 'align-subscriptions';

/**
 * Makes and cancels subscriptions until they are as the settings say: after CVR update was enabled or disabled, the provider
 * changed, a contact was created or exempted. The rows are its state: begun again after a crash it goes on where it was. It
 * ends when the register is away, and is begun again when that answers.
 */
export async function alignSubscriptions(parts: AlignParts, run: Run): Promise<void> {
  const pace = new Pace();
  let done = 0;
  try {
    for (;;) {
      run.signal.throwIfAborted();
      const settings = await parts.readSettings(parts.pool);
      const following = await readFollowing(parts.pool);
      const step = await findStep(parts, settings, following);
      if (step === 'rest') return;
      const units = await take(step, { ...parts, settings, following, run });
      if (units === 0) continue;
      done += units;
      run.progress(done, done + (await countUnaligned(parts.pool, targetOf(settings, parts.now()))));
      await pace.after(units, settings.subscribeRate, run.signal);
    }
  } catch (error) {
    if (!(error instanceof RegisterAway)) throw error;
    run.problem({ code: 'register-away', text: `${error.message}; it goes on when CVR answers` });
  }
}

/** What is to be done next; `rest`: nothing. */
export async function findStep(
  { pool, now }: Pick<AlignParts, 'pool' | 'now'>,
  settings: CvrSettings,
  following: Following,
): Promise<Step> {
  const { cvrUpdate, provider } = settings;
  const target = targetOf(settings, now());
  const [toMake, toCancel, heldElsewhere] = await Promise.all([
    cvrUpdate ? findToMake(pool, target.now, 1) : [],
    hasToCancel(pool, target),
    isHeldElsewhere(pool, target.provider),
  ]);
  return nextStep({ cvrUpdate, provider, following, toCancel, heldElsewhere, toMake: toMake.length > 0 });
}

/** Takes one step; returns how many contacts the register was asked about. */
async function take(step: Exclude<Step, 'rest'>, work: Work): Promise<number> {
  const { pool, settings, run, now } = work;
  switch (step) {
    case 'cancel':
      return cancelSome(work);
    case 'subscribe':
      return subscribeSome(work);
    case 'follow-nobody':
      await inTransaction(pool, async (tx) => {
        await lockFollowing(tx);
        if (!(await isHeldElsewhere(tx, undefined))) await followNobody(tx);
      });
      return 0;
    case 'follow-anew':
      await inTransaction(pool, async (tx) => {
        await lockFollowing(tx);
        await followAt(tx, settings);
        await forgetUnknown(tx);
      });
      return 0;
    case 'take-mark':
      return takeMark(work);
    case 'gather': {
      const began = now();
      await gatherContacts(pool, settings, run);
      await noteGathered(pool, began);
      return 0;
    }
  }
}
