import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, oneOf, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, moment, table } from '../text/table';
import type { QueuePage } from './message';

const STATES = ['open', 'claimed', 'waiting', 'held', 'parked', 'done', 'obsolete'] as const;
const DEFAULT_LIMIT = 50;
const MOST = 500;

/** A page of the queue for people. */
export function queueText({ messages, next }: QueuePage): string {
  if (messages.length === 0) return 'no such messages\n';
  const rows = messages.map((message) => [
    message.id,
    message.lane === undefined ? message.state : `${message.state} for ${message.lane}`,
    message.type,
    printable(message.subject),
    message.attempts,
    moment(message.createdAt),
    moment(message.dueAt),
    // The other columns hold our own ids, of which a part may look like a person number.
    maskPersonNumbers(printable([message.errorCode, message.errorText].filter(Boolean).join(': '))),
  ]);
  const text = table(['id', 'state', 'type', 'subject', 'attempts', 'made', 'due', 'last error'], rows);
  return text + (next ? 'there are more; --limit shows more at a time\n' : '');
}

export const listQueue: Command = {
  name: 'queue list',
  usage: '[--state STATE] [--type TYPE] [--limit N]',
  summary: 'show tasks and events of the service queue',
  about: [
    'Shows rows of the service queue, newest first: every task and every outgoing event is one. Without --state all but those that are done or obsolete. "parked" ones need a person: see queue retry, queue release.',
  ],
  options: [
    { term: '--state STATE', text: 'open, claimed, waiting, held, parked, done or obsolete' },
    { term: '--type TYPE', text: 'the type of message, such as contact.changed.v1' },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync queue list --state parked', text: 'what waits for a person' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      state: { type: 'string' },
      type: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const page = await Server.find(values.url, env).get<QueuePage>('/contact-desk/queue/messages', {
      state: oneOf(values.state, 'state', STATES),
      type: values.type,
      limit,
    });
    output.write(values.json === true ? asJson(page) : queueText(page));
    return EXIT.done;
  },
};
