import type { ContactKey } from '@contact-sync/contacts-model';
import type { Delivery, Problem, Settlement } from '@contact-sync/messaging';
import { unitOf, type CvrSettings, type CvrUnit } from '@contact-sync/registers-cvr';

/** What the tasks about companies have in common. */
export interface CompanyTask {
  readonly contactId: string;
  readonly ceased?: string;
}

/** What becomes of tasks before the register is asked. */
export interface TaskDecision {
  /** Units to be read, with the task that asks for each. */
  readonly wanted: readonly {
    readonly task: Delivery<CompanyTask>;
    readonly key: ContactKey;
    readonly unit: CvrUnit;
  }[];
  /** Tasks that nothing is to be done for. */
  readonly settled: readonly Settlement[];
}

interface Known {
  readonly id: string;
  readonly key: ContactKey;
}

/** `explicit`: somebody asked for this contact. CVR integration alone updates nothing by itself (CVR-1). */
export function decideTasks(
  tasks: readonly Delivery<CompanyTask>[],
  contacts: ReadonlyMap<string, Known>,
  settings: CvrSettings,
  { explicit }: { readonly explicit: boolean },
): TaskDecision {
  const off = whyOff(settings, explicit);
  if (off !== undefined) return { wanted: [], settled: tasks.map((task) => obsolete(task, off)) };
  const wanted: TaskDecision['wanted'][number][] = [];
  const settled: Settlement[] = [];
  for (const task of tasks) {
    const { contactId, ceased } = task.data;
    const contact = contacts.get(contactId);
    const unit = contact && unitOf(contact.key, settings);
    if (contact === undefined) settled.push(obsolete(task, GONE));
    else if (contact.id !== contactId) settled.push(obsolete(task, SUPERSEDED));
    else if (unit === undefined) settled.push(obsolete(task, OTHER_TYPE));
    else wanted.push({ task, key: contact.key, unit: ceased === undefined ? unit : { ...unit, ceased } });
  }
  return { wanted, settled };
}

function whyOff({ cvrIntegration, cvrUpdate }: CvrSettings, explicit: boolean): Problem | undefined {
  if (!cvrIntegration) return INTEGRATION_OFF;
  return explicit || cvrUpdate ? undefined : UPDATE_OFF;
}

const INTEGRATION_OFF: Problem = { code: 'cvr-integration-off', text: 'CVR integration is turned off' };
const UPDATE_OFF: Problem = { code: 'cvr-update-off', text: 'CVR update is turned off' };
const GONE: Problem = { code: 'unknown-contact', text: 'there is no such contact' };
const SUPERSEDED: Problem = { code: 'superseded', text: 'another contact took its place' };
const OTHER_TYPE: Problem = {
  code: 'other-type',
  text: 'the type or the code of the contact is that of no company or production unit',
};

const obsolete = (delivery: Delivery<CompanyTask>, problem: Problem): Settlement => ({
  delivery,
  outcome: { kind: 'obsolete', problem },
});
