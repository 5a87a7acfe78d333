import { inTransaction } from '@contact-sync/database';
import { settle, SubjectRejected } from '@contact-sync/messaging';
import { describeWithRabbitMq, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { bareChannel, effects, recordEvents, recordTasks } from './broker';
import { Messages } from './over-rabbitmq';
import { aTask, anEvent, states, writeEvents, writeTasks } from './service-queue';

describeWithRabbitMq('when handling fails', () => {
  let messages: Messages;
  let database: FreshDatabase;
  let topology: Messages['topology'];

  beforeEach(async () => {
    messages = await Messages.begun();
    ({ database, topology } = messages);
  });
  afterEach(() => messages.end());

  const relay: Messages['relay'] = (options) => messages.relay(options);
  const listen: Messages['listen'] = (...how) => messages.listen(...how);

  it('bad messages are parked one by one with the reason, masked, and hold nothing up', async () => {
    await listen(topology.tasks, { tasks: recordTasks(database.pool) });
    await listen(topology.events, { events: recordEvents(database.pool) });
    relay();
    await writeEvents(database, [anEvent('c1')]);
    await waitFor(async () => (await effects(database.pool))['1'] === 1);
    const { channel, close } = await bareChannel();
    const publish = (body: string): boolean =>
      channel.publish(topology.exchange, 'contact.changed.v1', Buffer.from(body));
    publish('not json');
    publish('[[1,2]]');
    publish('{"specversion":"1.0","data":"610180-1234"}');
    publish('\u0000');
    await channel.waitForConfirms();
    await writeEvents(database, [anEvent('c2')]);
    await waitFor(async () => (await effects(database.pool))['1'] === 2);
    await waitFor(async () => (await states(database))['parked'] === 4);
    const { rows } = await database.pool.query(
      `select error_code, data->>'raw' as raw from service_queue.message where state = 'parked' order by error_code, raw`,
    );
    expect(rows.map(({ error_code }) => error_code)).toEqual([
      'not-a-cloudevent',
      'not-json',
      'not-json',
      'person-number',
    ]);
    expect(JSON.stringify(rows)).not.toContain('610180-1234');
    await close();
  });

  it('one failing subject holds only itself', async () => {
    const record = recordTasks(database.pool);
    await writeTasks(
      database,
      Array.from({ length: 300 }, (_, i) => aTask(`d${i}`)),
    );
    await listen(topology.tasks, {
      tasks: async (deliveries) => {
        if (deliveries.some(({ subject }) => subject === 'd137'))
          throw new SubjectRejected('fork', 'two numbers claim to be valid');
        await record(deliveries);
      },
    });
    relay();
    await waitFor(async () => (await states(database))['done'] === 299);
    const { rows } = await database.pool.query(
      `select subject, state, attempts, error_code, due_at > now() as later from service_queue.message where state <> 'done'`,
    );
    expect(rows).toEqual([{ subject: 'd137', state: 'waiting', attempts: 1, error_code: 'fork', later: true }]);
  });

  it('an event whose handling fails becomes a row that is tried again', async () => {
    let failures = 1;
    const record = recordEvents(database.pool);
    await listen(topology.events, {
      events: async (deliveries) => {
        if (failures-- > 0) throw new SubjectRejected('not-yet', 'its contact is not here yet');
        await record(deliveries);
      },
    });
    relay();
    await writeEvents(database, [anEvent('c1')]);
    const waiting = await waitFor(async () => {
      const { rows } = await database.pool.query(
        `select kind, queue, attempts from service_queue.message where state = 'waiting'`,
      );
      return rows[0] as object | undefined;
    });
    expect(waiting).toEqual({ kind: 'inbound', queue: topology.events, attempts: 1 });
    await database.pool.query(
      `update service_queue.message set due_at = now(), free_at = now() where state = 'waiting'`,
    );
    await waitFor(async () => (await states(database))['done'] === 2);
    expect(await effects(database.pool)).toEqual({ '1': 1 });
  });

  it('a handler that settles nothing has its tasks parked, loudly, not silently done', async () => {
    await listen(topology.tasks, { tasks: async () => undefined });
    relay();
    await writeTasks(database, [aTask('d1')]);
    await waitFor(async () => (await states(database))['parked'] === 1);
    expect((await database.pool.query('select error_code from service_queue.message')).rows).toEqual([
      { error_code: 'not-settled' },
    ]);
  });

  it('a busy store is asked again at once, the attempt not counted', async () => {
    let failures = 2;
    const record = recordTasks(database.pool);
    await listen(topology.tasks, {
      tasks: async (deliveries) => {
        if (failures-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
        await record(deliveries);
      },
    });
    relay();
    await writeTasks(database, [aTask('d1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
    expect((await database.pool.query('select attempts from service_queue.message')).rows).toEqual([{ attempts: 1 }]);
  });

  it('a claim is renewed while its handler works longer than the lease', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let calls = 0;
    const record = recordTasks(database.pool);
    await listen(
      topology.tasks,
      {
        tasks: async (deliveries) => {
          calls += 1;
          await released;
          await record(deliveries);
        },
      },
      400,
    );
    relay();
    await writeTasks(database, [aTask('d1')]);
    const first = await waitFor(async () => leaseEnd());
    await waitFor(async () => ((await leaseEnd()) ?? 0) > first + 1000);
    release();
    await waitFor(async () => (await states(database))['done'] === 1);
    expect(calls).toBe(1);

    async function leaseEnd(): Promise<number | undefined> {
      const { rows } = await database.pool.query<{ free_at: Date }>(
        `select free_at from service_queue.message where state = 'claimed'`,
      );
      return rows[0]?.free_at.getTime();
    }
  });

  it('settling in a transaction that fails leaves the task to be handled again', async () => {
    let failures = 1;
    const record = recordTasks(database.pool);
    await listen(topology.tasks, {
      tasks: (deliveries) =>
        failures-- > 0
          ? inTransaction(database.pool, async (tx) => {
              await settle(
                tx,
                deliveries.map((delivery) => ({ delivery, outcome: { kind: 'done' } })),
              );
              throw Object.assign(new Error('busy'), { code: '40001' });
            })
          : record(deliveries),
    });
    relay();
    await writeTasks(database, [aTask('d1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
    expect(await effects(database.pool)).toEqual({ '1': 1 });
  });
});
