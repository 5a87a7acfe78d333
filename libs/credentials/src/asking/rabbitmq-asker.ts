import { BrokerConnection } from '@contact-sync/messaging';
import type { Channel, ChannelModel } from 'amqplib';
import { type CredentialRoad, declareExchange, exchangeOf, ROUTING_KEY, userOf } from '../broker-road';
import { CredentialFailed } from '../credential-failed';
import { openAnswer } from '../protocol/answer';
import type { Question, Replies } from '../protocol/question';
import { newRequest, PATIENCE_MS } from '../protocol/request';
import type { Asker } from './asker';

/** RabbitMQ's direct reply-to: answers come to this channel alone, and no queue of ours is left behind. */
const REPLY_TO = 'amq.rabbitmq.reply-to';
const CONNECT_MS = 5_000;

interface Waiting {
  readonly answered: (content: Uint8Array) => void;
  readonly away: () => void;
}

/** Asks over RabbitMQ, under the name of the broker's user. Connects when the first question is asked. */
export class RabbitMqAsker implements Asker {
  private readonly connection: BrokerConnection;
  private readonly url: string;
  private readonly waiting = new Map<string, Waiting>();
  private channel: Channel | undefined;
  private whenOpen: (() => void)[] = [];
  private stopped = false;

  constructor(
    private readonly road: CredentialRoad,
    private readonly now: () => number,
  ) {
    this.url = road.url ?? '';
    this.connection = new BrokerConnection({
      url: this.url,
      name: 'contact-sync credentials wanted',
      opened: (connection, lost) => this.opened(connection, lost),
      closed: () => this.closed(),
    });
  }

  async ask<Asked extends Question>(question: Asked): Promise<Replies[Asked['ask']]> {
    const channel = await this.open();
    const open = await newRequest(question, this.now());
    return openAnswer<Asked['ask']>(await this.answer(channel, open.request.nonce, open.request), open);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.connection.stop();
    this.closed();
    this.release();
  }

  private answer(channel: Channel, nonce: string, request: object): Promise<Uint8Array> {
    return new Promise<Uint8Array>((resolve, reject) => {
      const away = (): void => reject(new CredentialFailed('auth-profile-away'));
      const timer = setTimeout(away, PATIENCE_MS);
      this.waiting.set(nonce, {
        answered: (content) => {
          clearTimeout(timer);
          resolve(content);
        },
        away: () => {
          clearTimeout(timer);
          away();
        },
      });
      try {
        channel.publish(exchangeOf(this.road.exchange), ROUTING_KEY, Buffer.from(JSON.stringify(request)), {
          contentType: 'application/json',
          replyTo: REPLY_TO,
          correlationId: nonce,
          messageId: nonce,
          userId: userOf(this.url),
          // Comes back at once where nobody listens.
          mandatory: true,
          expiration: PATIENCE_MS,
        });
      } catch {
        this.waiting.get(nonce)?.away();
      }
    }).finally(() => this.waiting.delete(nonce));
  }

  private async open(): Promise<Channel> {
    if (!this.stopped) this.connection.start();
    if (this.channel === undefined && !this.stopped) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.whenOpen.push(resolve);
        timer = setTimeout(resolve, CONNECT_MS);
      });
      clearTimeout(timer);
    }
    if (this.channel === undefined) throw new CredentialFailed('auth-profile-away');
    return this.channel;
  }

  private async opened(connection: ChannelModel, lost: () => void): Promise<void> {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined); // 'close' follows
    channel.on('close', lost);
    channel.on('return', ({ properties }) => this.waiting.get(String(properties.messageId))?.away());
    await declareExchange(channel, this.road.exchange);
    await channel.consume(
      REPLY_TO,
      (message) => {
        if (message === null) lost();
        else this.waiting.get(String(message.properties.correlationId))?.answered(message.content);
      },
      { noAck: true },
    );
    this.channel = channel;
    this.release();
  }

  private closed(): void {
    this.channel = undefined;
    // Their answers would come to a channel that is no more.
    for (const { away } of [...this.waiting.values()]) away();
  }

  private release(): void {
    for (const resolve of this.whenOpen.splice(0)) resolve();
  }
}
