import type { Credential } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { FileServer } from '@contact-sync/registers-cpr-files';

const MODES = ['explicit', 'implicit', 'sftp'] as const;

/** The file server that a profile names. Throws `CallFailed` for a profile of another kind. */
export function fileServerOf(credential: Credential, { mvs }: { readonly mvs: boolean }): FileServer {
  const { profile } = credential;
  if (credential.kind !== 'password' || profile.kind !== 'cpr-file-server')
    throw new CallFailed('wrong', 'wrong-profile', { said: "the profile is none of CPR's file server" });
  const { facts } = profile;
  return {
    host: facts['host'] ?? '',
    port: Number(facts['port']),
    mode: MODES.find((mode) => mode === facts['mode']) ?? 'explicit',
    user: credential.user,
    password: credential.password,
    transferType: facts['transferType'] === 'ascii' ? 'ascii' : 'binary',
    mvs,
    ...(facts['directory'] !== undefined && { directory: facts['directory'] }),
    ...(facts['hostKey'] !== undefined && { hostKey: facts['hostKey'] }),
  };
}

/** The task number of the profile, which input files are named by; undefined where it names none. */
export const taskNumberOf = ({ facts }: Pick<Credential['profile'], 'facts'>): string | undefined =>
  facts['taskNumber'];
