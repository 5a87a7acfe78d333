import { productTopology } from '@contact-sync/messaging';
import { describeWithRabbitMq, uniqueName, waitFor } from '@contact-sync/testing';
import { connect } from 'amqplib';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

describeWithRabbitMq('the service over RabbitMQ', () => {
  const exchange = uniqueName('cpr_sync');
  const url = process.env['AMQP_URL'] ?? '';
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh({ TRANSPORT: 'rabbitmq', AMQP_URL: url, AMQP_EXCHANGE: exchange });
  });
  afterAll(async () => {
    await running.end();
    await removeFromBroker();
  });

  async function removeFromBroker(): Promise<void> {
    const { queues, deadLetterExchange } = productTopology(exchange);
    const connection = await connect(url);
    const channel = await connection.createChannel();
    for (const { queue } of queues) {
      await channel.deleteQueue(queue);
      await channel.deleteQueue(`${queue}.parked`);
    }
    await channel.deleteExchange(exchange);
    await channel.deleteExchange(deadLetterExchange);
    await connection.close();
  }

  it('imports an uploaded file, and every event is confirmed by the broker', async () => {
    const report = await running.import('d260302.l110901', delivery([{ pnr: pnr(1) }, { pnr: pnr(2) }]));
    expect(report).toMatchObject({ state: 'imported', created: 2, held: 0 });
    const unsent = () => running.rows(`select type, state from service_queue.message where state <> 'done'`);
    await waitFor(async () => (await unsent()).length === 0, { what: 'every event confirmed' });
  });
});
