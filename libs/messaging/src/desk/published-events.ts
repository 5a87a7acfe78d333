import type { ClientBase, Pool } from 'pg';
import { bodyOf, MESSAGE_COLUMNS, type MessageColumns } from '../relay/wire-message';

/**
 * A place in the order of publication, as text: time of publication in microseconds, a dot, position in the queue. Kept
 * by a reader, it tells where to go on, however long that takes.
 */
export type FeedPlace = string;

const PLACE = /^(\d{1,17})\.(\d{1,18})$/;

export const FEED_START: FeedPlace = '0.0';

/** True for a text that is a place. */
export const isFeedPlace = (text: string): boolean => PLACE.test(text);

export interface PublishedPage {
  /** CloudEvents as JSON text, as they were sent. */
  readonly events: readonly string[];
  /** Where to go on; the place given when there is nothing more yet. */
  readonly next: FeedPlace;
}

interface PublishedRow extends MessageColumns {
  readonly place: FeedPlace;
}

const PLACE_COLUMN = `(extract(epoch from m.done_at) * 1000000)::bigint || '.' || m.position as place`;

/**
 * Events published after a place, in the order of publication, as long as they are kept. One relay at a time marks
 * events as published, batch by batch with one time for a batch: what is read later never belongs before.
 */
export async function publishedEvents(
  on: Pool | ClientBase,
  { after, limit }: { readonly after: FeedPlace; readonly limit: number },
): Promise<PublishedPage> {
  const [, micros = '0', position = '0'] = PLACE.exec(after) ?? [];
  const { rows } = await on.query<PublishedRow>(
    `select ${MESSAGE_COLUMNS}, ${PLACE_COLUMN} from service_queue.message m
     where m.kind = 'event' and m.state = 'done'
       and m.done_at >= 'epoch'::timestamptz + $1::bigint * interval '1 microsecond'
       and (m.done_at, m.position) > ('epoch'::timestamptz + $1::bigint * interval '1 microsecond', $2::bigint)
     order by m.done_at, m.position limit $3`,
    [micros, position, limit],
  );
  return { events: rows.map(bodyOf), next: rows.at(-1)?.place ?? after };
}

/** The place after the last event published until now. */
export async function lastPublished(on: Pool | ClientBase): Promise<FeedPlace> {
  const { rows } = await on.query<{ place: FeedPlace }>(
    `select ${PLACE_COLUMN} from service_queue.message m where m.kind = 'event' and m.state = 'done'
     order by m.done_at desc, m.position desc limit 1`,
  );
  return rows[0]?.place ?? FEED_START;
}
