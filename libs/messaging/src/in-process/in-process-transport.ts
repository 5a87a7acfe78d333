import { isConnectionLost } from '@contact-sync/database';
import { Client } from 'pg';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageTransport, type MessageTransportOptions } from '../handling/message-transport';
import type { Incoming } from '../handling/waiting-messages';
import { DELIVERY_CHANNEL } from '../queue/wake';
import { WakeUp } from '../relay/wake-up';
import { acknowledgeDeliveries, freeDeliveriesOfTheDead, takeDeliveries } from './deliveries';

export interface InProcessTransportOptions extends MessageTransportOptions {
  /** Database of the service queue, as the running role; for the transport's own session. */
  readonly url: string;
  /** Without a wake-up the deliveries are looked at this often, in milliseconds; default 1000. */
  readonly pollMs?: number;
}

interface StoredDelivery extends Incoming {
  readonly messageId: string;
}

const POLL_MS = 1000;
const RETRY_MS = 250;
const MOST_IN_HAND = 500;
/** First key of our advisory locks, so that they meet no other's. */
const LOCK_CLASS = 4_711;

/**
 * Messages of one queue of the database, for Nest handlers, with no broker. Who has a delivery in hand is told by a number
 * that its process holds a session lock under: when the process dies, however it dies, its deliveries are free at once.
 */
export class InProcessTransport extends MessageTransport<StoredDelivery> {
  private readonly stopping = new AbortController();
  private readonly wakeUp = new WakeUp();
  private readonly inProcess: InProcessTransportOptions;
  private running: Promise<void> | undefined;
  private inHand = 0;
  private paused = false;
  private sessionLost = false;

  constructor(options: InProcessTransportOptions) {
    super(options);
    this.inProcess = options;
  }

  protected begin(): void {
    this.running ??= this.run();
  }

  protected async end(): Promise<void> {
    this.stopping.abort();
    this.wakeUp.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.receive();
      } catch (error) {
        // The driver's own errors about a session that broke have no code.
        if (!this.sessionLost && !isConnectionLost(error)) this.logger.error(error);
      }
      this.runner.forgetWaiting();
      this.inHand = 0;
      this._status$.next('disconnected');
      await sleep(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async receive(): Promise<void> {
    const { url, queue } = this.inProcess;
    const session = new Client({ connectionString: url, application_name: `contact-sync ${queue}`, keepAlive: true });
    this.sessionLost = false;
    session.on('error', () => {
      this.sessionLost = true;
      this.wakeUp.wake();
    });
    session.on('notification', ({ payload }) => payload === queue && this.wakeUp.wake());
    try {
      await session.connect();
      const self = randomInt(1, 2 ** 31 - 1);
      await session.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, self]);
      await session.query(`listen ${DELIVERY_CHANNEL}`);
      this._status$.next('connected');
      await this.takeWhileListening(session, self);
    } finally {
      await session.end().catch(() => undefined);
    }
  }

  private async takeWhileListening(session: Client, self: number): Promise<void> {
    const { queue, pollMs = POLL_MS } = this.inProcess;
    let looked = -pollMs;
    while (!this.stopping.signal.aborted) {
      if (performance.now() - looked >= pollMs) {
        await freeDeliveriesOfTheDead(session, { queue, lockClass: LOCK_CLASS, self });
        looked = performance.now();
      }
      const room = this.paused ? 0 : MOST_IN_HAND - this.inHand;
      const taken = room > 0 ? await takeDeliveries(session, { queue, self, limit: room }) : [];
      this.inHand += taken.length;
      for (const { messageId, kind, body } of taken) {
        this.accept(body, kind === 'inbound' ? messageId : undefined, (incoming) => ({ ...incoming, messageId }));
      }
      if (taken.length === 0) await this.wakeUp.wait(pollMs);
    }
  }

  protected async acknowledge(incoming: readonly StoredDelivery[]): Promise<void> {
    await acknowledgeDeliveries(
      this.options.pool,
      this.options.queue,
      incoming.map(({ messageId }) => messageId),
    );
    this.inHand = Math.max(0, this.inHand - incoming.length);
    this.wakeUp.wake();
  }

  protected storeAway(): void {
    this.paused = true;
  }

  protected storeBack(): void {
    this.paused = false;
    this.wakeUp.wake();
  }
}
