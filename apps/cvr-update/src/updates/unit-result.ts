import type { Applied } from '@contact-sync/contact-register';
import type { ContactKey } from '@contact-sync/contacts-model';
import type { Outcome } from '@contact-sync/messaging';
import type { CvrUnit } from '@contact-sync/registers-cvr';

/** A unit to be read, and the contact it is or will be. */
export interface WantedUnit {
  readonly key: ContactKey;
  readonly unit: CvrUnit;
}

/** What became of one unit. */
export type UnitResult = { readonly key: ContactKey } & (
  | {
      readonly kind: 'applied';
      readonly applied: Applied;
      /** What was cut or looked odd. */
      readonly remarks: readonly string[];
    }
  /** Its contact is left as it is. */
  | { readonly kind: 'not-in-register' }
  /** What the register said of it cannot be used: its contact is held. */
  | { readonly kind: 'unusable'; readonly code: string; readonly reason: string }
  /** Somebody else reads it just now. */
  | { readonly kind: 'busy' }
);

const BUSY_AGAIN_MS = 1000;

/** What a result means for the task that asked for it. */
export function outcomeOf(result: UnitResult): Outcome {
  switch (result.kind) {
    case 'applied':
      return result.applied.outcome === 'held'
        ? { kind: 'held', problem: { code: 'not-applied', text: result.applied.reason ?? 'the contact is held' } }
        : { kind: 'done' };
    case 'not-in-register':
      return { kind: 'held', problem: { code: 'not-in-register', text: 'CVR has no unit of this number' } };
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
export function wordOf(result: UnitResult): string {
  return result.kind === 'applied' ? result.applied.outcome : result.kind;
}
