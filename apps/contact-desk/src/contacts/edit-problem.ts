import type { HandFault, HandOutcome, HandRule } from '@contact-sync/contact-register';
import { Problem } from '@contact-sync/service';
import type { EditAnswer } from './edit-answer';

const RULES: Readonly<Record<HandRule, string>> = {
  unknown: 'is not known here',
  'of-the-register':
    'is written by a register and not by hand; what a register owns is typed with its group, if at all',
  needed: 'must be given',
  'given-by-us': 'is given by contact-sync for this contact type: leave it out',
  digits: 'has not the digits that are asked for',
  'check-digit': 'has a wrong check digit',
  date: 'is no date of the calendar',
  'too-long': 'is longer than 150 characters; nothing typed is cut',
  text: 'is not a text of one line',
  form: 'does not have the form that is asked for',
  single: 'holds one value at a time',
  'before-start': 'lies before the start',
  itself: 'is the contact itself',
  'ended-by-the-register': 'was set by the register, which alone takes it back',
};

/** What came of the change, for the caller. Throws `Problem` where nothing was changed; it names fields, never values. */
export function editAnswerOf(outcome: HandOutcome): EditAnswer {
  switch (outcome.outcome) {
    case 'unknown':
      throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    case 'version-moved':
      throw new Problem(409, `The contact has changed since: it has version ${outcome.version} now`, {
        code: 'version-moved',
      });
    case 'protected':
      throw new Problem(403, 'Name and address of this person are protected: this needs the access code PROTECTED', {
        code: 'protected',
      });
    case 'refused':
      throw refusalOf(outcome.fault);
    case 'exists':
      throw new Problem(409, `The code is a contact already: contact ${outcome.contactId}`, { code: 'contact-exists' });
    case 'created':
    case 'changed':
    case 'unchanged': {
      const { outcome: what, contactId, version, warnings } = outcome;
      return { outcome: what, contactId, version, warnings };
    }
  }
}

function refusalOf({ field, rule }: HandFault): Problem {
  if (field === 'group' && rule === 'unknown') {
    return new Problem(404, 'There is no such group', { code: 'unknown-group' });
  }
  const message = `${field} ${RULES[rule]}`;
  const status = rule === 'ended-by-the-register' ? 409 : 400;
  return new Problem(status, 'What was typed is not taken', {
    code: rule === 'ended-by-the-register' ? rule : 'not-taken',
    errors: [{ field, message }],
  });
}
