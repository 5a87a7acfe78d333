import { type JsonSchema, type MessageDefinition, TYPE_PREFIX } from '@contact-sync/contracts';

const attribute = (description: string): JsonSchema => ({
  description,
  type: 'string',
  minLength: 1,
  maxLength: 300,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
});

/** What every message has around its data: CloudEvents 1.0 with the extensions Sequence and Distributed Tracing. */
export const CLOUD_EVENT: JsonSchema = {
  type: 'object',
  properties: {
    specversion: { description: 'version of CloudEvents', const: '1.0' },
    id: attribute('the same however often the message comes; unique within its source'),
    type: attribute(`\`${TYPE_PREFIX}\` and the routing key`),
    source: attribute('the system that says it, as `/contact-sync/contact-register`'),
    subject: attribute('what it is about; never a person number'),
    time: { description: 'when it happened, with time zone', type: 'string', format: 'date-time' },
    datacontenttype: { description: 'how data are written', type: 'string' },
    sequence: {
      description: 'place among the messages about the same; the higher is the later',
      type: 'string',
      pattern: '^\\d{1,15}$',
    },
    sequencetype: { description: 'CloudEvents: `Integer`', type: 'string' },
    traceparent: { description: 'W3C trace context', type: 'string' },
    data: { type: 'object' },
  },
  required: ['specversion', 'id', 'type', 'source', 'subject', 'time', 'data'],
};

/** The body of one message: the envelope, with its own type, subject and data. */
export function payloadOf({ type, subject }: MessageDefinition, data: JsonSchema): JsonSchema {
  return {
    allOf: [
      { $ref: '#/components/schemas/CloudEvent' },
      {
        type: 'object',
        properties: { type: { const: `${TYPE_PREFIX}${type}` }, subject: { description: subject }, data },
      },
    ],
  };
}
