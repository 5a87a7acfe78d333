// Hears over RabbitMQ what changed with contacts, and goes on hearing until it is stopped:
//
//   node dist/consume-contact-changes.js QUEUE FILE
//
// QUEUE is a queue of your own; it keeps what happens while you are away. FILE remembers the version each contact was
// seen at: a real system keeps that beside its own copy of the contact, in the same transaction.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect, type Channel, type ChannelModel } from 'amqplib';

const EXCHANGE = process.env['AMQP_EXCHANGE'] ?? 'contact-sync';
const AT_ONCE = 100;
const AGAIN_MS = 1000;

/** A CloudEvent about a contact. It names nobody: what a contact is called you read through the API, with your rights. */
interface ContactEvent {
  /** The same each time the event is delivered. */
  readonly id: string;
  readonly type: string;
  /** Id of the contact. */
  readonly subject: string;
  /** Version of the contact after the change, as text. */
  readonly sequence?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The newest version of each contact that has taken effect, with the events of that version that have. */
class Seen {
  private readonly versions: Map<string, { readonly version: number; readonly events: readonly string[] }>;

  constructor(private readonly file: string) {
    const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, never][]) : [];
    this.versions = new Map(kept);
  }

  /** True for an event that is newer than anything seen of its contact. One version may have several events. */
  isNew({ id, subject, sequence }: ContactEvent): boolean {
    if (sequence === undefined) return true;
    const known = this.versions.get(subject) ?? { version: 0, events: [] };
    const version = Number(sequence);
    if (version < known.version || (version === known.version && known.events.includes(id))) return false;
    const events = known.version === version ? [...known.events, id] : [id];
    this.versions.set(subject, { version, events });
    return true;
  }

  keep(): void {
    // Written beside and renamed: a program that is killed leaves the old file or the new one, never half of one.
    writeFileSync(`${this.file}.new`, JSON.stringify([...this.versions]));
    renameSync(`${this.file}.new`, this.file);
  }
}

async function main([queue, file]: string[]): Promise<void> {
  if (queue === undefined || file === undefined) throw new Error('usage: consume-contact-changes QUEUE FILE');
  const seen = new Seen(file);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  while (!stop.signal.aborted) {
    try {
      await consume(queue, seen, stop.signal);
    } catch (error) {
      console.error(`the broker is away: ${error instanceof Error ? error.message : 'no reason given'}`);
    }
    // What was not acknowledged comes again on the next connection.
    if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Resolves when told to stop; rejects when the connection or the queue is gone. */
async function consume(queue: string, seen: Seen, stop: AbortSignal): Promise<void> {
  const connection = await connect(process.env['AMQP_URL'] ?? 'amqp://127.0.0.1', { timeout: 5000 });
  try {
    const channel = await openQueue(connection, queue);
    await new Promise<void>((resolve, reject) => {
      stop.addEventListener('abort', () => resolve(), { once: true });
      connection.on('error', reject);
      connection.on('close', () => reject(new Error('the connection is gone')));
      channel.on('error', reject);
      const listening = channel.consume(queue, (message) => {
        if (message === null) return reject(new Error('the queue is gone'));
        const event = JSON.parse(message.content.toString('utf8')) as ContactEvent;
        if (seen.isNew(event)) takeEffect(event);
        seen.keep();
        // Only now: a program that is killed before gets the message again, and finds that it is not new.
        channel.ack(message);
      });
      listening.then(() => console.log(`listening on ${queue}`), reject);
    });
  } finally {
    await connection.close().catch(() => undefined);
  }
}

async function openQueue(connection: ChannelModel, queue: string): Promise<Channel> {
  const channel = await connection.createChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(queue, EXCHANGE, 'contact.#');
  await channel.prefetch(AT_ONCE);
  return channel;
}

/** Here your system would read the contact through the API, and change its own copy. */
function takeEffect({ type, subject, sequence, data }: ContactEvent): void {
  const what = type.replace(/^dk\.contact-sync\./, '');
  console.log(`${what} ${subject} version ${sequence ?? '-'} ${JSON.stringify(data)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
