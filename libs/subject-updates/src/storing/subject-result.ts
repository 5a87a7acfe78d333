import type { Applied } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import type { Outcome } from '@contact-sync/messaging';

/** What became of one subject that was wanted. */
export type SubjectResult = { readonly key: ContactKey } & (
  | {
      readonly kind: 'applied';
      readonly applied: Applied;
      /** What was cut or looked odd. */
      readonly remarks: readonly string[];
    }
  /** Its contact, where there is one, is left as it is. */
  | { readonly kind: 'not-in-register' }
  /** What the register said of it cannot be used: its contact is held. */
  | { readonly kind: 'unusable'; readonly code: string; readonly reason: string }
  /** Somebody else reads it just now. */
  | { readonly kind: 'busy' }
);

const BUSY_AGAIN_MS = 1000;
/** The outcome that says most stands for all. */
const TELLING: readonly Applied['outcome'][] = ['held', 'created', 'changed', 'unchanged', 'stale'];

/** What became of a subject together with what its reading told of others: the contact that lives on, and the most telling outcome. */
export function appliedWith(own: Applied, further: readonly Applied[]): Applied {
  const [first = own] = [own, ...further].toSorted((a, b) => TELLING.indexOf(a.outcome) - TELLING.indexOf(b.outcome));
  const contactId = further.at(-1)?.contactId ?? own.contactId;
  return {
    ...first,
    subject: own.subject,
    ...(contactId !== undefined && { contactId }),
    events: further.reduce((sum, { events }) => sum + events, own.events),
  };
}

/** What a result means for the task that asked for it. `unknown`: how to say that the register does not know it. */
export function outcomeOf(result: SubjectResult, { unknown }: { readonly unknown: string }): Outcome {
  switch (result.kind) {
    case 'applied':
      return result.applied.outcome === 'held'
        ? { kind: 'held', problem: { code: 'not-applied', text: result.applied.reason ?? 'the contact is held' } }
        : { kind: 'done' };
    case 'not-in-register':
      return { kind: 'held', problem: { code: 'not-in-register', text: unknown } };
    case 'unusable':
      return { kind: 'held', problem: { code: result.code, text: result.reason } };
    case 'busy':
      return {
        kind: 'again',
        afterMs: BUSY_AGAIN_MS,
        problem: { code: 'subject-busy', text: 'it is being read for somebody else' },
      };
  }
}

/** The word that counts a result in metrics. */
export function wordOf(result: SubjectResult): string {
  return result.kind === 'applied' ? result.applied.outcome : result.kind;
}
