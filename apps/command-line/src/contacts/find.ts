import { noPositionals, readArguments, required, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { ContactSummary } from './contact';
import { contactsText } from './contact-text';
import { CODE_HELP, PURPOSE } from './get';
import { readCode } from './read-code';

const DEFAULT_LIMIT = 20;
const MOST = 100;

interface ContactPage {
  readonly contacts: readonly ContactSummary[];
  readonly next?: string;
}

export const findContacts: Command = {
  name: 'contacts find',
  usage: '([--type TYPE] --name NAME | --type TYPE --code -) --purpose TEXT',
  summary: 'find contacts by name, code or previous code',
  about: [
    'Finds contacts whose name begins with the letters given, or that have or had the code. Every person shown is recorded with the purpose. Exit code 1 when nobody is found.',
  ],
  options: [
    { term: '--type TYPE', text: 'only contacts of this type; needed with a code' },
    { term: '--name NAME', text: 'the beginning of the first names and surname, or of the surname' },
    CODE_HELP,
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync contacts find --type C --name "Hansen" --purpose "case 2026-17"', text: 'by surname' },
    {
      term: 'contact-sync contacts find --type C --code - --purpose "case 2026-17"',
      text: 'by a number typed at the keyboard',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      type: { type: 'string' },
      code: { type: 'string' },
      name: { type: 'string' },
      purpose: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    if ((values.name === undefined) === (values.code === undefined))
      throw new UsageError('give either --name or --code');
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    if (values.code !== undefined) required(values.type, 'type', 'codes of different types may be alike');
    const limit = wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT;
    const server = Server.find(values.url, surroundings.env);
    const page = await server.post<ContactPage>('/contact-desk/contacts/find', {
      ...(values.type === undefined ? {} : { nameType: values.type }),
      ...(values.code === undefined
        ? { name: required(values.name, 'name', 'the name to look for') }
        : { nameCode: await readCode(values.code, values.type, surroundings) }),
      purpose,
      limit,
    });
    const text = values.json === true ? asJson(page) : contactsText(page.contacts, page.next !== undefined);
    surroundings.output.write(text);
    return page.contacts.length === 0 ? EXIT.refused : EXIT.done;
  },
};
