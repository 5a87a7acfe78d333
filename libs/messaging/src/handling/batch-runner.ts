import { Logger } from '@nestjs/common';
import type { MessageProblem } from '@contact-sync/contracts';
import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { parkUnreadable } from '../queue/inbound';
import { BatchWork, type HandlerEntry } from './batch-work';
import { inConsumeSpan } from './consume-span';
import { StoppedWithoutStore, StoreWatch } from './store-watch';
import { WaitingMessages, type Incoming } from './waiting-messages';

export interface BatchRunnerOptions<I extends Incoming> {
  readonly pool: Pool;
  readonly queue: string;
  readonly handlerOf: (type: string) => HandlerEntry | undefined;
  /** Tells the sender that these need not be sent again. */
  readonly acknowledge: (incoming: readonly I[]) => Promise<void> | void;
  /** The database went away: take no more. */
  readonly storeAway: () => void;
  readonly storeBack: () => void;
  readonly leaseMs: number;
}

/** A message that could not be read, as it came. */
export interface Unreadable {
  readonly body: Uint8Array;
  readonly problem: MessageProblem;
}

const BATCHES_IN_FLIGHT = 3;
const LARGEST_BATCH = 500;
// A batch costs the same few round trips however small it is.
const WORTH_A_BATCH = 1 / 4;

/**
 * Hands messages to handlers in batches. Nothing waits for a timer: whatever is there when a handler is free is its next
 * batch, up to 500, and up to three batches on disjoint subjects are in flight. Beside much that is in flight a few that
 * trickle in wait until they are a quarter of it, or until a batch is finished.
 */
export class BatchRunner<I extends Incoming> {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private readonly waiting = new WaitingMessages<I>();
  private readonly busy = new Set<string>();
  private readonly inFlight = new Set<Promise<void>>();
  private readonly store: StoreWatch;
  private refused: { readonly incoming: I; readonly unreadable: Unreadable }[] = [];
  private scheduled = false;
  private handled = 0;

  constructor(private readonly options: BatchRunnerOptions<I>) {
    this.log = new Logger(options.queue);
    this.store = new StoreWatch(options.pool, this.stopping.signal, {
      away: options.storeAway,
      back: options.storeBack,
    });
  }

  /** Takes a message in hand. */
  offer(incoming: I): void {
    this.waiting.add(incoming);
    this.schedule();
  }

  /** Takes a message in hand that can only be parked. */
  refuse(incoming: I, unreadable: Unreadable): void {
    this.refused.push({ incoming, unreadable });
    this.schedule();
  }

  /** Messages in hand that no handler has yet. */
  get backlog(): number {
    return this.waiting.size;
  }

  /** Forgets what no handler has begun: the sender will send it again. */
  forgetWaiting(): void {
    this.waiting.clear();
    this.refused = [];
  }

  /** Begins nothing more and waits for what is in flight, at most so long; handlers are told by their signal. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.forgetWaiting();
    const patience = new AbortController();
    await Promise.race([
      Promise.all(this.inFlight),
      sleep(graceMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  /** At the end of the turn, so that all messages of one packet make one batch. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.begin();
    });
  }

  private begin(): void {
    while (!this.stopping.signal.aborted && this.inFlight.size < BATCHES_IN_FLIGHT) {
      const work = this.parkRefused() ?? this.runNext();
      if (work === undefined) return;
      const tracked: Promise<void> = work
        .catch((error: unknown) => this.failed(error))
        .finally(() => {
          this.inFlight.delete(tracked);
          this.schedule();
        });
      this.inFlight.add(tracked);
    }
  }

  private runNext(): Promise<void> | undefined {
    const { handlerOf } = this.options;
    if (this.waiting.size < this.handled * WORTH_A_BATCH) return undefined;
    const batch = this.waiting.take(this.busy, (type) => handlerOf(type)?.batch ?? LARGEST_BATCH);
    const [first] = batch;
    if (first === undefined) return undefined;
    const subjects = batch.map(({ message: { subject } }) => subject);
    for (const subject of subjects) this.busy.add(subject);
    this.handled += batch.length;
    const work = new BatchWork({
      ...this.options,
      store: this.store,
      signal: this.stopping.signal,
      log: this.log,
      type: first.message.type,
    });
    const { queue } = this.options;
    return inConsumeSpan(queue, first.message.type, batch, () => work.run(batch)).finally(() => {
      this.handled -= batch.length;
      for (const subject of subjects) this.busy.delete(subject);
    });
  }

  private parkRefused(): Promise<void> | undefined {
    if (this.refused.length === 0) return undefined;
    const refused = this.refused.splice(0);
    const { pool, queue, acknowledge } = this.options;
    return this.store
      .persistently(() =>
        parkUnreadable(
          pool,
          queue,
          refused.map(({ unreadable }) => unreadable),
        ),
      )
      .then(() => {
        const codes = [...new Set(refused.map(({ unreadable }) => unreadable.problem.code))];
        this.log.warn(`${refused.length} message(s) parked: ${codes.join(', ')}`);
        return this.store.persistently(async () => acknowledge(refused.map(({ incoming }) => incoming)));
      });
  }

  /** Unacknowledged messages come again, and claims run out: nothing is lost by giving up here, and it must be seen. */
  private failed(error: unknown): void {
    if (error instanceof StoppedWithoutStore) return;
    this.log.error(error instanceof Error ? error.stack : 'a batch failed outside its handler');
  }
}
