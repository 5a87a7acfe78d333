import {
  InProcessPublisher,
  InProcessTransport,
  productTopology,
  RabbitMqPublisher,
  RabbitMqTransport,
  Relay,
  type Publisher,
} from '@contact-sync/messaging';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { Pool } from 'pg';
import type { CprSyncConfig } from './config';

/** Publishes what the service queue holds for as long as the service runs. Of all services' relays one works at a time. */
export class Relaying implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly relay: Relay;

  constructor(config: CprSyncConfig) {
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
function publisherOf({ transport, amqpUrl = '', database, exchange }: CprSyncConfig): Publisher {
  const topology = productTopology(exchange);
  switch (transport) {
    case 'rabbitmq':
      return new RabbitMqPublisher({ url: amqpUrl, topology });
    case 'in-process':
      return new InProcessPublisher({ url: database.url, topology });
  }
}

/** Brings this service's tasks to its handlers. */
export function transportOf(config: CprSyncConfig, pool: Pool): CustomTransportStrategy {
  const { transport, amqpUrl = '', database, exchange } = config;
  const topology = productTopology(exchange);
  const queue = `${exchange === 'contact-sync' ? '' : `${exchange}.`}cpr-sync.tasks`;
  const leaseMs = config.importLease * 1000;
  switch (transport) {
    case 'rabbitmq':
      return new RabbitMqTransport({ url: amqpUrl, topology, pool, queue, leaseMs });
    case 'in-process':
      return new InProcessTransport({ url: database.url, pool, queue, leaseMs });
  }
}
