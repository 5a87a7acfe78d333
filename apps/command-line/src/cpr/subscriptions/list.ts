import { noPositionals, readArguments, wholeNumber } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { EXIT, UsageError } from '../../failures';
import { isOurId } from '../../our-id';
import { Server } from '../../server/server';
import { asJson } from '../../text/table';
import type { SubscriptionsPage } from './subscription';
import { subscriptionsText } from './subscription-text';

const DEFAULT_LIMIT = 50;
const MOST = 500;

export const listSubscriptions: Command = {
  name: 'cpr subscriptions list',
  usage: '[--subscribed | --not-subscribed] [--wanted] [--problems] [--limit N] [--after CONTACT]',
  summary: 'show who is subscribed at CPR, and who is to be or to end',
  about: [
    'Shows source records in the order of their contacts, which are named by id: whether CPR has confirmed the subscription (SRC_SUBSCRIBED), since when and why; what is wanted and not confirmed yet (SUBSCRIBED); and what CPR, or a rule, said against it. Needs the access code DATAADM.',
  ],
  options: [
    { term: '--subscribed', text: 'only those that CPR has subscribed' },
    { term: '--not-subscribed', text: 'only those that CPR has not' },
    { term: '--wanted', text: 'only those of whom something is wanted that CPR has not confirmed yet' },
    { term: '--problems', text: 'only those with a problem' },
    { term: '--limit N', text: `how many at most (default ${DEFAULT_LIMIT}, at most ${MOST})` },
    { term: '--after CONTACT', text: 'go on after this contact' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr subscriptions list --problems', text: 'what does not go as it was wanted' },
    { term: 'contact-sync cpr subscriptions list --wanted', text: 'what CPR is yet to confirm' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      subscribed: { type: 'boolean' },
      'not-subscribed': { type: 'boolean' },
      wanted: { type: 'boolean' },
      problems: { type: 'boolean' },
      limit: { type: 'string' },
      after: { type: 'string' },
    });
    noPositionals(positionals);
    const { subscribed, 'not-subscribed': not, after } = values;
    if (subscribed === true && not === true) throw new UsageError('give either --subscribed or --not-subscribed');
    if (after !== undefined && !isOurId(after)) throw new UsageError('--after takes the id of a contact');
    const page = await Server.find(values.url, env).get<SubscriptionsPage>('/cpr-sync/subscriptions', {
      srcSubscribed: subscribed === true ? 'Y' : not === true ? 'N' : undefined,
      subscribed: values.wanted === true ? 'any' : undefined,
      problem: values.problems === true ? 'true' : undefined,
      limit: wholeNumber(values.limit, 'limit', MOST) ?? DEFAULT_LIMIT,
      after,
    });
    output.write(values.json === true ? asJson(page) : subscriptionsText(page));
    return EXIT.done;
  },
};
