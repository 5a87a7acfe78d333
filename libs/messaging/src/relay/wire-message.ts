import { encodeJson } from '@contact-sync/contracts';

/** Columns of the service queue that a message on the wire is made of, with times and numbers as text where noted. */
export interface MessageColumns {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number | null;
  readonly source: string;
  readonly origin_id: string | null;
  readonly occurred_at: Date;
  readonly traceparent: string | null;
  /** JSON text. */
  readonly data: string;
}

/** To select `MessageColumns` from `service_queue.message m`. */
export const MESSAGE_COLUMNS =
  'm.id, m.type, m.subject, m.sequence::float8 as sequence, m.source, m.origin_id, m.occurred_at, m.traceparent, m.data::text as data';

/** Type of the rows that hold a body nobody could read. */
export const UNREADABLE = 'unreadable';

/** The body of a row's message, the same each time. */
export function bodyOf(row: MessageColumns): string {
  if (row.type === UNREADABLE) return (JSON.parse(row.data) as { raw: string }).raw;
  const envelope = {
    id: row.origin_id ?? row.id,
    type: row.type,
    source: row.source,
    subject: row.subject,
    time: row.occurred_at.toISOString(),
    ...(row.sequence === null ? {} : { sequence: row.sequence }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
  return encodeJson(envelope, row.data);
}
