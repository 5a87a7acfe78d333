import { type Bounds, type Entity, ENTITIES, EVENTS, type Filter, type FilterKind } from './entities';

/** The type of a filter's values and the operators it allows. `in` lists hold at most 100 values everywhere. */
const OPERATORS: Readonly<Record<FilterKind, { values: string; lists?: string; ordered?: true }>> = {
  DateTime: { values: 'DafDateTime', ordered: true },
  LocalDate: { values: 'LocalDate', ordered: true },
  Int: { values: 'Int', lists: 'Int', ordered: true },
  Long: { values: 'Long', lists: 'Long', ordered: true },
  LongIdentifier: { values: 'Long', lists: 'Long' },
  StringIdentifier: { values: 'String', lists: 'String' },
  String: { values: 'String', lists: 'String' },
  Uuid: { values: 'UUID', lists: 'UUID' },
  BoundedChar: { values: 'Char', lists: 'Char' },
  BoundedInt: { values: 'Int', lists: 'Int', ordered: true },
  // The lists of this one are Int in the schemas seen, though an event id is a Long.
  BoundedLong: { values: 'Long', lists: 'Int', ordered: true },
  BoundedString: { values: 'String', lists: 'String' },
};

const IN_ORDER = ['gt', 'ngt', 'gte', 'ngte', 'lt', 'nlt', 'lte', 'nlte'];

/** `in` lists of more values are refused. */
export const MOST_VALUES = 100;

const block = (head: string, lines: readonly string[]) =>
  `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;

const kindOf = (filter: Filter) => (typeof filter === 'string' ? filter : filter.kind);

const boundsText = (bounds: Bounds) =>
  ` @filterBounds(${Object.entries(bounds)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')})`;

function entityText(entity: Entity): string {
  const { name } = entity;
  const fields = Object.entries(entity.fields).map(([field, type]) => `${field}: ${type}`);
  const filters = Object.entries(entity.filters).map(
    ([field, filter]) =>
      `${field}: Daf${kindOf(filter)}OperationFilterInput${typeof filter === 'string' ? '' : boundsText(filter.bounds)}`,
  );
  return [
    block(`type ${name}`, fields),
    block(`type ${name}Connection`, ['pageInfo: PageInfo!', `edges: [${name}Edge!]`, `nodes: [${name}!]`]),
    block(`type ${name}Edge`, ['cursor: String!', `node: ${name}!`]),
    block(`input ${name}FilterInput`, [`and: [${name}FilterInput!]`, ...filters]),
  ].join('\n\n');
}

function rootText({ name, inTime, requires }: Entity): string {
  const time = inTime ? ' virkningstid: DafDateTime,' : '';
  const requirement =
    requires.length === 0
      ? ''
      : ` @filterRequirement(requiresOneOfFields: ${JSON.stringify(requires)}, requiresOneOfArguments: [])`;
  return `${name}(first: Int, after: String,${time} where: ${name}FilterInput): ${name}Connection${requirement}`;
}

function operatorsText(kind: FilterKind): string {
  const { values, lists, ordered } = OPERATORS[kind];
  return block(`input Daf${kind}OperationFilterInput`, [
    `eq: ${values}`,
    ...(lists === undefined ? [] : [`in: [${lists}!] @filterBounds(MaxListSize: ${MOST_VALUES})`]),
    ...(ordered ? IN_ORDER.map((operator) => `${operator}: ${values}`) : []),
  ]);
}

/** The schema of CVR/v2 as the service hands it out, without the weights of its cost. */
export const SCHEMA_TEXT = [
  'schema {\n  query: Query\n}',
  block('type Query', [
    rootText(EVENTS),
    'DAF_RegisterImportStatus: DAF_RegisterImportStatus',
    ...ENTITIES.map(rootText),
  ]),
  ...[...ENTITIES, EVENTS].map(entityText),
  block('type DAF_RegisterImportStatus', [
    'lastEventId: Long!',
    'lastSequenceNumber: Int!',
    'lastUpdated: DafDateTime!',
  ]),
  block('type PageInfo', [
    'hasNextPage: Boolean!',
    'hasPreviousPage: Boolean!',
    'startCursor: String',
    'endCursor: String',
  ]),
  ...(Object.keys(OPERATORS) as FilterKind[]).map(operatorsText),
  'directive @filterBounds(MinValue: Int, MaxValue: Int, MinStringLength: Int, MaxStringLength: Int, AllowedStrings: String, MaxListSize: Int) on INPUT_FIELD_DEFINITION',
  'directive @filterRequirement(requiresOneOfFields: [String!]!, requiresOneOfArguments: [String!]!) on FIELD_DEFINITION',
  'scalar DafDateTime\nscalar LocalDate\nscalar Long\nscalar UUID\nscalar Char',
].join('\n\n');
