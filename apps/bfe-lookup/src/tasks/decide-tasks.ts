import type { Delivery } from '@contact-sync/messaging';
import {
  decideTasks as decideSubjectTasks,
  type ContactTask,
  type KnownContact,
  type TaskDecision,
  type WantedSubject,
} from '@contact-sync/subject-updates';
import { numberOf } from '../properties/property-number';
import type { BfeSettings } from '../settings/bfe-settings';

/** What the tasks about properties have in common. */
export type PropertyTask = ContactTask;

/** Without a profile nothing is asked; nobody waits for a look-up that no administrator has opened the door for. */
export function decideTasks(
  tasks: readonly Delivery<PropertyTask>[],
  contacts: ReadonlyMap<string, KnownContact>,
  { authProfile, contactType }: BfeSettings,
): TaskDecision<PropertyTask, WantedSubject> {
  return decideSubjectTasks(tasks, contacts, {
    ...(authProfile === '' && { off: NO_PROFILE }),
    wantedOf: (key) => (numberOf(key, contactType) === undefined ? undefined : { key }),
    otherType: 'the type or the code of the contact is that of no property',
  });
}

const NO_PROFILE = { code: 'no-profile', text: 'no authentication profile is chosen for BFE' };
