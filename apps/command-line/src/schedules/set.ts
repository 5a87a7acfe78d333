import { oneOf, readArguments, wholeNumber } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { CommandFailure, EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson, moment } from '../text/table';
import { pathOf, readDays, type Rule, ruleText, type Schedule, schedulesOf } from './schedule';

const OPTIONS = {
  ...SERVER_OPTIONS,
  at: { type: 'string' },
  every: { type: 'string' },
  days: { type: 'string' },
  'time-zone': { type: 'string' },
  'run-missed': { type: 'string' },
  default: { type: 'boolean' },
} as const;
const MOST_MINUTES = 1440;

/** What is to be changed, as it was typed. */
interface Wish {
  readonly at?: string;
  readonly everyMinutes?: number;
  readonly days?: Rule['days'];
  readonly timeZone?: string;
  readonly runMissed?: boolean;
  readonly isDefault: boolean;
}

/** The rule that a wish makes of another: what was not typed stays. */
export function changed(rule: Rule, { at, everyMinutes, days, timeZone }: Omit<Wish, 'isDefault'>): Rule {
  const kept = at === undefined && everyMinutes === undefined ? { at: rule.at, everyMinutes: rule.everyMinutes } : {};
  const time = { ...kept, ...(at !== undefined && { at }), ...(everyMinutes !== undefined && { everyMinutes }) };
  return { ...time, days: days ?? rule.days, timeZone: timeZone ?? rule.timeZone };
}

export const setSchedule: Command = {
  name: 'schedules set',
  usage: 'NAME [--at HH:MM | --every MINUTES] [--days DAYS] [--time-zone ZONE] [--run-missed yes|no] [--default]',
  summary: 'change when a schedule is due',
  about: [
    'Changes what is named and leaves the rest. The new rule counts from now: what would have been due by it before does not run. Needs the access code DATAADM; who changed what is recorded.',
    'A time that the clocks jump over in spring is due when they have jumped; one that comes twice in autumn is due the first time. Every so many minutes counts absolute time.',
  ],
  options: [
    { term: '--at HH:MM', text: 'due at this time of day' },
    { term: '--every MINUTES', text: `due every so many minutes, 1 to ${MOST_MINUTES}` },
    { term: '--days DAYS', text: 'daily, or days such as mon-fri or sat,sun' },
    { term: '--time-zone ZONE', text: 'whose clocks count, such as Europe/Copenhagen' },
    { term: '--run-missed yes|no', text: 'whether what was missed while no service was up is made up for at start' },
    { term: '--default', text: 'the rule that it came with' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync schedules set cpr-sync/import-deliveries --at 06:15 --days mon-fri', text: 'on workdays' },
    { term: 'contact-sync schedules set contact-desk/purge-queue --every 120', text: 'every two hours' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 1) throw new UsageError('name one schedule');
    const path = pathOf(positionals[0]);
    const wish = readWish(values);
    const server = Server.find(values.url, env);
    const body = {
      ...(await ruleOf(wish, server, path)),
      ...(wish.runMissed !== undefined && { runMissed: wish.runMissed }),
    };
    const schedule = await server.patch<Schedule>(path, body);
    const next = schedule.paused ? 'paused' : `due next at ${moment(schedule.nextDue)}`;
    output.write(values.json === true ? asJson(schedule) : `${positionals[0]}: ${ruleText(schedule.rule)}, ${next}\n`);
    return EXIT.done;
  },
};

function readWish(values: ReturnType<typeof readArguments<typeof OPTIONS>>['values']): Wish {
  const runMissed = oneOf(values['run-missed'], 'run-missed', ['yes', 'no']);
  const everyMinutes = wholeNumber(values.every, 'every', MOST_MINUTES);
  const isDefault = values.default === true;
  if (values.at !== undefined && everyMinutes !== undefined) throw new UsageError('give --at or --every, not both');
  if (values.at !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(values.at))
    throw new UsageError('--at must be a time of day, HH:MM');
  const wish = {
    ...(values.at !== undefined && { at: values.at }),
    ...(everyMinutes !== undefined && { everyMinutes }),
    ...(values.days !== undefined && { days: readDays(values.days) }),
    ...(values['time-zone'] !== undefined && { timeZone: values['time-zone'] }),
  };
  const changesRule = Object.keys(wish).length > 0;
  if (isDefault && changesRule) throw new UsageError('--default stands for the whole rule');
  if (!isDefault && !changesRule && runMissed === undefined) throw new UsageError('say what is to be changed');
  return { ...wish, ...(runMissed !== undefined && { runMissed: runMissed === 'yes' }), isDefault };
}

/** The member `rule` of the request, where the rule is to be another. */
async function ruleOf(wish: Wish, server: Server, path: string): Promise<{ readonly rule?: Rule | null }> {
  const { isDefault, runMissed: _, ...rule } = wish;
  if (isDefault) return { rule: null };
  if (Object.keys(rule).length === 0) return {};
  const [, service = '', , name] = path.split('/');
  const known = (await schedulesOf(server, service)).find((schedule) => schedule.name === name);
  if (known === undefined) throw new CommandFailure(EXIT.refused, 'there is no such schedule');
  return { rule: changed(known.rule, rule) };
}
