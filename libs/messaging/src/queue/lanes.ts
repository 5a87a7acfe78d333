import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { TaskType } from '@contact-sync/contracts';
import type { ClientBase, Pool } from 'pg';
import type { Problem } from './settle';
import { DUE_CHANNEL } from './wake';

/** A register that is away, and when it is tried again. */
export interface PausedLane {
  readonly lane: string;
  readonly pausedAt: Date;
  readonly nextProbe: Date;
  readonly probes: number;
  readonly errorCode: string;
  readonly errorText: string;
}

/**
 * Pauses a register's lane until a probe after so many milliseconds, or moves the next probe of one that is paused.
 * Returns true when it was open before: the moment for one warning.
 */
export async function pauseLane(
  on: Pool | ClientBase,
  lane: string,
  { afterMs, problem }: { readonly afterMs: number; readonly problem: Problem },
): Promise<boolean> {
  const { rows } = await on.query<{ fresh: boolean }>(
    `insert into service_queue.register_lane as l (lane, next_probe, error_code, error_text)
     values ($1, clock_timestamp() + $2 * interval '1 millisecond', $3, $4)
     on conflict (lane) do update
       set next_probe = excluded.next_probe, error_code = excluded.error_code, error_text = excluded.error_text
     returning xmax = 0 as fresh`,
    [lane, afterMs, problem.code, maskPersonNumbers(problem.text)],
  );
  return rows[0]?.fresh === true;
}

/** Opens a lane: everything that waited for it is due at once. Returns false when it was open already. */
export async function resumeLane(on: Pool | ClientBase, lane: string): Promise<boolean> {
  const { rowCount } = await on.query('delete from service_queue.register_lane where lane = $1', [lane]);
  await admitWaiting(on);
  return (rowCount ?? 0) > 0;
}

/** Every paused lane, longest first. */
export async function findPausedLanes(on: Pool | ClientBase): Promise<PausedLane[]> {
  const { rows } = await on.query<PausedLane>(
    `select lane, paused_at as "pausedAt", next_probe as "nextProbe", probes,
            error_code as "errorCode", error_text as "errorText"
     from service_queue.register_lane order by paused_at`,
  );
  return rows;
}

/** Whether work of a lane may begin: freely, as the one probe, or not now. */
export type LanePassage = 'open' | 'probe' | 'paused';

// The probe's holder has this long before another is let through.
const PROBE_MS = 60_000;

/** Asks to begin work of a lane. Of all who ask while it is paused and a probe is due, one gets it. */
export async function passLane(on: Pool | ClientBase, lane: string): Promise<LanePassage> {
  const { rows } = await on.query<{ passage: LanePassage }>(
    `with probe as (
       update service_queue.register_lane
       set next_probe = clock_timestamp() + ${PROBE_MS} * interval '1 millisecond', probes = probes + 1
       where lane = $1 and next_probe <= clock_timestamp()
       returning lane)
     select case when exists (select from probe) then 'probe'
                 when exists (select from service_queue.register_lane where lane = $1) then 'paused'
                 else 'open' end as passage`,
    [lane],
  );
  return rows[0]?.passage ?? 'open';
}

/** How many probes a paused lane has seen; 0 for one that is open. */
export async function probesOf(on: Pool | ClientBase, lane: string): Promise<number> {
  const { rows } = await on.query<{ probes: number }>(
    'select probes from service_queue.register_lane where lane = $1',
    [lane],
  );
  return rows[0]?.probes ?? 0;
}

/** Lets unclaimed rows wait for a paused lane: they are not published before it opens or one of them is its probe. */
export async function awaitLane(on: Pool | ClientBase, lane: string, ids: readonly string[]): Promise<void> {
  await on.query(
    `update service_queue.message set lane = $1, due_at = null
     where id = any($2::uuid[]) and state in ('open', 'waiting')`,
    [lane, ids],
  );
}

/** Rows of a type that waited for a lane no longer do, since another register is asked by now: they are due at once. */
export async function leaveLane(on: ClientBase, lane: string, type: TaskType): Promise<void> {
  const { rowCount } = await on.query(
    `update service_queue.message set lane = null, due_at = clock_timestamp()
     where id = any(array(select id from service_queue.message
                           where kind = 'task' and type = $2 and lane = $1 and state in ('open', 'waiting')
                           order by id for update))`,
    [lane, type],
  );
  if ((rowCount ?? 0) > 0) await on.query(`select pg_notify('${DUE_CHANNEL}', '')`);
}

/** For the relay: makes one waiting row of each lane due whose probe is, and all rows that wait for a lane that is open. */
export async function admitWaiting(on: Pool | ClientBase): Promise<void> {
  await on.query(
    `with probe as (
       update service_queue.message m set due_at = clock_timestamp()
       from service_queue.register_lane l
       where l.next_probe <= clock_timestamp() and m.lane = l.lane and m.due_at is null
         and m.id = (select first.id from service_queue.message first where first.lane = l.lane and first.due_at is null order by first.id limit 1)
       returning m.id
     ), freed as (
       update service_queue.message m set due_at = clock_timestamp(), lane = null
       where m.lane is not null and m.state in ('open', 'waiting')
         and not exists (select from service_queue.register_lane l where l.lane = m.lane)
       returning m.id
     )
     select case when exists (select from probe) or exists (select from freed) then pg_notify('${DUE_CHANNEL}', '') end`,
  );
}
