// From the commit of a task to the start of its handler at 200 a second, against the same loop on sockets as amqplib
// opens them by default.
import { inTransaction } from '@contact-sync/database';
import { allDone, enqueueTasks, RabbitMqPublisher, RabbitMqTransport, Relay, settle } from '@contact-sync/messaging';
import { Socket } from 'node:net';
import { AMQP_URL, median, sideBySide } from '../measure.mjs';
import { ownTopology, queueDatabase, removeTopology, serveTasks, tasks, until } from '../broker.mjs';

const MESSAGES = 800;
const RATE = 200;
const TURNS = 3;

export const commitToHandler = {
  title: 'commit to handler start, 200/s, p50',
  peer: 'same loop with amqplib defaults',
  must: 0.25,
  aim: 0.08,
  atMost: true,
  async run() {
    const delays = await sideBySide(
      TURNS,
      () => measure(),
      () => withoutNoDelay(measure),
    );
    return {
      ratio: delays.ours / delays.peer,
      ours: `${delays.ours.toFixed(1)} ms`,
      theirs: `${delays.peer.toFixed(1)} ms`,
    };
  },
};

/** The peer's sockets: what amqplib does unless told otherwise leaves Nagle's algorithm on. */
async function withoutNoDelay(work) {
  const { setNoDelay } = Socket.prototype;
  Socket.prototype.setNoDelay = function () {
    return setNoDelay.call(this, false);
  };
  try {
    return await work();
  } finally {
    Socket.prototype.setNoDelay = setNoDelay;
  }
}

/** Median of the milliseconds from commit to handler over a service of its own. */
async function measure() {
  const topology = ownTopology();
  const database = await queueDatabase();
  const { pool } = database;
  const started = new Map();
  const strategy = new RabbitMqTransport({ url: AMQP_URL, topology, pool, queue: topology.tasks });
  const app = await serveTasks(strategy, (deliveries) => {
    const at = performance.now();
    for (const { subject } of deliveries) started.set(subject, at);
    return inTransaction(pool, (tx) => settle(tx, allDone(deliveries)));
  });
  const relay = new Relay({ url: database.url, publisher: new RabbitMqPublisher({ url: AMQP_URL, topology }) });
  relay.start();
  await until(() => relay.active);
  const result = await atRate(tasks(0, MESSAGES), started, (task) =>
    inTransaction(pool, (tx) => enqueueTasks(tx, [task])),
  );
  await relay.stop();
  await app.close();
  await database.drop();
  await removeTopology(topology);
  return result;
}

/** Commits each in its time; the median of the milliseconds from each commit to its handler's start. */
async function atRate(batch, started, commit) {
  const committed = new Map();
  const begin = performance.now();
  const commits = [];
  for (const [index, task] of batch.entries()) {
    const due = begin + (index * 1000) / RATE;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    commits.push(commit(task).then(() => committed.set(task.subject, performance.now())));
  }
  await Promise.all(commits);
  await until(() => batch.every(({ subject }) => started.has(subject)));
  return median(batch.map(({ subject }) => Math.max(0, started.get(subject) - committed.get(subject))));
}
