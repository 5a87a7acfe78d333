import { maskPersonNumbers } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import type { Claim, Delivery } from './delivery';
import { DUE_CHANNEL } from './wake';

/** What went wrong, for the operator. */
export interface Problem {
  readonly code: string;
  /** In words; person numbers are masked before it is stored. */
  readonly text: string;
}

/** What became of a message that was handled. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Something newer, or a setting, made it needless; the problem says what, where that is not plain. */
  | { readonly kind: 'obsolete'; readonly problem?: Problem }
  /** To be tried again after so many milliseconds. */
  | { readonly kind: 'again'; readonly afterMs: number; readonly problem: Problem }
  /** Tried too often; a person or a newer message decides. */
  | { readonly kind: 'held'; readonly problem: Problem }
  /** Cannot be handled as it is; a person decides. */
  | { readonly kind: 'parked'; readonly problem: Problem }
  /** Given back untouched, the attempt not counted: we stop, or its register is away (then with the lane it waits for). */
  | { readonly kind: 'given-back'; readonly lane?: string };

export interface Settlement {
  readonly delivery: Pick<Delivery<unknown>, 'claim'>;
  readonly outcome: Outcome;
}

/** Somebody else holds a claim we thought was ours. The transaction must be rolled back: its effect is theirs to make. */
export class ClaimLost extends Error {
  constructor(readonly count: number) {
    super(`${count} message(s) are not claimed by us any more`);
    this.name = 'ClaimLost';
  }
}

const STATE = {
  done: 'done',
  obsolete: 'obsolete',
  again: 'waiting',
  held: 'held',
  parked: 'parked',
  'given-back': 'waiting',
} as const satisfies Record<Outcome['kind'], string>;

const MAX_PROBLEM_TEXT = 1000;

/**
 * Settles messages in the handler's own transaction, so that effect and outcome are stored together or not at all.
 * Throws `ClaimLost` when any of the claims is not ours any more; let it roll the transaction back. Deliveries without
 * a claim (events) are passed over: a transport acknowledges them.
 */
export async function settle(tx: Tx, settlements: readonly Settlement[]): Promise<void> {
  const claimed = settlements.flatMap(({ delivery: { claim }, outcome }) => (claim ? [{ claim, outcome }] : []));
  if (claimed.length === 0) return;
  const problems = claimed.map(({ outcome }) => ('problem' in outcome ? outcome.problem : undefined));
  const { rows } = await tx.query<{ settled: number }>(
    `with settled as (
       update service_queue.message m
       set state = o.state, claim = null, publications = 0,
           due_at = case when o.state = 'waiting' and o.lane is null then clock_timestamp() + o.after * interval '1 millisecond' end,
           free_at = clock_timestamp() + o.after * interval '1 millisecond',
           done_at = case when o.state in ('done', 'obsolete') then clock_timestamp() end,
           attempts = m.attempts - case when o.given_back then 1 else 0 end,
           lane = o.lane, error_code = coalesce(o.code, m.error_code), error_text = coalesce(o.text, m.error_text)
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::float8[], $5::bool[], $6::text[], $7::text[], $8::text[])
         as o(id, token, state, after, given_back, lane, code, text)
       -- Said twice, so that the planner stays at the index.
       where m.id = any(array(select unnest($1::uuid[]))) and m.id = o.id and m.claim = o.token
       returning m.kind, m.type, m.subject
     ), successor as (
       -- One look by index for each subject: a join would read all open tasks where the table's statistics are old.
       select n.id
       from settled s cross join lateral (
         select id from service_queue.message m
         where m.kind = 'task' and m.state = 'open' and m.type = s.type and m.subject = s.subject
           and m.publications > 0 and m.lane is null
         limit 1) n
       where s.kind = 'task'
     ), freed as (
       -- A successor that was published while its subject was in hand found it taken.
       update service_queue.message next
       set due_at = clock_timestamp()
       from successor
       where next.id = successor.id and next.state = 'open'
       returning next.id
     )
     select count(*) as settled,
            case when exists (select from freed) then pg_notify('${DUE_CHANNEL}', '') end
     from settled`,
    [
      claimed.map(({ claim }) => claim.id),
      claimed.map(({ claim }) => claim.token),
      claimed.map(({ outcome }) => STATE[outcome.kind]),
      claimed.map(({ outcome }) => (outcome.kind === 'again' ? outcome.afterMs : 0)),
      claimed.map(({ outcome }) => outcome.kind === 'given-back'),
      claimed.map(({ outcome }) => (outcome.kind === 'given-back' ? (outcome.lane ?? null) : null)),
      problems.map((problem) => problem?.code ?? null),
      problems.map((problem) => (problem ? maskPersonNumbers(problem.text).slice(0, MAX_PROBLEM_TEXT) : null)),
    ],
  );
  const lost = claimed.length - Number(rows[0]?.settled ?? 0);
  if (lost > 0) throw new ClaimLost(lost);
  for (const { claim } of claimed) settledClaims.add(claim);
}

const settledClaims = new WeakSet<Claim>();

/** True when the claim was settled in this process; whether that was committed, its transaction knows. */
export function wasSettled(claim: Claim): boolean {
  return settledClaims.has(claim);
}

/** Every one of them done. */
export function allDone(deliveries: readonly Pick<Delivery<unknown>, 'claim'>[]): Settlement[] {
  return deliveries.map((delivery) => ({ delivery, outcome: { kind: 'done' } }));
}
