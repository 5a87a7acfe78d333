import { getArgumentValues, getVariableValues, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { type Entity, ENTITIES, EVENTS } from '../schema/entities';
import { outOfBounds } from './bounds';
import { type CheckedDocument, DocumentChecker } from './checked-document';
import { type Condition, conditionsOf, fits, type Row, validAt, type Where } from './conditions';
import { cursorOf, keyBehind, pageSize } from './pages';
import { collectSelection, project, type Selection } from './projection';
import { answeredError, foundError, Refused } from './refusals';

/** The register's rows, as this service reads them. */
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
}

/** What a caller posts. */
export interface PostedQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

interface Arguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly virkningstid?: string | null;
  readonly where?: Where | null;
}

const BY_NAME = new Map([...ENTITIES, EVENTS].map((entity) => [entity.name, entity]));

/**
 * Answers queries on CVR/v2 by the service's own rules. Fields are picked by hand rather than by the language's
 * executor, as that takes many times longer for pages of a thousand rows.
 */
export class CvrQueries {
  private readonly documents: DocumentChecker;
  private readonly roots: GraphQLObjectType;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly register: RegisterRows,
  ) {
    this.documents = new DocumentChecker(schema);
    this.roots = schema.getQueryType() as GraphQLObjectType;
  }

  /** The body of the answer. A query that breaks a rule is answered with errors; HTTP says nothing of it. */
  answer({ query, variables, operationName }: PostedQuery): object {
    try {
      return this.answered(this.documents.check(query, operationName ?? undefined), variables ?? {});
    } catch (error) {
      if (error instanceof Refused) return error.body;
      throw error;
    }
  }

  private answered({ document, operation, root }: CheckedDocument, posted: Readonly<Record<string, unknown>>): object {
    const { errors, coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], posted);
    if (coerced === undefined) throw new Refused(errors.map((error) => foundError('HC0016', error)));
    const name = root.name.value;
    const selection = collectSelection(root.selectionSet, document, coerced);
    const definition = this.roots.getFields()[name];
    if (definition === undefined) return { data: { [name]: 'Query' } };
    const entity = BY_NAME.get(name);
    if (entity === undefined) return { data: { [name]: project(this.register.importStatus(), selection, name) } };
    const found = this.connection(
      entity,
      getArgumentValues(definition, root, coerced),
      selection,
      root.loc?.startToken,
    );
    return { data: { [name]: project(found, selection, `${name}Connection`) } };
  }

  private connection(
    entity: Entity,
    { first, after, virkningstid, where }: Arguments,
    wanted: Selection | undefined,
    at: { line: number; column: number } | undefined,
  ): object {
    if (entity.restricted) throw withoutRight(entity);
    const conditions = conditionsOf(where);
    const beyond = outOfBounds(entity, conditions);
    if (beyond !== undefined) throw new Refused([answeredError('DAF-GQL-0016', beyond)]);
    if (entity.requires.length > 0 && !conditions.some(({ field }) => entity.requires.includes(field))) {
      throw unfiltered(entity, at);
    }
    const size = pageSize(first);
    const behind = keyBehind(after);
    const page =
      entity === EVENTS
        ? this.eventPage(conditions, behind, size)
        : this.rowPage(entity, conditions, virkningstid ?? undefined, behind, size);
    return connectionOf(entity, page, size, wanted);
  }

  /** Rows come in the order of their ids, which are random: whoever relies on an order of rows shall see it fail. */
  private rowPage(
    entity: Entity,
    conditions: readonly Condition[],
    moment: string | undefined,
    behind: string | undefined,
    size: number,
  ): readonly Row[] {
    const fitting = fits(conditions);
    const valid = moment === undefined ? () => true : validAt(moment);
    const found: Row[] = [];
    for (const row of this.register.rows(entity.name, conditions)) {
      if (fitting(row) && valid(row) && (behind === undefined || keyOf(entity, row) > behind)) found.push(row);
    }
    return found.sort((one, other) => (keyOf(entity, one) < keyOf(entity, other) ? -1 : 1)).slice(0, size + 1);
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
}

const keyOf = (entity: Entity, row: Row) => String(row[entity === EVENTS ? 'eventid' : 'datafordelerRowId']);

/** A page of one row more than wanted has a next page. */
function connectionOf(entity: Entity, rows: readonly Row[], size: number, wanted: Selection | undefined): object {
  const nodes = rows.slice(0, size);
  const cursor = (row: Row | undefined) => (row === undefined ? null : cursorOf(keyOf(entity, row)));
  return {
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: false,
      startCursor: cursor(nodes[0]),
      endCursor: cursor(nodes.at(-1)),
    },
    nodes,
    edges: wanted?.has('edges') ? nodes.map((node) => ({ cursor: cursor(node), node })) : [],
  };
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

function withoutRight({ name }: Entity): Refused {
  const message = 'The user has no access to this entity.';
  return new Refused([answeredError('DAF-AUTH-0001', message, { path: [name] })], name);
}

/** Recorded word for word: the fields in the order of the alphabet, and `data` with null. */
function unfiltered({ name, requires }: Entity, at: { line: number; column: number } | undefined): Refused {
  const message =
    'When retrieving data for this entity, a filter on at least one of the following fields must be specified: ' +
    requires.join(', ');
  const locations = at === undefined ? [] : [{ line: at.line, column: at.column }];
  return new Refused([answeredError('DAF-GQL-0009', message, { locations, path: [name] })], name);
}
