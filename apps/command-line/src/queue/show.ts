import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { printable } from '../text/printable';
import { asJson } from '../text/table';

export const showMessage: Command = {
  name: 'queue show',
  usage: 'ID --purpose TEXT',
  summary: 'show what a message says, as when it is to be mended',
  about: [
    'Prints the body of a message of the service queue: an event as it stands on the wire, or what another system sent in the place of one, with person numbers masked. Written to a file and corrected it can be given to "contact-sync queue mend".',
    'What another system told may name a person, so who looks and why is recorded. Needs the access code QUEUEDESK.',
  ],
  options: [{ term: '--purpose TEXT', text: 'why you look; recorded' }, ...SERVER_HELP],
  examples: [
    { term: 'contact-sync queue show 4711 --purpose "parked, being mended"', text: 'what the parked message says' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, purpose: { type: 'string' } });
    const [id, ...others] = positionals;
    if (id === undefined || others.length > 0) throw new UsageError('name the id of the message');
    if (values.purpose === undefined) throw new UsageError('say with --purpose why you look');
    const message = await Server.find(values.url, env).get<{ readonly body: string }>(
      `/contact-desk/queue/messages/${encodeURIComponent(id)}/body`,
      {},
      values.purpose,
    );
    output.write(values.json === true ? asJson(message) : `${printable(message.body)}\n`);
    return EXIT.done;
  },
};
