// Exactly-once apply of a stream: one service instance that claims tasks in batches, changes a contact for each, and
// settles in the same transaction, against the plain loop of four statements and a commit for each event, eight workers.
import { inTransaction } from '@contact-sync/database';
import { ContactRegister, DEFAULT_SETTINGS } from '@contact-sync/contact-register';
import { allDone, enqueueTasks, InProcessPublisher, InProcessTransport, Relay, settle } from '@contact-sync/messaging';
import { sideBySide, timed } from '../measure.mjs';
import { ownTopology, queueDatabase, serveTasks, TASK, tasks, until } from '../broker.mjs';

const EVENTS = 10_000;
const WORKERS = 8;
const TURNS = 3;

export const applyEvents = {
  title: 'exactly-once apply of an event stream, one instance, events/s',
  peer: 'the plain four-statement pg loop, 8 workers',
  must: 3,
  aim: 6,
  async run() {
    const database = await queueDatabase();
    const register = new ContactRegister({ settings: () => DEFAULT_SETTINGS, now: () => new Date() });
    await createPersons(database.pool, register);
    await createPeerTables(database.pool);
    let turn = 0;
    const rates = await sideBySide(
      TURNS,
      async () => {
        turn += 1;
        return EVENTS / (await applyOurs(database, register, turn));
      },
      async () => EVENTS / (await applyPlain(database.pool, (turn + 1) * 1000)),
    );
    await database.drop();
    return {
      ratio: rates.ours / rates.peer,
      ours: `${Math.round(rates.ours)}/s`,
      theirs: `${Math.round(rates.peer)}/s`,
    };
  },
};

/** Invented: day 61 to 91. */
const personNumber = (index) => `${61 + (index % 28)}0180${String(index).padStart(4, '0')}`;

function observation(index, turn) {
  const day = `2026-03-${String(turn + 1).padStart(2, '0')}`;
  return {
    register: 'cpr',
    subject: { nameType: 'C', nameCode: personNumber(index) },
    clock: `${day.replaceAll('-', '')}00003 bench ${String(index).padStart(8, '0')}`,
    asOf: day,
    origin: { road: 'file', source: `bench-${turn}` },
    fingerprint: `${index} ${turn}`,
    groups: { name: { fields: { name1: `Given ${turn}`, name2: `Family ${index}` } } },
  };
}

async function createPersons(pool, register) {
  for (let at = 0; at < EVENTS; at += 1000) {
    const observations = Array.from({ length: 1000 }, (_, index) => observation(at + index, 0));
    await register.applyBatch(pool, observations);
  }
  await pool.query(`update service_queue.message set state = 'done', due_at = null, done_at = now()`);
}

async function applyOurs({ pool, url }, register, turn) {
  const first = turn * EVENTS;
  for (let at = 0; at < EVENTS; at += 2000) {
    await inTransaction(pool, (tx) => enqueueTasks(tx, tasks(first + at, 2000)));
  }
  const topology = ownTopology();
  let done = 0;
  const handle = async (deliveries) => {
    const observations = deliveries.map(({ subject }) => observation(Number(subject.slice(-12)) - first, turn));
    await inTransaction(pool, async (tx) => {
      const applied = await register.apply(tx, observations);
      if (applied.some(({ outcome }) => outcome !== 'changed')) throw new Error('an event had no effect');
      await settle(tx, allDone(deliveries));
    });
    done += deliveries.length;
  };
  const { seconds } = await timed(async () => {
    const strategy = new InProcessTransport({ url, pool, queue: topology.tasks });
    const app = await serveTasks(strategy, handle);
    const relay = new Relay({ url, publisher: new InProcessPublisher({ url, topology }) });
    relay.start();
    await until(() => done >= EVENTS);
    await relay.stop();
    await app.close();
  });
  const { rows } = await pool.query(
    `select count(*)::int as left from service_queue.message where type = $1 and state <> 'done'`,
    [TASK],
  );
  if (rows[0].left !== 0) throw new Error(`${rows[0].left} tasks are not settled`);
  return seconds;
}

async function createPeerTables(pool) {
  await pool.query(`
    create table peer_inbox (id text primary key);
    create table peer_contact (id int primary key, name1 text, name2 text, version int not null);
    create table peer_history (id bigint generated always as identity primary key, contact int, old jsonb, new jsonb, at timestamptz);
    create table peer_outbox (id bigint generated always as identity primary key, body jsonb not null);
    insert into peer_contact select n, 'Given', 'Family', 1 from generate_series(0, ${EVENTS - 1}) n`);
}

async function applyPlain(pool, stamp) {
  let next = 0;
  const { seconds } = await timed(() =>
    Promise.all(
      Array.from({ length: WORKERS }, async () => {
        const client = await pool.connect();
        for (let index = next++; index < EVENTS; index = next++) {
          await client.query('begin');
          const { rowCount } = await client.query('insert into peer_inbox values ($1) on conflict do nothing', [
            `${stamp}-${index}-${performance.now()}`,
          ]);
          if (rowCount === 1) {
            const { rows } = await client.query(
              'update peer_contact set name1 = $2, version = version + 1 where id = $1 returning version',
              [index, `Given ${stamp}`],
            );
            await client.query('insert into peer_history (contact, old, new, at) values ($1, $2, $3, now())', [
              index,
              JSON.stringify({ name1: 'Given' }),
              JSON.stringify({ name1: `Given ${stamp}` }),
            ]);
            await client.query('insert into peer_outbox (body) values ($1)', [
              JSON.stringify({ subject: index, sequence: rows[0].version }),
            ]);
          }
          await client.query('commit');
        }
        client.release();
      }),
    ),
  );
  return seconds;
}
