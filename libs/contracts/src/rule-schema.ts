import type { getMetadataStorage } from 'class-validator';
import type { JsonSchema } from './json-schema';

/** One rule of class-validator on one field. */
export type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const has = (...required: readonly string[]): JsonSchema => ({ required });
const isOfType = (letter: string): JsonSchema => ({
  properties: { nameType: { const: letter } },
  required: ['nameType'],
});

/** What each rule asks of its field; nothing, where it is about several fields at once. */
const FIELD: Readonly<Record<string, (constraints: readonly unknown[]) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNotEmpty: () => ({ minLength: 1 }),
  isObject: () => ({ type: 'object' }),
  isIso8601: () => ({ format: 'date' }),
  isIn: ([texts]) => ({ type: 'string', enum: texts }),
  matches: ([pattern]) => ({ type: 'string', pattern: patternOf(pattern as RegExp) }),
  maxLength: ([longest]) => ({ maxLength: longest }),
  min: ([least]) => ({ minimum: least }),
  arrayMaxSize: ([most]) => ({ type: 'array', maxItems: most }),
  arrayNotEmpty: () => ({ type: 'array', minItems: 1 }),
  isCounts: () => ({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 }, maxProperties: 50 }),
  namesOneContact: () => ({
    oneOf: [has('contactId'), has('externalId'), has('nameType', 'nameCode')],
    dependencies: { nameType: ['nameCode'], nameCode: ['nameType'] },
    // A person is named by code over HTTPS alone, where the number goes no further.
    not: isOfType('C'),
  }),
  isCodeOfType: () => ({}),
  saysWhoOnce: () => ({}),
};

/** What rules about several fields ask of the object that holds them. */
const OBJECT: Readonly<Record<string, (field: string) => JsonSchema>> = {
  isCodeOfType: (field) => ({ if: isOfType('V'), then: { properties: { [field]: { pattern: '^1\\d{9}$' } } } }),
  saysWhoOnce: () => ({
    not: has('nameCode', 'contactId'),
    if: isOfType('C'),
    then: has('contactId'),
  }),
};

/** The schema that a rule asks of its field. Throws for a rule it does not know. */
export function fieldSchemaOf({ name = '', propertyName, constraints }: Rule): JsonSchema {
  const schema = FIELD[name];
  if (schema === undefined) throw new TypeError(`${propertyName} has the rule ${name}, which no contract says yet`);
  return schema((constraints ?? []) as readonly unknown[]);
}

/** The schema that a rule asks of the object that holds its field; undefined for a rule about the field alone. */
export function objectSchemaOf({ name = '', propertyName }: Rule): JsonSchema | undefined {
  return OBJECT[name]?.(propertyName);
}

/** A schema's patterns have no flags; that they are Unicode goes without saying. */
function patternOf({ source, flags }: RegExp): string {
  if (flags.replace('u', '') !== '') throw new TypeError(`a schema cannot say the flags ${flags} of a pattern`);
  return source;
}
