import { decode } from './decode';
import { encode, encodeJson, UnsendableMessage } from './encode';
import type { MessageDefinition } from './message-definition';
import { MESSAGES } from './messages';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const changed = {
  specversion: '1.0',
  id: 'e1',
  type: 'dk.contact-sync.contact.changed.v1',
  source: '/contact-sync/cpr-sync',
  subject: 'c1',
  time: '2026-03-02T05:31:07.120Z',
  datacontenttype: 'application/json',
  sequence: '7',
  sequencetype: 'Integer',
  data: { nameType: 'C', groups: ['name'] },
};

it.each(MESSAGES.map((definition) => [definition.type, definition as unknown as MessageDefinition] as const))(
  '%s is read as it was written',
  (type, { example }) => {
    const message = { id: 'e1', type, source: '/s', time: '2026-03-02T05:31:07.120Z', ...example };
    expect(decode(bytes(encode(message)))).toEqual({ ok: true, message });
  },
);

it('writes CloudEvents 1.0 as other programs read it', () => {
  const text = encode({
    id: 'e1',
    type: 'contact.changed.v1',
    source: '/contact-sync/cpr-sync',
    subject: 'c1',
    time: '2026-03-02T05:31:07.120Z',
    sequence: 7,
    data: { nameType: 'C', groups: ['name'] },
  });
  expect(JSON.parse(text)).toEqual(changed);
});

it('leaves out fields it does not know, and gives the data their class', () => {
  const decoded = decode(bytes({ ...changed, more: 1, data: { ...changed.data, later: true } }));
  expect(decoded).toMatchObject({ ok: true, message: { sequence: 7, data: { nameType: 'C', groups: ['name'] } } });
  expect(decoded.ok && decoded.message.data).not.toHaveProperty('later');
});

it.each([
  ['not-json', '{"specversion":'],
  ['not-json', new Uint8Array([0x22, 0xff, 0x22])],
  ['too-large', ' '.repeat(256 * 1024 + 1)],
  ['not-a-cloudevent', null],
  ['not-a-cloudevent', []],
  ['not-a-cloudevent', { ...changed, specversion: '0.3' }],
  ['not-a-cloudevent', { ...changed, id: '' }],
  ['not-a-cloudevent', { ...changed, subject: 5 }],
  ['not-a-cloudevent', { ...changed, subject: 'c\u0000' }],
  ['not-a-cloudevent', { ...changed, time: '2026-03-02' }],
  ['not-a-cloudevent', { ...changed, time: '2026-13-02T00:00:00Z' }],
  ['not-a-cloudevent', { ...changed, sequence: 'x' }],
  ['unknown-type', { ...changed, type: 'contact.changed.v1' }],
  ['unknown-type', { ...changed, type: 'dk.contact-sync.constructor' }],
  ['person-number', { ...changed, subject: '6101801234' }],
  ['wrong-data', { ...changed, data: undefined }],
  ['wrong-data', { ...changed, data: [changed.data] }],
  ['wrong-data', { ...changed, data: { nameType: 'C' } }],
  ['wrong-data', { ...changed, data: { nameType: 'C', groups: 'name' } }],
  ['wrong-data', { ...changed, data: { nameType: 'C', groups: [1] } }],
  ['wrong-data', { ...changed, data: { nameType: 'x'.repeat(65), groups: [] } }],
])('refuses with %s: %j', (code, body) => {
  const decoded = decode(body instanceof Uint8Array ? body : bytes(body));
  expect(decoded).toMatchObject({ ok: false, problem: { code } });
});

it('names the field that is wrong and never its value', () => {
  const decoded = decode(bytes({ ...changed, data: { nameType: 'secret'.repeat(20), groups: [] } }));
  const text = decoded.ok ? '' : decoded.problem.text;
  expect(text).toContain('nameType');
  expect(text).not.toContain('secret');
});

it('refuses to send a person number or data without end', () => {
  const envelope = { id: 'e', type: 'contact.changed.v1', source: '/s', subject: 'c', time: '2026-03-02T05:31:07Z' };
  expect(() => encodeJson(envelope, '{"name":"Far til 6101801234"}')).toThrow(UnsendableMessage);
  expect(() => encodeJson({ ...envelope, subject: '6101801234' }, '{}')).toThrow(UnsendableMessage);
  expect(() => encodeJson(envelope, `"${'x'.repeat(300_000)}"`)).toThrow(UnsendableMessage);
});
