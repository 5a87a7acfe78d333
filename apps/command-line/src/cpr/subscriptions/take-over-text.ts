import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { printable } from '../../text/printable';
import { counted } from '../../text/table';
import type { Seeding, TakeOverRun } from './subscription';

/** How a take-over of everybody whom CPR ever told of ended, for people. */
export function takeOverText({ state, counts, problems }: TakeOverRun): string {
  const text = [
    `${printable(state)}: ${counted(counts['taken-over'] ?? 0, 'person', 'persons')} taken over as subscribed\n`,
    ...problems.map(({ subject, text }) => `  ${printable([subject, text].filter(Boolean).join(': '))}\n`),
  ].join('');
  return maskPersonNumbers(text);
}

/** What a list of numbers came to, for people. Lines are told by their places, never by what they hold. */
export function seedingText({ lines, subscribed, unknown, ended, badLines, badLinesBeyond }: Seeding): string {
  const more = badLinesBeyond === 0 ? '' : `, and ${badLinesBeyond} more`;
  return [
    `${counted(lines, 'line')}: ${counted(subscribed, 'number')} of contacts, now subscribed\n`,
    unknown === 0 ? '' : `  ${counted(unknown, 'number')} of no contact; CPR has them subscribed all the same\n`,
    badLines.length === 0 ? '' : `  no person number in line ${badLines.join(', ')}${more}\n`,
    ended === undefined
      ? '  nobody was ended: a list that names no contact, or has bad lines, is not trusted so far\n'
      : `  ${counted(ended, 'contact')} not in the list, no longer subscribed\n`,
  ].join('');
}
