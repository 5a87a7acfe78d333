/** Before each routing key in the CloudEvents `type`. */
export const TYPE_PREFIX = 'dk.contact-sync.';

/** Content type of a message body: CloudEvents 1.0, structured mode. */
export const CONTENT_TYPE = 'application/cloudevents+json';

/** A message body larger than this, in bytes, is neither sent nor read. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** A message as our own code knows it, taken out of its envelope. */
export interface Message<Data = unknown> {
  /** The same however often the message is sent. */
  readonly id: string;
  /** Routing key, without the CloudEvents prefix. */
  readonly type: string;
  /** Which service of which installation, as `/contact-sync/cpr-sync`. */
  readonly source: string;
  readonly subject: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly time: string;
  /** Version of the subject, rising; absent where the subject has none. */
  readonly sequence?: number;
  /** W3C trace context. */
  readonly traceparent?: string;
  readonly data: Data;
}
