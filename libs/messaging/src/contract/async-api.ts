import {
  addSchema,
  CONTENT_TYPE,
  exampleOf,
  type FieldMeanings,
  type MessageDefinition,
  type MessageKind,
  MESSAGES,
  type Schemas,
} from '@contact-sync/contracts';
import { parkedQueueOf, productTopology, queuesFor, type Topology } from '../relay/topology';
import { CLOUD_EVENT, payloadOf } from './cloud-event-schema';

const BINDING_VERSION = '0.3.0';

/** An AsyncAPI 3.0 document. */
export interface AsyncApi {
  readonly asyncapi: '3.0.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly defaultContentType: string;
  readonly servers: Readonly<Record<string, object>>;
  readonly channels: Readonly<Record<string, object>>;
  readonly operations: Readonly<Record<string, object>>;
  readonly components: { readonly messages: Readonly<Record<string, object>>; readonly schemas: Schemas };
}

const DESCRIPTION = [
  'The messages of contact-sync over RabbitMQ. Every body is CloudEvents 1.0 in structured mode.',
  'Events: bind a queue of your own to the exchange with the routing keys you want. Delivery is at least once, `id` is',
  'the same each time, and of two about one subject the one with the higher `sequence` is the newer.',
  'What you tell us: publish to the exchange under the routing key, or post it to `/contact-desk/events`. Within one',
  '`source` the later wins, by sequence, then time, then id; what comes twice or late changes nothing.',
  'Fields may be added; readers ignore those they do not know. No message holds a person number; one that arrives with',
  'one is parked.',
].join('\n');

/** The AsyncAPI document of the product, made of its messages and its topology. The same code gives the same document. */
export function asyncApiDocument(version: string): AsyncApi {
  const definitions = MESSAGES as unknown as readonly MessageDefinition[];
  const topology = productTopology();
  const schemas: Schemas = { CloudEvent: CLOUD_EVENT };
  const messages = Object.fromEntries(definitions.map((one) => [one.type, messageOf(one, schemas)]));
  return {
    asyncapi: '3.0.0',
    info: { title: 'contact-sync', version, description: DESCRIPTION },
    defaultContentType: CONTENT_TYPE,
    servers: {
      broker: {
        host: 'rabbitmq.example',
        protocol: 'amqps',
        protocolVersion: '0.9.1',
        description: 'The RabbitMQ of the installation.',
      },
    },
    channels: { ...routingKeys(definitions, topology), ...queues(definitions, topology) },
    operations: { ...ofRoutingKeys(definitions), ...ofQueues(definitions, topology) },
    components: { messages, schemas },
  };
}

function messageOf(definition: MessageDefinition, schemas: Schemas): object {
  const { type, description, data, fields } = definition;
  return {
    name: type,
    title: type,
    summary: description,
    contentType: CONTENT_TYPE,
    payload: payloadOf(definition, addSchema(schemas, data, fields as FieldMeanings)),
    examples: [{ name: 'example', payload: exampleOf(definition) }],
    bindings: { amqp: { contentEncoding: 'utf-8', bindingVersion: BINDING_VERSION } },
  };
}

/** A channel for each routing key: what is published there reaches every queue bound to it. */
function routingKeys(definitions: readonly MessageDefinition[], { exchange }: Topology): Record<string, object> {
  const binding = {
    is: 'routingKey',
    exchange: { name: exchange, type: 'topic', durable: true, autoDelete: false, vhost: '/' },
    bindingVersion: BINDING_VERSION,
  };
  return Object.fromEntries(
    definitions.map(({ type, description }) => [
      type,
      { address: type, description, messages: messagesOf([type]), bindings: { amqp: binding } },
    ]),
  );
}

/** A channel for each queue of the product, and for the one beside it that takes what it refuses. */
function queues(definitions: readonly MessageDefinition[], topology: Topology): Record<string, object> {
  return Object.fromEntries(
    topology.queues.flatMap(({ queue, keys }) => {
      const messages = messagesOf(typesIn(queue, definitions, topology));
      const parked = parkedQueueOf(queue);
      const bound = `Bound to ${topology.exchange} with ${keys.map((key) => `\`${key}\``).join(', ')}.`;
      const refused = `What ${queue} refused; looked at by people. Bound to ${topology.deadLetterExchange} with \`${queue}\`.`;
      return [
        [queue, { address: queue, description: bound, messages, bindings: { amqp: queueBinding(queue) } }],
        [parked, { address: parked, description: refused, messages, bindings: { amqp: queueBinding(parked) } }],
      ];
    }),
  );
}

function queueBinding(name: string): object {
  return {
    is: 'queue',
    queue: { name, durable: true, exclusive: false, autoDelete: false, vhost: '/' },
    bindingVersion: BINDING_VERSION,
  };
}

/** What we send on its routing key, and what others send us on theirs. */
function ofRoutingKeys(definitions: readonly MessageDefinition[]): Record<string, object> {
  const said: Readonly<Record<MessageKind, string>> = {
    event: 'We tell everybody.',
    task: 'One of our services asks another; not for others to send.',
    inbound: 'Another system tells us.',
  };
  return Object.fromEntries(
    definitions.map(({ type, kind }) => {
      const action = kind === 'inbound' ? 'receive' : 'send';
      const sending = { deliveryMode: 2, mandatory: kind !== 'event', bindingVersion: BINDING_VERSION };
      return [
        `${action} ${type}`,
        {
          action,
          channel: channel(type),
          summary: said[kind],
          tags: [{ name: kind }],
          messages: [inChannel(type, type)],
          bindings: { amqp: action === 'send' ? sending : { ack: true, bindingVersion: BINDING_VERSION } },
        },
      ];
    }),
  );
}

/** What we work off, and what is parked beside it. */
function ofQueues(definitions: readonly MessageDefinition[], topology: Topology): Record<string, object> {
  return Object.fromEntries(
    topology.queues.flatMap(({ queue }) => {
      const types = typesIn(queue, definitions, topology);
      const operation = (action: 'send' | 'receive', name: string, summary: string): object => ({
        action,
        channel: channel(name),
        summary,
        messages: types.map((type) => inChannel(name, type)),
        bindings: { amqp: { ack: true, bindingVersion: BINDING_VERSION } },
      });
      const parked = parkedQueueOf(queue);
      return [
        [`receive ${queue}`, operation('receive', queue, 'Our own service works it off.')],
        [`send ${parked}`, operation('send', parked, 'The broker puts here what the queue refused.')],
      ];
    }),
  );
}

function typesIn(queue: string, definitions: readonly MessageDefinition[], topology: Topology): string[] {
  return definitions.map(({ type }) => type).filter((type) => queuesFor(topology, type).includes(queue));
}

const channel = (name: string): object => ({ $ref: `#/channels/${name}` });
const inChannel = (name: string, type: string): object => ({ $ref: `#/channels/${name}/messages/${type}` });
const messagesOf = (types: readonly string[]): Record<string, object> =>
  Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }]));
