import { breakingChanges } from './breaking-changes';
import type { Json } from './flat-schema';

/** A document with one message and the payload's schema given. */
function asyncApi(action: 'send' | 'receive', data: Json, more: Json = {}): Json {
  return {
    asyncapi: '3.0.0',
    channels: {
      changed: { address: 'contact.changed.v1', bindings: { amqp: { exchange: { name: 'contact-sync' } } }, ...more },
      parked: { address: 'desk.parked' },
    },
    operations: {
      tell: { action, channel: { $ref: '#/channels/changed' }, messages: [{ $ref: '#/components/messages/changed' }] },
      park: {
        action: 'send',
        channel: { $ref: '#/channels/parked' },
        messages: [{ $ref: '#/components/messages/changed' }],
      },
    },
    components: {
      messages: {
        changed: { name: 'changed', contentType: 'application/json', payload: { $ref: '#/components/schemas/Data' } },
      },
      schemas: { Data: data, Text: { type: 'string', maxLength: 10 }, Word: { type: 'string', maxLength: 10 } },
    },
  };
}

const object = (properties: Json, ...required: string[]): Json => ({ type: 'object', properties, required });
const text = { type: 'string' };

/** From, to, what breaks readers of what we send, what breaks writers of what we take. */
const CHANGES: readonly (readonly [string, Json, Json, string | undefined, string | undefined])[] = [
  ['nothing', object({ a: text }, 'a'), object({ a: text }, 'a'), undefined, undefined],
  ['a field is added', object({ a: text }), object({ a: text, b: text }), undefined, undefined],
  ['a required field is added', object({ a: text }), object({ a: text, b: text }, 'b'), undefined, 'must now have b'],
  ['a field is removed', object({ a: text, b: text }), object({ a: text }), '.b is gone', '.b is gone'],
  ['a field becomes optional', object({ a: text }, 'a'), object({ a: text }), 'no longer always has a', undefined],
  ['a field becomes required', object({ a: text }), object({ a: text }, 'a'), undefined, 'must now have a'],
  [
    'a type changes',
    object({ a: text }),
    object({ a: { type: 'integer' } }),
    '.a may now have the type integer',
    '.a may no longer have the type string',
  ],
  [
    'a number becomes whole',
    object({ a: { type: 'number' } }),
    object({ a: { type: 'integer' } }),
    undefined,
    'type number',
  ],
  ['a text may be null', object({ a: text }), object({ a: { ...text, nullable: true } }), 'the type null', undefined],
  ['a list grows', object({ a: { enum: ['x'] } }), object({ a: { enum: ['x', 'y'] } }), 'the value "y"', undefined],
  ['a list shrinks', object({ a: { enum: ['x', 'y'] } }), object({ a: { enum: ['x'] } }), undefined, 'the value "y"'],
  ['a list ends', object({ a: { enum: ['x'] } }), object({ a: text }), 'the value of anything', undefined],
  [
    'a text grows',
    object({ a: { maxLength: 5 } }),
    object({ a: { maxLength: 6 } }),
    'more than its maxLength',
    undefined,
  ],
  [
    'a text shrinks',
    object({ a: { maxLength: 6 } }),
    object({ a: { maxLength: 5 } }),
    undefined,
    'more than its maxLength',
  ],
  [
    'a least value falls',
    object({ a: { minimum: 1 } }),
    object({ a: { minimum: 0 } }),
    'less than its minimum',
    undefined,
  ],
  [
    'a pattern comes',
    object({ a: text }),
    object({ a: { ...text, pattern: '^x' } }),
    undefined,
    'must now keep pattern',
  ],
  [
    'a pattern goes',
    object({ a: { ...text, pattern: '^x' } }),
    object({ a: text }),
    'no longer keeps pattern',
    undefined,
  ],
  [
    'a condition comes',
    object({ a: text }),
    { ...object({ a: text }), not: { required: ['a'] } },
    undefined,
    'must now keep not',
  ],
  ['other fields are shut out', object({}), { ...object({}), additionalProperties: false }, undefined, 'other fields'],
  [
    'a reference has another name',
    object({ a: { $ref: '#/components/schemas/Text' } }),
    object({ a: { $ref: '#/components/schemas/Word' } }),
    undefined,
    undefined,
  ],
  [
    'a rule moves into allOf',
    object({ a: { maxLength: 5 } }),
    object({ a: { allOf: [{ maxLength: 5 }] } }),
    undefined,
    undefined,
  ],
  [
    'items change',
    object({ a: { items: text } }),
    object({ a: { items: { type: 'integer' } } }),
    '.a[] may now have',
    '.a[] may no longer have',
  ],
  [
    'what it is called changes',
    object({ a: { ...text, description: 'x' } }),
    object({ a: { ...text, description: 'y' } }),
    undefined,
    undefined,
  ],
];

