import type { Credential, PendingPassword } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { DirekteUser } from '@contact-sync/registers-cpr-direkte';

/** A profile of the kind cpr-direkte, as a logon needs it. */
export interface DirekteProfile {
  /** Profile ID. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** `local-proxy`: a program of the CPR office's in the own network, which logs on by itself. */
  readonly transport: 'tls' | 'local-proxy';
  readonly user: DirekteUser;
  /** Empty with a local proxy. */
  readonly password: string;
  readonly pending?: PendingPassword;
}

/** Throws `CallFailed` (`profile-unusable`) for a profile of another kind. */
export function direkteProfile(credential: Credential): DirekteProfile {
  const { name, kind, facts } = credential.profile;
  if (credential.kind !== 'password' || kind !== 'cpr-direkte')
    throw new CallFailed('refused', 'profile-unusable', { said: 'it is no profile for CPR Direkte' });
  const { user, password, pending } = credential;
  return {
    name,
    host: facts['host'] ?? '',
    port: Number(facts['port']),
    transport: facts['transport'] === 'local-proxy' ? 'local-proxy' : 'tls',
    user: {
      transactionCode: facts['transactionCode'] ?? '',
      customerNumber: facts['customerNumber'] ?? '',
      user,
    },
    password,
    ...(pending !== undefined && { pending }),
  };
}
