import type { ProfileKind } from '@contact-sync/credentials';
import type { CvrProvider } from '../cvr-register';

const KINDS: Readonly<Record<CvrProvider, readonly ProfileKind[]>> = {
  datafordeler: ['graphql-client-secret', 'graphql-certificate', 'api-key', 'rest-certificate'],
  logic: ['kmd-logic'],
};

/** The kinds of authentication profiles that open a provider; the first is the common one. */
export function profileKindsOf(provider: CvrProvider): readonly ProfileKind[] {
  return KINDS[provider];
}
