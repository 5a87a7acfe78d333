import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, oneOf, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, moment, table } from '../text/table';
import type { Hold, HoldPage } from './hold';

const REGISTERS = ['cpr', 'cvr', 'sor', 'bfe'] as const;
const DEFAULT_LIMIT = 50;
const MOST = 500;

/** A page of holds for people. */
export function holdsText({ holds, next }: HoldPage): string {
  if (holds.length === 0) return 'nothing is held\n';
  const rows = holds.map((hold) => [
    hold.id,
    hold.register,
    `${hold.nameType} ${hold.contactId}`,
    maskPersonNumbers(printable(`${hold.road} ${hold.source}`)),
    linesOf(hold),
    moment(hold.heldAt),
    maskPersonNumbers(printable(hold.reason)),
  ]);
  const text = table(['hold', 'register', 'contact', 'from', 'lines', 'held', 'reason'], rows);
  return text + (next ? 'there are more; --limit shows more at a time\n' : '');
}

/** First and last: a set has some twenty records, which mostly stand together. */
function linesOf({ lines = [] }: Hold): string {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? String(first) : `${first}-${last}`;
}

export const listHolds: Command = {
  name: 'holds list',
  usage: '[--register REGISTER] [--limit N]',
  summary: 'show persons and others whose last change could not be applied',
  about: [
    'Shows open holds, the oldest first: whose last change could not be applied, where it stands, and why. Contacts are named by id; a hold stores no data of a person. The next set that applies releases a hold by itself. Needs the access code QUEUEDESK.',
  ],
  options: [
    { term: '--register REGISTER', text: 'cpr, cvr, sor or bfe' },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync holds list --register cpr', text: 'persons who are held' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      register: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const page = await Server.find(values.url, env).get<HoldPage>('/contact-desk/holds', {
      register: oneOf(values.register, 'register', REGISTERS),
      limit,
    });
    output.write(values.json === true ? asJson(page) : holdsText(page));
    return EXIT.done;
  },
};
