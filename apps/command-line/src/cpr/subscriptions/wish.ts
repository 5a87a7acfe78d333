import { readArguments, required } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { EXIT, UsageError } from '../../failures';
import { isOurId } from '../../our-id';
import { Server } from '../../server/server';
import { printable } from '../../text/printable';
import { asJson, counted } from '../../text/table';
import type { WishesTaken } from './subscription';

const MOST = 1000;

const REFUSED: Readonly<Record<string, string>> = {
  'unknown-contact': 'there is no such contact',
  'not-a-person': 'it is no person',
  blocked: 'the person is on the block list',
  'substitute-number': 'a substitute number is not sent to CPR',
};

/** What became of wishes, for people. */
export function wishesText({ taken, refused }: WishesTaken): string {
  return [
    `${counted(taken, 'wish', 'wishes')} taken\n`,
    ...refused.map(({ contactId, code }) => `  contact ${contactId}: ${REFUSED[code] ?? printable(code)}\n`),
  ].join('');
}

export const wishSubscriptions: Command = {
  name: 'cpr subscriptions wish',
  usage: '(--subscribe | --unsubscribe | --withdraw) --reason TEXT CONTACT...',
  summary: 'have CPR subscribe to contacts, or end that',
  about: [
    'Sets SUBSCRIBED of contacts, which are named by id; CPR is told online or by input file, as the setting subscribeBy says. The reason is kept as the proof of why. The nightly job decides by open cases again, where it is not paused. Needs the access code DATAADM.',
    'A contact that is refused does not stop the others.',
  ],
  options: [
    { term: '--subscribe', text: 'CPR is to tell of changes' },
    { term: '--unsubscribe', text: 'CPR is to tell of them no longer' },
    { term: '--withdraw', text: 'take a wish back that CPR has not confirmed yet' },
    { term: '--reason TEXT', text: 'why; it is kept as the proof. Required' },
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync cpr subscriptions wish --subscribe --reason "debt recovery 2026-17" 4711 4712',
      text: 'two persons whom the nightly job does not know a case of',
    },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      subscribe: { type: 'boolean' },
      unsubscribe: { type: 'boolean' },
      withdraw: { type: 'boolean' },
      reason: { type: 'string' },
    });
    const wished = [
      values.subscribe === true ? ['Y' as const] : [],
      values.unsubscribe === true ? ['N' as const] : [],
      values.withdraw === true ? [null] : [],
    ].flat();
    const [subscribed, ...more] = wished;
    if (subscribed === undefined || more.length > 0)
      throw new UsageError('give one of --subscribe, --unsubscribe and --withdraw');
    const reason = required(values.reason, 'reason', 'it is kept as the proof of why');
    if (positionals.length === 0) throw new UsageError('name the contacts by their ids');
    if (positionals.length > MOST) throw new UsageError(`name at most ${MOST} contacts at a time`);
    if (!positionals.every(isOurId)) throw new UsageError('contacts are named by their ids, never by person numbers');
    const answer = await Server.find(values.url, env).put<WishesTaken>('/cpr-sync/subscriptions/wishes', {
      reason,
      wishes: positionals.map((contactId) => ({ contactId, subscribed })),
    });
    output.write(values.json === true ? asJson(answer) : wishesText(answer));
    return answer.refused.length === 0 ? EXIT.done : EXIT.refused;
  },
};
