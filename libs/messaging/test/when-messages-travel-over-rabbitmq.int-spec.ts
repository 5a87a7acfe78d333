import { inTransaction } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { describeWithRabbitMq, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { bareChannel, effects, recordEvents, recordTasks } from './broker';
import { Messages } from './over-rabbitmq';
import { aTask, anEvent, idsOf, states, writeEvents, writeTasks } from './service-queue';

describeWithRabbitMq('when messages travel over RabbitMQ', () => {
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
    const { rowCount } = await messages.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'contact-sync relay' and datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    await writeEvents(database, [anEvent('c1')]);
    await waitFor(async () => (await states(database))['done'] === 1);
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
});
