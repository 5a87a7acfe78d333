import type { Logger } from '@nestjs/common';
import { inTransaction } from '@contact-sync/database';
import { failed } from '@contact-sync/tracing';
import { trace } from '@opentelemetry/api';
import type { Pool } from 'pg';
import { randomUUID } from 'node:crypto';
import { claim, extendClaim, type ClaimedRow } from '../queue/claim';
import type { Delivery } from '../queue/delivery';
import { keepInbound } from '../queue/inbound';
import { allDone, ClaimLost, settle, wasSettled, type Outcome } from '../queue/settle';
import { BatchLanes, laneOutcome } from './batch-lanes';
import { againOrHeld, decideRecovery, type Recovery } from './decide-recovery';
import { ContractViolation } from './failures';
import { HandlingContext } from './handling-context';
import type { StoreWatch } from './store-watch';
import type { Incoming } from './waiting-messages';

/** A handler as the transport found it. */
export interface HandlerEntry {
  readonly handle: (deliveries: readonly Delivery[], context: HandlingContext) => Promise<void>;
  readonly batch?: number;
  readonly lane?: string | undefined;
}

export interface BatchWorkOptions<I extends Incoming> {
  readonly pool: Pool;
  readonly queue: string;
  readonly type: string;
  readonly handlerOf: (type: string) => HandlerEntry | undefined;
  readonly acknowledge: (incoming: readonly I[]) => Promise<void> | void;
  readonly leaseMs: number;
  readonly store: StoreWatch;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

type Held = Extract<Recovery, { scope: 'subject' | 'message' }>;

// A batch that is busy for longer than this is not unlucky: something in it is.
const ROUNDS_AT_ONCE = 5;
const RENEWALS_PER_LEASE = 3;

/** One batch from claim to acknowledgement: `decideRecovery` says what a failure means, and this does it. */
export class BatchWork<I extends Incoming> {
  private readonly token = randomUUID();
  private readonly incoming = new Map<string, I[]>();
  private readonly lanes: BatchLanes;
  private readonly handler: HandlerEntry;
  private readonly context: HandlingContext;

  constructor(private readonly options: BatchWorkOptions<I>) {
    this.handler = options.handlerOf(options.type) ?? { handle: noHandler };
    this.context = new HandlingContext([options.signal, options.queue]);
    this.lanes = new BatchLanes(options);
  }

  async run(batch: readonly I[]): Promise<void> {
    const deliveries = await this.claimAll(await this.passLane(batch));
    if (deliveries.length === 0) return;
    const renewal = this.renewClaims(deliveries);
    try {
      await this.handle(deliveries, 1);
    } finally {
      clearInterval(renewal);
    }
    await this.lanes.reopen();
  }

  private async handle(deliveries: readonly Delivery[], round: number): Promise<void> {
    if (deliveries.length === 0) return;
    try {
      await this.handler.handle(deliveries, this.context);
    } catch (failure) {
      await this.recover(deliveries, failure, round);
      return;
    }
    await this.finish(deliveries);
  }

  private async recover(deliveries: readonly Delivery[], failure: unknown, round: number): Promise<void> {
    if (this.options.signal.aborted) return this.giveBack(deliveries);
    const span = trace.getActiveSpan();
    if (span) failed(span, failure);
    if (failure instanceof ClaimLost) {
      const ours = await this.stillOurs(deliveries);
      if (ours.length < deliveries.length) return this.handle(ours, round);
    }
    const recovery = decideRecovery(failure, deliveries[0]?.attempt ?? 1, Math.random());
    switch (recovery.scope) {
      case 'store':
        await this.options.store.back();
        return this.handle(await this.stillOurs(deliveries), round);
      case 'register':
        await this.lanes.pause(recovery.register, failure);
        return this.giveBack(deliveries, recovery.register);
      case 'batch':
        if (round < ROUNDS_AT_ONCE) return this.handle(await this.stillOurs(deliveries), round + 1);
        return this.narrow(
          deliveries,
          (attempt) => againOrHeld(recovery.problem, attempt, Math.random()) as Held,
          failure,
        );
      case 'subject':
      case 'message':
        return this.narrow(deliveries, () => recovery, failure);
    }
  }

