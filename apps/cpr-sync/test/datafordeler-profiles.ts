import type { Credential, CredentialHandler, ProfileKind, ProfileSummary } from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials } from '@contact-sync/testing';
import { SimulatedProfile } from './simulated-profile';

const KINDS: readonly ProfileKind[] = ['graphql-client-secret', 'rest-certificate'];

/** What auth-profile answers of profiles for the simulator's Datafordeler, each called as its kind, and of CPR Direkte. */
export class DatafordelerProfiles implements CredentialHandler {
  private readonly direkte: SimulatedProfile;
  private readonly tokens: SimulatedCredentials;

  constructor(private readonly simulator: RunningSimulator) {
    this.direkte = new SimulatedProfile(simulator);
    const { profiles, ca } = simulator;
    this.tokens = simulatedCredentials('graphql-client-secret', profiles['graphql-client-secret'], ca);
  }

  find(name: string): Promise<ProfileSummary | undefined> {
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined) return this.direkte.find(name);
    return Promise.resolve({ id: kind, name, kind, configurationTypes: ['CPR'], facts: {} });
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    switch (profile.kind) {
      case 'graphql-client-secret': {
        const token =
          spoiled === undefined ? await this.tokens.get() : await this.tokens.renew(await this.tokens.get());
        return { ...token, profile };
      }
      case 'rest-certificate':
        return { kind: 'certificate', profile, ...(await this.simulator.clientCertificate()) };
      default:
        return this.direkte.credential(profile);
    }
  }

  use(): Promise<void> {
    return Promise.resolve();
  }
}
