import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { type Entity, eventsOf, type Service } from '../schema/entity';
import { schemaOf } from '../schema/schema';
import { rootsOf } from '../schema/schema-text';
import { outOfBounds } from './bounds';
import { type CheckedDocument, DocumentChecker } from './checked-document';
import { type Condition, conditionsOf, fits, heldAt, type Moments, type Row, type Where } from './conditions';
import { cursorOf, keyBehind, pageSize } from './pages';
import { collectSelection, project, type Selection } from './projection';
import { answeredError, foundError, Refused } from './refusals';

/** A register's rows, as this service reads them. */
export interface RegisterRows {
  /**
   * Rows of an entity among which are all that fit the conditions: found by number, unit or row id where a condition
   * names one, else all there are.
   */
  rows(entity: string, conditions: readonly Condition[]): Iterable<Row>;
  /** Events with ids above `afterId`, in the order of their ids. */
  events(afterId: number): Iterable<Row>;
  /** The one row of DAF_RegisterImportStatus. */
  importStatus(): Row;
  /** What a join of a row leads to, of every time; objects that are no rows have none. */
  joined?(entity: string, field: string, row: Row): readonly Row[];
}

/** What a caller posts. */
export interface PostedQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** Who asks. An API key never has an approval; a token may have one. */
export interface Caller {
  readonly by: 'token' | 'key';
  readonly approved: boolean;
}

const APPROVED: Caller = { by: 'token', approved: true };

interface Arguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly registreringstid?: string | null;
  readonly virkningstid?: string | null;
  readonly where?: Where | null;
}

/**
 * Answers queries on one service by Datafordeler's own rules. Fields are picked by hand rather than by the language's
 * executor, as that takes many times longer for pages of a thousand rows.
 */
export class RegisterQueries {
  private readonly documents: DocumentChecker;
  private readonly schema: GraphQLSchema;
  private readonly roots: GraphQLObjectType;
  private readonly entities: ReadonlyMap<string, Entity>;
  private readonly events: string;

  constructor(
    service: Service,
    private readonly register: RegisterRows,
  ) {
    this.schema = schemaOf(service);
    this.documents = new DocumentChecker(this.schema);
    this.roots = this.schema.getQueryType() as GraphQLObjectType;
    this.entities = new Map(rootsOf(service).map((entity) => [entity.name, entity]));
    this.events = eventsOf(service.name).name;
  }

  /** The body of the answer. A query that breaks a rule is answered with errors; HTTP says nothing of it. */
  answer(posted: PostedQuery): object {
    return this.reply(posted, APPROVED).body;
  }

  /** The answer with the status of HTTP, which tells of a missing right alone. */
  reply({ query, variables, operationName }: PostedQuery, caller: Caller): { status: number; body: object } {
    try {
      const checked = this.documents.check(query, operationName ?? undefined);
      return { status: 200, body: this.answered(checked, variables ?? {}, caller) };
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  private answered(
    { document, operation, root }: CheckedDocument,
    posted: Readonly<Record<string, unknown>>,
    caller: Caller,
  ): object {
    const { errors, coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], posted);
    if (coerced === undefined) throw new Refused(errors.map((error) => foundError('HC0016', error)));
    const name = root.name.value;
    const selection = collectSelection(root.selectionSet, document, coerced);
    const definition = this.roots.getFields()[name];
    if (definition === undefined) return { data: { [name]: 'Query' } };
    const entity = this.entities.get(name);
    if (entity === undefined)
      return { data: { [name]: this.projected(this.register.importStatus(), selection, name) } };
    if (entity.restricted) refuseWithoutRight(entity, caller);
    const found = this.connection(
      entity,
      getArgumentValues(definition, root, coerced),
      selection,
      root.loc?.startToken,
    );
    return { data: { [name]: this.projected(found, selection, `${name}Connection`) } };
  }

  private projected(value: unknown, selection: Selection | undefined, typeName: string): unknown {
    return project(value, selection, typeName, (name, field) => {
      const type = (this.schema.getType(name) as GraphQLObjectType | undefined)?.getFields()[field]?.type;
      return type === undefined ? '' : getNamedType(type).name;
    });
  }

  private connection(
    entity: Entity,
    { first, after, registreringstid, virkningstid, where }: Arguments,
    wanted: Selection | undefined,
    at: { line: number; column: number } | undefined,
  ): object {
    const conditions = conditionsOf(where);
    const beyond = outOfBounds(entity, conditions);
    if (beyond !== undefined) throw new Refused([answeredError('DAF-GQL-0016', beyond)]);
    const moments = { known: registreringstid ?? undefined, moment: virkningstid ?? undefined };
    if (!isFiltered(entity, conditions, moments)) throw unfiltered(entity, at);
    const size = pageSize(first, entity.mostNodes);
    const behind = keyBehind(after);
    if (entity.name === this.events) {
      const rows = this.eventPage(conditions, behind, size);
      return connectionOf(rows, (row) => String(row['eventid']), size, wanted);
    }
    const page = this.rowPage(entity, conditions, moments, behind, size);
    return connectionOf(page, keyOf, size, wanted, this.joining(entity, moments, wanted));
  }

  /** Rows come in the order of their ids, which are random: whoever relies on an order of rows shall see it fail. */
  private rowPage(
    entity: Entity,
    conditions: readonly Condition[],
    moments: Moments,
    behind: string | undefined,
    size: number,
  ): readonly Row[] {
    const fitting = fits(conditions);
    const held = heldAt(moments, entity.effect);
    const found: Row[] = [];
    for (const row of this.register.rows(entity.name, conditions)) {
      if (fitting(row) && held(row) && (behind === undefined || keyOf(row) > behind)) found.push(row);
    }
    return found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).slice(0, size + 1);
  }

