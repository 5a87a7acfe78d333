import { type ContactKey, readCprNumber } from '@contact-sync/contacts-model';
import { mayBeSent } from '../asking/may-be-sent';
import { type CprSettings, INTEGRATION_OFF } from '../settings';

/** The type of contacts that have a person number. */
export const PERSON = 'C';

/** Why nobody is synchronised now; undefined where somebody may be. */
export function whyOff({
  cprIntegration,
  authProfile,
}: Pick<CprSettings, 'cprIntegration' | 'authProfile'>): { readonly code: string; readonly text: string } | undefined {
  if (!cprIntegration) return INTEGRATION_OFF;
  return authProfile === '' ? NO_PROFILE : undefined;
}

const NO_PROFILE = { code: 'no-profile', text: 'no authentication profile is chosen for CPR at Datafordeler' };

/** Why a contact is not synchronised, as runs count it; undefined where it is (CPR-9). */
export function whyNot(
  { key, placeholder }: { readonly key: ContactKey; readonly placeholder: boolean },
  settings: Pick<CprSettings, 'substituteNumbers'>,
): 'not-imported' | 'not-a-person-number' | 'substitute-number' | undefined {
  if (placeholder) return 'not-imported';
  if (key.nameType !== PERSON || readCprNumber(key.nameCode) !== key.nameCode) return 'not-a-person-number';
  return mayBeSent(key.nameCode, settings) ? undefined : 'substitute-number';
}
