import type { TellOutcome } from '@contact-sync/contact-register';
import type { NotApplied } from '@contact-sync/messaging';

/** The contact that a message names is not there yet; code of the messages that wait for it. */
export const UNKNOWN_CONTACT = 'unknown-contact';

/** Why a message was not applied, and whether time may cure it; undefined where it was, or need not be. */
export function problemOf(outcome: TellOutcome | undefined): Omit<NotApplied, 'delivery'> | undefined {
  switch (outcome?.outcome) {
    case 'unknown-contact':
      return { problem: { code: UNKNOWN_CONTACT, text: 'the contact it names is not known' }, later: true };
    case 'refused':
      return { problem: { code: 'refused', text: faultText(outcome) }, later: false };
    // Asked for by our own API alone; a statement of another system is a fact (CPR-3).
    case 'ended':
      return { problem: { code: 'contact-ended', text: 'the contact it names has an end date' }, later: false };
    case 'applied':
    case 'stale':
    case 'flagged':
    case 'awaiting-external-id':
    case undefined:
      return undefined;
  }
}

/** Names the field and the rule it breaks, never a value. */
export function faultText({ fault }: TellOutcome): string {
  return fault === undefined ? 'the contact cannot be made or changed like this' : `${fault.field}: ${fault.rule}`;
}
