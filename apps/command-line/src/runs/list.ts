import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { SERVICES } from '../server/services';
import { printable } from '../text/printable';
import { asJson, moment, table } from '../text/table';

const DEFAULT_LIMIT = 20;
const MOST = 200;

interface RunRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly requestedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly text: string; readonly subject?: string }[];
  readonly problemCount: number;
  readonly progress: { readonly done: number; readonly total: number | null };
}

export type ServiceRun = RunRecord & { readonly service: string };

/** Runs for people, each followed by its first problems. */
export function runsText(runs: readonly ServiceRun[]): string {
  if (runs.length === 0) return 'no runs yet\n';
  const lines = table(
    ['service', 'run', 'state', 'started', 'finished', 'problems', 'counts'],
    runs.map((run) => [
      run.service,
      run.name,
      stateOf(run),
      moment(run.startedAt),
      moment(run.finishedAt),
      run.problemCount,
      Object.entries(run.counts)
        .filter(([, count]) => count !== 0)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ]),
  )
    .trimEnd()
    .split('\n');
  const [heading = '', ...rows] = lines;
  const text = rows.flatMap((row, at) => [row, ...(runs[at]?.problems ?? []).slice(0, 3).map(problemLine)]);
  return maskPersonNumbers(`${[heading, ...text].join('\n')}\n`);
}

function stateOf({ state, progress: { done, total } }: RunRecord): string {
  return state === 'running' && total !== null && total > 0 ? `running ${Math.floor((100 * done) / total)} %` : state;
}

const problemLine = ({ code, text, subject }: RunRecord['problems'][number]): string =>
  `  ${printable([code, subject, text].filter((part) => part !== undefined).join(': '))}`;

export const listRuns: Command = {
  name: 'runs list',
  usage: '[--limit N]',
  summary: 'show what ran, when, and with what result',
  about: ['Asks each service for its runs and shows them together, the newest first, with their first problems.'],
  options: [
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync runs list --limit 5', text: 'the last five runs' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, limit: { type: 'string' } });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const server = Server.find(values.url, env);
    const answers = await Promise.all(
      SERVICES.map(async (service) => {
        const answer = await server.getIfServed<{ runs: readonly RunRecord[] }>(`/${service}/runs`, { limit });
        return (answer?.runs ?? []).map((run) => ({ service, ...run }));
      }),
    );
    const runs = answers
      .flat()
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
      .slice(0, limit);
    output.write(values.json === true ? asJson({ runs }) : runsText(runs));
    return EXIT.done;
  },
};
