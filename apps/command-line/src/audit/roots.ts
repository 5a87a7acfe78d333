import { noPositionals, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

const DEFAULT_LIMIT = 30;
const MOST = 400;

interface Roots {
  readonly roots: readonly { readonly day: string; readonly position: number; readonly hash: string }[];
}

/** Each root on a line, as `--root` takes it. */
export function rootsText({ roots }: Roots): string {
  if (roots.length === 0) return 'no roots yet: the first is taken when a day is over\n';
  return roots.map(({ day, hash, position }) => `${day}:${hash}  position ${position}\n`).join('');
}

export const listAuditRoots: Command = {
  name: 'audit roots',
  usage: '[--limit N]',
  summary: 'print the daily roots of the record of who saw whom, to be kept elsewhere',
  about: [
    'Each day (UTC) ends with a root: the hash over everything recorded until then. Keep it where nobody who can change the database can change it too; audit verify --root proves later that the record still contains it. Needs the access code AUDIT.',
  ],
  options: [
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync audit roots --limit 1', text: 'the newest' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, limit: { type: 'string' } });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const roots = await Server.find(values.url, env).get<Roots>('/contact-desk/audit/roots', { limit });
    output.write(values.json === true ? asJson(roots) : rootsText(roots));
    return EXIT.done;
  },
};
