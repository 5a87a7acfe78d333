import type { Credential, CredentialHandler, ProfileKind, ProfileSummary } from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials } from '@contact-sync/testing';

/** The profiles by the name that each is called: those for Datafordeler as their kinds. */
export const DIREKTE = 'direkte';
export const FILES = 'files';
const KINDS: ReadonlyMap<string, ProfileKind> = new Map([
  [DIREKTE, 'cpr-direkte'],
  [FILES, 'cpr-file-server'],
  ['graphql-client-secret', 'graphql-client-secret'],
  ['rest-certificate', 'rest-certificate'],
]);

/** What auth-profile answers of the profiles for the simulator's CPR, by the simulator's own fields. */
export class SimulatedProfiles implements CredentialHandler {
  /** Stands in the profile of the file server, where it is set. */
  wrongPassword: string | undefined;
  private readonly tokens: SimulatedCredentials;

  constructor(private readonly simulator: RunningSimulator) {
    const { profiles, ca } = simulator;
    this.tokens = simulatedCredentials('graphql-client-secret', profiles['graphql-client-secret'], ca);
  }

  find(name: string): Promise<ProfileSummary | undefined> {
    const kind = KINDS.get(name);
    if (kind === undefined) return Promise.resolve(undefined);
    return Promise.resolve({ id: name, name, kind, configurationTypes: ['CPR'], facts: this.factsOf(kind) });
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    switch (profile.kind) {
      case 'graphql-client-secret': {
        const held = await this.tokens.get();
        return { ...(spoiled === undefined ? held : await this.tokens.renew(held)), profile };
      }
      case 'rest-certificate':
        return { kind: 'certificate', profile, ...(await this.simulator.clientCertificate()) };
      case 'cpr-file-server': {
        const { user, password } = this.simulator.profiles['cpr-file-server'];
        return { kind: 'password', profile, user, password: this.wrongPassword ?? password };
      }
      default: {
        const { user, password } = this.simulator.profiles['cpr-direkte'];
        return { kind: 'password', profile, user, password };
      }
    }
  }

  use(): Promise<void> {
    return Promise.resolve();
  }

  private factsOf(kind: ProfileKind): Readonly<Record<string, string>> {
    if (kind !== 'cpr-direkte' && kind !== 'cpr-file-server') return {};
    const { password: _, ...facts } = this.simulator.profiles[kind];
    return facts;
  }
}
