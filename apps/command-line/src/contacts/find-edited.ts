import { noPositionals, oneOf, readArguments, required, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { ContactSummary, ManualEdit } from './contact';
import { editedText } from './contact-text';
import { PURPOSE } from './get';

const DEFAULT_LIMIT = 20;
const MOST = 100;
const REGISTERS = ['cpr', 'cvr', 'sor', 'bfe'] as const;

interface EditedPage {
  readonly edited: readonly { readonly contact: ContactSummary; readonly manual: readonly ManualEdit[] }[];
  readonly next?: string;
}

export const findEdited: Command = {
  name: 'contacts find-edited',
  usage: '[--register REGISTER] [--group GROUP] --purpose TEXT',
  summary: 'list contacts of which something typed differs from what the register says',
  about: [
    'Lists contacts with a manual difference: who typed it, and both values. Every person shown is recorded with the purpose.',
  ],
  options: [
    { term: '--register REGISTER', text: 'only contacts of this register: cpr, cvr, sor, bfe' },
    { term: '--group GROUP', text: 'only where this group differs, such as main_address' },
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync contacts find-edited --register cpr --purpose "yearly review"', text: 'all persons' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      register: { type: 'string' },
      group: { type: 'string' },
      purpose: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    const register = oneOf(values.register, 'register', REGISTERS);
    const server = Server.find(values.url, env);
    const page = await server.post<EditedPage>('/contact-desk/contacts/find-edited', {
      ...(register !== undefined && { register }),
      ...(values.group !== undefined && { group: values.group }),
      purpose: required(values.purpose, 'purpose', PURPOSE),
      limit: wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT,
    });
    output.write(values.json === true ? asJson(page) : editedText(page.edited, page.next !== undefined));
    return EXIT.done;
  },
};
