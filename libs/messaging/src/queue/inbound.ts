import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { MAX_MESSAGE_BYTES, type Message, type MessageProblem } from '@contact-sync/contracts';
import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { messageId } from './message-id';
import { UNREADABLE } from '../relay/wire-message';
import type { Outcome } from './settle';

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
export async function keepInbound(pool: Pool, kept: readonly KeptMessage[]): Promise<void> {
  const rows = kept.map(({ queue, message, attempt, outcome }) => ({
    id: messageId(new Date()),
    queue,
    type: message.type,
    subject: message.subject,
    sequence: message.sequence,
    source: message.source,
    originId: message.id,
    occurredAt: message.time,
    traceparent: message.traceparent,
    data: JSON.stringify(message.data),
    attempt,
    state: outcome.kind === 'again' ? 'waiting' : outcome.kind,
    after: outcome.kind === 'again' ? outcome.afterMs : 0,
    problem: outcome.problem,
  }));
  await insertInbound(pool, rows);
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
    originId: createHash('sha256').update(body).digest('hex'),
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
  readonly problem: { readonly code: string; readonly text: string };
}

async function insertInbound(pool: Pool, rows: readonly InboundRow[]): Promise<void> {
  await pool.query(
    `insert into service_queue.message
       (id, kind, queue, type, subject, sequence, source, origin_id, occurred_at, traceparent, data, attempts, state,
        due_at, free_at, error_code, error_text)
     select r.id, 'inbound', r.queue, r.type, r.subject, r.sequence, r.source, r.origin_id,
            coalesce(r.occurred_at, clock_timestamp()), r.traceparent, r.data, r.attempt, r.state,
            case when r.state = 'waiting' then clock_timestamp() + r.after * interval '1 millisecond' end,
            clock_timestamp() + r.after * interval '1 millisecond', r.code, r.text
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::timestamptz[],
                 $9::text[], $10::json[], $11::int[], $12::text[], $13::float8[], $14::text[], $15::text[])
       as r(id, queue, type, subject, sequence, source, origin_id, occurred_at, traceparent, data, attempt, state, after, code, text)
     on conflict (queue, source, origin_id) where kind = 'inbound' do nothing`,
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
      rows.map(({ problem }) => problem.code),
      rows.map(({ problem }) => maskPersonNumbers(problem.text)),
    ],
  );
}
