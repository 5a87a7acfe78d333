import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, readArguments, required, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command, type HelpLine } from '../command';
import { EXIT, UsageError, type ExitCode } from '../failures';
import { Server } from '../server/server';
import type { Surroundings } from '../surroundings';
import { asJson } from '../text/table';
import { readFields } from './typed-fields';

const PURPOSE = 'why you change it; it is recorded with your name';
const PURPOSE_HELP: HelpLine = { term: '--purpose TEXT', text: `${PURPOSE}. Required` };
const ID_HELP: HelpLine = { term: '--id ID', text: 'the id of the contact, as events and lists show it. Required' };
const GROUP_HELP: HelpLine = {
  term: '--group GROUP',
  text: 'what to type over: name, addressing_name, main_address, contact_lines, civil_status and others. Required',
};
const VERSION_HELP: HelpLine = {
  term: '--version-seen N',
  text: 'the version that was looked at: where the contact has moved on since, nothing is changed',
};
const FIELDS_ABOUT =
  'What is typed is read from standard input as FIELD=VALUE lines: name1, name2, text, position, address1, address2, address3, postcode, city, municipality, country_code, start, phoneNo, fax, email, and the labels of the group. On a command line other users of the machine could see it.';
const MOST_VERSION = 999_999_999;

const EDIT_OPTIONS = {
  ...SERVER_OPTIONS,
  id: { type: 'string' },
  purpose: { type: 'string' },
  'version-seen': { type: 'string' },
} as const;

interface Done {
  readonly contactId: string;
  readonly version: number;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly warnings: readonly { readonly field: string; readonly rule: string }[];
}

export const createContact: Command = {
  name: 'contacts create',
  usage: '--type TYPE --purpose TEXT < FIELDS',
  summary: 'make a contact with typed values',
  about: [
    'Makes a contact. Its code stands in the line nameCode=CODE and is checked by the rules of its type; types whose codes we give take none.',
    FIELDS_ABOUT,
    'Needs the access code CONTACTEDIT.',
  ],
  options: [
    { term: '--type TYPE', text: 'the contact type: C, P, J, V, H, 1. Required' },
    PURPOSE_HELP,
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync contacts create --type P --purpose "case 2026-17" < person.txt',
      text: 'a person without a number',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      type: { type: 'string' },
      purpose: { type: 'string' },
    });
    noPositionals(positionals);
    const nameType = required(values.type, 'type', 'what the contact is');
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    const server = Server.find(values.url, surroundings.env);
    const { nameCode, content } = await readFields(surroundings);
    const body = { nameType, content, purpose, ...(nameCode !== undefined && { nameCode }) };
    return told(await server.post<Done>('/contact-desk/contacts', body), values.json, surroundings);
  },
};

export const editContact: Command = {
  name: 'contacts edit',
  usage: '--id ID --group GROUP --purpose TEXT < FIELDS',
  summary: "type over what a group of a contact holds; the register's own is kept beside it",
  about: [
    'Types over one group. Fields that are left out become empty. Whether the next newer statement of the register restores its value is the setting forceUpdate; contacts get shows both values.',
    FIELDS_ABOUT,
    'Needs the access code CONTACTEDIT, and PROTECTED for name, address and contact lines of a protected person.',
  ],
  options: [ID_HELP, GROUP_HELP, PURPOSE_HELP, VERSION_HELP, ...SERVER_HELP],
  examples: [
    {
      term: 'contact-sync contacts edit --id 73 --group contact_lines --purpose "case 2026-17" < lines.txt',
      text: 'telephone and e-mail',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...EDIT_OPTIONS, group: { type: 'string' } });
    noPositionals(positionals);
    const { id, purpose, version } = about(values);
    const group = groupOf(values.group);
    const server = Server.find(values.url, surroundings.env);
    const { nameCode, content } = await readFields(surroundings);
    if (nameCode !== undefined) throw new UsageError('the code of a contact is not typed over');
    const others = Object.keys(content).filter((one) => one !== group);
    if (others.length > 0) throw new UsageError(`there are fields of another group: ${others.join(', ')}`);
    const [typed = {}] = Object.values(content);
    const path = `/contact-desk/contacts/${id}/groups/${group}`;
    return told(await server.put<Done>(path, { content: typed, purpose, ...version }), values.json, surroundings);
  },
};

