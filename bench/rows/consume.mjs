// Consuming tasks: decoded, validated, claimed in the service queue and handed to a handler in batches, against amqplib
// acknowledging each message of the same queue with the same prefetch.
import { inTransaction } from '@contact-sync/database';
import { allDone, enqueueTasks, RabbitMqPublisher, RabbitMqTransport, Relay, settle } from '@contact-sync/messaging';
import { AMQP_URL, sideBySide, timed } from '../measure.mjs';
import {
  bareClient,
  messagesIn,
  ownTopology,
  queueDatabase,
  removeTopology,
  serveTasks,
  tasks,
  until,
} from '../broker.mjs';

const MESSAGES = 20_000;
const PREFETCH = 500;
const TURNS = 3;

export const consume = {
  title: 'consume: decode, validate, claim, tasks/s',
  peer: 'bare amqplib ack loop, same queue and prefetch',
  must: 0.5,
  aim: 0.65,
  async run() {
    const topology = ownTopology();
    const database = await queueDatabase();
    let begun = 0;
    /** Tasks as rows, and published to their queue by a relay. */
    const fill = async () => {
      for (let at = 0; at < MESSAGES; at += 2000) {
        await inTransaction(database.pool, (tx) => enqueueTasks(tx, tasks(begun + at, 2000)));
      }
      begun += MESSAGES;
      const relay = new Relay({
        url: database.url,
        publisher: new RabbitMqPublisher({ url: AMQP_URL, topology }),
      });
      relay.start();
      await until(async () => (await messagesIn(topology.tasks)) >= MESSAGES, 50);
      await relay.stop();
    };
    const publisher = new RabbitMqPublisher({ url: AMQP_URL, topology });
    publisher.start();
    await publisher.ready(new AbortController().signal);
    await publisher.stop();
    /** One turn, on a queue and a table without anything of the turn before. */
    const turn = async (consumer) => {
      await fill();
      const { seconds } = await timed(consumer);
      // A broker hands back what was acknowledged just before its channel closed.
      await purge(topology.tasks);
      await database.pool.query(
        `update service_queue.message set state = 'done', claim = null, due_at = null, done_at = now() where state <> 'done'`,
      );
      return MESSAGES / seconds;
    };
    const rates = await sideBySide(
      TURNS,
      () => turn(() => consumeOurs(database, topology)),
      () => turn(() => consumeBare(topology.tasks)),
    );
    await database.drop();
    await removeTopology(topology);
    return {
      ratio: rates.ours / rates.peer,
      ours: `${Math.round(rates.ours)}/s`,
      theirs: `${Math.round(rates.peer)}/s`,
    };
  },
};

/** Until the last task is claimed and handed over; that those before it are settled is in the time as well. */
async function consumeOurs({ pool }, topology) {
  let claimed = 0;
  let finished;
  const all = new Promise((resolve) => (finished = resolve));
  const strategy = new RabbitMqTransport({ url: AMQP_URL, topology, pool, queue: topology.tasks, prefetch: PREFETCH });
  const app = await serveTasks(strategy, (deliveries) => {
    claimed += deliveries.length;
    if (claimed >= MESSAGES) finished();
    return inTransaction(pool, (tx) => settle(tx, allDone(deliveries)));
  });
  await all;
  // What is in hand is finished before the transport closes.
  await app.close();
}

async function purge(queue) {
  const { channel, close } = await bareClient();
  await channel.purgeQueue(queue);
  await close();
}

async function consumeBare(queue) {
  const { channel, close } = await bareClient();
  await channel.prefetch(PREFETCH);
  await new Promise((resolve) => {
    let received = 0;
    void channel.consume(queue, (message) => {
      channel.ack(message);
      received += 1;
      if (received === MESSAGES) resolve();
    });
  });
  await close();
}
