/** A JSON Schema, or a part of a document that holds some. */
export type Json = { readonly [member: string]: unknown };

/** Everything a schema asks, with references followed and what it must fit besides (`allOf`) taken in. */
export interface FlatSchema {
  /** Undefined: any type. */
  readonly types: readonly string[] | undefined;
  /** The values it is limited to, as JSON; undefined: any. */
  readonly values: ReadonlySet<string> | undefined;
  readonly required: ReadonlySet<string>;
  /** Of each property all that it must fit. */
  readonly properties: ReadonlyMap<string, readonly Json[]>;
  readonly items: readonly Json[];
  /** What other properties must fit; undefined: anything goes. */
  readonly others: readonly Json[] | undefined;
  readonly noOthers: boolean;
  readonly least: ReadonlyMap<string, number>;
  readonly most: ReadonlyMap<string, number>;
  /** Whatever else it asks, word for word: patterns, formats, conditions. */
  readonly rules: ReadonlySet<string>;
}

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const MOST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const RULES = [
  'pattern',
  'format',
  'oneOf',
  'anyOf',
  'not',
  'if',
  'then',
  'else',
  'dependencies',
  'uniqueItems',
  'multipleOf',
];

/** The part of a document that a reference (`#/components/…`) names. */
export function partOf(document: Json, reference: string): Json {
  const steps = reference
    .replace(/^#\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const part = steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document);
  if (typeof part !== 'object' || part === null) throw new TypeError(`${reference} leads nowhere`);
  return part as Json;
}

/** Follows a reference, if there is one in its place. */
export function resolved(document: Json, part: Json): Json {
  return typeof part['$ref'] === 'string' ? resolved(document, partOf(document, part['$ref'])) : part;
}

/** Schemas that must all fit, as one. */
export function flatten(document: Json, schemas: readonly Json[]): FlatSchema {
  const all = schemas.flatMap((schema) => membersOf(document, schema));
  const properties = new Map<string, Json[]>();
  for (const schema of all)
    for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Json))
      properties.set(name, [...(properties.get(name) ?? []), property as Json]);
  const others = all
    .map((schema) => schema['additionalProperties'])
    .filter((other) => typeof other === 'object') as Json[];
  return {
    types: all.map(typesOf).reduce(narrower, undefined),
    values: all.map(valuesOf).reduce(narrowerSet, undefined),
    required: new Set(all.flatMap((schema) => (schema['required'] ?? []) as string[])),
    properties,
    items: all.flatMap((schema) => ('items' in schema ? [schema['items'] as Json] : [])),
    others: others.length === 0 ? undefined : others,
    noOthers: all.some((schema) => schema['additionalProperties'] === false),
    least: bounds(all, LEAST, Math.max),
    most: bounds(all, MOST, Math.min),
    rules: new Set(
      all.flatMap((schema) =>
        RULES.flatMap((rule) => (rule in schema ? [`${rule} ${JSON.stringify(schema[rule])}`] : [])),
      ),
    ),
  };
}

function membersOf(document: Json, schema: Json): Json[] {
  const own = resolved(document, schema);
  return [own, ...((own['allOf'] ?? []) as Json[]).flatMap((member) => membersOf(document, member))];
}

function typesOf(schema: Json): readonly string[] | undefined {
  const { type, nullable } = schema;
  if (type === undefined) {
    const values = valuesOf(schema);
    return values && [...new Set([...values].map((value) => typeOf(JSON.parse(value))))];
  }
  const types = (Array.isArray(type) ? type : [type]) as string[];
  return nullable === true ? [...types, 'null'] : types;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function valuesOf(schema: Json): ReadonlySet<string> | undefined {
  if ('const' in schema) return new Set([JSON.stringify(schema['const'])]);
  return Array.isArray(schema['enum']) ? new Set(schema['enum'].map((value) => JSON.stringify(value))) : undefined;
}

function narrower(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a.filter((type) => b.includes(type));
}

function narrowerSet(a?: ReadonlySet<string>, b?: ReadonlySet<string>): ReadonlySet<string> | undefined {
  return a === undefined || b === undefined ? (a ?? b) : new Set([...a].filter((value) => b.has(value)));
}

function bounds(
  all: readonly Json[],
  keywords: readonly string[],
  pick: (...values: number[]) => number,
): ReadonlyMap<string, number> {
  return new Map(
    keywords.flatMap((keyword) => {
      const found = all.map((schema) => schema[keyword]).filter((value) => typeof value === 'number');
      return found.length === 0 ? [] : [[keyword, pick(...found)] as const];
    }),
  );
}
