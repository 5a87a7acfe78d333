import { inTransaction, openPool } from '@contact-sync/database';
import {
  enqueueEvents,
  RabbitMqPublisher,
  RabbitMqTransport,
  Relay,
  settle,
  SubjectRejected,
  type Topology,
} from '@contact-sync/messaging';
import { describeWithRabbitMq, waitFor, type FreshDatabase } from '@contact-sync/testing';
import {
  AMQP_URL,
  bareChannel,
  createEffects,
  effects,
  ownTopology,
  recordEvents,
  recordTasks,
  removeTopology,
  serve,
} from './broker';
import { aTask, anEvent, freshServiceQueue, idsOf, states, writeEvents, writeTasks } from './service-queue';

describeWithRabbitMq('messages over RabbitMQ', () => {
  let database: FreshDatabase;
  let topology: ReturnType<typeof ownTopology>;
  let relays: Relay[];
  let services: { close: () => Promise<void> }[];

  beforeEach(async () => {
    database = await freshServiceQueue();
    await createEffects(openOwner());
    topology = ownTopology();
    relays = [];
    services = [];
  });
  afterEach(async () => {
    await Promise.all([...relays.map((relay) => relay.stop()), ...services.map((service) => service.close())]);
    await removeTopology(topology);
    await Promise.all(owners.splice(0).map((pool) => pool.end()));
    await database.drop();
  });

  const owners: ReturnType<typeof openPool>[] = [];
  const openOwner = (): ReturnType<typeof openPool> => {
    const pool = openPool(database.url, { max: 1, applicationName: 'owner' });
    owners.push(pool);
    return pool;
  };
  const relay = (more: { topology?: Topology; refusedAfterMs?: number } = {}): Relay => {
    const publisher = new RabbitMqPublisher({ url: AMQP_URL, topology: more.topology ?? topology });
    const started = new Relay({
      url: database.runUrl,
      publisher,
      pollMs: 100,
      refusedAfterMs: more.refusedAfterMs ?? 100,
    });
    started.start();
    relays.push(started);
    return started;
  };
  const listen = async (queue: string, handlers: Parameters<typeof serve>[1], leaseMs = 60_000): Promise<void> => {
    const transport = new RabbitMqTransport({ url: AMQP_URL, topology, queue, pool: database.pool, leaseMs });
    services.push(await serve(transport, handlers));
  };

  it('tasks are handled once each, their rows done', async () => {
    relay();
    await listen(topology.tasks, { tasks: recordTasks(database.pool) });
    await writeTasks(
      database,
      Array.from({ length: 1000 }, (_, i) => aTask(`d${i}`)),
    );
    await waitFor(async () => (await states(database))['done'] === 1000);
    expect(await effects(database.pool)).toEqual({ '1': 1000 });
  });

  it('events reach our handler once each, and are done when the broker has them', async () => {
    relay();
    await listen(topology.events, { events: recordEvents(database.pool) });
    await writeEvents(
      database,
      Array.from({ length: 1000 }, (_, i) => anEvent(`c${i}`)),
    );
    await waitFor(async () => (await effects(database.pool))['1'] === 1000);
    await waitFor(async () => (await states(database))['done'] === 1000);
  });

  it('another program reads an event with amqplib alone', async () => {
    relay();
    const { channel, close } = await bareChannel();
    await channel.assertExchange(topology.exchange, 'topic', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, topology.exchange, 'contact.*.v1');
    const got = new Promise<{ type: string; body: unknown; contentType: unknown }>((resolve) => {
      void channel.consume(queue, (message) => {
        if (message === null) return;
        const { content, properties, fields } = message;
        resolve({ type: fields.routingKey, body: JSON.parse(content.toString()), contentType: properties.contentType });
      });
    });
    await writeEvents(database, [anEvent('c1', 7)]);
    expect(await got).toEqual({
      type: 'contact.changed.v1',
      contentType: 'application/cloudevents+json',
      body: {
        specversion: '1.0',
        id: (await idsOf(database, 'c1'))[0],
        type: 'dk.contact-sync.contact.changed.v1',
        source: '/contact-sync/test',
        subject: 'c1',
        time: '2026-03-02T05:31:07.120Z',
        datacontenttype: 'application/json',
        sequence: '7',
        sequencetype: 'Integer',
        data: { nameType: 'C', register: 'cpr', groups: ['name'] },
      },
    });
    await close();
  });

  it('events come in the order they were written, over many batches', async () => {
    const sequences: number[] = [];
    const { channel, close } = await bareChannel();
    await channel.assertExchange(topology.exchange, 'topic', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, topology.exchange, '#');
    await channel.consume(
      queue,
      (message) =>
        message && sequences.push(Number((JSON.parse(message.content.toString()) as { sequence: string }).sequence)),
      { noAck: true },
    );
    await writeEvents(
      database,
      Array.from({ length: 5000 }, (_, i) => anEvent('c1', i + 1)),
    );
    relay();
    await waitFor(() => sequences.length === 5000);
    expect(sequences).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
    await close();
  });

  it('a task that no queue takes is not counted as published, and goes out when there is one', async () => {
    relay({ topology: { ...topology, queues: [] } });
    await writeTasks(database, [aTask('d1')]);
    await waitFor(async () => {
      const { rows } = await database.pool.query<{ publications: number }>(
        'select publications from service_queue.message',
      );
      return (rows[0]?.publications ?? 0) >= 2;
    });
    expect(await states(database)).toEqual({ open: 1 });
    await listen(topology.tasks, { tasks: recordTasks(database.pool) });
    await waitFor(async () => (await states(database))['done'] === 1);
  });

  it('an event that nobody listens to is done all the same', async () => {
    relay({ topology: { ...topology, queues: [] } });
    await writeEvents(database, [anEvent('c1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
  });

  it('what a rolled back transaction wanted to tell is never published', async () => {
    relay();
    await listen(topology.events, { events: recordEvents(database.pool) });
    await inTransaction(database.pool, async (tx) => {
      await enqueueEvents(tx, [anEvent('ghost')]);
      throw new Error('no');
    }).catch(() => undefined);
    await writeEvents(database, [anEvent('real')]);
    await waitFor(async () => (await effects(database.pool))['1'] === 1);
    expect((await database.pool.query('select subject from public.effect')).rows).toEqual([{ subject: 'real' }]);
  });

  it('one relay works at a time, and another takes over', async () => {
    const [first, second] = [relay(), relay()];
    await waitFor(() => first.active || second.active);
    const [active, idle] = first.active ? [first, second] : [second, first];
    await writeEvents(database, [anEvent('c1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
    expect(idle.active).toBe(false);
    await active.stop();
    await waitFor(() => idle.active);
    await writeEvents(database, [anEvent('c2')]);
    await waitFor(async () => (await states(database))['done'] === 2);
  });

  it('a relay whose session is killed competes again', async () => {
    const only = relay();
    await waitFor(() => only.active);
    const { rowCount } = await openOwner().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'contact-sync relay' and datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    await writeEvents(database, [anEvent('c1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
  });

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

  it('a consumer that the broker cancelled subscribes again', async () => {
    await listen(topology.tasks, { tasks: recordTasks(database.pool) });
    relay();
    await writeTasks(database, [aTask('d1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
    const { channel, close } = await bareChannel();
    await channel.deleteQueue(topology.tasks);
    await writeTasks(database, [aTask('d2')]);
    await waitFor(async () => (await states(database))['done'] === 2);
    await close();
  });

  it('two copies of one message have one effect', async () => {
    relay();
    await writeTasks(database, [aTask('d1')]);
    await waitFor(
      async () =>
        (await database.pool.query('select from service_queue.message where publications = 1')).rowCount === 1,
    );
    await database.pool.query('update service_queue.message set due_at = now()');
    await waitFor(
      async () =>
        (await database.pool.query('select from service_queue.message where publications = 2')).rowCount === 1,
    );
    await listen(topology.tasks, { tasks: recordTasks(database.pool) });
    await waitFor(async () => (await states(database))['done'] === 1);
    const { channel, close } = await bareChannel();
    await waitFor(async () => (await channel.checkQueue(topology.tasks)).messageCount === 0);
    expect(await effects(database.pool)).toEqual({ '1': 1 });
    await close();
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
