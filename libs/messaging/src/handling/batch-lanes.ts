import type { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { keepInbound } from '../queue/inbound';
import { awaitLane, passLane, pauseLane, probesOf, resumeLane } from '../queue/lanes';
import type { Outcome } from '../queue/settle';
import { decideRecovery } from './decide-recovery';
import type { StoreWatch } from './store-watch';
import type { Incoming } from './waiting-messages';

export interface BatchLanesOptions {
  readonly pool: Pool;
  readonly queue: string;
  readonly store: StoreWatch;
  readonly log: Logger;
}

const EVENT_LANE_MS = 60_000;

/** What one batch has to do with registers that are away: it waits for them, probes them, or finds that they are. */
export class BatchLanes {
  private readonly probed = new Set<string>();
  private open = true;

  constructor(private readonly options: BatchLanesOptions) {}

  /** False when a register turned out to be away under the batch. */
  get isOpen(): boolean {
    return this.open;
  }

  /** A message of the batch was let through to see whether the register answers. */
  probes(lane: string): void {
    this.probed.add(lane);
  }

  /**
   * While a handler's register is away its work waits, but for one message at a time as a probe. Tells which messages may
   * be handled; what is to be known of the others is in their rows.
   */
  async pass<I extends Incoming>(
    lane: string,
    batch: readonly I[],
  ): Promise<{ readonly admitted: readonly I[]; readonly others: readonly I[] }> {
    const { pool, queue, store } = this.options;
    const passage = await store.persistently(() => passLane(pool, lane));
    if (passage === 'open') return { admitted: batch, others: [] };
    const admitted = passage === 'probe' ? batch.slice(0, 1) : [];
    if (admitted.length > 0) this.probed.add(lane);
    const others = batch.slice(admitted.length);
    const ids = others.flatMap(({ rowId }) => rowId ?? []);
    await store.persistently(() => awaitLane(pool, lane, ids));
    const events = others.filter(({ rowId }) => rowId === undefined);
    const kept = events.map(({ message }) => ({ queue, message, attempt: 0, outcome: laneOutcome(lane) }));
    if (kept.length > 0) await store.persistently(() => keepInbound(pool, kept));
    return { admitted, others };
  }

  async pause(lane: string, failure: unknown): Promise<void> {
    this.open = false;
    const { pool, store, log } = this.options;
    const probes = await store.persistently(() => probesOf(pool, lane));
    const recovery = decideRecovery(failure, probes + 1, Math.random());
    if (recovery.scope !== 'register') return;
    const pause = { afterMs: recovery.probeAfterMs, problem: recovery.problem };
    const wasOpen = await store.persistently(() => pauseLane(pool, lane, pause));
    if (wasOpen) log.warn(`${lane} is away (${recovery.problem.code}): its work waits`);
  }

  /** The batch came through: what it probed answers. */
  async reopen(): Promise<void> {
    if (!this.open) return;
    const { pool, store, log } = this.options;
    for (const lane of this.probed) {
      if (await store.persistently(() => resumeLane(pool, lane))) log.log(`${lane} answers again: its work goes on`);
    }
  }
}

/** An event has no row that could wait for the lane, so one is made, and tries again by itself. */
export function laneOutcome(lane: string): Extract<Outcome, { kind: 'again' }> {
  return { kind: 'again', afterMs: EVENT_LANE_MS, problem: { code: 'lane-paused', text: `${lane} is away` } };
}
