import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import { readNumbers } from './numbers-file';
import type { Import } from './unit';
import { importText } from './unit-text';

export const importUnits: Command = {
  name: 'cvr import',
  usage: '(NUMBER... | --file FILE) [--with-company]',
  summary: 'import companies and production units from CVR',
  about: [
    'Reads each CVR number (8 digits) or P-number (10 digits) at CVR and makes it a contact, or brings its contact up to date. Needs the access codes CONTACTEDIT and LOOKUP.',
    'A production unit refers to its company. Where that is no contact yet it becomes one with its number only, unless --with-company imports it too.',
    'A number that cannot be imported does not stop the others.',
  ],
  options: [
    { term: '--file FILE', text: 'a file with a number a line; what follows a # does not count' },
    { term: '--with-company', text: 'of a production unit, import its company too' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cvr import 10150817', text: 'one company' },
    {
      term: 'contact-sync cvr import --file numbers.txt --with-company',
      text: 'production units with their companies',
    },
  ],
  async run(args, { env, output, errors }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      file: { type: 'string' },
      'with-company': { type: 'boolean' },
    });
    const numbers = [...positionals, ...(values.file === undefined ? [] : await readNumbers(values.file))];
    if (numbers.length === 0) throw new UsageError('name the numbers to import, or a --file with them');
    const server = Server.find(values.url, env);
    const answers: Import[] = [];
    let refused = 0;
    for (const number of numbers) {
      try {
        const wish = { number, withCompany: values['with-company'] === true };
        const answer = await server.post<Import>('/cvr-update/imports', wish);
        answers.push(answer);
        if (values.json !== true) output.write(importText(answer));
        refused += answer.imported.filter(({ outcome }) => outcome === 'held').length;
      } catch (error) {
        if (!(error instanceof CommandFailure) || error.exitCode !== EXIT.refused) throw error;
        refused += 1;
        errors.write(`${number}: ${error.message}\n`);
      }
    }
    if (values.json === true) output.write(asJson(answers));
    return refused > 0 ? EXIT.refused : EXIT.done;
  },
};
