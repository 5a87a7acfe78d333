import {
  type Bounds,
  type Entity,
  eventsOf,
  type Filter,
  type FilterKind,
  type PlainType,
  type Service,
} from './entity';

/** The type of a filter's values and the operators it allows. `in` lists hold at most 100 values everywhere. */
const OPERATORS: Readonly<Record<FilterKind, { values: string; lists?: string; ordered?: true; more?: string }>> = {
  DateTime: { values: 'DafDateTime', ordered: true },
  LocalDate: { values: 'LocalDate', ordered: true },
  Boolean: { values: 'Boolean', more: 'neq' },
  Int: { values: 'Int', lists: 'Int', ordered: true },
  Long: { values: 'Long', lists: 'Long', ordered: true },
  LongIdentifier: { values: 'Long', lists: 'Long' },
  StringIdentifier: { values: 'String', lists: 'String' },
  String: { values: 'String', lists: 'String' },
  SearchableString: { values: 'String', lists: 'String', more: 'startsWith' },
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

/** Everything that a service has a root for. */
export function rootsOf({ name, entities, events }: Service): readonly Entity[] {
  if (!events) return entities;
  const log = eventsOf(name);
  return [events === 'approval' ? { ...log, restricted: events } : log, ...entities];
}

const block = (head: string, lines: readonly string[]) =>
  `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;

const kindOf = (filter: Filter) => (typeof filter === 'string' ? filter : filter.kind);

const boundsText = (bounds: Bounds) =>
  ` @filterBounds(${Object.entries(bounds)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')})`;

function fieldsText({ fields, joins = {} }: Entity): string[] {
  return [
    ...Object.entries(fields).map(([field, type]) => `${field}: ${type}`),
    ...Object.entries(joins).map(([field, { type, many }]) =>
      many ? `${field}(first: Int, after: String): ${type}Connection` : `${field}: ${type}`,
    ),
  ];
}

function entityText(entity: Entity): string {
  const { name } = entity;
  const filters = Object.entries(entity.filters).map(
    ([field, filter]) =>
      `${field}: Daf${kindOf(filter)}OperationFilterInput${typeof filter === 'string' ? '' : boundsText(filter.bounds)}`,
  );
  return [
    block(`type ${name}`, fieldsText(entity)),
    block(`type ${name}Connection`, ['pageInfo: PageInfo!', `edges: [${name}Edge!]`, `nodes: [${name}!]`]),
    block(`type ${name}Edge`, ['cursor: String!', `node: ${name}!`]),
    block(`input ${name}FilterInput`, [`and: [${name}FilterInput!]`, ...filters]),
  ].join('\n\n');
}

/** What only a join leads to has no filter, and its connection no edges. */
function joinedText(entity: Entity): string {
  const { name } = entity;
  return [
    block(`type ${name}`, fieldsText(entity)),
    block(`type ${name}Connection`, ['pageInfo: PageInfo!', `nodes: [${name}!]`]),
  ].join('\n\n');
}

const plainText = ({ name, fields, mustSelect = [] }: PlainType) =>
  block(
    `type ${name}`,
    Object.entries(fields).map(
      ([field, type]) => `${field}: ${type}${mustSelect.includes(field) ? ' @requiredField' : ''}`,
    ),
  );

function rootText({ name, times, requires, requiresTime = [] }: Entity): string {
  const given = times.map((time) => ` ${time.replace('!', '')}: DafDateTime${time.endsWith('!') ? '!' : ''},`).join('');
  const requirement =
    requires.length === 0
      ? ''
      : ` @filterRequirement(requiresOneOfFields: ${JSON.stringify(requires)}, requiresOneOfArguments: ${JSON.stringify(requiresTime)})`;
  return `${name}(first: Int, after: String,${given} where: ${name}FilterInput): ${name}Connection${requirement}`;
}

function operatorsText(kind: FilterKind): string {
  const { values, lists, ordered, more } = OPERATORS[kind];
  return block(`input Daf${kind}OperationFilterInput`, [
    `eq: ${values}`,
    ...(more === undefined ? [] : [`${more}: ${values}`]),
    ...(lists === undefined ? [] : [`in: [${lists}!] @filterBounds(MaxListSize: ${MOST_VALUES})`]),
    ...(ordered ? IN_ORDER.map((operator) => `${operator}: ${values}`) : []),
  ]);
}

const IMPORT_STATUS = block('type DAF_RegisterImportStatus', [
  'lastEventId: Long!',
  'lastSequenceNumber: Int!',
  'lastUpdated: DafDateTime!',
]);

const REST = [
  block('type PageInfo', [
    'hasNextPage: Boolean!',
    'hasPreviousPage: Boolean!',
    'startCursor: String',
    'endCursor: String',
  ]),
  'directive @filterBounds(MinValue: Int, MaxValue: Int, MinStringLength: Int, MaxStringLength: Int, AllowedStrings: String, MaxListSize: Int) on INPUT_FIELD_DEFINITION',
  'directive @filterRequirement(requiresOneOfFields: [String!]!, requiresOneOfArguments: [String!]!) on FIELD_DEFINITION',
  'directive @requiredField on FIELD_DEFINITION',
  'scalar DafDateTime\nscalar LocalDate\nscalar Long\nscalar UUID\nscalar Char',
];

/** The schema of a service as it hands it out, without the weights of its cost. */
export function schemaText(service: Service): string {
  const roots = rootsOf(service);
  const kinds = new Set(roots.flatMap(({ filters }) => Object.values(filters).map(kindOf)));
  return [
    'schema {\n  query: Query\n}',
    block('type Query', [
      ...(service.events ? ['DAF_RegisterImportStatus: DAF_RegisterImportStatus'] : []),
      ...roots.map(rootText),
    ]),
    ...roots.map(entityText),
    ...(service.joined ?? []).map(joinedText),
    ...(service.types ?? []).map(plainText),
    ...(service.events ? [IMPORT_STATUS] : []),
    ...[...kinds].map(operatorsText),
    ...REST,
  ].join('\n\n');
}
