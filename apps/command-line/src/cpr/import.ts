import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { oneOf, readArguments } from '../arguments';
import { EXIT, UsageError } from '../failures';
import { follow } from '../server/follow';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import { wentWrong, type DeliveryReport } from './delivery-report';
import { delivery } from './follow';
import { reportText } from './report-text';
import { assertReadable, multipart } from '../server/upload';

/** The fields of the form that goes with the files. */
export interface ImportWish {
  readonly files: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly url: string | undefined;
}

/** What the command line asks for. Throws `UsageError`. */
export function readImportWish(args: readonly string[]): ImportWish {
  const { values, positionals } = readArguments(args, {
    ...SERVER_OPTIONS,
    persons: { type: 'string' },
    again: { type: 'boolean' },
    preview: { type: 'boolean' },
  });
  if (positionals.length === 0) throw new UsageError('name the file or files to import');
  const persons = oneOf(values.persons, 'persons', ['known', 'all']);
  return {
    files: positionals,
    fields: {
      ...(persons === undefined ? {} : { persons }),
      ...(values.again === true ? { again: 'true' } : {}),
      ...(values.preview === true ? { preview: 'true' } : {}),
      then: 'import',
    },
    json: values.json === true,
    url: values.url,
  };
}

export const importDeliveries: Command = {
  name: 'cpr import',
  usage: 'FILE... [--persons known|all] [--again] [--preview]',
  summary: 'import files from the CPR office and tell what they changed',
  about: [
    'Sends files in the OFF4 (P12170) format to contact-sync, has them imported in the order given, and prints a report per file: how many records and persons it held, what became of the persons, and every problem with its line, record type and field.',
    'A file that is not whole (start record, end record, count) is refused and nothing of it is stored. A person with a bad record is held, and the rest of the file is imported. A file that was imported before is left alone.',
    'Interrupting the command does not stop the import; it only stops waiting for it.',
  ],
  options: [
    {
      term: '--persons known|all',
      text: 'known: only persons that are contacts, the others are counted as "not ours"; all: everybody in the file, for a first load. Default: the setting filePersons',
    },
    { term: '--again', text: 'import a file also when the same one was imported before' },
    { term: '--preview', text: 'change nothing, tell what would change' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr import d261120.l110901', text: 'a nightly delivery' },
    { term: 'contact-sync cpr import --persons all --preview first-load.txt', text: 'what a first load would do' },
  ],
  async run(args, surroundings) {
    const wish = readImportWish(args);
    await assertReadable(wish.files);
    const server = Server.find(wish.url, surroundings.env);
    // Asked before the first byte is sent: a sign-in that is refused half-way through a large file shows as a cut line.
    await server.get('/cpr-sync/deliveries', { limit: 1 });
    const sent = await server.postStream<readonly { id: string; file: string }[]>(
      '/cpr-sync/deliveries',
      multipart(wish.fields, wish.files),
    );
    const reports: DeliveryReport[] = [];
    for (const { id } of sent) {
      const report = await follow(server, delivery(id), surroundings);
      reports.push(report);
      if (!wish.json) surroundings.output.write(`${reports.length > 1 ? '\n' : ''}${reportText(report)}`);
    }
    if (wish.json) surroundings.output.write(asJson(reports));
    return reports.some(wentWrong) ? EXIT.refused : EXIT.done;
  },
};
