import { noPositionals, oneOf, readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { PURPOSE } from '../contacts/get';
import { readCode } from '../contacts/read-code';
import { EXIT, UsageError } from '../failures';
import { isOurId } from '../our-id';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { CitizenReport } from './citizen-report';
import { citizenReportText } from './citizen-report-text';
import { LANGUAGES } from './citizen-words';

export const citizenReport: Command = {
  name: 'cpr report',
  usage: '(--contact ID | --code -) --purpose TEXT [--language da|en] [--with-staff]',
  summary: 'everything there is to tell a citizen about what is stored, and who looked',
  about: [
    'Prints for one person what is stored, where it came from, who looked and why, why the person is subscribed at CPR, and until when. The purpose is recorded: the report is a look at the person itself.',
    'Names of staff are left out unless --with-staff is given. Needs the access codes LOOKUP and AUDIT, and PROTECTED where the person has name and address protection.',
  ],
  options: [
    { term: '--contact ID', text: 'the contact, by its id' },
    { term: '--code -', text: 'the person number, read from standard input, never from the command line' },
    { term: '--purpose TEXT', text: 'why you look' },
    { term: '--language da|en', text: 'the language of the report; Danish unless given' },
    { term: '--with-staff', text: 'name who looked and who typed' },
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync cpr report --contact 4711 --purpose "request for access 2026-31" > indsigt.txt',
      text: 'an answer to a citizen',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      contact: { type: 'string' },
      code: { type: 'string' },
      purpose: { type: 'string' },
      language: { type: 'string' },
      'with-staff': { type: 'boolean' },
    });
    noPositionals(positionals);
    const { contact, code } = values;
    if ((contact === undefined) === (code === undefined)) throw new UsageError('give --contact ID, or --code -');
    if (contact !== undefined && !isOurId(contact))
      throw new UsageError('--contact takes the id that "contact-sync contacts find" shows');
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    const language = oneOf(values.language, 'language', LANGUAGES) ?? 'da';
    const who = code === undefined ? { contactId: contact } : { personNumber: await readCode(code, 'C', surroundings) };
    const report = await Server.find(values.url, surroundings.env).post<CitizenReport>('/cpr-sync/citizen-reports', {
      ...who,
      purpose,
      withStaff: values['with-staff'] === true,
    });
    surroundings.output.write(values.json === true ? asJson(report) : citizenReportText(report, language));
    return EXIT.done;
  },
};
