import { Logger } from '@nestjs/common';
import { isConnectionLost, sqlState } from '@contact-sync/database';
import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { admitWaiting } from '../queue/lanes';
import { DUE_CHANNEL } from '../queue/wake';
import { eventsPublished, notPublished, takeDue, type DueMessage } from './due-messages';
import { leftOnTheWay } from './left-on-the-way';
import { PublishSpans } from './publish-spans';
import type { Published, Publisher } from './publisher';
import { WakeUp } from './wake-up';

export interface RelayOptions {
  /** Database of the service queue, as the running role. A session of its own: not through a pooler that shares sessions. */
  readonly url: string;
  readonly publisher: Publisher;
  /** Without a wake-up the queue is looked at this often, in milliseconds; default 1000. */
  readonly pollMs?: number;
  /** Pause before a message is published a second time, in milliseconds; doubles each time. Default 10 minutes. */
  readonly republishAfterMs?: number;
  /** Pause after the broker refused a message or had no queue for it, in milliseconds; default 5 seconds. */
  readonly refusedAfterMs?: number;
  /** Messages per batch; default 1000. */
  readonly batch?: number;
}

// Any number will do, as long as every release uses the same one.
const RELAY_LOCK = 4_711_202_602;
const COMPETE_MS = 500;
const QUERY_TIMEOUT_MS = 60_000;

/**
 * Publishes what is due. Any number of relays may run; one at a time works, which keeps the order of the wire, and
 * another takes over when it is gone. Its lock and its work share one session: without the lock it can take nothing.
 */
export class Relay {
  private readonly log = new Logger('Relay');
  private readonly wakeUp = new WakeUp();
  private readonly stopping = new AbortController();
  private readonly options: Required<RelayOptions>;
  private running: Promise<void> | undefined;
  private working = false;
  private complained = false;

  constructor(options: RelayOptions) {
    this.options = { pollMs: 1000, republishAfterMs: 600_000, refusedAfterMs: 5_000, batch: 1000, ...options };
  }

  /** True while this relay is the one that works. */
  get active(): boolean {
    return this.working;
  }

  /** Begins to compete for the work, and returns at once. */
  start(): void {
    this.options.publisher.start();
    this.running ??= this.run();
  }

  /** Finishes the batches on the way, gives up the lock and stops the publisher. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp.wake();
    await this.running;
    await this.options.publisher.stop();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.compete();
      } catch (error) {
        this.complain(error);
      } finally {
        this.working = false;
      }
      await this.pause(COMPETE_MS);
    }
  }

  private async compete(): Promise<void> {
    const session = new Client({
      connectionString: this.options.url,
      application_name: 'contact-sync relay',
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    // The next query tells; this only wakes a relay that waits.
    session.on('error', () => this.wakeUp.wake());
    session.on('notification', () => this.wakeUp.wake());
    try {
      await session.connect();
      // What a crash of the database forgets of its writing is published once more. Everything it reads has an index,
      // which the planner of a table that grew since its statistics were made does not see.
      await session.query('set synchronous_commit = off; set enable_seqscan = off');
      while (!(await obtainedLock(session))) {
        await this.pause(COMPETE_MS);
        if (this.stopping.signal.aborted) return;
      }
      await session.query(`listen ${DUE_CHANNEL}`);
      await leftOnTheWay(session, this.options);
      this.working = true;
      if (this.complained) this.log.log('the relay works again');
      this.complained = false;
      await this.work(session);
    } finally {
      await session.end().catch(() => undefined);
    }
  }

  /** Two batches are on the way at a time: while one awaits its confirms the next is taken and written. */
  private async work(session: Client): Promise<void> {
    const { publisher, batch: limit, republishAfterMs, pollMs } = this.options;
    let previous: Promise<void> = Promise.resolve();
    let admitted = 0;
    try {
      while (!this.stopping.signal.aborted) {
        await publisher.ready(this.stopping.signal);
        if (this.stopping.signal.aborted) break;
        if (performance.now() - admitted >= pollMs) {
          await admitWaiting(session);
          admitted = performance.now();
        }
        const due = await takeDue(session, { limit, republishAfterMs });
        const current = due.length === 0 ? Promise.resolve() : this.publish(session, due, previous);
        // Its failure is met at the next turn, or below.
        current.catch(() => undefined);
        await previous;
        previous = current;
        if (due.length === 0) await this.wakeUp.wait(pollMs);
      }
    } finally {
      await previous;
    }
  }

  private async publish(session: Client, due: readonly DueMessage[], previous: Promise<void>): Promise<void> {
    const { accepted, refused } = await this.handOn(due);
    // Published in order they are also told as published in order: a reader of the feed would pass what comes late.
    await previous;
    await eventsPublished(
      session,
      accepted.filter(({ kind }) => kind === 'event').map(({ id }) => id),
    );
    await notPublished(session, refused, this.options.refusedAfterMs);
  }

  private async handOn(due: readonly DueMessage[]): Promise<Published> {
    const spans = PublishSpans.begin(due);
    try {
      const published = await this.options.publisher.publish(spans.messages);
      spans.end(published);
      return published;
    } catch (error) {
      spans.fail(error);
      throw error;
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** One warning until it works again, however long that takes. */
  private complain(error: unknown): void {
    if (this.complained) return;
    this.complained = true;
    const code = sqlState(error) ?? (isConnectionLost(error) ? 'connection' : 'no code');
    this.log.warn(`the relay lost its session (${code}) and tries again`);
  }
}

async function obtainedLock(session: Client): Promise<boolean> {
  const { rows } = await session.query<{ obtained: boolean }>('select pg_try_advisory_lock($1) as obtained', [
    RELAY_LOCK,
  ]);
  return rows[0]?.obtained === true;
}
