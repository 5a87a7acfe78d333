import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson, moment } from '../text/table';
import { pathOf, type Schedule } from './schedule';

interface ScheduleAction<Answer> {
  readonly name: 'run' | 'pause' | 'resume';
  readonly summary: string;
  readonly about: string;
  /** What is then so, for people. */
  readonly said: (answer: Answer) => string;
}

/** A command that does one thing to one schedule. */
function action<Answer>({ name, summary, about, said }: ScheduleAction<Answer>): Command {
  return {
    name: `schedules ${name}`,
    usage: 'NAME',
    summary,
    about: [about, 'The names are those that "contact-sync schedules list" shows. Needs the access code DATAADM.'],
    options: SERVER_HELP,
    examples: [
      { term: `contact-sync schedules ${name} cpr-sync/import-deliveries`, text: `${name} the nightly import` },
    ],
    async run(args, { env, output }) {
      const { values, positionals } = readArguments(args, SERVER_OPTIONS);
      if (positionals.length > 1) throw new UsageError('name one schedule');
      const answer = await Server.find(values.url, env).post<Answer>(`${pathOf(positionals[0])}/${name}`, {});
      output.write(values.json === true ? asJson(answer) : `${positionals[0]}: ${said(answer)}\n`);
      return EXIT.done;
    },
  };
}

export const runSchedule = action<{ readonly runId: string }>({
  name: 'run',
  summary: 'begin a run of a schedule now',
  about:
    'Begins what the schedule does, whether it is due or not, also while it is paused, and does not wait for the end: see "contact-sync runs list". Refused while a run of it is under way.',
  said: ({ runId }) => `run ${runId} has begun`,
});
export const pauseSchedule = action<Schedule>({
  name: 'pause',
  summary: 'keep a schedule from running until it is resumed',
  about: 'What is due does not run. A run under way goes on.',
  said: () => 'paused',
});
export const resumeSchedule = action<Schedule>({
  name: 'resume',
  summary: 'end the pause of a schedule',
  about:
    'What was due in the pause is not made up for, unless the schedule makes up for what it missed: then its newest is.',
  said: ({ nextDue }) => `due next at ${moment(nextDue)}`,
});
