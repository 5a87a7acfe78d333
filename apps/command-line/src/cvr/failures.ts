import { noPositionals, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, moment, table } from '../text/table';

interface Failure {
  readonly contactId: string;
  readonly failures: number;
  readonly code: string;
  readonly text: string;
  readonly failedAt: string;
  readonly tryAfter?: string;
}

interface FailurePage {
  readonly failures: readonly Failure[];
  readonly next?: string;
}

const MOST = 500;
const DEFAULT = 50;

/** Contacts whose last update failed, one a line. */
export function failuresText({ failures, next }: FailurePage): string {
  if (failures.length === 0) return 'no update failed\n';
  const rows = failures.map(({ contactId, failures: count, code, text, failedAt, tryAfter }) => [
    contactId,
    count,
    moment(failedAt),
    moment(tryAfter),
    printable(code),
    printable(text),
  ]);
  return (
    table(['contact', 'times', 'last', 'tried again', 'code', 'reason'], rows) +
    (next === undefined ? '' : 'there are more; --limit shows more\n')
  );
}

export const listCvrFailures: Command = {
  name: 'cvr failures',
  usage: '[--limit N]',
  summary: 'show contacts whose last update from CVR failed',
  about: [
    'A contact stands here until an update of it goes well. One that CVR does not know is left as it is and tried again seldom. That CVR itself is away is no failure of a contact: see "contact-sync cvr status". Needs the access code DATAADM.',
  ],
  options: [{ term: '--limit N', text: `how many, at most ${MOST} (default ${DEFAULT})` }, ...SERVER_HELP],
  examples: [{ term: 'contact-sync cvr failures', text: 'who could not be updated, and why' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, limit: { type: 'string' } });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT;
    const page = await Server.find(values.url, env).get<FailurePage>('/cvr-subscription/failures', { limit });
    output.write(values.json === true ? asJson(page) : failuresText(page));
    return EXIT.done;
  },
};
