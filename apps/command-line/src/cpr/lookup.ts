import { noPositionals, readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { PURPOSE } from '../contacts/get';
import { readCode } from '../contacts/read-code';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { PersonLookUp } from './person';
import { personText } from './person-text';

export const NUMBER_HELP = {
  term: '--code -',
  text: 'read the person number from standard input; at a keyboard it is asked for and not shown. It is taken from nowhere else',
} as const;

export const lookUpPerson: Command = {
  name: 'cpr lookup',
  usage: '--code - --purpose TEXT [--related]',
  summary: 'show what CPR has of a person now',
  about: [
    'Asks CPR for a person by number, at CPR Direkte or Datafordeler as the setting lookUpRoad says, and shows the answer. Nothing is stored and nobody is subscribed; "contact-sync cpr import-person" does that. Needs the access code LOOKUP, and PROTECTED to see name and address of who is protected.',
    'Who looks, whom, when and why is recorded before the answer is shown.',
  ],
  options: [
    NUMBER_HELP,
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    { term: '--related', text: 'relatives too, each of whom is recorded as looked up; else as the setting says' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr lookup --code - --purpose "case 2026-17" < number.txt', text: 'the number in a file' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      code: { type: 'string' },
      purpose: { type: 'string' },
      related: { type: 'boolean' },
    });
    noPositionals(positionals);
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    const code = required(values.code, 'code', 'give --code - and the person number on standard input');
    const answer = await Server.find(values.url, surroundings.env).post<PersonLookUp>('/cpr-sync/lookups', {
      personNumber: await readCode(code, 'C', surroundings),
      purpose,
      ...(values.related === true && { related: true }),
    });
    surroundings.output.write(values.json === true ? asJson(answer) : personText(answer));
    return EXIT.done;
  },
};
