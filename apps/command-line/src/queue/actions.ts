import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { QueueMessage } from './message';

/** A command that does one thing to the messages named, one after the other; it stops at the first refusal. */
function action(name: 'retry' | 'park' | 'release' | 'obsolete', summary: string, about: string): Command {
  return {
    name: `queue ${name}`,
    usage: 'ID...',
    summary,
    about: [about, 'The ids are those that "contact-sync queue list" shows. Needs the access code QUEUEDESK.'],
    options: SERVER_HELP,
    examples: [{ term: `contact-sync queue ${name} 4711`, text: `${name} one message` }],
    async run(args, { env, output }) {
      const { values, positionals } = readArguments(args, SERVER_OPTIONS);
      if (positionals.length === 0) throw new UsageError('name the id or ids of the messages');
      const server = Server.find(values.url, env);
      const changed: QueueMessage[] = [];
      for (const id of positionals) {
        const message = await server.post<QueueMessage>(
          `/contact-desk/queue/messages/${encodeURIComponent(id)}/${name}`,
          {},
        );
        changed.push(message);
        if (values.json !== true) output.write(`${message.id}: now ${message.state}\n`);
      }
      if (values.json === true) output.write(asJson(changed));
      return EXIT.done;
    },
  };
}

export const retryMessage = action(
  'retry',
  'try messages again now',
  'Makes messages due at once, with their attempts counted from nought: parked or held ones, and ones that wait for a later attempt.',
);
export const parkMessage = action(
  'park',
  'set messages aside until a person retries or releases them',
  'Takes messages out of the work: nobody tries them until they are retried or released.',
);
export const releaseMessage = action(
  'release',
  'put parked or held messages back to work',
  'Puts parked or held messages back among the open ones, with their attempts kept.',
);
export const makeObsolete = action(
  'obsolete',
  'mark tasks as no longer needed',
  'Marks tasks as obsolete: they are never worked on again, and are removed when their time is over.',
);
