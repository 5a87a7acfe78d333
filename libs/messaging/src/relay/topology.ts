import { MESSAGES, receiverOf } from '@contact-sync/contracts';

/** A queue and the routing keys that lead to it; `*` stands for one word, `#` for any number. */
export interface QueueBinding {
  /** `<service>.<purpose>`. */
  readonly queue: string;
  readonly keys: readonly string[];
}

/** Where messages go. */
export interface Topology {
  readonly exchange: string;
  readonly deadLetterExchange: string;
  readonly queues: readonly QueueBinding[];
}

/** The queue of what other systems tell us (MSG-3). */
export const INBOUND_QUEUE = 'contact-desk.inbound';

/** The queue of contacts that are new to our register: companies and production units subscribe themselves (CVR-5). */
export const NEW_CONTACTS_QUEUE = 'cvr-subscription.contacts';

/**
 * Events that our own services listen to. A queue that nobody empties fills the broker: add it with its reader. What
 * others tell us is bound key by key, so that nothing we send ourselves comes back.
 */
const EVENT_QUEUES: readonly QueueBinding[] = [
  { queue: INBOUND_QUEUE, keys: MESSAGES.filter(({ kind }) => kind === 'inbound').map(({ type }) => type) },
  { queue: NEW_CONTACTS_QUEUE, keys: ['contact.created.v1'] },
];

/** The tasks of each service that has any: one queue, `<service>.tasks`. */
function taskQueues(): QueueBinding[] {
  const receivers = new Set(MESSAGES.filter(({ kind }) => kind === 'task').map(({ type }) => receiverOf(type)));
  return [...receivers].sort().map((receiver) => ({ queue: `${receiver}.tasks`, keys: [`${receiver}.#`] }));
}

/**
 * The whole topology of the product. Every service declares all of it at start, so that the order of starting does not
 * matter. `exchange` is another name in tests, and its queues then begin with that name.
 */
export function productTopology(
  exchange = 'contact-sync',
  eventQueues: readonly QueueBinding[] = EVENT_QUEUES,
): Topology {
  return {
    exchange,
    deadLetterExchange: `${exchange}.parked`,
    queues: [...taskQueues(), ...eventQueues].map(({ queue, keys }) => ({ queue: queueUnder(exchange, queue), keys })),
  };
}

/** A queue's name in the installation of an exchange: several on one broker do not meet. */
export function queueUnder(exchange: string, queue: string): string {
  return exchange === 'contact-sync' ? queue : `${exchange}.${queue}`;
}

/** Where the broker puts what a queue refuses: the last resort, and an alert at one message. */
export function parkedQueueOf(queue: string): string {
  return `${queue}.parked`;
}

/** The queues a routing key leads to, as a topic exchange decides it. */
export function queuesFor(topology: Topology, routingKey: string): string[] {
  return topology.queues.filter(({ keys }) => keys.some((key) => matches(key, routingKey))).map(({ queue }) => queue);
}

/** True when a routing key fits a binding key. */
export function matches(bindingKey: string, routingKey: string): boolean {
  return matchWords(bindingKey.split('.'), routingKey.split('.'));
}

function matchWords([pattern, ...patterns]: string[], words: string[]): boolean {
  if (pattern === undefined) return words.length === 0;
  if (pattern === '#')
    return matchWords(patterns, words) || (words.length > 0 && matchWords(['#', ...patterns], words.slice(1)));
  const [word, ...rest] = words;
  return word !== undefined && (pattern === '*' || pattern === word) && matchWords(patterns, rest);
}
