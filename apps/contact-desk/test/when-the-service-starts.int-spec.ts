import { productTopology } from '@contact-sync/messaging';
import { describeWithRabbitMq, freshDatabase, uniqueName, waitFor } from '@contact-sync/testing';
import { connect } from 'amqplib';
import { start } from '../src';
import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

describe('when the service starts', () => {
  it('it names every fault of its environment at once, without values', async () => {
    const attempt = start({
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: 'x'.repeat(40),
      TRANSPORT: 'rabbitmq',
      AMQP_URL: 's3cret',
    });
    await expect(attempt).rejects.toThrow(/DATABASE_URL must be[^]*AMQP_URL must be[^]*CURSOR_KEY must be/);
    await expect(attempt).rejects.not.toThrow('s3cret');
  });

  it('it refuses a database that was not brought up to date', async () => {
    const empty = await freshDatabase();
    const attempt = start({
      DATABASE_URL: empty.url,
      TRANSPORT: 'in-process',
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: 'x'.repeat(40),
      CURSOR_KEY: Buffer.alloc(32).toString('base64'),
      LOG_LEVEL: 'error',
    });
    await expect(attempt).rejects.toThrow('run "contact-sync migrate"');
    await empty.drop();
  });

  it('it describes its API, answers probes, and is ready', async () => {
    const desk = await runningDesk();
    const { body } = await desk.ask<{ paths: Record<string, unknown> }>('GET', '/contact-desk/docs/openapi.json');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/contact-desk/contacts/read',
        '/contact-desk/contacts/find',
        '/contact-desk/contacts/{id}/history',
        '/contact-desk/contact-types/{nameType}',
        '/contact-desk/custom-labels/{kind}/{label}',
        '/contact-desk/holds/{id}/release',
        '/contact-desk/holds/{id}/retry',
        '/contact-desk/queue/messages/{id}/{action}',
        '/contact-desk/events',
      ]),
    );
    const messages = await desk.ask<{ asyncapi: string; channels: object }>('GET', '/contact-desk/docs/asyncapi.json');
    expect(messages.body).toMatchObject({ asyncapi: '3.0.0', channels: { 'party.added.v1': {} } });
    expect(await desk.ask('GET', '/contact-desk/readiness')).toMatchObject({
      status: 200,
      body: { status: 'Healthy' },
    });
    await desk.stop();
  });
});

describeWithRabbitMq('when the service starts with a broker', () => {
  let desk: RunningDesk;
  const exchange = uniqueName('desk');
  const broker = process.env['AMQP_URL'] ?? '';
  beforeAll(async () => {
    desk = await runningDesk({ TRANSPORT: 'rabbitmq', AMQP_URL: broker, AMQP_EXCHANGE: exchange });
  });
  afterAll(async () => {
    await desk.stop();
    const connection = await connect(broker);
    const channel = await connection.createChannel();
    const { queues, deadLetterExchange } = productTopology(exchange);
    for (const name of queues.flatMap(({ queue }) => [queue, `${queue}.parked`])) await channel.deleteQueue(name);
    for (const each of [exchange, deadLetterExchange]) await channel.deleteExchange(each);
    await connection.close();
  });

  it('it declares the topology and publishes what is due', async () => {
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 3)]);
    await waitFor(
      async () => {
        const rows = await desk.rows<{ state: string }>(`select state from service_queue.message where kind = 'event'`);
        return rows.length > 0 && rows.every(({ state }) => state === 'done');
      },
      { what: 'published events' },
    );
    const connection = await connect(broker);
    const channel = await connection.createChannel();
    expect((await channel.checkQueue(`${exchange}.cpr-sync.tasks`)).queue).toBe(`${exchange}.cpr-sync.tasks`);
    await connection.close();
  });
});