  private eventPage(conditions: readonly Condition[], behind: string | undefined, size: number): readonly Row[] {
    const fitting = fits(conditions);
    const found: Row[] = [];
    for (const row of this.register.events(Math.max(Number(behind ?? 0), firstEventBehind(conditions)))) {
      if (found.length > size || Number(row['eventid']) > lastEvent(conditions)) break;
      if (fitting(row)) found.push(row);
    }
    return found;
  }

  /** Puts what the wanted joins lead to beside a row's own fields. */
  private joining({ name, joins = {} }: Entity, moments: Moments, wanted: Selection | undefined) {
    const selected = [wanted?.get('nodes'), wanted?.get('edges')?.get('node')];
    const fields = Object.entries(joins).filter(([field]) => selected.some((selection) => selection?.has(field)));
    if (fields.length === 0) return (row: Row): object => row;
    const held = heldAt(moments);
    return (row: Row): object => {
      const joined = fields.map(([field, { many }]) => {
        const rows = this.register.joined?.(name, field, row) ?? [];
        const found = rows.filter((each) => each['virkningFra'] === undefined || held(each));
        return [field, many ? connectionOf(found, keyOf, found.length, undefined) : (found[0] ?? null)];
      });
      return { ...row, ...(Object.fromEntries(joined) as object) };
    };
  }
}

const keyOf = (row: Row) => String(row['datafordelerRowId']);

/** A page of one row more than wanted has a next page. */
function connectionOf(
  rows: readonly Row[],
  key: (row: Row) => string,
  size: number,
  wanted: Selection | undefined,
  shown: (row: Row) => object = (row) => row,
): object {
  const page = rows.slice(0, size);
  const nodes = page.map(shown);
  const cursor = (row: Row | undefined) => (row === undefined ? null : cursorOf(key(row)));
  return {
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: false,
      startCursor: cursor(page[0]),
      endCursor: cursor(page.at(-1)),
    },
    nodes,
    edges: wanted?.has('edges') ? nodes.map((node, at) => ({ cursor: cursor(page[at]), node })) : [],
  };
}

/** Whether the filters or times are given that the entity asks for. */
function isFiltered({ requires, requiresTime = [] }: Entity, conditions: readonly Condition[], moments: Moments) {
  const given = { registreringstid: moments.known, virkningstid: moments.moment };
  return (
    requires.length === 0 ||
    conditions.some(({ field }) => requires.includes(field)) ||
    requiresTime.some((time) => given[time] !== undefined)
  );
}

/** Events below this need not be looked at; `gt` and `gte` of all conditions hold. */
const firstEventBehind = (conditions: readonly Condition[]) =>
  Math.max(0, ...limits(conditions, 'gt'), ...limits(conditions, 'gte').map((id) => id - 1));

const lastEvent = (conditions: readonly Condition[]) =>
  Math.min(Infinity, ...limits(conditions, 'lte'), ...limits(conditions, 'lt'));

const limits = (conditions: readonly Condition[], operator: string) =>
  conditions
    .filter(({ field, operators }) => field === 'eventid' && typeof operators[operator] === 'number')
    .map(({ operators }) => Number(operators[operator]));

function refuseWithoutRight({ name, restricted }: Entity, { by, approved }: Caller): void {
  if (restricted === 'approval' && by === 'token' && approved) return;
  const message = 'The user has no access to this entity.';
  const status = restricted === 'approval' && by === 'key' ? 403 : 200;
  throw new Refused([answeredError('DAF-AUTH-0001', message, { path: [name] })], name, status);
}

/** Recorded word for word where no time helps: the fields in the order of the alphabet, and `data` with null. */
function unfiltered(
  { name, requires, requiresTime = [] }: Entity,
  at: { line: number; column: number } | undefined,
): Refused {
  const message =
    'When retrieving data for this entity, a filter on at least one of the following fields must be specified: ' +
    requires.join(', ') +
    (requiresTime.length === 0 ? '' : `; or one of the following arguments: ${requiresTime.join(', ')}`);
  const locations = at === undefined ? [] : [{ line: at.line, column: at.column }];
  return new Refused([answeredError('DAF-GQL-0009', message, { locations, path: [name] })], name);
}
