import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { follow, type Followed } from '../server/follow';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, counted, fields, moment } from '../text/table';

/** The answer of `GET /cvr-subscription/status`, as far as it is shown. */
export interface CvrStatus {
  readonly cvrIntegration: boolean;
  readonly cvrUpdate: boolean;
  readonly paused: boolean;
  readonly provider: string;
  readonly subscribedAt: string | null;
  readonly subscriptions: Readonly<Record<string, number>>;
  /** They are as the settings say. */
  readonly aligned: boolean;
  readonly run: { readonly progress: { readonly done: number; readonly total: number | null } } | null;
  readonly events: {
    readonly lastSynchronisation: string | null;
    readonly readingWanted: boolean;
  };
  readonly tasks: Readonly<Record<string, number>>;
  readonly failures: number;
  readonly lane: { readonly pausedAt: string; readonly nextProbe: string; readonly text: string } | null;
}

const PATH = '/cvr-subscription/status';
/** Of a subscription that is not yet what it is to be. */
const UNDER_WAY = ['waiting', 'subscribing', 'cancelling'];
/** Of tasks that nobody has to look at. */
const AT_WORK = ['open', 'claimed', 'waiting'];

const sum = (counts: Readonly<Record<string, number>>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts[name] ?? 0), 0);

/** Whether subscriptions are being made or cancelled, events read or updates carried out. */
export function isAtWork({ run, aligned, subscriptions, tasks, events, paused, cvrUpdate }: CvrStatus): boolean {
  const reads = events.readingWanted && cvrUpdate && !paused;
  return run !== null || !aligned || reads || sum(subscriptions, UNDER_WAY) > 0 || sum(tasks, AT_WORK) > 0;
}

/** How companies are kept up to date, for people. */
export function statusText(status: CvrStatus): string {
  const { provider, subscribedAt, subscriptions, run, events, tasks, failures, lane } = status;
  const each = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ') || 'none';
  return fields(
    [
      ['CVR integration', status.cvrIntegration ? 'on' : 'off'],
      ['CVR update', !status.cvrUpdate ? 'off' : status.paused ? 'on, paused: no events are read' : 'on'],
      ['provider', provider],
      ['subscribed at', subscribedAt === provider ? undefined : (subscribedAt ?? undefined)],
      ['subscriptions', each(subscriptions)],
      ['run', run === null ? undefined : progressOf(run)],
      ['events read', moment(events.lastSynchronisation) || 'never'],
      ['tasks', each(tasks)],
      ['failures', failures === 0 ? 'none' : `${counted(failures, 'contact')}, see "contact-sync cvr failures"`],
      ['CVR is away', lane && printable(`${lane.text}, since ${moment(lane.pausedAt)}`)],
      ['tried again', lane && moment(lane.nextProbe)],
    ],
    0,
  );
}

/** One line without a line break: what is still to be done. */
export function progressText({ subscriptions, tasks, lane }: CvrStatus): string {
  const away = lane === null ? '' : `; CVR is away, tried again at ${moment(lane.nextProbe)}`;
  return `${sum(subscriptions, UNDER_WAY)} subscriptions and ${sum(tasks, AT_WORK)} tasks to go${away}`;
}

const progressOf = ({ progress: { done, total } }: NonNullable<CvrStatus['run']>): string =>
  total === null ? `${done}` : `${done} of ${total}`;

/** Until nothing is to be done any more. */
const work: Followed<CvrStatus> = { path: PATH, isUnderWay: isAtWork, progressText, pollMs: 1000 };

export const cvrStatus: Command = {
  name: 'cvr status',
  usage: '[--follow]',
  summary: 'show how companies are kept up to date',
  about: [
    'Shows the switches, the subscriptions by their state, how far the events of CVR were read, the tasks that are not finished, and whether CVR is away.',
    'With --follow it waits until every subscription is as it is to be and every update is carried out. Interrupting it stops nothing but the waiting.',
  ],
  options: [{ term: '--follow', text: 'wait until nothing is left to do, then show' }, ...SERVER_HELP],
  examples: [{ term: 'contact-sync cvr status --follow', text: 'after "contact-sync cvr enable"' }],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, follow: { type: 'boolean' } });
    noPositionals(positionals);
    const server = Server.find(values.url, surroundings.env);
    const status =
      values.follow === true ? await follow(server, work, surroundings) : await server.get<CvrStatus>(PATH);
    surroundings.output.write(values.json === true ? asJson(status) : statusText(status));
    return EXIT.done;
  },
};
