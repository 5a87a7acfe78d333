import { productTopology } from '@contact-sync/messaging';
import { uniqueName, waitFor } from '@contact-sync/testing';
import { type ConfirmChannel, connect } from 'amqplib';

/** An exchange of one's own on the broker, as another system sees it: plain amqplib, bytes and routing keys. */
export interface OwnExchange {
  /** Environment of a service that uses it. */
  readonly env: Readonly<Record<string, string>>;
  /** Publishes bodies under routing keys and waits until the broker has them. */
  publish(...messages: readonly { readonly key: string; readonly body: string | Uint8Array }[]): Promise<void>;
  /** Removes all of it from the broker. */
  remove(): Promise<void>;
}

export async function ownExchange(url = process.env['AMQP_URL'] ?? ''): Promise<OwnExchange> {
  const exchange = uniqueName('desk');
  const connection = await connect(url);
  const channel: ConfirmChannel = await connection.createConfirmChannel();
  // A service that has just started declares its queues a moment later.
  const hasQueue = async (): Promise<boolean> => {
    const asking = await connection.createChannel();
    asking.on('error', () => undefined);
    const found = await asking.checkQueue(`${exchange}.contact-desk.inbound`).catch(() => undefined);
    if (found !== undefined) await asking.close();
    return found !== undefined;
  };
  return {
    env: { TRANSPORT: 'rabbitmq', AMQP_URL: url, AMQP_EXCHANGE: exchange },
    publish: async (...messages) => {
      await waitFor(hasQueue, { what: 'the queue of inbound events' });
      for (const { key, body } of messages) {
        channel.publish(exchange, key, Buffer.from(body), { persistent: true, mandatory: true });
      }
      await channel.waitForConfirms();
    },
    remove: async () => {
      const { queues, deadLetterExchange } = productTopology(exchange);
      for (const { queue } of queues) {
        await channel.deleteQueue(queue);
        await channel.deleteQueue(`${queue}.parked`);
      }
      await channel.deleteExchange(exchange);
      await channel.deleteExchange(deadLetterExchange);
      await connection.close();
    },
  };
}
