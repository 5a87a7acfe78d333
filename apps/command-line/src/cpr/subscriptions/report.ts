import { noPositionals, readArguments, wholeNumber } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { EXIT } from '../../failures';
import { Server } from '../../server/server';
import { asJson, counted, fields, table } from '../../text/table';
import type { SubscriptionReport } from './subscription';

const DEFAULT_MONTHS = 12;
const MOST_MONTHS = 60;

/** What an authority must be able to show of its subscriptions, for people. */
export function subscriptionReportText(report: SubscriptionReport): string {
  const { subscribed, toSubscribe, toEnd, problems, blocked, withoutOpenCase, months } = report;
  const { count, oldestDays } = withoutOpenCase;
  return [
    fields(
      [
        ['subscribed at CPR', subscribed],
        ['to be subscribed', toSubscribe],
        ['to be ended', toEnd],
        ['with a problem', problems],
        ['on the block list', blocked],
        ['without an open case', count === 0 ? 0 : `${count}, the oldest subscribed for ${counted(oldestDays, 'day')}`],
      ],
      0,
    ),
    months.length === 0
      ? ''
      : `\n${table(
          ['month', 'begun', 'ended'],
          months.map(({ month, opened, closed }) => [month, opened, closed]),
        )}`,
  ].join('');
}

export const reportSubscriptions: Command = {
  name: 'cpr subscriptions report',
  usage: '[--months N]',
  summary: 'count subscriptions, those begun and ended by month, and those without a case',
  about: [
    'Tells how many persons are subscribed at CPR, how many are to be or to end, and how many subscriptions began and ended in each month. Those without an open case whose days of grace are over are none after the night; any that are left must be explained. Needs the access code DATAADM.',
  ],
  options: [
    { term: '--months N', text: `how many, this one included (default ${DEFAULT_MONTHS}, at most ${MOST_MONTHS})` },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync cpr subscriptions report --months 3', text: 'this month and the two before' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, months: { type: 'string' } });
    noPositionals(positionals);
    const months = wholeNumber(values.months, 'months', MOST_MONTHS) ?? DEFAULT_MONTHS;
    const report = await Server.find(values.url, env).get<SubscriptionReport>('/cpr-sync/subscriptions/report', {
      months,
    });
    output.write(values.json === true ? asJson(report) : subscriptionReportText(report));
    return EXIT.done;
  },
};
