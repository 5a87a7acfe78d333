import {
  type Credential,
  CredentialFailed,
  type CredentialHandler,
  type PasswordOutcome,
  type PasswordRenewal,
  type PendingPassword,
  type ProfileKind,
  type ProfileSummary,
} from '@contact-sync/credentials';
import { CUSTOMER, PASSWORD, USER } from './direkte-office';

type Facts = Readonly<Record<string, string>>;

/** What auth-profile answers of one profile for CPR Direkte; a new password is kept as pending until its fate is told. */
export class DirekteProfiles implements CredentialHandler {
  password = PASSWORD;
  pending: PendingPassword | undefined;
  readonly outcomes: PasswordOutcome[] = [];
  /** Nobody can tell it what became of a password. */
  deaf = false;
  readonly used = new Map<string, string>();
  /** Every password there was. */
  readonly made: string[] = [PASSWORD];

  constructor(
    readonly name: string,
    private facts: Facts,
    private readonly kind: ProfileKind = 'cpr-direkte',
  ) {}

  /** As it was made, with other facts where some are given. */
  reset(facts: Facts = this.facts): void {
    this.facts = facts;
    this.password = PASSWORD;
    this.pending = undefined;
    this.deaf = false;
    this.outcomes.length = 0;
  }

  find(name: string): Promise<ProfileSummary | undefined> {
    const facts = { transactionCode: 'OFF4', customerNumber: CUSTOMER, user: USER, ...this.facts };
    return Promise.resolve(
      name === this.name ? { id: name, name, kind: this.kind, configurationTypes: ['CPR'], facts } : undefined,
    );
  }

  credential(profile: ProfileSummary): Promise<Credential> {
    const { password, pending } = this;
    const user = profile.facts['user'] ?? '';
    return Promise.resolve({ kind: 'password', profile, user, password, ...(pending !== undefined && { pending }) });
  }

  use(consumer: string, profile: ProfileSummary | undefined): Promise<void> {
    if (profile === undefined) this.used.delete(consumer);
    else this.used.set(consumer, profile.name);
    return Promise.resolve();
  }

  readonly passwords: PasswordRenewal = {
    renew: (profile) => {
      if (this.pending === undefined) {
        const password = `Nyt${String(this.made.length).padStart(5, '0')}`;
        this.made.push(password);
        this.pending = { id: `pending-${this.made.length}`, password };
      }
      return this.credential(profile);
    },
    settle: (_, id, outcome) => {
      if (this.deaf) return Promise.reject(new CredentialFailed('auth-profile-fault'));
      if (this.pending?.id !== id) return Promise.resolve();
      this.outcomes.push(outcome);
      if (outcome === 'accepted') this.password = this.pending.password;
      this.pending = undefined;
      return Promise.resolve();
    },
  };
}
