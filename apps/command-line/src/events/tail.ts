import { noPositionals, oneOf, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { moment } from '../text/table';

const PAGE = 200;
const POLL_MS = 1000;
const MOST = 100_000_000;

/** A CloudEvent as the feed gives it. Events hold ids, never names or numbers. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Where to read on; also given when there is nothing more yet. */
  readonly next: string;
}

const PREFIX = 'dk.contact-sync.';

/** One event on one line: time, type, subject, version, data. */
export function eventLine({ time, type, subject, sequence, data }: FeedEvent): string {
  const short = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type;
  const facts = Object.entries(data).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const version = sequence === undefined ? [] : [`version=${sequence}`];
  return printable([moment(time), short, subject, ...version, ...facts].join('  '));
}

export const tailEvents: Command = {
  name: 'events tail',
  usage: '[--from start|now] [--limit N]',
  summary: 'print events about contacts as they are published',
  about: [
    'Prints the events that other systems get: contact created, changed, ended and so on, in the order of publication, one per line. Goes on until interrupted, or until --limit events were printed. Events name contacts by their id, never by name or number.',
  ],
  options: [
    {
      term: '--from start|now',
      text: 'start: every event that is kept (30 days by default); now: only new ones (default)',
    },
    { term: '--limit N', text: 'stop after N events' },
    { term: '--url URL', text: SERVER_HELP[0]?.text ?? '' },
    { term: '--json', text: 'print each event as one line of JSON (CloudEvents 1.0)' },
  ],
  examples: [
    { term: 'contact-sync events tail', text: 'watch what happens' },
    { term: 'contact-sync events tail --from start --limit 10 --json', text: 'the oldest ten, for a program' },
  ],
  async run(args, { env, output, pause }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      from: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    let left = wholeNumber(values.limit, 'limit', MOST) ?? Number.POSITIVE_INFINITY;
    const from = oneOf(values.from, 'from', ['start', 'now']) ?? 'now';
    const server = Server.find(values.url, env);
    let after: string | undefined;
    while (left > 0) {
      const page = await server.get<FeedPage>('/contact-desk/events', {
        ...(after === undefined ? { from } : { after }),
        limit: Math.min(PAGE, left),
      });
      for (const event of page.events)
        output.write(`${values.json === true ? JSON.stringify(event) : eventLine(event)}\n`);
      left -= page.events.length;
      after = page.next;
      if (page.events.length === 0) await pause(POLL_MS);
    }
    return EXIT.done;
  },
};
