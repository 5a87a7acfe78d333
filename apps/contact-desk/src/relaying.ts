import { InProcessPublisher, productTopology, RabbitMqPublisher, Relay, type Publisher } from '@contact-sync/messaging';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { ContactDeskConfig } from './config';

/** Publishes what the service queue holds for as long as the service runs. Of all services' relays one works at a time. */
export class Relaying implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: Relay;

  constructor(config: ContactDeskConfig) {
    this.relay = new Relay({ url: config.database.url, publisher: publisherOf(config) });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
  }
}

/** A publisher declares the whole topology whenever it reaches the broker. */
function publisherOf({ transport, amqpUrl = '', database, exchange }: ContactDeskConfig): Publisher {
  const topology = productTopology(exchange);
  switch (transport) {
    case 'rabbitmq':
      return new RabbitMqPublisher({ url: amqpUrl, topology });
    case 'in-process':
      return new InProcessPublisher({ url: database.url, topology });
  }
}
