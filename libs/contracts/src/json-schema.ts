import { getMetadataStorage } from 'class-validator';
import type { PartContext } from './field-rules';
import type { FieldMeanings } from './message-definition';
import { fieldSchemaOf, objectSchemaOf, type Rule } from './rule-schema';

/** A JSON Schema, draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown };

type DataClass = new () => object;

/** Schemas by the name of the class. */
export type Schemas = Record<string, JsonSchema>;

/** Where schemas find each other. */
const PLACE = '#/components/schemas/';

/**
 * Adds the schema of a data class to `schemas`, with those of the classes within it, and returns a reference to it. It
 * is made from the rules that `decode` checks; a rule that cannot be said throws, so that none is left out in silence.
 * Fields beyond those listed are allowed: messages grow by optional fields.
 */
export function addSchema(schemas: Schemas, data: DataClass, meanings: FieldMeanings): JsonSchema {
  schemas[data.name] ??= schemaOf(schemas, data, meanings);
  return { $ref: `${PLACE}${data.name}` };
}

function schemaOf(schemas: Schemas, data: DataClass, meanings: FieldMeanings): JsonSchema {
  const byField = rulesOf(data);
  for (const field of byField.keys()) if (!(field in meanings)) throw new TypeError(`${field} has no meaning`);
  const fields = Object.entries(meanings).map(([field, meaning]) => {
    const rules = byField.get(field) ?? [];
    return { field, schema: ofField(schemas, rules, meaning), isRequired: !rules.some(isCondition) };
  });
  const required = fields.filter(({ isRequired }) => isRequired).map(({ field }) => field);
  const between = [...byField.values()].flat().flatMap((rule) => objectSchemaOf(rule) ?? []);
  return {
    type: 'object',
    ...(fields.length > 0 && { properties: Object.fromEntries(fields.map(({ field, schema }) => [field, schema])) }),
    ...(required.length > 0 && { required }),
    ...(between.length > 0 && { allOf: between }),
  };
}

/** The rules of each field, those of the classes above included, in the order they are written. */
function rulesOf(data: DataClass): ReadonlyMap<string, readonly Rule[]> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(data, '', false, false);
  const fields = new Set(rules.map(({ propertyName }) => propertyName));
  return new Map([...fields].map((field) => [field, rules.filter((rule) => rule.propertyName === field).reverse()]));
}

function isCondition({ type }: Rule): boolean {
  return type === 'conditionalValidation';
}

function ofField(schemas: Schemas, rules: readonly Rule[], meaning: FieldMeanings[string]): JsonSchema {
  const said = rules.filter((rule) => !isCondition(rule) && rule.type !== 'nestedValidation');
  const part = rules.find(({ type }) => type === 'nestedValidation')?.context as PartContext | undefined;
  if (typeof meaning === 'string') {
    if (part !== undefined) throw new TypeError(`${rules[0]?.propertyName} has meanings within`);
    return said.reduce<JsonSchema>(withRule, { description: meaning });
  }
  if (part === undefined) throw new TypeError(`${rules[0]?.propertyName} is no part of its own`);
  const rest = said.map(fieldSchemaOf).filter((schema) => schema['type'] !== 'object');
  // Beside a $ref draft 7 reads nothing else.
  return { description: meaning.meaning, allOf: [addSchema(schemas, part.part(), meaning.fields), ...rest] };
}

function withRule(schema: JsonSchema, rule: Rule): JsonSchema {
  const said = fieldSchemaOf(rule);
  if (!rule.each) return merged(schema, said);
  return { ...schema, type: 'array', items: merged((schema['items'] ?? {}) as JsonSchema, said) };
}

/** Two rules that say one keyword differently are both kept. */
function merged(schema: JsonSchema, more: JsonSchema): JsonSchema {
  const differ = Object.keys(more).some((keyword) => keyword in schema && schema[keyword] !== more[keyword]);
  if (!differ) return { ...schema, ...more };
  return { ...schema, allOf: [...((schema['allOf'] ?? []) as readonly JsonSchema[]), more] };
}
