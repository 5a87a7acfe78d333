import { noPositionals, readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { PURPOSE } from '../contacts/get';
import { readCode } from '../contacts/read-code';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, fields } from '../text/table';
import { NUMBER_HELP } from './lookup';

/** The answer of `POST /cpr-sync/imports`. */
export interface PersonImport {
  readonly imported: readonly {
    readonly contactId?: string;
    readonly outcome: string;
    readonly subscription: 'subscribed' | 'wanted' | 'blocked' | 'not-wanted';
    readonly reason?: string;
    readonly remarks: readonly string[];
  }[];
}

const STORED: ReadonlySet<string> = new Set(['created', 'changed', 'unchanged', 'stale']);

const SUBSCRIPTION = {
  subscribed: 'CPR has confirmed it',
  wanted: 'CPR will be told',
  blocked: 'none: the person is on the block list',
  'not-wanted': 'none',
} as const;

/** What became of persons, for people. The numbers stay where they came from. */
export function personImportText({ imported }: PersonImport): string {
  return imported
    .map(({ contactId, outcome, subscription, reason, remarks }) =>
      fields(
        [
          ['contact', contactId ?? 'none'],
          ['outcome', outcome],
          ['subscription', SUBSCRIPTION[subscription]],
          ['reason', reason && printable(reason)],
          ...remarks.map((remark) => ['remark', printable(remark)] as const),
        ],
        0,
      ),
    )
    .join('\n');
}

export const importPerson: Command = {
  name: 'cpr import-person',
  usage: '--code - --purpose TEXT [--subscribe | --no-subscription]',
  summary: 'import a person by number, and have CPR tell of changes',
  about: [
    'Reads a person at CPR and makes them a contact, or brings their contact up to date. CPR then subscribes to the person, unless the setting "subscription" is off, --no-subscription is given, or the person is on the block list. Needs the access codes CONTACTEDIT and LOOKUP.',
  ],
  options: [
    NUMBER_HELP,
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    { term: '--subscribe', text: 'have CPR subscribe, whatever the setting says' },
    { term: '--no-subscription', text: 'do not, whatever the setting says' },
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync cpr import-person --code - --purpose "case 2026-17"',
      text: 'asks for the number at the keyboard',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      code: { type: 'string' },
      purpose: { type: 'string' },
      subscribe: { type: 'boolean' },
      'no-subscription': { type: 'boolean' },
    });
    noPositionals(positionals);
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    const code = required(values.code, 'code', 'give --code - and the person number on standard input');
    if (values.subscribe === true && values['no-subscription'] === true)
      throw new UsageError('give either --subscribe or --no-subscription');
    const answer = await Server.find(values.url, surroundings.env).post<PersonImport>('/cpr-sync/imports', {
      personNumbers: [await readCode(code, 'C', surroundings)],
      purpose,
      ...(values.subscribe === true && { subscribe: true }),
      ...(values['no-subscription'] === true && { subscribe: false }),
    });
    surroundings.output.write(values.json === true ? asJson(answer) : personImportText(answer));
    return answer.imported.every(({ outcome }) => STORED.has(outcome)) ? EXIT.done : EXIT.refused;
  },
};
