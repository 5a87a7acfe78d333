import type { AccessConfig } from '../configuration/parts';
import type { Authenticator } from './authenticator';
import { LocalAccess } from './local-access';
import { OidcAccess } from './oidc-access';

/** The way of knowing callers that the configuration names. For `local` it reads the token's file, and makes it if absent. */
export function openAccess(config: AccessConfig, now: () => Date): Authenticator {
  switch (config.mode) {
    case 'local':
      return new LocalAccess(config, now);
    case 'oidc':
      // readConfig has seen to it that both are there.
      return new OidcAccess({ ...config, issuer: config.issuer ?? '', audience: config.audience ?? '' }, now);
  }
}
