import { setTimeout as sleep } from 'node:timers/promises';
import { assertMessage } from '@contact-sync/contract-checks';
import { productTopology } from '@contact-sync/messaging';
import { connect, type ChannelModel, type ConsumeMessage } from 'amqplib';

/** One message as another program receives it. */
export interface Heard {
  readonly id: string;
  readonly routingKey: string;
  readonly body: string;
  readonly properties: string;
}

const AGAIN_MS = 100;

/**
 * Another program that listens: amqplib and nothing of ours, with a durable queue of its own. It connects again for as
 * long as it runs, and acknowledges what it has noted.
 */
export class Listener {
  readonly heard: Heard[] = [];
  private connection: ChannelModel | undefined;
  private running = true;
  private listening: Promise<void> = Promise.resolve();

  private constructor(private readonly options: ListenerOptions) {}

  /** Returns when its queue is bound: from then on nothing passes it by. */
  static async started(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    const first = await listener.listen();
    listener.listening = listener.listenAgainAfter(first);
    return listener;
  }

  /**
   * Removes its queue, and the exchanges and queues of the installation it listened to. Throws where one of the messages
   * was not what the AsyncAPI document says.
   */
  async end(): Promise<void> {
    this.running = false;
    await this.connection?.close().catch(() => undefined);
    await this.listening;
    const { url, exchange, queue } = this.options;
    const { deadLetterExchange, queues } = productTopology(exchange);
    const connection = await connect(url);
    const channel = await connection.createChannel();
    for (const name of [queue, ...queues.flatMap(({ queue: one }) => [one, `${one}.parked`])])
      await channel.deleteQueue(name);
    for (const name of [exchange, deadLetterExchange]) await channel.deleteExchange(name);
    await connection.close();
    for (const { routingKey, body } of this.heard) assertMessage(routingKey, body);
  }

  private async listenAgainAfter(first: Session): Promise<void> {
    await first.closed;
    while (this.running) {
      try {
        const session = await this.listen();
        await session.closed;
      } catch {
        // The broker is away: it is tried until it answers, as any program must.
        await sleep(AGAIN_MS);
      }
    }
  }

  private async listen(): Promise<Session> {
    const { url, exchange, queue, keys } = this.options;
    const connection = await connect(url, { timeout: 5_000 });
    connection.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => connection.once('close', () => resolve()));
    this.connection = connection;
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    for (const key of keys) await channel.bindQueue(queue, exchange, key);
    await channel.consume(queue, (message) => {
      if (message === null) return void connection.close();
      this.heard.push(noted(message));
      channel.ack(message);
    });
    return { closed };
  }
}

interface Session {
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
}

interface ListenerOptions {
  readonly url: string;
  readonly exchange: string;
  readonly queue: string;
  readonly keys: readonly string[];
}

function noted({ content, fields, properties }: ConsumeMessage): Heard {
  const body = content.toString('utf8');
  const { id } = JSON.parse(body) as { id: string };
  return { id, routingKey: fields.routingKey, body, properties: JSON.stringify(properties) };
}
