import { noPositionals, readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { Contact } from './contact';
import { contactText } from './contact-text';
import { readCode } from './read-code';

export const PURPOSE = 'why you look; it is recorded with your name';
const PURPOSE_HELP = { term: '--purpose TEXT', text: `${PURPOSE}. Required` } as const;

export const CODE_HELP = {
  term: '--code -',
  text: 'read the code from standard input; at a keyboard it is asked for and not shown. A code that is not of a person may also stand in place of the hyphen',
} as const;

export const getContact: Command = {
  name: 'contacts get',
  usage: '(--type TYPE --code - | --id ID) --purpose TEXT',
  summary: 'show one contact with all that is known of it',
  about: [
    "Shows a contact with its addresses, info, dates, references, previous codes, and how fresh each register's word is. A previous code leads to the contact too.",
    'A person number is taken from standard input only: words on a command line are seen by other users of the machine and stay in the history of the shell. Every look at a person is recorded with its purpose.',
  ],
  options: [
    {
      term: '--type TYPE',
      text: 'the contact type: C person, P person without number, J company, V production unit, H SOR unit, 1 real property',
    },
    CODE_HELP,
    { term: '--id ID', text: 'the id of the contact, as events and lists show it' },
    PURPOSE_HELP,
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync contacts get --type C --code - --purpose "case 2026-17" < number.txt',
      text: 'a person, the number in a file',
    },
    { term: 'contact-sync contacts get --type J --code 12345678 --purpose "supplier check"', text: 'a company' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      type: { type: 'string' },
      code: { type: 'string' },
      id: { type: 'string' },
      purpose: { type: 'string' },
    });
    noPositionals(positionals);
    if ((values.id === undefined) === (values.code === undefined)) {
      throw new UsageError('give either --type and --code, or --id');
    }
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    const server = Server.find(values.url, surroundings.env);
    const contact = await server.post<Contact>('/contact-desk/contacts/read', {
      ...(values.code === undefined
        ? { id: values.id }
        : {
            nameType: required(values.type, 'type', 'codes of different types may be alike'),
            nameCode: await readCode(values.code, values.type, surroundings),
          }),
      purpose,
    });
    surroundings.output.write(values.json === true ? asJson(contact) : contactText(contact));
    return EXIT.done;
  },
};
