import { noPositionals, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { ImportSummary } from './import-report';
import { importsText } from './report-text';

const MOST = 200;
const DEFAULT = 10;

export const listSorImports: Command = {
  name: 'sor imports',
  usage: '[--limit N]',
  summary: 'show the last imports of health organisations',
  about: ['The newest first, with what each changed and why one was refused. Needs the access code DATAADM.'],
  options: [{ term: '--limit N', text: `how many, at most ${MOST} (default ${DEFAULT})` }, ...SERVER_HELP],
  examples: [{ term: 'contact-sync sor imports --limit 30', text: 'the last month' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, limit: { type: 'string' } });
    noPositionals(positionals);
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT;
    const page = await Server.find(values.url, env).get<{ imports: readonly ImportSummary[] }>('/sor-import/imports', {
      limit,
    });
    output.write(values.json === true ? asJson(page) : importsText(page.imports));
    return EXIT.done;
  },
};
