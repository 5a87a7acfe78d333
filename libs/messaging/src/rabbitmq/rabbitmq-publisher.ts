import { CONTENT_TYPE } from '@contact-sync/contracts';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DueMessage } from '../relay/due-messages';
import type { Published, Publisher } from '../relay/publisher';
import type { Topology } from '../relay/topology';
import { BrokerConnection, socketOf } from './broker-connection';
import { declareTopology } from './declare-topology';

/** Header with the id of the row a message is kept under, where that is not the message's own id. */
export const ROW_HEADER = 'service-queue-row';

export interface RabbitMqPublisherOptions {
  readonly url: string;
  readonly topology: Topology;
  /** Longest time without any confirm while some are awaited, in milliseconds; default 30 seconds. */
  readonly confirmTimeoutMs?: number;
}

const CONFIRM_TIMEOUT_MS = 30_000;

/** Publishes with confirms, a whole batch on the way at once. */
export class RabbitMqPublisher implements Publisher {
  private readonly connection: BrokerConnection;
  private channel: ConfirmChannel | undefined;
  private socket: Duplex | undefined;
  private hangUp: (() => void) | undefined;
  private waiting: (() => void)[] = [];
  private readonly batches = new Set<Batch>();
  private readonly confirmTimeoutMs: number;

  constructor(private readonly options: RabbitMqPublisherOptions) {
    this.confirmTimeoutMs = options.confirmTimeoutMs ?? CONFIRM_TIMEOUT_MS;
    this.connection = new BrokerConnection({
      url: options.url,
      name: 'contact-sync relay',
      opened: (connection, lost) => this.opened(connection, lost),
      closed: () => this.closed(),
    });
  }

  start(): void {
    this.connection.start();
  }

  async stop(): Promise<void> {
    await this.connection.stop();
    this.release();
  }

  async ready(signal: AbortSignal): Promise<void> {
    while (this.channel === undefined && !signal.aborted) {
      const opened = new Promise<void>((resolve) => this.waiting.push(resolve));
      const aborted = new AbortController();
      signal.addEventListener('abort', () => this.release(), { once: true, signal: aborted.signal });
      await opened;
      aborted.abort();
    }
  }

  async publish(messages: readonly DueMessage[]): Promise<Published> {
    const { channel, socket } = this;
    if (channel === undefined || messages.length === 0) return { accepted: [], refused: messages };
    const batch = new Batch(messages);
    this.batches.add(batch);
    // noDelay sends each small write at once; corked, a batch leaves in few packets.
    socket?.cork();
    try {
      for (const message of messages) this.send(channel, message, batch);
    } catch {
      // The channel closed between two messages: `closed` refuses the rest of the batch.
      batch.giveUp();
    }
    // amqplib hands its frames to the socket one turn later.
    await nextTurn();
    await nextTurn();
    socket?.uncork();
    const timer = this.watch(batch);
    const published = await batch.settled;
    clearInterval(timer);
    this.batches.delete(batch);
    return published;
  }

  private send(channel: ConfirmChannel, { id, kind, type, queue, body }: DueMessage, batch: Batch): void {
    const options = {
      persistent: true,
      // Events may have no listener; a task without a queue must not count as published.
      mandatory: kind !== 'event',
      contentType: CONTENT_TYPE,
      messageId: id,
      ...(kind === 'inbound' ? { headers: { [ROW_HEADER]: id } } : {}),
    };
    const exchange = queue === null ? this.options.topology.exchange : '';
    channel.publish(exchange, queue ?? type, Buffer.from(body), options, (error: unknown) =>
      batch.answered(id, error === null),
    );
  }

  /** A connection on which nothing is confirmed any more is given up, and with it the batch. */
  private watch(batch: Batch): NodeJS.Timeout {
    let seen = batch.open;
    return setInterval(() => {
      if (batch.open === seen) this.hangUp?.();
      seen = batch.open;
    }, this.confirmTimeoutMs);
  }

  private async opened(connection: ChannelModel, lost: () => void): Promise<void> {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined); // 'close' follows
    channel.on('close', lost);
    channel.on('return', ({ properties }) => {
      for (const batch of this.batches) batch.returned(String(properties.messageId));
    });
    // Out of memory or disk the broker reads no more; what is on the way may still be confirmed afterwards.
    connection.on('blocked', () => (this.channel = undefined));
    connection.on('unblocked', () => this.open(channel));
    await declareTopology(channel, this.options.topology);
    this.hangUp = lost;
    this.socket = socketOf(connection);
    this.open(channel);
  }

  private open(channel: ConfirmChannel): void {
    this.channel = channel;
    this.release();
  }

  private closed(): void {
    this.channel = undefined;
    this.socket = undefined;
    this.hangUp = undefined;
    // Their confirms will never come.
    for (const batch of this.batches) batch.giveUp();
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** Messages that await their confirms. */
class Batch {
  readonly settled: Promise<Published>;
  open: number;
  private readonly accepted = new Set<string>();
  private readonly comeBack = new Set<string>();
  private settle: () => void = () => undefined;

  constructor(messages: readonly DueMessage[]) {
    this.open = messages.length;
    this.settled = new Promise<void>((resolve) => (this.settle = resolve)).then(() => ({
      accepted: messages.filter(({ id }) => this.accepted.has(id)),
      refused: messages.filter(({ id }) => !this.accepted.has(id)),
    }));
  }

  /** The broker returns a message without a queue first, and confirms it all the same. */
  returned(id: string): void {
    this.comeBack.add(id);
  }

  answered(id: string, accepted: boolean): void {
    if (accepted && !this.comeBack.has(id)) this.accepted.add(id);
    this.open -= 1;
    if (this.open === 0) this.settle();
  }

  giveUp(): void {
    this.settle();
  }
}
