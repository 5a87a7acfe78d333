import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { MAX_MESSAGE_BYTES, type Message, type MessageProblem } from '@contact-sync/contracts';
import type { Tx } from '@contact-sync/database';
import { activeTraceparent } from '@contact-sync/tracing';
import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { messageId } from './message-id';
import { UNREADABLE } from '../relay/wire-message';
import type { Outcome, Problem } from './settle';
import { DUE_CHANNEL, WAKE_RELAY } from './wake';

/** A message of another sender that cannot be handled now, and how it is kept. */
export interface KeptMessage {
  readonly queue: string;
  readonly message: Message<object>;
  readonly attempt: number;
  readonly outcome: Extract<Outcome, { kind: 'again' | 'held' | 'parked' }>;
}

/**
 * Keeps messages of others in the service queue, so that they can be acknowledged: tried again when due, held or parked.
 * From then on the row governs; one that is kept already stays as it is.
 */
export async function keepInbound(on: Pool | Tx, kept: readonly KeptMessage[]): Promise<void> {
  const rows = kept.map(({ queue, message, attempt, outcome }) => ({
    ...rowOf(queue, message),
    attempt,
    state: outcome.kind === 'again' ? 'waiting' : outcome.kind,
    after: outcome.kind === 'again' ? outcome.afterMs : 0,
    problem: outcome.problem,
  }));
  await insertInbound(on, rows);
}

/** A message of another sender, by what tells it from all others. */
export type InboundKey = Pick<Message, 'source' | 'id'>;

/**
 * Takes messages that came by another road than the broker, in the caller's transaction: they are handled when it has
 * committed, as if they had come by the queue. Those that the queue's consumer has had, over whatever road, are not taken
 * again. Returns the ones taken.
 */
export async function takeInbound(
  tx: Tx,
  queue: string,
  messages: readonly Message<object>[],
): Promise<readonly InboundKey[]> {
  const { rows: known } = await tx.query<{ source: string; id: string }>(
    `select i.source, i.message_id as id
     from unnest($2::text[], $3::text[]) as r(source, id)
     join service_queue.inbox i on i.consumer = $1 and i.source = r.source and i.message_id = r.id`,
    [queue, messages.map(({ source }) => source), messages.map(({ id }) => id)],
  );
  const had = new Set(known.map(({ source, id }) => `${source} ${id}`));
  const rows = messages
    .filter(({ source, id }) => !had.has(`${source} ${id}`))
    .map((message) => ({ ...rowOf(queue, message), attempt: 0, state: 'open', after: 0 }));
  if (rows.length === 0) return [];
  const taken = await insertInbound(tx, rows);
  await tx.query(WAKE_RELAY);
  return taken;
}

/** What a kept message waits for has come: its problem's code, and of which messages. */
export interface Arrival {
  readonly queue: string;
  readonly code: string;
  readonly messages: readonly Pick<Message, 'source' | 'subject'>[];
}

/** Makes messages due at once that wait, or are held, for something that has come now. Returns how many. */
export async function wakeInbound(tx: Tx, { queue, code, messages }: Arrival): Promise<number> {
  if (messages.length === 0) return 0;
  const { rows } = await tx.query<{ woken: number }>(
    `with awaited as (
       select m.id from unnest($3::text[], $4::text[]) as r(source, subject)
       join service_queue.message m on m.queue = $1 and m.source = r.source and m.subject = r.subject
       where m.kind = 'inbound' and m.state in ('waiting', 'held') and m.error_code = $2
       order by m.id for update of m skip locked
     ), woken as (
       update service_queue.message m
       set state = 'waiting', due_at = clock_timestamp(), free_at = clock_timestamp(), publications = 0
       from awaited a where m.id = a.id and m.lane is null
       returning m.id)
     select count(*)::float8 as woken, case when count(*) > 0 then pg_notify('${DUE_CHANNEL}', '') end from woken`,
    [queue, code, messages.map(({ source }) => source), messages.map(({ subject }) => subject)],
  );
  return rows[0]?.woken ?? 0;
}

/**
 * Parks a message that cannot be read, with the reason, its person numbers masked. Of several deliveries of one body one
 * row is made.
 */
