import type { PendingPassword } from '@contact-sync/credentials';

/** The secret of a profile that holds its pending password; shown to nobody, not even as being there. */
export const PENDING = 'pendingPassword';

/** What is sealed of a pending password. */
export const sealedPending = ({ id, password }: PendingPassword): string => `${id} ${password}`;

/** The pending password among the secrets of a profile. */
export function pendingIn(secrets: Readonly<Record<string, string>>): PendingPassword | undefined {
  const [, id, password] = /^(\S+) (.*)$/.exec(secrets[PENDING] ?? '') ?? [];
  return id === undefined || password === undefined ? undefined : { id, password };
}
