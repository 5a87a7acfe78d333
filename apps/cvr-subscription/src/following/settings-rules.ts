import type { Credentials, ProfileSummary } from '@contact-sync/credentials';
import { profileKindsOf, faultsOfSettings, type CvrSettings } from '@contact-sync/registers-cvr';
import { CallFailed } from '@contact-sync/outbound';
import { type FieldFault, Problem } from '@contact-sync/service';
import type { Following } from './following';

/** The settings as they were and as they are to be. */
export interface SettingsChange {
  readonly before: CvrSettings;
  readonly next: CvrSettings;
}

/** Throws a `Problem` when the new settings do not fit each other, or what is under way. */
export function assertFitting(
  { before, next }: SettingsChange,
  { at }: Following,
  isAllowed: (url: string) => boolean,
): void {
  const faults = faultsOfSettings(next, isAllowed).filter(({ field }) => matters(field, { before, next }));
  if (faults.length > 0) throw unfit(faults);
  if (before.provider === next.provider || at === undefined || at.provider === before.provider) return;
  throw new Problem(
    409,
    'The provider was not changed: the subscriptions at the one before are still being cancelled',
    { code: 'provider-change-under-way' },
  );
}

/** A host that nobody calls, and nobody changes, is in nobody's way. */
function matters(field: string, { before, next }: SettingsChange): boolean {
  if (field !== 'graphqlHost' && field !== 'restHost') return true;
  const isCalled = ({ cvrIntegration, provider }: CvrSettings): boolean =>
    cvrIntegration && provider === 'datafordeler' && field === 'graphqlHost';
  return before[field] !== next[field] || (isCalled(next) && !isCalled(before));
}

/** Throws a `Problem` when a profile that is chosen now does not exist, or is of another kind. */
export async function assertProfiles({ before, next }: SettingsChange, credentials: Credentials): Promise<void> {
  const { provider, authProfile, odataProfile } = next;
  if (authProfile !== '' && (authProfile !== before.authProfile || provider !== before.provider)) {
    const profile = await describe('authProfile', authProfile, credentials);
    if (!profileKindsOf(provider).includes(profile.kind) || !profile.configurationTypes.includes('CVR'))
      throw unfit([{ field: 'authProfile', message: `is no profile for CVR at ${PROVIDER_NAMES[provider]}` }]);
  }
  if (odataProfile !== '' && odataProfile !== before.odataProfile) {
    const profile = await describe('odataProfile', odataProfile, credentials);
    if (profile.kind !== 'odata') throw unfit([{ field: 'odataProfile', message: 'is no profile of an OData target' }]);
  }
}

const PROVIDER_NAMES = { datafordeler: 'Datafordeler', logic: 'KMD Logic' } as const;

const unfit = (errors: readonly FieldFault[]): Problem =>
  new Problem(409, 'The settings were not changed: they do not fit together', { code: 'settings-do-not-fit', errors });

async function describe(field: string, profile: string, credentials: Credentials): Promise<ProfileSummary> {
  try {
    return await credentials.describe(profile);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.failure !== 'unavailable') throw unfit([{ field, message: `cannot be used: ${error.code}` }]);
    throw new Problem(503, 'The settings were not changed: the authentication profile could not be asked for', {
      code: error.code,
      headers: { 'Retry-After': '10' },
    });
  }
}
