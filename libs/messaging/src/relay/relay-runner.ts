import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { publisherOf, type MessageWay } from '../ways';
import { Relay } from './relay';

/** A Nest provider: publishes what the service queue holds for as long as the service runs. Of all services' relays one works at a time. */
export class RelayRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: Relay;

  constructor(way: MessageWay) {
    this.relay = new Relay({ url: way.database.url, publisher: publisherOf(way) });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
  }
}
