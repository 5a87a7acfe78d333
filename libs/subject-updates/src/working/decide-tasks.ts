import type { ContactKey } from '@contact-sync/contacts-model';
import type { Delivery, Problem, Settlement } from '@contact-sync/messaging';
import type { WantedSubject } from '../storing/subject-updates';

/** What tasks about one contact have in common. */
export interface ContactTask {
  readonly contactId: string;
}

/** What becomes of tasks before the register is asked. */
export interface TaskDecision<Task, Wanted> {
  /** Subjects to be read, with the task that asks for each. */
  readonly wanted: readonly (Wanted & { readonly task: Delivery<Task> })[];
  /** Tasks that nothing is to be done for. */
  readonly settled: readonly Settlement[];
}

export interface KnownContact {
  readonly id: string;
  readonly key: ContactKey;
}

export interface TaskRules<Task, Wanted> {
  /** Why nothing is asked of the register now. */
  readonly off?: Problem | undefined;
  /** Whom a contact's task asks for; undefined for a contact that the register does not maintain. */
  readonly wantedOf: (key: ContactKey, task: Task) => Wanted | undefined;
  /** How to say that it does not. */
  readonly otherType: string;
}

/** `contacts`: by the id that a task names; a contact that another took the place of gives that one. */
export function decideTasks<Task extends ContactTask, Wanted extends WantedSubject>(
  tasks: readonly Delivery<Task>[],
  contacts: ReadonlyMap<string, KnownContact>,
  { off, wantedOf, otherType }: TaskRules<Task, Wanted>,
): TaskDecision<Task, Wanted> {
  if (off !== undefined) return { wanted: [], settled: tasks.map((task) => obsolete(task, off)) };
  const wanted: TaskDecision<Task, Wanted>['wanted'][number][] = [];
  const settled: Settlement[] = [];
  for (const task of tasks) {
    const contact = contacts.get(task.data.contactId);
    const subject = contact && wantedOf(contact.key, task.data);
    if (contact === undefined) settled.push(obsolete(task, GONE));
    else if (contact.id !== task.data.contactId) settled.push(obsolete(task, SUPERSEDED));
    else if (subject === undefined) settled.push(obsolete(task, { code: 'other-type', text: otherType }));
    else wanted.push({ ...subject, task });
  }
  return { wanted, settled };
}

const GONE: Problem = { code: 'unknown-contact', text: 'there is no such contact' };
const SUPERSEDED: Problem = { code: 'superseded', text: 'another contact took its place' };

const obsolete = (delivery: Delivery<unknown>, problem: Problem): Settlement => ({
  delivery,
  outcome: { kind: 'obsolete', problem },
});
