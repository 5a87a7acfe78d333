import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, readArguments, required, wholeNumber } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { readCode } from '../../contacts/read-code';
import { EXIT, UsageError } from '../../failures';
import { isOurId } from '../../our-id';
import { Server } from '../../server/server';
import { printable } from '../../text/printable';
import { asJson, moment, table } from '../../text/table';
import type { Block, BlocksPage } from './subscription';

const BLOCKS = '/cpr-sync/blocks';
const DEFAULT_LIMIT = 50;
const MOST = 500;

/** The block list for people. Numbers are not in it. */
export function blocksText({ blocks, next }: BlocksPage): string {
  if (blocks.length === 0) return 'nobody is on the block list\n';
  const rows = blocks.map(({ id, contactId, blockedAt, blockedBy, why }) => [
    id,
    contactId ?? 'none',
    moment(blockedAt),
    printable(blockedBy),
    printable(why),
  ]);
  const text = table(['block', 'contact', 'since', 'by', 'why'], rows);
  return maskPersonNumbers(text + (next === null ? '' : 'there are more; --limit shows more at a time\n'));
}

export const blockPerson: Command = {
  name: 'cpr subscriptions block',
  usage: '(--contact ID | --code -) --reason TEXT',
  summary: 'put a person on the block list, and end the subscription',
  about: [
    'A person on the block list is never subscribed at CPR, whoever asks, so that one who was erased does not come back. A subscription there is ends. The list keeps a keyed hash, not the number. Needs the access code DATAADM.',
  ],
  options: [
    { term: '--contact ID', text: 'the contact, by its id' },
    { term: '--code -', text: 'the person number, read from standard input, for a person who is no contact' },
    { term: '--reason TEXT', text: 'why; it is shown in the list. Required' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr subscriptions block --contact 4711 --reason "erased on request"', text: 'a contact' },
    {
      term: 'contact-sync cpr subscriptions block --code - --reason "erased on request" < number.txt',
      text: 'somebody who is no contact',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      contact: { type: 'string' },
      code: { type: 'string' },
      reason: { type: 'string' },
    });
    noPositionals(positionals);
    const { contact, code } = values;
    if ((contact === undefined) === (code === undefined)) throw new UsageError('give --contact ID, or --code -');
    if (contact !== undefined && !isOurId(contact))
      throw new UsageError('--contact takes the id that "contact-sync contacts find" shows');
    const why = required(values.reason, 'reason', 'it is shown in the block list');
    const who = code === undefined ? { contactId: contact } : { personNumber: await readCode(code, 'C', surroundings) };
    const entry = await Server.find(values.url, surroundings.env).post<Block>(BLOCKS, { ...who, why });
    surroundings.output.write(
      values.json === true ? asJson(entry) : `block ${entry.id}: the person is on the block list\n`,
    );
    return EXIT.done;
  },
};

export const listBlocks: Command = {
  name: 'cpr subscriptions blocks',
  usage: '[--limit N]',
  summary: 'show the block list',
  about: [
    'Shows who must not be subscribed, the newest first: by contact where there was one, and why. Needs the access code DATAADM.',
  ],
  options: [
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync cpr subscriptions blocks', text: 'who is on it' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, limit: { type: 'string' } });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const page = await Server.find(values.url, env).get<BlocksPage>(BLOCKS, { limit });
    output.write(values.json === true ? asJson(page) : blocksText(page));
    return EXIT.done;
  },
};

export const unblockPerson: Command = {
  name: 'cpr subscriptions unblock',
  usage: 'BLOCK',
  summary: 'take an entry off the block list',
  about: [
    'The person may be subscribed again; nobody is, until somebody asks for it or the nightly job finds an open case. Needs the access code DATAADM.',
  ],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync cpr subscriptions unblock 7', text: 'the entry that the list shows as 7' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    const [id = '', ...more] = positionals;
    if (more.length > 0 || !isOurId(id))
      throw new UsageError('name one entry by the number that "contact-sync cpr subscriptions blocks" shows');
    await Server.find(values.url, env).delete(`${BLOCKS}/${id}`);
    output.write(values.json === true ? asJson({ unblocked: id }) : `block ${id}: off the list\n`);
    return EXIT.done;
  },
};
