import { MAX_MESSAGE_BYTES, TYPE_PREFIX, type Message } from './envelope';
import { findMessage } from './messages';
import { namedContact, withoutOpenCode } from './named-contact';
import { holdsPersonNumber } from './person-numbers';

/** A message of our own that must not be sent: a fault in the program, not in the data. */
export class UnsendableMessage extends Error {
  constructor(type: string, reason: string) {
    super(`a message of type ${type} cannot be sent: ${reason}`);
    this.name = 'UnsendableMessage';
  }
}

/** Everything of a message but its data, which is given as JSON text so that it need not be parsed to be sent. */
export type Envelope = Omit<Message, 'data'>;

/** The message as CloudEvents 1.0 structured JSON. Throws `UnsendableMessage` when it is too large or holds a person number. */
export function encode(message: Message): string {
  return encodeJson(message, JSON.stringify(message.data));
}

/** As `encode`, with the data as JSON text. */
export function encodeJson(envelope: Envelope, data: string): string {
  assertSendable(envelope, data);
  const sequence = envelope.sequence === undefined ? '' : `,"sequence":"${envelope.sequence}","sequencetype":"Integer"`;
  const trace = envelope.traceparent === undefined ? '' : `,"traceparent":${JSON.stringify(envelope.traceparent)}`;
  return (
    `{"specversion":"1.0","id":${JSON.stringify(envelope.id)},"type":"${TYPE_PREFIX}${envelope.type}"` +
    `,"source":${JSON.stringify(envelope.source)},"subject":${JSON.stringify(envelope.subject)}` +
    `,"time":"${envelope.time}","datacontenttype":"application/json"${sequence}${trace},"data":${data}}`
  );
}

/** Throws `UnsendableMessage` when subject or data hold a person number, or the data are too large for a message. */
export function assertSendable({ type, subject }: Pick<Envelope, 'type' | 'subject'>, data: string): void {
  if (data.length > MAX_MESSAGE_BYTES / 4) throw new UnsendableMessage(type, 'its data are too large');
  if (mustNotBeSent(type, data) || holdsPersonNumber(`"${subject}"`)) {
    throw new UnsendableMessage(type, 'it holds a person number');
  }
}

/** What another system told us goes to its queue again when it is tried again: with the code of a production unit, if it has one. */
function mustNotBeSent(type: string, data: string): boolean {
  if (!holdsPersonNumber(data)) return false;
  if (findMessage(type)?.kind !== 'inbound') return true;
  return holdsPersonNumber(withoutOpenCode(data, namedContact({ data: JSON.parse(data) as unknown }), false));
}
