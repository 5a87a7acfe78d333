import type { FieldFault } from '@contact-sync/service';
import type { CvrSettings } from './cvr-settings';

/**
 * Why settings that each fit on their own do not fit together; empty when they do. Values are not repeated.
 * `isAllowed`: whether the installation lets us call an address (`ENDPOINT_HOSTS`).
 */
export function faultsOfSettings(next: CvrSettings, isAllowed: (url: string) => boolean): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (next.cvrUpdate && !next.cvrIntegration) {
    faults.push({ field: 'cvrUpdate', message: 'needs CVR integration (cvrIntegration)' });
  }
  if (next.companyType === next.unitType) {
    faults.push({ field: 'unitType', message: 'must be another letter than companyType' });
  }
  if (next.cvrUpdate && next.authProfile === '') {
    faults.push({ field: 'authProfile', message: 'is needed while CVR update is on' });
  }
  for (const field of ['graphqlHost', 'restHost'] as const) {
    if (!isAllowed(next[field])) faults.push({ field, message: 'is a host that this installation does not call' });
  }
  return faults;
}
