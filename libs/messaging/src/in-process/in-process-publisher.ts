import { openPool } from '@contact-sync/database';
import type { Pool } from 'pg';
import { DELIVERY_CHANNEL } from '../queue/wake';
import type { DueMessage } from '../relay/due-messages';
import type { Published, Publisher } from '../relay/publisher';
import { queuesFor, type Topology } from '../relay/topology';

/** Without a broker: writes one delivery row for each queue a message leads to, as a broker's bindings would do. */
export class InProcessPublisher implements Publisher {
  private pool: Pool | undefined;

  constructor(private readonly options: { readonly url: string; readonly topology: Topology }) {}

  start(): void {
    this.pool ??= openPool(byIndex(this.options.url), { max: 1, applicationName: 'contact-sync deliveries' });
  }

  /** Where the relay has its rows we have ours. */
  async ready(): Promise<void> {}

  async publish(messages: readonly DueMessage[]): Promise<Published> {
    const routes = messages.map((message) => ({
      message,
      queues: message.queue === null ? queuesFor(this.options.topology, message.type) : [message.queue],
    }));
    const pairs = routes.flatMap(({ message, queues }) => queues.map((queue) => ({ queue, id: message.id })));
    if (pairs.length > 0) {
      await this.pool?.query(
        `with delivered as (
           insert into service_queue.delivery (queue, message_id)
           select p.queue, p.id from unnest($1::text[], $2::uuid[]) with ordinality as p(queue, id, n) order by p.n
           on conflict do nothing)
         select pg_notify('${DELIVERY_CHANNEL}', q) from unnest($3::text[]) q`,
        [pairs.map(({ queue }) => queue), pairs.map(({ id }) => id), [...new Set(pairs.map(({ queue }) => queue))]],
      );
    }
    // As with a broker, events may have no listener and tasks must have one.
    const isAccepted = ({ message, queues }: (typeof routes)[number]): boolean =>
      message.kind === 'event' || queues.length > 0;
    return {
      accepted: routes.filter(isAccepted).map(({ message }) => message),
      refused: routes.filter((route) => !isAccepted(route)).map(({ message }) => message),
    };
  }

  async stop(): Promise<void> {
    await this.pool?.end();
    this.pool = undefined;
  }
}

/**
 * The check that a delivery's message exists is planned once in a session, while the table may still be empty: without this
 * it would go on reading the whole table for every delivery until the next analyze.
 */
function byIndex(url: string): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), '-c enable_seqscan=off'].filter(Boolean).join(' ');
  address.searchParams.set('options', options);
  return address.toString();
}
