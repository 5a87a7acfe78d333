import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { MessageTransport, type MessageTransportOptions } from '../handling/message-transport';
import type { Incoming } from '../handling/waiting-messages';
import type { Topology } from '../relay/topology';
import { Acknowledgements } from './acknowledgements';
import { BrokerConnection } from './broker-connection';
import { declareTopology } from './declare-topology';
import { ROW_HEADER } from './rabbitmq-publisher';

export interface RabbitMqTransportOptions extends MessageTransportOptions {
  readonly url: string;
  readonly topology: Topology;
  /** Messages in hand at most; default 500. */
  readonly prefetch?: number;
}

interface BrokerMessage extends Incoming {
  readonly tag: number;
  readonly session: Session;
}

/** One channel with its consumer, and what it has delivered. */
interface Session {
  readonly channel: Channel;
  readonly acknowledgements: Acknowledgements;
  readonly lost: () => void;
  consumerTag: string | undefined;
  usable: boolean;
}

const PREFETCH = 500;

/** Messages of one RabbitMQ queue, for Nest handlers. A message is acknowledged when its effect is committed. */
export class RabbitMqTransport extends MessageTransport<BrokerMessage> {
  private readonly connection: BrokerConnection;
  private readonly broker: RabbitMqTransportOptions;
  private session: Session | undefined;
  private paused = false;

  constructor(options: RabbitMqTransportOptions) {
    super(options);
    this.broker = options;
    this.connection = new BrokerConnection({
      url: options.url,
      name: `contact-sync ${options.queue}`,
      opened: (connection, lost) => this.opened(connection, lost),
      closed: () => this.closed(),
    });
  }

  protected begin(): void {
    this.connection.start();
  }

  protected end(): Promise<void> {
    return this.connection.stop();
  }

  private async opened(connection: ChannelModel, lost: () => void): Promise<void> {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined); // 'close' follows
    channel.on('close', lost);
    await declareTopology(channel, this.broker.topology);
    await channel.prefetch(this.broker.prefetch ?? PREFETCH);
    const session: Session = {
      channel,
      acknowledgements: new Acknowledgements(),
      lost,
      consumerTag: undefined,
      usable: true,
    };
    this.session = session;
    if (!this.paused) await this.consume(session);
    this._status$.next('connected');
  }

  private async consume(session: Session): Promise<void> {
    const { consumerTag } = await session.channel.consume(this.options.queue, (message) => {
      // The broker cancelled us: queue deleted, or its leader moved. Begin anew.
      if (message === null) session.lost();
      else this.received(session, message);
    });
    session.consumerTag = consumerTag;
  }

  private received(session: Session, { content, properties, fields: { deliveryTag: tag } }: ConsumeMessage): void {
    session.acknowledgements.delivered(tag);
    const headers = (properties.headers ?? {}) as Readonly<Record<string, unknown>>;
    this.accept(content, headers[ROW_HEADER], (incoming) => ({ ...incoming, tag, session }));
  }

  private closed(): void {
    const session = this.session;
    this.session = undefined;
    if (session) session.usable = false;
    // The broker delivers them again, to us or to another.
    this.runner.forgetWaiting();
    this._status$.next('disconnected');
  }

  protected acknowledge(incoming: readonly BrokerMessage[]): void {
    const bySession = new Map<Session, number[]>();
    for (const { session, tag } of incoming) {
      const tags = bySession.get(session);
      if (tags) tags.push(tag);
      else bySession.set(session, [tag]);
    }
    for (const [{ channel, acknowledgements, usable, lost }, tags] of bySession) {
      // What was delivered over a channel that is gone is delivered again, and its row then says that it is done.
      if (!usable) continue;
      try {
        for (const { tag, upTo } of acknowledgements.done(tags))
          channel.ack({ fields: { deliveryTag: tag } } as ConsumeMessage, upTo);
      } catch {
        lost();
      }
    }
  }

  /** Without a database nothing can be handled, so others may have the messages. */
  protected storeAway(): void {
    this.paused = true;
    const { session } = this;
    const consumerTag = session?.consumerTag;
    if (session === undefined || consumerTag === undefined) return;
    session.consumerTag = undefined;
    session.channel.cancel(consumerTag).catch(() => session.lost());
  }

  protected storeBack(): void {
    this.paused = false;
    const { session } = this;
    if (session === undefined || session.consumerTag !== undefined) return;
    this.consume(session).catch(() => session.lost());
  }
}