  /** Halves the batch until the failing one stands alone; the others are handled. */
  private async narrow(
    deliveries: readonly Delivery[],
    decide: (attempt: number) => Held,
    failure: unknown,
  ): Promise<void> {
    const [only] = deliveries;
    if (deliveries.length > 1 || only === undefined) {
      const middle = Math.ceil(deliveries.length / 2);
      await this.handle(await this.stillOurs(deliveries.slice(0, middle)), 1);
      const rest = await this.stillOurs(deliveries.slice(middle));
      return this.lanes.isOpen ? this.handle(rest, 1) : this.giveBack(rest, this.handler.lane);
    }
    const recovery = decide(only.attempt);
    if (recovery.scope === 'message') this.complain(only, recovery, failure);
    await this.conclude([only], outcomeOf(recovery));
  }

  /**
   * What the handler ought to have settled is settled; the rest is settled here. A handler that settled, did not commit
   * and returned all the same leaves its claims to run out.
   */
  private async finish(deliveries: readonly Delivery[]): Promise<void> {
    const left = await this.stillOurs(deliveries.filter(({ claim: held }) => held !== undefined && !wasSettled(held)));
    const isKept = (delivery: Delivery): boolean => delivery.claim?.id !== delivery.id;
    const kept = left.filter(isKept);
    const forgotten = left.filter((delivery) => !isKept(delivery));
    await this.settleAll(kept, { kind: 'done' });
    if (forgotten.length > 0) {
      this.options.log.error(`${this.options.type}: the handler returned without settling ${forgotten.length} task(s)`);
      const problem = { code: 'not-settled', text: 'the handler returned without settling the task' };
      await this.settleAll(forgotten, { kind: 'parked', problem });
    }
    await this.acknowledge(deliveries);
  }

  private giveBack(deliveries: readonly Delivery[], lane?: string): Promise<void> {
    return this.conclude(deliveries, { kind: 'given-back', ...(lane === undefined ? {} : { lane }) });
  }

  private async conclude(deliveries: readonly Delivery[], outcome: Outcome): Promise<void> {
    const { pool, queue, store } = this.options;
    await this.settleAll(
      deliveries.filter(({ claim: held }) => held !== undefined),
      outcome,
    );
    const events = deliveries.filter(({ claim: held }) => held === undefined);
    // Given back at a stop: unacknowledged, they come again.
    if (outcome.kind === 'given-back' && outcome.lane === undefined) {
      return this.acknowledge(deliveries.filter(({ claim: held }) => held !== undefined));
    }
    if (events.length > 0 && outcome.kind !== 'done' && outcome.kind !== 'obsolete') {
      const kept = outcome.kind === 'given-back' ? laneOutcome(outcome.lane ?? '') : outcome;
      await store.persistently(() =>
        keepInbound(
          pool,
          events.map((message) => ({ queue, message, attempt: message.attempt, outcome: kept })),
        ),
      );
    }
    await this.acknowledge(deliveries);
  }

  /** A claim that is lost by now is another's to settle. */
  private async settleAll(deliveries: readonly Delivery[], outcome: Outcome): Promise<void> {
    const { pool, store } = this.options;
    let ours = deliveries;
    while (ours.length > 0) {
      try {
        const settlements = outcome.kind === 'done' ? allDone(ours) : ours.map((delivery) => ({ delivery, outcome }));
        return await store.persistently(() => inTransaction(pool, (tx) => settle(tx, settlements)));
      } catch (error) {
        if (!(error instanceof ClaimLost)) throw error;
        const left = await this.stillOurs(ours);
        if (left.length === ours.length) throw error;
        ours = left;
      }
    }
  }

