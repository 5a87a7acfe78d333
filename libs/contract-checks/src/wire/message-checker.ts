import { type Json, resolved } from '../changes/flat-schema';
import { Validator } from './validator';

/** Checks bodies from the wire against an AsyncAPI document. */
export class MessageChecker {
  private readonly validator: Validator;
  private readonly payloads = new Map<string, readonly Json[]>();
  private readonly attributes: ReadonlySet<string>;

  constructor(document: Json) {
    this.validator = new Validator(document);
    const { messages, schemas } = document['components'] as {
      messages: Record<string, { payload: { allOf: readonly [Json, Json] } }>;
      schemas: { CloudEvent: { properties: Json } };
    };
    this.attributes = new Set(Object.keys(schemas.CloudEvent.properties));
    for (const [type, { payload }] of Object.entries(messages)) {
      const [, own] = payload.allOf;
      // The envelope is shared: what is not its own is found by name, below.
      const envelope = { ...resolved(document, payload.allOf[0]), additionalProperties: true };
      this.payloads.set(type, [envelope, { ...own, additionalProperties: true }]);
    }
  }

  /** What is wrong with a body that came under a routing key; nothing, where it keeps its contract. */
  faults(routingKey: string, body: string | Uint8Array): string[] {
    const payload = this.payloads.get(routingKey);
    if (payload === undefined) return [`there is no message ${routingKey}`];
    const event = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as Json;
    const unknown = Object.keys(event).filter((attribute) => !this.attributes.has(attribute));
    return [
      ...unknown.map((attribute) => `${attribute} is no attribute of a message`),
      ...this.validator.faults({ allOf: payload }, event),
    ].map((fault) => `${routingKey}: ${fault}`);
  }
}