describe.each(CHANGES)('%s', (_name, before, after, breaksReaders, breaksWriters) => {
  const said = (action: 'send' | 'receive'): string[] =>
    breakingChanges(asyncApi(action, before), asyncApi(action, after)).map(({ where, what }) => `${where} ${what}`);
  const expected = (breaks: string | undefined): unknown[] =>
    breaks === undefined ? [] : [expect.stringContaining(breaks)];

  it('for readers of what we send', () => expect(said('send')).toEqual(expected(breaksReaders)));
  it('for writers of what we take', () => expect(said('receive')).toEqual(expected(breaksWriters)));
});

describe('messages and where they travel', () => {
  const document = asyncApi('send', object({}));
  const said = (after: Json): string[] => breakingChanges(document, after).map(({ where, what }) => `${where} ${what}`);

  it('an operation is gone', () =>
    expect(said({ ...document, operations: {} })).toEqual(['tell is gone', 'park is gone']));
  it('another exchange', () =>
    expect(said(asyncApi('send', object({}), { bindings: {} }))).toEqual(['tell has another exchange or queue']));
  it('another routing key', () =>
    expect(said(asyncApi('send', object({}), { address: 'contact.changed.v2' }))).toEqual([
      'tell has another address',
    ]));
  it('a message is gone from a queue', () => {
    const { tell, park } = document['operations'] as Record<string, Json>;
    expect(said({ ...document, operations: { tell, park: { ...park, messages: [] } } })).toEqual([
      'park has no changed any more',
    ]);
  });
});

/** A document with one operation. */
function openApi(operation: Json): Json {
  const responses = { 200: { description: 'ok' } };
  return { openapi: '3.0.0', paths: { '/a': { post: { responses, ...operation } } } };
}
const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const query = (more: Json): Json => ({ in: 'query', name: 'limit', schema: { type: 'integer' }, ...more });

const OPERATIONS: readonly (readonly [string, Json, Json, string | undefined])[] = [
  ['a parameter is added', {}, { parameters: [query({})] }, undefined],
  [
    'a required parameter is added',
    {},
    { parameters: [query({ required: true })] },
    'POST /a query limit must now be given',
  ],
  ['a parameter is removed', { parameters: [query({})] }, {}, 'POST /a query limit is gone'],
  [
    'a parameter takes less',
    { parameters: [query({ schema: { maximum: 9 } })] },
    { parameters: [query({ schema: { maximum: 5 } })] },
    'POST /a query limit may no longer have more than its maximum allowed',
  ],
  ['a body is asked for', {}, { requestBody: { ...json({}), required: true } }, 'POST /a body must now be given'],
  [
    'a field of the body is asked for',
    { requestBody: json(object({ a: text })) },
    { requestBody: json(object({ a: text }, 'a')) },
    'POST /a body must now have a',
  ],
  [
    'a field of the body is taken no longer',
    { requestBody: json(object({ a: text, b: text })) },
    { requestBody: json(object({ a: text })) },
    'POST /a body.b is gone',
  ],
  [
    'another kind of body',
    { requestBody: json({}) },
    { requestBody: { content: { 'text/plain': {} } } },
    'POST /a body is no longer application/json',
  ],
  [
    'a field is answered besides',
    { responses: { 200: json(object({})) } },
    { responses: { 200: json(object({ a: text })) } },
    undefined,
  ],
  [
    'a field of the answer is removed',
    { responses: { 200: json(object({ a: text })) } },
    { responses: { 200: json(object({})) } },
    'POST /a 200.a is gone',
  ],
  ['another status', { responses: { 200: {} } }, { responses: { 201: {} } }, 'POST /a 200 is gone'],
  ['a refusal goes', { responses: { 200: {}, 409: {} } }, { responses: { 200: {} } }, undefined],
  ['it is closed', { security: [] }, { security: [{ bearer: [] }] }, 'POST /a now asks the caller to sign in'],
  ['it is opened', { security: [{ bearer: [] }] }, { security: [] }, undefined],
];

it.each(OPERATIONS)('%s', (_name, before, after, breaks) => {
  const said = breakingChanges(openApi(before), openApi(after)).map(({ where, what }) => `${where} ${what}`);
  expect(said).toEqual(breaks === undefined ? [] : [breaks]);
});

it('an operation is gone', () => {
  expect(breakingChanges(openApi({}), { openapi: '3.0.0', paths: {} })).toEqual([
    { where: 'POST /a', what: 'is gone' },
  ]);
});

it('a schema within itself ends', () => {
  const tree = object({ inner: { $ref: '#/components/schemas/Data' } });
  expect(breakingChanges(asyncApi('send', tree), asyncApi('send', tree))).toEqual([]);
});

it('documents of two kinds are not compared', () => {
  expect(() => breakingChanges(openApi({}), asyncApi('send', {}))).toThrow('not of one kind');
});