export const undoEdit: Command = {
  name: 'contacts undo-edit',
  usage: '--id ID --group GROUP --purpose TEXT',
  summary: 'give a group of a contact back to what the register says',
  about: ['Takes back what was typed in a group. Needs the access codes of contacts edit.'],
  options: [ID_HELP, GROUP_HELP, PURPOSE_HELP, VERSION_HELP, ...SERVER_HELP],
  examples: [
    {
      term: 'contact-sync contacts undo-edit --id 73 --group main_address --purpose "case 2026-17"',
      text: 'the address of CPR again',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...EDIT_OPTIONS, group: { type: 'string' } });
    noPositionals(positionals);
    const { id, purpose, version } = about(values);
    const path = `/contact-desk/contacts/${id}/groups/${groupOf(values.group)}`;
    const server = Server.find(values.url, surroundings.env);
    return told(await server.delete<Done>(path, purpose, version), values.json, surroundings);
  },
};

export const endContact: Command = {
  name: 'contacts end',
  usage: '--id ID --date DATE --purpose TEXT',
  summary: 'end a contact: it stays, and must not be added as a party any more',
  about: ['Sets the end date. Needs the access code CONTACTEDIT.'],
  options: [ID_HELP, { term: '--date DATE', text: 'YYYY-MM-DD. Required' }, PURPOSE_HELP, VERSION_HELP, ...SERVER_HELP],
  examples: [
    { term: 'contact-sync contacts end --id 73 --date 2026-10-31 --purpose "case 2026-17"', text: 'end a contact' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...EDIT_OPTIONS, date: { type: 'string' } });
    noPositionals(positionals);
    const { id, purpose, version } = about(values);
    const end = required(values.date, 'date', 'the day it ends');
    const server = Server.find(values.url, surroundings.env);
    const done = await server.post<Done>(`/contact-desk/contacts/${id}/end`, { end, purpose, ...version });
    return told(done, values.json, surroundings);
  },
};

export const reopenContact: Command = {
  name: 'contacts reopen',
  usage: '--id ID --purpose TEXT',
  summary: 'open a contact that a person ended',
  about: [
    'Takes the end date back. What the register ended only the register opens. Needs the access code CONTACTEDIT.',
  ],
  options: [ID_HELP, PURPOSE_HELP, VERSION_HELP, ...SERVER_HELP],
  examples: [{ term: 'contact-sync contacts reopen --id 73 --purpose "case 2026-17"', text: 'open it again' }],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, EDIT_OPTIONS);
    noPositionals(positionals);
    const { id, purpose, version } = about(values);
    const server = Server.find(values.url, surroundings.env);
    const done = await server.post<Done>(`/contact-desk/contacts/${id}/reopen`, { purpose, ...version });
    return told(done, values.json, surroundings);
  },
};

/** Id and group stand in an address, where a person number that was typed by mistake must not come. */
function about(values: {
  readonly id?: string | undefined;
  readonly purpose?: string | undefined;
  readonly 'version-seen'?: string | undefined;
}): { id: string; purpose: string; version: { version?: number } } {
  const id = required(values.id, 'id', 'the contact, by the id that events and lists show');
  if (!/^\d{1,18}$/.test(id) || maskPersonNumbers(id) !== id) {
    throw new UsageError('--id is the number that events and lists show, not a code');
  }
  const version = wholeNumber(values['version-seen'], 'version-seen', MOST_VERSION);
  return {
    id,
    purpose: required(values.purpose, 'purpose', PURPOSE),
    version: version === undefined ? {} : { version },
  };
}

function groupOf(value: string | undefined): string {
  const group = required(value, 'group', 'what to change');
  if (!/^[a-z_]{1,40}$/.test(group)) throw new UsageError('--group is a word such as name or main_address');
  return group;
}

function told(done: Done, json: boolean | undefined, { output, errors }: Surroundings): ExitCode {
  for (const { field } of done.warnings) errors.write(`contact-sync: ${field} has a wrong check digit and was taken\n`);
  output.write(json === true ? asJson(done) : `contact ${done.contactId}: ${done.outcome}, version ${done.version}\n`);
  return EXIT.done;
}
