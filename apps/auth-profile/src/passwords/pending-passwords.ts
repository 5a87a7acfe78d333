import { randomInt, randomUUID } from 'node:crypto';
import {
  CredentialFailed,
  type PasswordOutcome,
  type PendingPassword,
  type ProfileSummary,
} from '@contact-sync/credentials';
import type { ProfileEdit } from '../profiles/profile';
import { ProfileNotChanged, type ProfileStore } from '../profiles/profile-store';
import { newPassword } from './new-password';
import { pendingIn, PENDING, sealedPending } from './pending-secret';

export interface PendingPasswordsParts {
  readonly store: Pick<ProfileStore, 'findById' | 'secretsOf' | 'edit'>;
}

type Change = Required<Pick<ProfileEdit, 'secrets'>> & Pick<ProfileEdit, 'dropped'>;

/** Who changes a profile's password after CPR has taken it, in the record of changes. */
const BY = 'auth-profile';

/**
 * New passwords of CPR Direkte. One is made and kept before it is sent, and takes the place of the one in force when CPR has
 * taken it: whatever crashes between, one of the two that are kept is the one that CPR knows.
 */
export class PendingPasswords {
  constructor(private readonly parts: PendingPasswordsParts) {}

  /** Sees to it that there is a pending password; one that is there stays, since it may have been sent. */
  async prepare(profile: ProfileSummary): Promise<void> {
    await this.changing(profile, (pending) =>
      pending === undefined
        ? { secrets: { [PENDING]: sealedPending({ id: randomUUID(), password: newPassword(randomInt) }) } }
        : undefined,
    );
  }

  /** Puts the pending password in force, or lets it go; does nothing where another is pending, or none. */
  async settle(profile: ProfileSummary, id: string, outcome: PasswordOutcome): Promise<void> {
    await this.changing(profile, (pending): Change | undefined => {
      if (pending?.id !== id) return undefined;
      return outcome === 'accepted' ? { secrets: { password: pending.password } } : { secrets: {}, dropped: [PENDING] };
    });
  }

  private async changing(
    { id }: ProfileSummary,
    decide: (pending: PendingPassword | undefined) => Change | undefined,
  ): Promise<void> {
    const { store } = this.parts;
    for (;;) {
      const profile = await store.findById(id);
      if (profile === undefined) throw new CredentialFailed('unknown-profile');
      const edit = decide(pendingIn(await store.secretsOf(profile)));
      if (edit === undefined) return;
      const fields = [...Object.keys(edit.secrets), ...(edit.dropped ?? [])];
      try {
        await store.edit(id, profile.version, edit, { by: BY, action: 'edited', fields });
        return;
      } catch (error) {
        // Somebody was faster; what is to be done is decided by what they left.
        if (!(error instanceof ProfileNotChanged) || error.reason !== 'changed-meanwhile') throw error;
      }
    }
  }
}
