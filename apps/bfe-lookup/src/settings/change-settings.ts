import type { Credentials, ProfileKind } from '@contact-sync/credentials';
import type { Tx } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import { Problem, type FieldFault, type SettingChange } from '@contact-sync/service';
import { forgetMarks } from '../events/event-marks';
import type { BfeSettings } from './bfe-settings';
import type { ProfileUse } from './profile-use';
import { faultsOfSettings } from './settings-faults';

/** The kinds of profiles that open Datafordeler. */
const KINDS: readonly ProfileKind[] = ['graphql-client-secret', 'graphql-certificate', 'api-key', 'rest-certificate'];

export interface ChangeParts {
  readonly credentials: Credentials;
  /** Whether the installation calls an address (`ENDPOINT_HOSTS`). */
  readonly isAllowed: (url: string) => boolean;
  readonly use: ProfileUse;
}

/** What a change of the settings begins, in its transaction; throws a `Problem` to refuse it. */
export async function changeSettings(
  { credentials, isAllowed, use }: ChangeParts,
  tx: Tx,
  changes: readonly SettingChange[],
  next: BfeSettings,
): Promise<void> {
  const before: BfeSettings = {
    ...next,
    ...Object.fromEntries(changes.map(({ name, oldValue }) => [name, oldValue])),
  };
  const faults = faultsOfSettings(before, next, isAllowed);
  if (faults.length > 0) throw unfit(faults);
  if (next.authProfile !== before.authProfile) {
    // Turning it off needs nobody else.
    if (next.authProfile === '') await use.keepTold('');
    else {
      await assertProfile(next.authProfile, credentials);
      await use.tell(next.authProfile);
    }
  }
  // What happened meanwhile is in no event that will be read: marks are taken anew, and every property is read.
  if (!isFollowing(before) && isFollowing(next)) await forgetMarks(tx);
  // While owners were not read, changes of owners were read by nobody.
  if (!before.readOwners && next.readOwners) await forgetMarks(tx, ['EJF']);
  // Another host may be another Datafordeler, with events of its own.
  if (before.graphqlHost !== next.graphqlHost) await forgetMarks(tx);
}

const isFollowing = ({ authProfile, followEvents }: BfeSettings): boolean => followEvents && authProfile !== '';

async function assertProfile(profile: string, credentials: Credentials): Promise<void> {
  try {
    const { kind, configurationTypes } = await credentials.describe(profile);
    if (KINDS.includes(kind) && configurationTypes.includes('BFE')) return;
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.failure !== 'unavailable')
      throw unfit([{ field: 'authProfile', message: `cannot be used: ${error.code}` }]);
    throw new Problem(503, 'The settings were not changed: the authentication profile could not be asked for', {
      code: error.code,
      headers: { 'Retry-After': '10' },
    });
  }
  throw unfit([{ field: 'authProfile', message: 'is no profile for BFE at Datafordeler' }]);
}

const unfit = (errors: readonly FieldFault[]): Problem =>
  new Problem(409, 'The settings were not changed: they do not fit together', { code: 'settings-do-not-fit', errors });
