import { isSubstituteNumber } from '@contact-sync/contacts-model';
import type { CprSettings } from '../settings';

/** Why a number is not asked for: it was given outside CPR, which knows nobody by it (CPR-9). */
export const SUBSTITUTE_NUMBER = {
  code: 'substitute-number',
  text: 'it is a substitute number (day 61 to 91), which is not sent to CPR',
} as const;

/** Whether a number may be sent to CPR: substitute numbers only where the setting allows them, for a simulator. */
export function mayBeSent(number: string, { substituteNumbers }: Pick<CprSettings, 'substituteNumbers'>): boolean {
  return substituteNumbers === 'allow' || !isSubstituteNumber(number);
}
