import { openPool } from '@contact-sync/database';
import { RabbitMqPublisher, RabbitMqTransport, Relay, type Topology } from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import type { Pool } from 'pg';
import { AMQP_URL, createEffects, ownTopology, removeTopology, serve } from './broker';
import { freshServiceQueue } from './service-queue';

/** A service queue, a topology of its own on the broker, and whatever relays and services a test starts on them. */
export class Messages {
  private readonly relays: Relay[] = [];
  private readonly services: { close: () => Promise<void> }[] = [];

  private constructor(
    readonly database: FreshDatabase,
    readonly topology: ReturnType<typeof ownTopology>,
    /** Works as the role that owns the database. */
    readonly owner: Pool,
  ) {}

  static async begun(): Promise<Messages> {
    const database = await freshServiceQueue();
    const owner = openPool(database.url, { max: 1, applicationName: 'owner' });
    await createEffects(owner);
    return new Messages(database, ownTopology(), owner);
  }

  async end(): Promise<void> {
    await Promise.all([
      ...this.relays.map((relay) => relay.stop()),
      ...this.services.map((service) => service.close()),
    ]);
    await removeTopology(this.topology);
    await this.owner.end();
    await this.database.drop();
  }

  relay({ topology = this.topology }: { topology?: Topology } = {}): Relay {
    const publisher = new RabbitMqPublisher({ url: AMQP_URL, topology });
    const relay = new Relay({ url: this.database.runUrl, publisher, pollMs: 100, refusedAfterMs: 100 });
    relay.start();
    this.relays.push(relay);
    return relay;
  }

  async listen(queue: string, handlers: Parameters<typeof serve>[1], leaseMs = 60_000): Promise<void> {
    const { database, topology } = this;
    const transport = new RabbitMqTransport({ url: AMQP_URL, topology, queue, pool: database.pool, leaseMs });
    this.services.push(await serve(transport, handlers));
  }
}