export async function parkUnreadable(
  pool: Pool,
  queue: string,
  unreadable: readonly { readonly body: Uint8Array; readonly problem: MessageProblem }[],
): Promise<void> {
  const rows = unreadable.map(({ body, problem }) => ({
    id: messageId(new Date()),
    queue,
    type: UNREADABLE,
    subject: '',
    sequence: undefined,
    source: 'unknown',
    originId: fingerprintOf(body),
    occurredAt: undefined,
    traceparent: undefined,
    data: JSON.stringify({ raw: readable(body) }),
    attempt: 1,
    state: 'parked',
    after: 0,
    problem: { code: problem.code, text: problem.text },
  }));
  await insertInbound(pool, rows);
}

/**
 * Tells one body from another without its person numbers: with the rest of the body beside it, a hash of the whole would
 * give them away. One byte is one letter, so that bodies that are no UTF-8 keep their differences.
 */
function fingerprintOf(body: Uint8Array): string {
  const letters = Buffer.from(body).toString('latin1');
  return createHash('sha256').update(maskPersonNumbers(letters), 'latin1').digest('hex');
}

/** As text for people: PostgreSQL's text holds no NUL. */
function readable(body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, MAX_MESSAGE_BYTES)).toString('utf8');
  return maskPersonNumbers(text.replaceAll('\u0000', '\uFFFD'));
}

interface InboundRow {
  readonly id: string;
  readonly queue: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number | undefined;
  readonly source: string;
  readonly originId: string;
  readonly occurredAt: string | undefined;
  readonly traceparent: string | undefined;
  readonly data: string;
  readonly attempt: number;
  readonly state: string;
  readonly after: number;
  readonly problem?: Problem;
}

function rowOf(queue: string, message: Message<object>): Omit<InboundRow, 'attempt' | 'state' | 'after' | 'problem'> {
  return {
    id: messageId(new Date()),
    queue,
    type: message.type,
    subject: message.subject,
    sequence: message.sequence,
    source: message.source,
    originId: message.id,
    occurredAt: message.time,
    // What came without a trace goes on as part of the work that took it in.
    traceparent: message.traceparent ?? activeTraceparent(),
    data: JSON.stringify(message.data),
  };
}

async function insertInbound(on: Pool | Tx, rows: readonly InboundRow[]): Promise<readonly InboundKey[]> {
  const { rows: inserted } = await on.query<InboundKey>(
    `insert into service_queue.message
       (id, kind, queue, type, subject, sequence, source, origin_id, occurred_at, traceparent, data, attempts, state,
        due_at, free_at, error_code, error_text)
     select r.id, 'inbound', r.queue, r.type, r.subject, r.sequence, r.source, r.origin_id,
            coalesce(r.occurred_at, clock_timestamp()), r.traceparent, r.data, r.attempt, r.state,
            case when r.state in ('open', 'waiting') then clock_timestamp() + r.after * interval '1 millisecond' end,
            clock_timestamp() + r.after * interval '1 millisecond', r.code, r.text
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::timestamptz[],
                 $9::text[], $10::json[], $11::int[], $12::text[], $13::float8[], $14::text[], $15::text[]) with ordinality
       as r(id, queue, type, subject, sequence, source, origin_id, occurred_at, traceparent, data, attempt, state, after, code, text, n)
     where not exists (select from service_queue.message m
                       where m.queue = r.queue and m.first_origin = r.source || ' ' || r.origin_id)
     order by r.n
     on conflict (queue, source, origin_id) where kind = 'inbound' do nothing
     returning source, origin_id as id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ queue }) => queue),
      rows.map(({ type }) => type),
      rows.map(({ subject }) => subject),
      rows.map(({ sequence }) => sequence ?? null),
      rows.map(({ source }) => source),
      rows.map(({ originId }) => originId),
      rows.map(({ occurredAt }) => occurredAt ?? null),
      rows.map(({ traceparent }) => traceparent ?? null),
      rows.map(({ data }) => data),
      rows.map(({ attempt }) => attempt),
      rows.map(({ state }) => state),
      rows.map(({ after }) => after),
      rows.map(({ problem }) => problem?.code ?? null),
      rows.map(({ problem }) => (problem === undefined ? null : maskPersonNumbers(problem.text))),
    ],
  );
  return inserted;
}
