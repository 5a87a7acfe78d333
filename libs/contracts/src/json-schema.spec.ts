import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { IsEmail, IsString } from 'class-validator';
import fc from 'fast-check';
import { decode } from './decode';
import { addSchema, type Schemas } from './json-schema';
import type { FieldMeanings, MessageDefinition } from './message-definition';
import { MESSAGES } from './messages';

const DEFINITIONS = MESSAGES as unknown as readonly MessageDefinition[];
const schemas: Schemas = {};
const references = DEFINITIONS.map(({ type, data, fields }) => {
  return [type, addSchema(schemas, data, fields as FieldMeanings)] as const;
});
// Subschemas that only add to others say no type again.
const ajv = addFormats(
  new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowMatchingProperties: true }),
);
ajv.addKeyword('components');
const validators = new Map<string, ValidateFunction>(
  references.map(([type, { $ref }]) => [type, ajv.compile({ $ref, components: { schemas } })]),
);

it.each(DEFINITIONS.map(({ type, example }) => [type, example.data] as const))('%s: its example fits', (type, data) => {
  const validate = validators.get(type)!;
  expect({ fits: validate(data), errors: validate.errors }).toEqual({ fits: true, errors: null });
});

it('says of a field what its rules say', () => {
  expect(schemas['ContactChanged']).toEqual({
    type: 'object',
    properties: {
      nameType: { description: expect.any(String), type: 'string', minLength: 1, maxLength: 64 },
      register: { description: expect.any(String), type: 'string', maxLength: 64 },
      groups: {
        description: expect.any(String),
        type: 'array',
        items: { type: 'string', maxLength: 150 },
        maxItems: 100,
      },
    },
    required: ['nameType', 'groups'],
  });
});

describe('a schema and decode agree', () => {
  /** Mostly as it should be, so that what goes wrong goes wrong by itself. */
  const mostly = (right: string, ...wrong: unknown[]): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 3 * wrong.length, arbitrary: fc.constant(right) }, fc.constantFrom(...wrong));
  const line = mostly('Bo', '', 'a\u0000', '\ud800', 'x'.repeat(150), 'x'.repeat(151), '𝔸'.repeat(150), null, 5);
  const some = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 19, arbitrary: fc.record(fields, { requiredKeys: [] }) },
      fc.constantFrom(null, 'text', [], [{}]),
    );
  const who = {
    contactId: mostly('5012', '0', '', 'x', 5, null),
    externalId: mostly('K-77', '', 'x'.repeat(301), null),
    nameType: fc.constantFrom('J', 'V', 'C', 'C', 'P', 'JJ', null),
    nameCode: mostly('12345674', '1013801234', '2013801234', '', null),
  };
  const facts = {
    name: some({ name1: line, name2: line }),
    mainAddress: some({ address1: line, postcode: line, country_code: line }),
    contactLines: some({ phoneNo: line, email: line }),
  };
  const data: Record<string, fc.Arbitrary<unknown>> = {
    'party.added.v1': some({ contact: some(who) }),
    'refresh.wanted.v1': some({ contact: some(who) }),
    'case.opened.v1': some({}),
    'external-contact.created.v1': some({
      nameType: who.nameType,
      nameCode: who.nameCode,
      contactId: who.contactId,
      ...facts,
    }),
    'external-contact.changed.v1': some(facts),
    'external-contact.ended.v1': some({ end: fc.constantFrom('2026-02-28', '2026-02-29', '2026-2-1', '', null, 5) }),
    'contact.changed.v1': some({
      nameType: fc.constantFrom('C', '', 'x'.repeat(65), 5),
      groups: fc.constantFrom(['name'], [], [1], 'name', Array(101).fill('name')),
    }),
    'contact.flagged.v1': some({
      nameType: fc.constant('C'),
      reason: fc.constantFrom('party-after-end', 'other'),
      caseSource: fc.constantFrom('/sag', ''),
      caseId: fc.constantFrom('1', 1),
    }),
    'audit.rooted.v1': some({
      day: fc.constantFrom('2026-02-28', '2026-02-30'),
      position: fc.constantFrom(0, -1, 1.5, '1'),
      hash: fc.constantFrom('0a'.repeat(32), '0A'.repeat(32), ''),
    }),
    'synchronisation.finished.v1': some({
      register: fc.constant('cpr'),
      job: fc.constantFrom('import', ''),
      outcome: fc.constantFrom('failed', 'lost'),
      counts: fc.constantFrom({}, { created: 2 }, { created: -1 }, { created: 0.5 }, [], 'none'),
    }),
    'cpr-sync.hold.retry.v1': some({ holdId: fc.constantFrom('17', '', 'x', 17) }),
  };

  it.each(Object.entries(data))('%s', (type, of) => {
    const validate = validators.get(type)!;
    fc.assert(
      fc.property(of, (value) => {
        const event = {
          specversion: '1.0',
          id: 'e1',
          type: `dk.contact-sync.${type}`,
          source: '/sag',
          subject: '1',
          time: '2026-03-02T05:31:07Z',
          data: value,
        };
        const decoded = decode(new TextEncoder().encode(JSON.stringify(event)));
        expect([JSON.stringify(value), validate(value)]).toEqual([JSON.stringify(value), decoded.ok]);
      }),
      { numRuns: 300 },
    );
  });
});

it('a rule that it does not know is an error, and a field without meaning', () => {
  class Unknown {
    @IsEmail() readonly email!: string;
  }
  class Nameless {
    @IsString() readonly name!: string;
  }
  expect(() => addSchema({}, Unknown, { email: 'e-mail' })).toThrow('email has the rule isEmail');
  expect(() => addSchema({}, Nameless, {})).toThrow('name has no meaning');
});
