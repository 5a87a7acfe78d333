import { createHash } from 'node:crypto';
import type { Credential } from './credential';

/** By what a credential is told from another without showing it: SHA-256 of what is secret in it. */
export function thumbprintOf(credential: Credential): string {
  return createHash('sha256').update(secretOf(credential)).digest('base64url');
}

function secretOf(credential: Credential): string {
  switch (credential.kind) {
    case 'bearer':
      return credential.accessToken;
    case 'api-key':
      return credential.apiKey;
    case 'certificate':
      return `${credential.certificate}\0${credential.key}`;
    case 'password':
      return [credential.user, credential.password, credential.pending?.password ?? ''].join('\0');
  }
}
