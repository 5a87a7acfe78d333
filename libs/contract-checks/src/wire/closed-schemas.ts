import type { Json } from '../changes/flat-schema';

/**
 * The schema with every object closed, so that a field nobody described is a fault: contracts let fields be added, tests
 * want to hear of it. OpenAPI's `nullable` becomes what JSON Schema says.
 */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...said } = schema as Json;
  const within = Object.fromEntries(Object.entries(said).map(([keyword, value]) => [keyword, inside(keyword, value)]));
  const isObject = said['type'] === 'object' && 'properties' in said && !('additionalProperties' in said);
  const own = isObject ? { ...within, additionalProperties: false } : within;
  return nullable === true ? { anyOf: [own, { type: 'null' }] } : own;
}

/** Conditions look at a part of an object, and are no objects of their own. */
const CONDITIONS = new Set([
  'if',
  'then',
  'else',
  'not',
  'oneOf',
  'dependencies',
  'enum',
  'const',
  'required',
  'example',
  'default',
]);

function inside(keyword: string, value: unknown): unknown {
  if (keyword === 'properties')
    return Object.fromEntries(Object.entries(value as Json).map(([name, schema]) => [name, closed(schema)]));
  return CONDITIONS.has(keyword) ? value : closed(value);
}