  private async claimAll(batch: readonly I[]): Promise<Delivery[]> {
    const rows = await this.claimRows(batch.flatMap(({ rowId }) => rowId ?? []));
    const deliveries: Delivery[] = [];
    const notOurs: I[] = [];
    for (const incoming of batch) {
      const { message, rowId } = incoming;
      const row = rowId === undefined ? undefined : rows.get(rowId);
      if (rowId !== undefined && row === undefined) {
        notOurs.push(incoming);
        continue;
      }
      const claimed = row ? { ...row.envelope, data: row.data, claim: { id: row.id, token: this.token } } : {};
      const delivery: Delivery = { ...message, attempt: row?.attempts ?? 1, ...claimed };
      const copies = this.incoming.get(keyOf(delivery));
      if (copies) {
        // The same message twice in one batch.
        copies.push(incoming);
        continue;
      }
      this.incoming.set(keyOf(delivery), [incoming]);
      deliveries.push(delivery);
      if (row?.lane) this.lanes.probes(row.lane);
    }
    // The row governs: done, claimed by another or not yet due. Where it is still open, it is published again.
    await this.tellDone(notOurs);
    return deliveries;
  }

  private async claimRows(ids: readonly string[]): Promise<Map<string, ClaimedRow>> {
    if (ids.length === 0) return new Map();
    const { pool, leaseMs, store, type } = this.options;
    const rows = await store.persistently(() => claim(pool, ids, { token: this.token, leaseMs, type }));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Those whose claim still holds (events always); the others are acknowledged, since their rows govern. */
  private async stillOurs(deliveries: readonly Delivery[]): Promise<Delivery[]> {
    const ids = deliveries.flatMap(({ claim: held }) => held?.id ?? []);
    if (ids.length === 0) return [...deliveries];
    const { pool, store } = this.options;
    const { rows } = await store.persistently(() =>
      pool.query<{ id: string }>('select id from service_queue.message where id = any($1::uuid[]) and claim = $2', [
        ids,
        this.token,
      ]),
    );
    const held = new Set(rows.map(({ id }) => id));
    const isOurs = (delivery: Delivery): boolean => delivery.claim === undefined || held.has(delivery.claim.id);
    await this.acknowledge(deliveries.filter((delivery) => !isOurs(delivery)));
    return deliveries.filter(isOurs);
  }

  private renewClaims(deliveries: readonly Delivery[]): NodeJS.Timeout | undefined {
    const ids = deliveries.flatMap(({ claim: held }) => held?.id ?? []);
    if (ids.length === 0) return undefined;
    const { pool, leaseMs } = this.options;
    // A renewal that fails shows when the handler settles.
    const renew = (): void => void extendClaim(pool, ids, { token: this.token, leaseMs }).catch(() => undefined);
    return setInterval(renew, leaseMs / RENEWALS_PER_LEASE);
  }

  private async passLane(batch: readonly I[]): Promise<readonly I[]> {
    const { lane } = this.handler;
    if (lane === undefined) return batch;
    const { admitted, others } = await this.lanes.pass(lane, batch);
    await this.tellDone(others);
    return admitted;
  }

  private async acknowledge(deliveries: readonly Delivery[]): Promise<void> {
    await this.tellDone(deliveries.flatMap((delivery) => this.incoming.get(keyOf(delivery)) ?? []));
  }

  private async tellDone(incoming: readonly I[]): Promise<void> {
    if (incoming.length > 0) await this.options.store.persistently(async () => this.options.acknowledge(incoming));
  }

  private complain({ id, type }: Delivery, { problem }: Held, failure: unknown): void {
    const where = failure instanceof Error && problem.code === 'unforeseen' ? ` ${failure.stack ?? ''}` : '';
    this.options.log.error(`${type} ${id} is parked: ${problem.code}: ${problem.text}${where}`);
  }
}

/** Of rows their id; of events, which have none, who sent them and under which id. */
function keyOf({ claim: held, source, id }: Delivery): string {
  return held?.id ?? `${source} ${id}`;
}

function outcomeOf(recovery: Held): Extract<Outcome, { kind: 'again' | 'held' | 'parked' }> {
  const { problem } = recovery;
  if (recovery.scope === 'message') return { kind: 'parked', problem };
  return recovery.again ? { kind: 'again', afterMs: recovery.afterMs, problem } : { kind: 'held', problem };
}

function noHandler(): Promise<void> {
  return Promise.reject(new ContractViolation('no-handler', 'this service has no handler for messages of this type'));
}
