import type { FieldFault } from '@contact-sync/service';
import type { CprSettings } from '../settings';

const HOSTS = ['graphqlHost', 'restHost'] as const;

/**
 * Which hosts of Datafordeler this installation does not call; values are not repeated. A host that nobody calls, and
 * nobody changes, is in nobody's way. The servers of the other roads stand in their profiles, which are looked at there.
 */
export function faultsOfHosts(
  before: Pick<CprSettings, 'authProfile' | (typeof HOSTS)[number]>,
  next: Pick<CprSettings, 'authProfile' | (typeof HOSTS)[number]>,
  isAllowed: (url: string) => boolean,
): readonly FieldFault[] {
  const begins = before.authProfile === '' && next.authProfile !== '';
  return HOSTS.filter(
    (field) => (before[field] !== next[field] || (begins && field === 'graphqlHost')) && !isAllowed(next[field]),
  ).map((field) => ({ field, message: 'is a host that this installation does not call' }));
}
