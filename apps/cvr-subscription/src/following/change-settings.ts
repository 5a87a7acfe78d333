import type { Credentials } from '@contact-sync/credentials';
import type { Tx } from '@contact-sync/database';
import { takeUnfinished } from '@contact-sync/messaging';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import type { SettingChange } from '@contact-sync/service';
import { REREAD, UPDATE } from '../events/update-tasks';
import { wantAll, wantNone } from '../subscriptions/wanting';
import { forgetMark, lockFollowing, noteGathered, useProfile, wantReading } from './following';
import { assertFitting, assertProfiles } from './settings-rules';
import type { ProfileUse } from './profile-use';

export interface ChangeParts {
  readonly credentials: Credentials;
  readonly isAllowed: (url: string) => boolean;
  readonly use: ProfileUse;
}

/**
 * What a change of the settings begins, in its transaction; throws a `Problem` to refuse it. Enabling and disabling CVR
 * update only say what is wanted: a run then makes or cancels the subscriptions.
 */
export async function changeSettings(
  { credentials, isAllowed, use }: ChangeParts,
  tx: Tx,
  changes: readonly SettingChange[],
  next: CvrSettings,
): Promise<void> {
  const before: CvrSettings = {
    ...next,
    ...Object.fromEntries(changes.map(({ name, oldValue }) => [name, oldValue])),
  };
  const following = await lockFollowing(tx);
  assertFitting({ before, next }, following, isAllowed);
  await assertProfiles({ before, next }, credentials);
  if (next.authProfile !== '' && following.at?.provider === next.provider) await useProfile(tx, next.authProfile);
  if (!before.cvrUpdate && next.cvrUpdate) await enable(tx);
  if (before.cvrUpdate && !next.cvrUpdate) await disable(tx);
  if (before.companyType !== next.companyType || before.unitType !== next.unitType) await noteGathered(tx, undefined);
  if (before.paused && !next.paused && next.cvrUpdate) await wantReading(tx);
  // Turning it off needs nobody else.
  if (before.authProfile !== next.authProfile) await use.tell(next, await lockFollowing(tx));
}

/** Those that are subscribed still have all that happened while it was off before them, so the mark is taken anew. */
async function enable(tx: Tx): Promise<void> {
  await wantAll(tx);
  await forgetMark(tx);
  await noteGathered(tx, undefined);
}

async function disable(tx: Tx): Promise<void> {
  await wantNone(tx);
  await takeUnfinished(tx, UPDATE);
  await takeUnfinished(tx, REREAD);
}
