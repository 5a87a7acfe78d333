import {
  assertSendable,
  findMessage,
  type DataOf,
  type EventType,
  type MessageKind,
  type TaskType,
} from '@contact-sync/contracts';
import { copyInto, type Tx } from '@contact-sync/database';
import { activeTraceparent } from '@contact-sync/tracing';
import { messageId } from './message-id';
import { WAKE_RELAY } from './wake';

/** An event to be told when the transaction commits. */
export type OutgoingEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly data: DataOf<Type>;
    /** What it is about; never a person number. */
    readonly subject: string;
    /** Version of the subject. */
    readonly sequence?: number;
    readonly time: Date;
    /** Which service says it, as `/contact-sync/cpr-sync`. */
    readonly source: string;
    /** The work that it comes from; that under way unless given. */
    readonly traceparent?: string;
  };
}[EventType];

/** Work for one service, begun when the transaction has committed. */
export type OutgoingTask = {
  [Type in TaskType]: {
    readonly type: Type;
    readonly data: DataOf<Type>;
    readonly subject: string;
    /** Not before; absent: at once. */
    readonly dueAt?: Date;
    /** The work that asks for it; that under way unless given. */
    readonly traceparent?: string;
  };
}[TaskType];

// Below this a round trip less counts for more than COPY's speed.
const COPY_FROM_ROWS = 200;
const TASK_SOURCE = '/contact-sync';
const EVENT_COLUMNS = ['id', 'kind', 'type', 'subject', 'sequence', 'source', 'data', 'occurred_at', 'traceparent'];

/**
 * Writes events to the service queue in the caller's transaction, in the order given: they are told if it commits and
 * only then. Throws `UnsendableMessage` for an event with a person number or too much data.
 */
export async function enqueueEvents(tx: Tx, events: readonly OutgoingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const traceparent = activeTraceparent();
  const rows = events.map((event) => [
    messageId(event.time),
    'event',
    event.type,
    event.subject,
    event.sequence,
    event.source,
    dataText(event, 'event'),
    event.time,
    event.traceparent ?? traceparent,
  ]);
  if (rows.length >= COPY_FROM_ROWS) {
    await copyInto(tx, 'service_queue.message', EVENT_COLUMNS, rows);
    await tx.query(WAKE_RELAY);
    return;
  }
  await tx.query(
    `with written as (
       insert into service_queue.message (${EVENT_COLUMNS.join(', ')})
       select r.id, 'event', r.type, r.subject, r.sequence, r.source, r.data, r.occurred_at, r.traceparent
       from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::json[], $7::timestamptz[], $8::text[])
         with ordinality as r(id, type, subject, sequence, source, data, occurred_at, traceparent, n)
       order by r.n)
     ${WAKE_RELAY}`,
    [0, 2, 3, 4, 5, 6, 7, 8].map((column) => rows.map((row) => row[column] ?? null)),
  );
}

/**
 * Writes tasks to the service queue in the caller's transaction. A task whose type and subject already wait unclaimed
 * goes into that one, which takes the newer data and the earlier time and stays part of the work that asked first; a task
 * that someone has begun gets a successor.
 */
export async function enqueueTasks(tx: Tx, tasks: readonly OutgoingTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const active = activeTraceparent();
  // One statement cannot coalesce twice into one row; sorted, two transactions cannot wait for each other.
  const latest = new Map(tasks.map((task) => [`${task.type} ${task.subject}`, task]));
  const rows = [...latest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, task]) => task);
  await tx.query(
    `with written as (
       insert into service_queue.message as m (id, kind, type, subject, source, data, occurred_at, traceparent, due_at, free_at)
       select r.id, 'task', r.type, r.subject, $6, r.data, clock_timestamp(), r.traceparent,
              coalesce(r.due_at, clock_timestamp()), coalesce(r.due_at, clock_timestamp())
       from unnest($1::uuid[], $2::text[], $3::text[], $4::json[], $5::timestamptz[], $7::text[])
         with ordinality as r(id, type, subject, data, due_at, traceparent, n)
       order by r.n
       on conflict (type, subject) where kind = 'task' and state = 'open' do update
         set data = excluded.data,
             free_at = least(m.free_at, excluded.free_at),
             -- One that was published lies in its queue already; one whose register is away waits for that.
             due_at = case when m.publications = 0 and m.lane is null then least(m.due_at, excluded.due_at) else m.due_at end)
     ${WAKE_RELAY}`,
    [
      // The time in the id only keeps neighbours together.
      rows.map(() => messageId(new Date())),
      rows.map(({ type }) => type),
      rows.map(({ subject }) => subject),
      rows.map((task) => dataText(task, 'task')),
      rows.map(({ dueAt }) => dueAt ?? null),
      TASK_SOURCE,
      rows.map(({ traceparent }) => traceparent ?? active ?? null),
    ],
  );
}

function dataText(message: OutgoingEvent | OutgoingTask, kind: MessageKind): string {
  if (findMessage(message.type)?.kind !== kind) throw new TypeError(`${message.type} is no type of ${kind}`);
  const text = JSON.stringify(message.data);
  assertSendable(message, text);
  return text;
}
