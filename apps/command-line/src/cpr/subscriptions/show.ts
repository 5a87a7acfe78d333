import { readArguments } from '../../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../../command';
import { EXIT, UsageError } from '../../failures';
import { isOurId } from '../../our-id';
import { Server } from '../../server/server';
import { asJson } from '../../text/table';
import type { ProvenSubscription } from './subscription';
import { provenText } from './subscription-text';

export const showSubscription: Command = {
  name: 'cpr subscriptions show',
  usage: 'CONTACT',
  summary: "show one contact's subscription, with the proof of why",
  about: [
    'Shows the source record of a contact and every step of it: when the person was subscribed and unsubscribed, for which case or by whose wish, and what CPR answered. Needs the access code DATAADM.',
  ],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync cpr subscriptions show 4711', text: 'the contact with this id' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    const [contactId = '', ...more] = positionals;
    if (more.length > 0 || !isOurId(contactId))
      throw new UsageError('name one contact by its id, never by a person number');
    const record = await Server.find(values.url, env).get<ProvenSubscription>(`/cpr-sync/subscriptions/${contactId}`);
    output.write(values.json === true ? asJson(record) : provenText(record));
    return EXIT.done;
  },
};
