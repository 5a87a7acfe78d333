import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import { publicLookup } from './agents';
import { connectionFailure } from './connection-failure';

/** The address of a host. Throws `CallFailed` where it has none, or one in a private network that it may not have. */
export function resolved(host: string, { mayBePrivate }: { readonly mayBePrivate: boolean }): Promise<string> {
  // An address that is allowed is listed itself.
  if (isIP(host) !== 0) return Promise.resolve(host);
  const find = mayBePrivate ? lookup : publicLookup;
  return new Promise((resolve, reject) => {
    find(host, { all: false }, (error: NodeJS.ErrnoException | null, address: unknown) => {
      if (error === null && typeof address === 'string') resolve(address);
      else reject(connectionFailure(error, false));
    });
  });
}
