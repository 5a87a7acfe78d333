import { BATCH, cloudEventBodies, STRUCTURED } from './cloud-event-bodies';

const read = (headers: Record<string, string>, body: unknown): unknown => {
  const result = cloudEventBodies(headers, body);
  return result.ok
    ? result.bodies.map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown)
    : result.reason;
};

it('structured mode is one event, whatever stands after the content type', () => {
  const body = Buffer.from('{"id":"1"}');
  expect(read({ 'content-type': `${STRUCTURED}; charset=UTF-8` }, body)).toEqual([{ id: '1' }]);
  expect(read({ 'content-type': 'Application/CloudEvents+JSON' }, body)).toEqual([{ id: '1' }]);
});

it('batched mode is an array of events, perhaps of none', () => {
  expect(read({ 'content-type': BATCH }, Buffer.from('[{"id":"1"},17]'))).toEqual([{ id: '1' }, 17]);
  expect(read({ 'content-type': BATCH }, Buffer.from('[]'))).toEqual([]);
  expect(read({ 'content-type': BATCH }, Buffer.from('[{"id":"\xf8"}]', 'latin1'))).toContain('UTF-8');
  expect(read({ 'content-type': BATCH }, undefined)).toBe('the body is empty');
});

// CloudEvents HTTP binding 1.0.2, 3.1.3.2: "Euro € 😀" is written as below.
it.each([
  ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
  ['"in quotes"', 'in quotes'],
  ['"a \\"quoted\\" word"', 'a "quoted" word'],
  ['100%', '100%'],
  ['100% %C3%A6', '100% æ'],
  ['plain', 'plain'],
])('binary mode: the header %s is the attribute %s', (header, attribute) => {
  const headers = { 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': header, other: 'x' };
  expect(read(headers, { a: 1 })).toEqual([{ specversion: '1.0', id: attribute, data: { a: 1 } }]);
});

it('binary mode: a header that is no UTF-8 is named, not repeated', () => {
  expect(read({ 'ce-specversion': '1.0', 'ce-id': '%E6secret' }, {})).toBe(
    'the header ce-id is not percent-encoded UTF-8',
  );
});

it('a body that is in no mode is refused', () => {
  expect(read({ 'content-type': 'application/json' }, { id: '1' })).toContain('ce-specversion');
});
