import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { Import } from './property';
import { importText, isAllImported } from './property-text';

/** As many as bfe-lookup takes at once. */
const PORTION = 100;

export const importProperties: Command = {
  name: 'bfe import',
  usage: 'NUMBER...',
  summary: 'import real property by BFE number',
  about: [
    'Reads properties at Datafordeler and makes each a contact, or brings its contact up to date. Needs the access codes CONTACTEDIT and LOOKUP.',
    'A number that cannot be imported does not stop the others; one that is mistyped is refused before anything is read.',
  ],
  options: [...SERVER_HELP],
  examples: [{ term: 'contact-sync bfe import 2154708 100165718', text: 'two properties' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    if (positionals.length === 0) throw new UsageError('name the BFE numbers to import');
    const server = Server.find(values.url, env);
    const answers: Import[] = [];
    for (let at = 0; at < positionals.length; at += PORTION) {
      const answer = await server.post<Import>('/bfe-lookup/imports', {
        bfeNumbers: positionals.slice(at, at + PORTION),
      });
      answers.push(answer);
      if (values.json !== true) output.write(importText(answer));
    }
    const all = { imported: answers.flatMap(({ imported }) => imported) };
    if (values.json === true) output.write(asJson(all));
    return isAllImported(all) ? EXIT.done : EXIT.refused;
  },
};
