import type { Channel } from 'amqplib';
import { parkedQueueOf, type Topology } from '../relay/topology';

/**
 * Declares exchanges, queues and bindings; declaring them again changes nothing. Queues are quorum queues, each with its
 * dead-letter route: without one the broker deletes what a queue refuses. Limits are policies (deploy/rabbitmq), since
 * a queue's arguments can never be changed.
 */
export async function declareTopology(
  channel: Channel,
  { exchange, deadLetterExchange, queues }: Topology,
): Promise<void> {
  await channel.assertExchange(exchange, 'topic', { durable: true });
  await channel.assertExchange(deadLetterExchange, 'direct', { durable: true });
  for (const { queue, keys } of queues) {
    const parked = parkedQueueOf(queue);
    await channel.assertQueue(parked, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(parked, deadLetterExchange, queue);
    await channel.assertQueue(queue, {
      durable: true,
      arguments: {
        'x-queue-type': 'quorum',
        'x-dead-letter-exchange': deadLetterExchange,
        'x-dead-letter-routing-key': queue,
      },
    });
    for (const key of keys) await channel.bindQueue(queue, exchange, key);
  }
}
