import { readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

interface Subscription {
  readonly contactId: string;
  readonly state: string;
}

export const exemptContact: Command = {
  name: 'cvr exempt',
  usage: 'CONTACT (--reason TEXT | --lift)',
  summary: 'keep one contact from being updated from CVR, or end that',
  about: [
    'Cancels the subscription of one company or production unit; it is not updated any more, except when somebody asks for it. The contact is named by its id. With --lift it is subscribed again and brought up to date. Needs the access code DATAADM.',
  ],
  options: [
    { term: '--reason TEXT', text: 'why; it is kept with your name' },
    { term: '--lift', text: 'end the exemption' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cvr exempt 4711 --reason "kept by hand, case 2026-17"', text: 'a contact stays as typed' },
    { term: 'contact-sync cvr exempt 4711 --lift', text: 'and is kept up to date again' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      reason: { type: 'string' },
      lift: { type: 'boolean' },
    });
    const [contact, ...others] = positionals;
    if (contact === undefined || others.length > 0 || !/^\d{1,18}$/.test(contact))
      throw new UsageError('name one contact by its id');
    const server = Server.find(values.url, env);
    const path = `/cvr-subscription/subscriptions/${contact}/exemption`;
    const answer =
      values.lift === true
        ? await server.delete<Subscription>(path, 'exemption lifted')
        : await server.put<Subscription>(path, {
            reason: required(values.reason, 'reason', 'it is kept with your name'),
          });
    output.write(values.json === true ? asJson(answer) : `contact ${answer.contactId}: ${answer.state}\n`);
    return EXIT.done;
  },
};
