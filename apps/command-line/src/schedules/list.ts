import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { SERVICES } from '../server/services';
import { printable } from '../text/printable';
import { asJson, counted, moment, table } from '../text/table';
import { ruleText, type Schedule, schedulesOf } from './schedule';

export type ServiceSchedule = Schedule & { readonly service: string };

/** Schedules for people, one a line. */
export function schedulesText(schedules: readonly ServiceSchedule[]): string {
  return table(
    ['schedule', 'when', 'next due', 'last run', 'result'],
    schedules.map((schedule) => [
      `${schedule.service}/${printable(schedule.name)}`,
      ruleText(schedule.rule),
      schedule.paused ? 'paused' : moment(schedule.nextDue),
      moment(schedule.lastRun?.startedAt),
      resultOf(schedule),
    ]),
  );
}

function resultOf({ lastRun }: Schedule): string {
  if (lastRun === null) return '';
  const { state, problemCount } = lastRun;
  return problemCount === 0 ? state : `${state}, ${counted(problemCount, 'problem')}`;
}

export const listSchedules: Command = {
  name: 'schedules list',
  usage: '[--json]',
  summary: 'show what runs by itself, when, and how it last went',
  about: [
    'Asks each service for its schedules. Times of a rule are those of its time zone, Europe/Copenhagen unless told otherwise; moments are in UTC. The problems of a run stand in "contact-sync runs list".',
  ],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync schedules list', text: 'every schedule' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    noPositionals(positionals);
    const server = Server.find(values.url, env);
    const answers = await Promise.all(
      SERVICES.map(async (service) =>
        (await schedulesOf(server, service)).map((schedule) => ({ service, ...schedule })),
      ),
    );
    const schedules = answers.flat();
    output.write(values.json === true ? asJson({ schedules }) : schedulesText(schedules));
    return EXIT.done;
  },
};
