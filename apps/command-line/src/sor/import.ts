import { readArguments } from '../arguments';
import type { Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { follow } from '../server/follow';
import { Server } from '../server/server';
import { assertReadable, multipart } from '../server/upload';
import { asJson } from '../text/table';
import { sorImport } from './follow';
import { wentWrong } from './import-report';
import { reportText } from './report-text';
import { fileAddress, SOR_SERVER_HELP, SOR_SERVER_OPTIONS } from './where';

/** Which file is to be imported, and how. */
export interface SorImportWish {
  readonly file?: string;
  readonly address?: string;
  readonly options: Readonly<Record<'full' | 'preview' | 'approveClosings', boolean>>;
  readonly day?: string;
  readonly json: boolean;
  readonly server?: string;
}

/** What the command line asks for. Throws `UsageError`. */
export function readSorImportWish(args: readonly string[]): SorImportWish {
  const { values, positionals } = readArguments(args, {
    ...SOR_SERVER_OPTIONS,
    full: { type: 'boolean' },
    preview: { type: 'boolean' },
    'approve-closings': { type: 'boolean' },
    day: { type: 'string' },
  });
  const address = fileAddress(values.url);
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError('one file at a time: each is the state of a day, and they have an order');
  if (file !== undefined && address !== undefined)
    throw new UsageError('give a file or the --url of one, not both; --server says where contact-sync answers');
  const { day } = values;
  if (day !== undefined && file === undefined)
    throw new UsageError('--day is for a file; of one that is fetched, the server tells the day');
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new UsageError('--day must be a day, YYYY-MM-DD');
  return {
    ...(file === undefined ? {} : { file }),
    ...(address === undefined ? {} : { address }),
    options: {
      full: values.full === true,
      preview: values.preview === true,
      approveClosings: values['approve-closings'] === true,
    },
    ...(day === undefined ? {} : { day }),
    json: values.json === true,
    ...(values.server === undefined ? {} : { server: values.server }),
  };
}

export const importOrganisations: Command = {
  name: 'sor import',
  usage: '[FILE | --url URL] [--full] [--preview] [--approve-closings] [--day YYYY-MM-DD]',
  summary: 'import health organisations from a file of SOR and tell what it changed',
  about: [
    'Has the file of the settings fetched and imported, or the one at --url; or sends FILE, a CSV or a zip of SOR, and has that imported. Waits for it and prints a report: what became of the units, which columns were missing or unknown, what was closed, and every problem with its line and field.',
    'A file of SOR is the state of a day: an open unit that it no longer names is closed. When the file looks as if it were not whole, or more units are gone than may close at once, nothing is closed, the rest is imported, and the report says why.',
    'A file without the columns SorId and EntityName, one that is cut or empty is refused, and nothing is changed. Needs the access code DATAADM. Interrupting the command does not stop the import; it only stops waiting for it.',
  ],
  options: [
    { term: '--url URL', text: 'the https address of the file to fetch; else the one of the settings' },
    {
      term: '--full',
      text: 'compare every unit, also those whose row is as it was; without FILE or --url, the full import URL',
    },
    { term: '--preview', text: 'change nothing, tell what would change' },
    { term: '--approve-closings', text: 'close what is gone from the file, however much it is' },
    { term: '--day YYYY-MM-DD', text: 'the day whose state FILE is; default today' },
    ...SOR_SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync sor import', text: 'what the schedule does every morning' },
    { term: 'contact-sync sor import SorEntity_daily.csv --preview', text: 'what a file would change' },
    { term: 'contact-sync sor import --approve-closings', text: 'after a report whose closings were withheld' },
  ],
  async run(args, surroundings) {
    const wish = readSorImportWish(args);
    const { file, address, options } = wish;
    if (file !== undefined) await assertReadable([file]);
    const server = Server.find(wish.server, surroundings.env);
    const { id } =
      file === undefined
        ? await server.post<{ id: string }>('/sor-import/imports', {
            ...options,
            ...(address !== undefined && { url: address }),
          })
        : await sent(server, file, wish);
    const report = await follow(server, sorImport(id), surroundings);
    surroundings.output.write(wish.json ? asJson(report) : reportText(report));
    return wentWrong(report) ? EXIT.refused : EXIT.done;
  },
};

async function sent(server: Server, file: string, { options, day }: SorImportWish): Promise<{ readonly id: string }> {
  // Asked before the first byte is sent: a sign-in that is refused half-way through a large file shows as a cut line.
  await server.get('/sor-import/imports', { limit: 1 });
  const chosen = Object.entries(options).filter(([, wanted]) => wanted);
  const fields = { ...Object.fromEntries(chosen.map(([name]) => [name, 'true'])), ...(day !== undefined && { day }) };
  return server.postStream<{ id: string }>('/sor-import/imports/upload', multipart(fields, [file]));
}
