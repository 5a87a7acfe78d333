import type { FieldFault } from '@contact-sync/service';
import type { BfeSettings } from './bfe-settings';

const HOSTS = ['graphqlHost', 'restHost'] as const;

/**
 * Why settings that each fit on their own do not fit this installation; empty when they do. Values are not repeated.
 * A host that nobody calls, and nobody changes, is in nobody's way.
 */
export function faultsOfSettings(
  before: BfeSettings,
  next: BfeSettings,
  isAllowed: (url: string) => boolean,
): readonly FieldFault[] {
  const begins = before.authProfile === '' && next.authProfile !== '';
  return HOSTS.filter(
    (field) => (before[field] !== next[field] || (begins && field === 'graphqlHost')) && !isAllowed(next[field]),
  ).map((field) => ({ field, message: 'is a host that this installation does not call' }));
}
