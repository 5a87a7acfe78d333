import type { Delivery } from '@contact-sync/messaging';
import { readCprNumber } from '@contact-sync/contacts-model';
import type { RefreshPerson } from '@contact-sync/contracts';
import { decideTasks, type KnownContact, type TaskDecision } from '@contact-sync/subject-updates';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { WantedPerson } from '../asking/wanted-person';
import { profileOf } from '../lookups/person-problems';
import { INTEGRATION_OFF, type CprSettings } from '../settings';

/** Whom CPR is asked for, and which tasks are over without it: nobody waits for a road that no administrator has opened. */
export function decideRefreshes(
  tasks: readonly Delivery<RefreshPerson>[],
  contacts: ReadonlyMap<string, KnownContact>,
  settings: CprSettings,
): TaskDecision<RefreshPerson, WantedPerson> {
  const isSubstitute = ({ data }: Delivery<RefreshPerson>): boolean => {
    const contact = contacts.get(data.contactId);
    return contact?.key.nameType === 'C' && !mayBeSent(contact.key.nameCode, settings);
  };
  const off = offOf(settings);
  const refused = off === undefined ? tasks.filter(isSubstitute) : [];
  const { wanted, settled } = decideTasks<RefreshPerson, WantedPerson>(
    tasks.filter((task) => !refused.includes(task)),
    contacts,
    {
      off,
      wantedOf: (key) => (key.nameType === 'C' && readCprNumber(key.nameCode) === key.nameCode ? { key } : undefined),
      otherType: 'the contact has no person number',
    },
  );
  const outcome = { kind: 'obsolete', problem: SUBSTITUTE_NUMBER } as const;
  return { wanted, settled: [...settled, ...refused.map((delivery) => ({ delivery, outcome }))] };
}

function offOf(settings: CprSettings): { readonly code: string; readonly text: string } | undefined {
  if (!settings.cprIntegration) return INTEGRATION_OFF;
  return profileOf(settings) === '' ? NO_PROFILE : undefined;
}

const NO_PROFILE = { code: 'no-profile', text: 'no authentication profile is chosen for the road that look-ups take' };
