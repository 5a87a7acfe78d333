import type { HostFault } from '@contact-sync/outbound';
import { Problem, type FieldFault } from '@contact-sync/service';
import type { SorSettings } from './settings';

/** The settings that hold addresses of files. */
export const URL_SETTINGS = ['fullUrl', 'dailyUrl', 'historyUrl'] as const;

/** Why an address may not be called; undefined where it may. */
export type FaultOfAddress = (url: string) => HostFault | undefined;

/**
 * Throws a `Problem` (409) when an address is one that this installation does not call. An address that nobody calls and
 * nobody changes is in nobody's way.
 */
export function assertAddresses(
  { before, next }: { readonly before: SorSettings; readonly next: SorSettings },
  faultOf: FaultOfAddress,
): void {
  const isTurnedOn = next.sorIntegration && !before.sorIntegration;
  const errors = URL_SETTINGS.flatMap((field): FieldFault[] => {
    const url = next[field];
    if (url === '' || (url === before[field] && !isTurnedOn)) return [];
    const fault = faultOf(url);
    return fault === undefined ? [] : [{ field, message: HOST_FAULTS[fault] }];
  });
  if (errors.length > 0)
    throw new Problem(409, 'The settings were not changed: an address cannot be used', {
      code: 'settings-do-not-fit',
      errors,
    });
}

/** What stands against an address, in words. */
export const HOST_FAULTS: Readonly<Record<HostFault, string>> = {
  'not-an-address': 'is no address',
  'not-https': 'must be an https:// address',
  'has-credentials': 'must hold no user name or password',
  'host-not-allowed': 'leads to a host that this installation does not call (ENDPOINT_HOSTS)',
};
