import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { Pool } from 'pg';
import { InProcessPublisher } from './in-process/in-process-publisher';
import { InProcessTransport } from './in-process/in-process-transport';
import { ParkedInBroker } from './rabbitmq/parked-in-broker';
import { RabbitMqPublisher } from './rabbitmq/rabbitmq-publisher';
import { RabbitMqTransport } from './rabbitmq/rabbitmq-transport';
import type { Publisher } from './relay/publisher';
import { productTopology, queueUnder } from './relay/topology';

/** How the messages of an installation travel, as the configuration of each of its services says. */
export interface MessageWay {
  readonly database: { readonly url: string };
  readonly broker: {
    readonly transport: 'rabbitmq' | 'in-process';
    /** rabbitmq: its address. */
    readonly url?: string;
    readonly exchange: string;
  };
}

/** Hands on what the relay takes. It declares the whole topology whenever it reaches the broker. */
export function publisherOf({ database, broker }: MessageWay): Publisher {
  const topology = productTopology(broker.exchange);
  switch (broker.transport) {
    case 'rabbitmq':
      return new RabbitMqPublisher({ url: broker.url ?? '', topology });
    case 'in-process':
      return new InProcessPublisher({ url: database.url, topology });
  }
}

/** Watches what the broker itself has parked; undefined where there is no broker. */
export function parkedInBrokerOf({ broker }: MessageWay): ParkedInBroker | undefined {
  if (broker.transport !== 'rabbitmq') return undefined;
  return new ParkedInBroker({ url: broker.url ?? '', topology: productTopology(broker.exchange) });
}

export interface TransportParts {
  readonly pool: Pool;
  /** As the topology names it under the product's own exchange: `cpr-sync.tasks`. */
  readonly queue: string;
  /** Milliseconds after which another may claim what we began and say nothing of. */
  readonly leaseMs?: number;
  /** The lane that work of a type waits in just now, where that is not for its handler to say: a setting may choose the register. */
  readonly laneOf?: (type: string) => string | undefined;
}

/** Brings the messages of one queue to the Nest handlers of a service: `app.connectMicroservice({ strategy })`. */
export function transportOf(
  { database, broker }: MessageWay,
  { queue, ...parts }: TransportParts,
): CustomTransportStrategy {
  const options = { ...parts, queue: queueUnder(broker.exchange, queue) };
  switch (broker.transport) {
    case 'rabbitmq':
      return new RabbitMqTransport({ ...options, url: broker.url ?? '', topology: productTopology(broker.exchange) });
    case 'in-process':
      return new InProcessTransport({ ...options, url: database.url });
  }
}
