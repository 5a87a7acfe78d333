import type { Credential, CredentialHandler, ProfileKind, ProfileSummary } from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials, type TokenKind } from '@contact-sync/testing';

const SECRETS = new Set(['clientSecret', 'apiKey', 'certificate', 'password']);
const KINDS: readonly ProfileKind[] = ['graphql-client-secret', 'api-key', 'rest-certificate', 'kmd-logic'];

/** What auth-profile answers of profiles for the simulator, each called as its kind, with tokens of the simulator's issuers. */
export class SimulatedProfiles implements CredentialHandler {
  /** Which profile each tab has chosen. */
  readonly used = new Map<string, string>();
  private source: SimulatedCredentials | undefined;
  private shown: ReturnType<RunningSimulator['clientCertificate']> | undefined;

  constructor(private readonly simulator: RunningSimulator) {}

  find(name: string): Promise<ProfileSummary | undefined> {
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined) return Promise.resolve(undefined);
    const facts = Object.fromEntries(Object.entries(this.fieldsOf(kind)).filter(([field]) => !SECRETS.has(field)));
    return Promise.resolve({ id: kind, name, kind, configurationTypes: ['CVR', 'BFE'], facts });
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    const fields = this.fieldsOf(profile.kind);
    if (profile.kind === 'api-key') return { kind: 'api-key', profile, apiKey: fields['apiKey'] ?? '' };
    if (profile.kind === 'rest-certificate') {
      this.shown ??= this.simulator.clientCertificate();
      const { certificate, key } = await this.shown;
      return { kind: 'certificate', profile, certificate, key };
    }
    this.source ??= simulatedCredentials(profile.kind as TokenKind, fields, this.simulator.ca);
    return spoiled === undefined ? this.source.get() : this.source.renew(await this.source.get());
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
