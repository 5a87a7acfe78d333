import fc from 'fast-check';
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
  const unit = '{"contact":{"nameType":"V","nameCode":"1003387453"}}';
  expect(() => encodeJson(envelope, unit)).toThrow(UnsendableMessage);
  expect(encodeJson({ ...envelope, type: 'party.added.v1' }, unit)).toContain('1003387453');
  const person = unit.replace('1003387453', '6101801234');
  expect(() => encodeJson({ ...envelope, type: 'party.added.v1' }, person)).toThrow(UnsendableMessage);
  expect(() => encodeJson(envelope, `"${'x'.repeat(300_000)}"`)).toThrow(UnsendableMessage);
});

const inbound = (type: string, data: unknown): Record<string, unknown> => ({
  ...changed,
  type: `dk.contact-sync.${type}`,
  source: '/sag',
  data,
});
const problemOf = (body: unknown, road = {}): { code: string; text: string } | undefined => {
  const decoded = decode(bytes(body), road);
  return decoded.ok ? undefined : decoded.problem;
};

describe('a contact is named in exactly one way', () => {
  it.each([
    { contactId: '5012' },
    { externalId: 'K-77' },
    { nameType: 'J', nameCode: '12345674' },
    { nameType: 'V', nameCode: '1003387453' },
    { nameType: 'H', nameCode: '325421000016000' },
    { nameType: '1', nameCode: '100025387' },
  ])('%j', (contact) => expect(problemOf(inbound('party.added.v1', { contact }))).toBeUndefined());

  it.each([
    [{}, 'contact must name a contact in exactly one way'],
    [{ contactId: '5012', externalId: 'K-77' }, 'contact must name a contact in exactly one way'],
    [{ contactId: '5012', nameType: 'J' }, 'contact must name a contact in exactly one way'],
    [{ nameCode: '12345674' }, 'contact must name a contact in exactly one way'],
    [{ contactId: null }, 'contact.contactId must be an id of ours'],
    [{ contactId: '0' }, 'contact.contactId must be an id of ours'],
    [{ externalId: '' }, 'contact.externalId must not be empty'],
    [{ externalId: 'a\u0000b' }, 'contact.externalId must not be empty and hold no control characters'],
    [{ externalId: '\ud800' }, 'contact.externalId must not be empty and hold no control characters'],
    [{ externalId: 'x'.repeat(301) }, 'contact.externalId must be shorter than or equal to 300 characters'],
    [{ nameType: 'JJ', nameCode: '12345674' }, 'contact.nameType must be the letter of a contact type'],
    [{ nameType: 'V', nameCode: '2013801234' }, 'contact.nameCode must fit its nameType'],
    [{ nameType: 'C', nameCode: '1' }, 'data.contact.nameCode must not name a person by code here'],
    [[{ contactId: '5012' }], 'contact must be an object'],
    ['5012', 'contact must be an object'],
    [null, 'contact must be an object'],
  ])('%j: %s', (contact, text) => {
    expect(problemOf(inbound('party.added.v1', { contact }))).toMatchObject({
      code: 'wrong-data',
      text: expect.stringContaining(text),
    });
  });
});

describe('what another system says of its contact', () => {
  it.each([
    ['created', { nameType: 'P', name: { name1: 'Bo' } }],
    ['created', { nameType: 'V', nameCode: '1003387453', mainAddress: {}, contactLines: { email: 'a@example.dk' } }],
    ['created', { nameType: 'C', contactId: '5012' }],
    ['changed', { name: {} }],
    ['ended', { end: '2028-02-29' }],
  ])('%s: %j', (verb, data) => expect(problemOf(inbound(`external-contact.${verb}.v1`, data))).toBeUndefined());

  it.each([
    ['created', { nameType: 'C', name: { name1: 'Bo' } }, 'nameType must go with nameCode or contactId'],
    ['created', { nameType: 'J', nameCode: '12345674', contactId: '5012' }, 'nameType must go with'],
    ['created', { nameCode: '12345674' }, 'nameType must be the letter'],
    ['changed', { name: { name1: 'x'.repeat(151) } }, 'name.name1 must be shorter than or equal to 150 characters'],
    ['changed', { name: { name1: null } }, 'name.name1 must be a string'],
    ['changed', { name: null }, 'name must be an object'],
    ['changed', { mainAddress: [{}] }, 'mainAddress must be an object'],
    ['changed', { contactLines: { email: 'a\nb' } }, 'contactLines.email must hold no control characters'],
    ['ended', {}, 'end must be a date YYYY-MM-DD'],
    ['ended', { end: '2026-02-29' }, 'end must be a day of the calendar'],
    ['ended', { end: '2026-02-28T00:00:00Z' }, 'end must be a date YYYY-MM-DD'],
  ])('not %s: %j: %s', (verb, data, text) => {
    expect(problemOf(inbound(`external-contact.${verb}.v1`, data))).toMatchObject({
      code: 'wrong-data',
      text: expect.stringContaining(text),
    });
  });
});

