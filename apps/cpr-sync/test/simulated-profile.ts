import type { Credential, CredentialHandler, ProfileSummary } from '@contact-sync/credentials';
import type { RunningSimulator } from '@contact-sync/register-simulator';

export const DIREKTE = 'direkte';

/** What auth-profile answers of the simulator's CPR Direkte, by the fields of the simulator's own profile. */
export class SimulatedProfile implements CredentialHandler {
  constructor(private readonly simulator: Pick<RunningSimulator, 'profiles'>) {}

  find(name: string): Promise<ProfileSummary | undefined> {
    if (name !== DIREKTE) return Promise.resolve(undefined);
    const { password: _, ...facts } = this.fields;
    return Promise.resolve({ id: '1', name, kind: 'cpr-direkte', configurationTypes: ['CPR'], facts });
  }

  credential(profile: ProfileSummary): Promise<Credential> {
    const { user = '', password = '' } = this.fields;
    return Promise.resolve({ kind: 'password', profile, user, password });
  }

  use(): Promise<void> {
    return Promise.resolve();
  }

  private get fields(): Readonly<Record<string, string>> {
    return this.simulator.profiles['cpr-direkte'];
  }
}
