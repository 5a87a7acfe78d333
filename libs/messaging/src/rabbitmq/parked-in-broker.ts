import type { ChannelModel } from 'amqplib';
import { parkedQueueOf, type Topology } from '../relay/topology';
import { BrokerConnection } from './broker-connection';

/** Watches the broker's own parked queues: the last resort for what a queue refused. One message there is an alert. */
export class ParkedInBroker {
  private readonly connection: BrokerConnection;
  private open: ChannelModel | undefined;

  constructor(private readonly options: { readonly url: string; readonly topology: Topology }) {
    this.connection = new BrokerConnection({
      url: options.url,
      name: 'contact-sync parked queues',
      opened: async (connection) => {
        this.open = connection;
        return Promise.resolve();
      },
      closed: () => (this.open = undefined),
    });
  }

  start(): void {
    this.connection.start();
  }

  stop(): Promise<void> {
    return this.connection.stop();
  }

  /** Messages in all of them; undefined while the broker is away, or while a queue is not declared yet. */
  async count(): Promise<number | undefined> {
    try {
      const channel = await this.open?.createChannel();
      if (channel === undefined) return undefined;
      channel.on('error', () => undefined);
      let count = 0;
      for (const { queue } of this.options.topology.queues) {
        const { messageCount } = await channel.checkQueue(parkedQueueOf(queue));
        count += messageCount;
      }
      await channel.close();
      return count;
    } catch {
      return undefined;
    }
  }
}
