import {
  CredentialFailed,
  type Credential,
  type CredentialHandler,
  type ProfileKind,
  type ProfileSummary,
} from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials, type TokenKind } from '@contact-sync/testing';

const SECRETS = new Set(['clientSecret', 'apiKey', 'certificate', 'password']);
const KINDS: readonly ProfileKind[] = ['graphql-client-secret', 'kmd-logic', 'odata'];

/** What auth-profile answers of profiles for the simulator, each called as its kind, with tokens of the simulator's issuers. */
export class SimulatedProfiles implements CredentialHandler {
  /** Which profile each tab has chosen. */
  readonly used = new Map<string, string>();
  /** What the token issuer says while it gives no tokens. */
  refuses: string | undefined;
  private readonly sources = new Map<string, SimulatedCredentials>();

  constructor(private readonly simulator: RunningSimulator) {}

  find(name: string): Promise<ProfileSummary | undefined> {
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined) return Promise.resolve(undefined);
    const facts = Object.fromEntries(Object.entries(this.fieldsOf(kind)).filter(([field]) => !SECRETS.has(field)));
    return Promise.resolve({ id: kind, name, kind, configurationTypes: ['CVR'], facts });
  }

  async credential({ name, kind }: ProfileSummary, spoiled?: string): Promise<Credential> {
    if (this.refuses !== undefined) throw new CredentialFailed('issuer-refused', { said: this.refuses });
    const source =
      this.sources.get(name) ?? simulatedCredentials(kind as TokenKind, this.fieldsOf(kind), this.simulator.ca);
    this.sources.set(name, source);
    try {
      return await (spoiled === undefined ? source.get() : source.renew(await source.get()));
    } catch (error) {
      this.sources.delete(name);
      if (error instanceof Error && /answered 4/.test(error.message)) throw new CredentialFailed('issuer-refused');
      throw new CredentialFailed('issuer-away');
    }
  }

  use(consumer: string, profile: ProfileSummary | undefined): Promise<void> {
    if (profile === undefined) this.used.delete(consumer);
    else this.used.set(consumer, profile.name);
    return Promise.resolve();
  }

  private fieldsOf(kind: ProfileKind): Readonly<Record<string, string>> {
    const fields: Readonly<Partial<Record<ProfileKind, Readonly<Record<string, string>>>>> = this.simulator.profiles;
    return fields[kind] ?? {};
  }
}
