// Tells contact-sync of one case over RabbitMQ:
//
//   node dist/publish-case-events.js SOURCE CASE EVENT...
//
// SOURCE names your system and stays the same for ever: order counts within it. An EVENT is opened, closed or reopened,
// or a party: added:J:12345674 (a company by its number), added:id:4711 (a contact by the id contact-sync gave it),
// added:external:our-98 (by an external id registered before), and the same with removed.
import { createHash } from 'node:crypto';
import { connect, type ConfirmChannel } from 'amqplib';

const EXCHANGE = process.env['AMQP_EXCHANGE'] ?? 'contact-sync';
const GIVE_UP_MS = 60_000;

interface CaseEvent {
  /** Routing key; with the prefix it is the type of the CloudEvent. */
  readonly type: string;
  readonly data: object;
}

async function main([source, caseId, ...events]: string[]): Promise<void> {
  if (source === undefined || caseId === undefined || events.length === 0) {
    throw new Error('usage: publish-case-events SOURCE CASE EVENT...');
  }
  const began = Date.now();
  const messages = events.map((event, at) => cloudEvent(source, caseId, readEvent(event), began + at));
  await publishUntilConfirmed(messages);
  console.log(`${messages.length} events of case ${caseId} are with the broker`);
}

function readEvent(text: string): CaseEvent {
  const [verb = '', by = '', ...rest] = text.split(':');
  const code = rest.join(':');
  if (verb === 'opened' || verb === 'closed' || verb === 'reopened') return { type: `case.${verb}.v1`, data: {} };
  if ((verb !== 'added' && verb !== 'removed') || code === '') throw new Error(`${text} is no event of a case`);
  const contact =
    by === 'id' ? { contactId: code } : by === 'external' ? { externalId: code } : { nameType: by, nameCode: code };
  return { type: `party.${verb}.v1`, data: { contact } };
}

interface Message {
  readonly routingKey: string;
  readonly id: string;
  readonly body: string;
}

/** `sequence` rises within the source: your own number of the change is best, the time of your transaction will do. */
function cloudEvent(source: string, caseId: string, { type, data }: CaseEvent, sequence: number): Message {
  // The same change always has the same id, so that sending it again is harmless.
  const id = createHash('sha256')
    .update(JSON.stringify([source, caseId, type, data, sequence]))
    .digest('hex');
  const event = {
    specversion: '1.0',
    id,
    type: `dk.contact-sync.${type}`,
    source,
    subject: caseId,
    time: new Date(sequence).toISOString(),
    datacontenttype: 'application/json',
    sequence: String(sequence),
    sequencetype: 'Integer',
    data,
  };
  return { routingKey: type, id, body: JSON.stringify(event) };
}

/** A message counts as sent when the broker has confirmed it and had a queue for it; until then it is sent again. */
async function publishUntilConfirmed(messages: readonly Message[]): Promise<void> {
  const until = Date.now() + GIVE_UP_MS;
  let left = messages;
  for (;;) {
    try {
      left = await publish(left);
      if (left.length === 0) return;
      throw new Error('the broker has no queue for them: is contact-sync installed there?');
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** Returns the messages for which there was no queue. Rejects when the connection is lost before all are confirmed. */
async function publish(messages: readonly Message[]): Promise<readonly Message[]> {
  const connection = await connect(process.env['AMQP_URL'] ?? 'amqp://127.0.0.1', { timeout: 5000 });
  const lost = new Promise<never>((_resolve, reject) => {
    connection.on('error', reject);
    connection.on('close', () => reject(new Error('the connection to the broker is gone')));
  });
  lost.catch(() => undefined);
  try {
    const channel = await Promise.race([connection.createConfirmChannel(), lost]);
    const returned = new Set<string>();
    channel.on('return', ({ properties }) => returned.add(String(properties.messageId)));
    channel.on('error', () => undefined);
    // All at once, then all confirms: waiting for each would cost ten times the time.
    await Promise.race([Promise.all(messages.map((message) => confirmed(channel, message))), lost]);
    return messages.filter(({ id }) => returned.has(id));
  } finally {
    await connection.close().catch(() => undefined);
  }
}

function confirmed(channel: ConfirmChannel, { routingKey, id, body }: Message): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { persistent: true, mandatory: true, messageId: id, contentType: 'application/cloudevents+json' };
    channel.publish(EXCHANGE, routingKey, Buffer.from(body), options, (error: unknown) =>
      error == null ? resolve() : reject(new Error('the broker refused the message', { cause: error })),
    );
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
