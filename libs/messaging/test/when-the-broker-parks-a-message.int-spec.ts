import { ParkedInBroker } from '@contact-sync/messaging';
import { describeWithRabbitMq, waitFor } from '@contact-sync/testing';
import { declareTopology } from '../src/rabbitmq/declare-topology';
import { AMQP_URL, bareChannel, ownTopology, removeTopology } from './broker';

describeWithRabbitMq('when the broker parks a message', () => {
  it('it is counted, and nothing is told before the queues are there', async () => {
    const topology = ownTopology();
    const parked = new ParkedInBroker({ url: AMQP_URL, topology });
    expect(await parked.count()).toBeUndefined();
    parked.start();
    const { channel, close } = await bareChannel();
    await declareTopology(channel, topology);
    await waitFor(async () => (await parked.count()) === 0);
    // A message that a queue refuses, as a consumer that fails without a word would.
    channel.publish('', topology.events, Buffer.from('{}'));
    await channel.waitForConfirms();
    await waitFor(async () => {
      const message = await channel.get(topology.events);
      if (message !== false) channel.nack(message, false, false);
      return message !== false;
    });
    await waitFor(async () => (await parked.count()) === 1);
    await removeTopology(topology);
    await waitFor(async () => (await parked.count()) === undefined);
    await parked.stop();
    await close();
  });
});