describe('person numbers', () => {
  const person = { nameType: 'C', nameCode: '6101801234' };
  const byCode = { personByCode: true };

  it('a person is named by number over HTTPS alone', () => {
    expect(problemOf(inbound('party.added.v1', { contact: person }), byCode)).toBeUndefined();
    expect(problemOf(inbound('external-contact.created.v1', person), byCode)).toBeUndefined();
    expect(problemOf(inbound('party.added.v1', { contact: person }))).toMatchObject({ code: 'person-number' });
    expect(problemOf(inbound('external-contact.created.v1', person))).toMatchObject({ code: 'person-number' });
  });

  it('over HTTPS too its number stands nowhere else', () => {
    const body = { ...inbound('party.added.v1', { contact: person }), subject: '6101801234' };
    expect(problemOf(body, byCode)).toMatchObject({ code: 'person-number' });
    const twice = { contact: { ...person, more: { nameCode: '6101801234' } } };
    expect(problemOf(inbound('party.added.v1', twice), byCode)).toMatchObject({ code: 'person-number' });
  });

  it('a code of another type may look like one where it has the shape of a production unit number', () => {
    const of = (nameType: string, nameCode: string) =>
      problemOf(inbound('party.added.v1', { contact: { nameType, nameCode } }));
    expect(of('V', '1003387453')).toBeUndefined();
    expect(of('X', '1003387453')).toBeUndefined();
    expect(of('J', '6101801234')).toMatchObject({ code: 'person-number' });
  });

  const NUMBERS = fc
    .tuple(fc.integer({ min: 61, max: 91 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([day, month, rest]) => `${day}${`${month}`.padStart(2, '0')}${`${rest}`.padStart(6, '0')}`);
  const WRITTEN = fc
    .tuple(NUMBERS, fc.constantFrom('', '-', ' '), fc.constantFrom('', 'Far til ', '\n', '\t', '"', '\\', 'ø '))
    .map(([number, between, before]) => `${before}${number.slice(0, 6)}${between}${number.slice(6)}`);
  const PLACES = fc.array(fc.oneof(fc.constantFrom('contact', 'nameCode', 'name', 'data', 'é'), fc.nat(2)), {
    maxLength: 6,
  });

  it('one is refused wherever it stands, however deep and however written', () => {
    fc.assert(
      fc.property(
        WRITTEN,
        PLACES,
        fc.constantFrom('value', 'key'),
        fc.constantFrom('type', 'source', 'subject', 'data', 'more'),
        fc.boolean(),
        fc.constantFrom({}, byCode),
        (number, places, as, attribute, escaped, road) => {
          const leaf: unknown = as === 'key' ? { [number]: 1 } : number;
          const nested = places.reduceRight<unknown>(
            (inner, place) =>
              typeof place === 'number' ? [...Array<number>(place).fill(0), inner] : { [place]: inner },
            leaf,
          );
          const contact = { nameType: 'V', nameCode: '1003387453' };
          const event = {
            ...inbound('party.added.v1', { contact }),
            [attribute]: attribute === 'data' ? { contact, x: nested } : nested,
          };
          const json = JSON.stringify(event);
          const text = escaped ? json.replace(/6(?=\d{5})/g, String.raw`\u0036`) : json;
          expect(problemOf(text, road)).toMatchObject({ code: 'person-number' });
        },
      ),
    );
  });

  it('one that a later key of the same name hides is refused', () => {
    const text = JSON.stringify(inbound('party.added.v1', { contact: { contactId: '1' } }));
    const doubled = text.replace('"contactId"', '"contactId":"6101801234","contactId"');
    expect(problemOf(doubled)).toMatchObject({ code: 'person-number' });
  });
});
