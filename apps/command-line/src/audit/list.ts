import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { noPositionals, readArguments, required, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { PURPOSE } from '../contacts/get';
import { EXIT, UsageError } from '../failures';
import { isOurId } from '../our-id';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson, moment, table } from '../text/table';

const DEFAULT_LIMIT = 50;
const MOST = 500;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface AuditPage {
  readonly entries: readonly {
    readonly at: string;
    readonly who: string;
    readonly purpose: string;
    readonly action: string;
    readonly register: string;
    readonly contactId?: string;
    readonly fields?: readonly string[];
  }[];
  readonly next?: string;
}

/** A page of looks for people. */
export function auditText({ entries, next }: AuditPage): string {
  if (entries.length === 0) return 'nobody looked\n';
  const rows = entries.map(({ at, who, contactId = '', action, register, fields = [], purpose }) => [
    moment(at),
    maskPersonNumbers(printable(who)),
    contactId,
    action,
    register,
    fields.join(', '),
    maskPersonNumbers(printable(purpose)),
  ]);
  const text = table(['at', 'who', 'contact', 'action', 'register', 'shown', 'purpose'], rows);
  return text + (next === undefined ? '' : 'there are more; --limit shows more at a time\n');
}

export const listAudit: Command = {
  name: 'audit list',
  usage: '(--contact ID | --who WHO) --purpose TEXT [--from DAY] [--to DAY]',
  summary: 'show who saw a contact, or whom a user saw',
  about: [
    'Shows looks at persons, the newest first: when, by whom, what was shown and why. Contacts are named by id, as "contacts find" prints it; those that a contact superseded are shown with it. Reading this is itself a look at the persons it names, and is recorded with the purpose. Needs the access code AUDIT.',
  ],
  options: [
    { term: '--contact ID', text: 'looks at this contact' },
    { term: '--who WHO', text: 'looks by this user, as the record names it' },
    { term: '--from DAY', text: 'the first day, in UTC: 2026-11-01' },
    { term: '--to DAY', text: 'the last day, in UTC' },
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync audit list --contact 4711 --purpose "access request 7"', text: 'for a citizen who asks' },
    {
      term: 'contact-sync audit list --who abc --from 2026-11-01 --to 2026-11-30 --purpose "spot check"',
      text: 'one user in November',
    },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      contact: { type: 'string' },
      who: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      purpose: { type: 'string' },
      limit: { type: 'string' },
    });
    noPositionals(positionals);
    const { contact, who, from, to } = values;
    if (contact === undefined && who === undefined) throw new UsageError('give --contact or --who');
    if (contact !== undefined && !isOurId(contact)) {
      throw new UsageError('--contact takes the id that "contact-sync contacts find" shows');
    }
    const page = await Server.find(values.url, env).post<AuditPage>('/contact-desk/audit/find', {
      ...(contact !== undefined && { contactId: contact }),
      ...(who !== undefined && { who }),
      ...(from !== undefined && { from: readDay(from, 'from') }),
      ...(to !== undefined && { to: readDay(to, 'to') }),
      purpose: required(values.purpose, 'purpose', PURPOSE),
      limit: wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT,
    });
    output.write(values.json === true ? asJson(page) : auditText(page));
    return EXIT.done;
  },
};

function readDay(text: string, name: string): string {
  if (!DAY.test(text)) throw new UsageError(`--${name} must be a day, as 2026-11-01`);
  return text;
}
