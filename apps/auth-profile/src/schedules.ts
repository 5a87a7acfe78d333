import { daily, type ScheduleDefinition } from '@contact-sync/service';
import type { ExpiryWarning } from './expiry/warn-of-expiry';

/** Every scheduled job of auth-profile. */
export function authSchedules(warning: ExpiryWarning): readonly ScheduleDefinition[] {
  return [
    {
      name: 'warn-of-expiry',
      text: {
        da: 'Advar om certifikater og hemmeligheder, der udløber',
        en: 'Warn of certificates and secrets that come to their end',
      },
      rule: daily('07:00'),
      runMissed: true,
      work: (run) => warning.carryOut(run),
    },
  ];
}
