// Confirmed publish through `messaging`, in the batches of the relay, against amqplib with 500 confirms on the way.
import { RabbitMqPublisher } from '@contact-sync/messaging';
import { AMQP_URL, sideBySide, timed } from '../measure.mjs';
import { bareClient, EVENT, ownTopology, removeTopology } from '../broker.mjs';

const MESSAGES = 30_000;
const BATCH = 1000;
const WINDOW = 500;
const TURNS = 3;

export const publish = {
  title: 'confirmed publish through messaging, messages/s',
  peer: 'bare amqplib, confirm window 500',
  must: 0.8,
  aim: 1.0,
  async run() {
    const topology = ownTopology();
    const publisher = new RabbitMqPublisher({ url: AMQP_URL, topology });
    publisher.start();
    await publisher.ready(new AbortController().signal);
    const { channel, close } = await bareClient();
    const messages = Array.from({ length: MESSAGES }, (_, index) => message(index));
    const rates = await sideBySide(
      TURNS,
      async () => {
        const { seconds } = await timed(() => publishBatches(publisher, messages));
        await channel.purgeQueue(topology.events);
        return MESSAGES / seconds;
      },
      async () => {
        const { seconds } = await timed(() => publishBare(channel, topology.exchange, messages));
        await channel.purgeQueue(topology.events);
        return MESSAGES / seconds;
      },
    );
    await close();
    await publisher.stop();
    await removeTopology(topology);
    return {
      ratio: rates.ours / rates.peer,
      ours: `${Math.round(rates.ours)}/s`,
      theirs: `${Math.round(rates.peer)}/s`,
    };
  },
};

function message(index) {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const body = JSON.stringify({
    specversion: '1.0',
    id,
    type: `dk.contact-sync.${EVENT}`,
    source: '/contact-sync/contact-register',
    subject: String(index),
    time: '2026-03-02T05:31:07.120Z',
    datacontenttype: 'application/json',
    sequence: '1',
    data: { nameType: 'C', register: 'cpr', groups: ['name', 'main_address'] },
  });
  return { id, kind: 'event', type: EVENT, queue: null, publications: 1, body };
}

/** As the relay does: the next batch is written while the last one awaits its confirms. */
async function publishBatches(publisher, messages) {
  let previous = Promise.resolve();
  for (let at = 0; at < messages.length; at += BATCH) {
    const current = publisher.publish(messages.slice(at, at + BATCH)).then(({ refused }) => {
      if (refused.length > 0) throw new Error(`${refused.length} messages were not confirmed`);
    });
    await previous;
    previous = current;
  }
  await previous;
}

function publishBare(channel, exchange, messages) {
  return new Promise((resolve, reject) => {
    let next = 0;
    let confirmed = 0;
    const send = () => {
      const { id, type, body } = messages[next++];
      channel.publish(exchange, type, Buffer.from(body), { persistent: true, messageId: id }, (error) => {
        if (error) return reject(error);
        confirmed += 1;
        if (next < messages.length) send();
        else if (confirmed === messages.length) resolve();
      });
    };
    while (next < WINDOW) send();
  });
}
