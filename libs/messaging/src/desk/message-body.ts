import type { ClientBase, Pool } from 'pg';
import { bodyOf, MESSAGE_COLUMNS, type MessageColumns } from '../relay/wire-message';

/**
 * The body of a row's message as it is on the wire: a CloudEvent, or what stood in the place of one, person numbers
 * masked. It may name a person where another system told of one: record who reads it. Undefined: there is no such row.
 */
export async function readBody(on: Pool | ClientBase, id: string): Promise<string | undefined> {
  const { rows } = await on.query<MessageColumns>(
    `select ${MESSAGE_COLUMNS} from service_queue.message m where m.id = $1`,
    [id],
  );
  return rows.map(bodyOf)[0];
}
