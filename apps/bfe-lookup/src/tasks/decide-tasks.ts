import type { ContactKey } from '@contact-sync/contacts-model';
import type { Delivery, Problem, Settlement } from '@contact-sync/messaging';
import { numberOf } from '../properties/property-number';
import type { BfeSettings } from '../settings/bfe-settings';

/** What the tasks about properties have in common. */
export interface PropertyTask {
  readonly contactId: string;
}

/** What becomes of tasks before the registers are asked. */
export interface TaskDecision {
  /** Properties to be read, with the task that asks for each. */
  readonly wanted: readonly { readonly task: Delivery<PropertyTask>; readonly key: ContactKey }[];
  /** Tasks that nothing is to be done for. */
  readonly settled: readonly Settlement[];
}

interface Known {
  readonly id: string;
  readonly key: ContactKey;
}

/** Without a profile nothing is asked; nobody waits for a look-up that no administrator has opened the door for. */
export function decideTasks(
  tasks: readonly Delivery<PropertyTask>[],
  contacts: ReadonlyMap<string, Known>,
  { authProfile, contactType }: BfeSettings,
): TaskDecision {
  if (authProfile === '') return { wanted: [], settled: tasks.map((task) => obsolete(task, NO_PROFILE)) };
  const wanted: TaskDecision['wanted'][number][] = [];
  const settled: Settlement[] = [];
  for (const task of tasks) {
    const { contactId } = task.data;
    const contact = contacts.get(contactId);
    if (contact === undefined) settled.push(obsolete(task, GONE));
    else if (contact.id !== contactId) settled.push(obsolete(task, SUPERSEDED));
    else if (numberOf(contact.key, contactType) === undefined) settled.push(obsolete(task, OTHER_TYPE));
    else wanted.push({ task, key: contact.key });
  }
  return { wanted, settled };
}

const NO_PROFILE: Problem = { code: 'no-profile', text: 'no authentication profile is chosen for BFE' };
const GONE: Problem = { code: 'unknown-contact', text: 'there is no such contact' };
const SUPERSEDED: Problem = { code: 'superseded', text: 'another contact took its place' };
const OTHER_TYPE: Problem = {
  code: 'other-type',
  text: 'the type or the code of the contact is that of no property',
};

const obsolete = (delivery: Delivery<PropertyTask>, problem: Problem): Settlement => ({
  delivery,
  outcome: { kind: 'obsolete', problem },
});
