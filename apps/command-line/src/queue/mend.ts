import { createReadStream } from 'node:fs';
import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { assertReadable } from '../server/upload';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import type { QueueMessage } from './message';

export const mendMessage: Command = {
  name: 'queue mend',
  usage: 'ID FILE [--purpose TEXT]',
  summary: 'put a corrected event in the place of a parked or held message',
  about: [
    'Replaces a parked or held message of another system with the CloudEvent in FILE (structured JSON) and puts it back to work. Its place in the queue and its attempts stay; who mended it is kept. An event that does not fit its contract is refused with the reason.',
    'The id is the one that "contact-sync queue list" shows. Needs the access code QUEUEDESK.',
  ],
  options: [
    { term: '--purpose TEXT', text: 'why a person is named by number in the event; needed then, and recorded' },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync queue mend 4711 corrected.json', text: 'mend one message' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, purpose: { type: 'string' } });
    const [id, file, ...others] = positionals;
    if (id === undefined || file === undefined || others.length > 0) {
      throw new UsageError('name the id of the message and the file that holds the corrected event');
    }
    await assertReadable([file]);
    const { purpose } = values;
    const message = await Server.find(values.url, env).postStream<QueueMessage>(
      `/contact-desk/queue/messages/${encodeURIComponent(id)}/mend`,
      {
        contentType: 'application/cloudevents+json',
        chunks: createReadStream(file),
        ...(purpose === undefined ? {} : { headers: { 'x-purpose': encodeURIComponent(purpose) } }),
      },
    );
    output.write(values.json === true ? asJson(message) : `${message.id}: mended, now ${message.state}\n`);
    return EXIT.done;
  },
};
