import type { OutgoingTask } from '@contact-sync/messaging';

export const UPDATE = 'cvr-update.company.update.v1';
export const REREAD = 'cvr-update.company.reread.v1';
export const REFRESH = 'cvr-update.company.refresh.v1';

/** An update of a contact from CVR, asked for by the reading of this number. */
export function updateTask(contactId: string, token: number, ceased?: string): OutgoingTask {
  return {
    type: UPDATE,
    subject: contactId,
    data: { contactId, activeTasksToken: token.toString(), ...(ceased !== undefined && { ceased }) },
  };
}

/** An update on a day when something that was told ahead takes effect. */
export function rereadTask(contactId: string, dueAt: Date): OutgoingTask {
  return { type: REREAD, subject: contactId, data: { contactId }, dueAt };
}
