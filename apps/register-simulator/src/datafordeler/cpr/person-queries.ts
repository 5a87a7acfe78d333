import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { PersonWorld } from '../../persons/person-world';
import { DocumentChecker } from '../queries/checked-document';
import { cursorOf, keyBehind, pageSize } from '../queries/pages';
import { collectSelection, project } from '../queries/projection';
import { answeredError, foundError, Refused } from '../queries/refusals';
import type { Caller, PostedQuery } from '../queries/register-queries';
import { checkedSchema } from '../schema/schema';
import { describePerson } from './describe-person';
import type { Node } from './node';
import { personSchemaText, type Sector } from './person-schema';
import { asPrivate } from './private-person';
import { LoadedPersons } from './registered-persons';
import { type PersonInput, searchPersons } from './search-persons';

interface Arguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly input?: PersonInput | null;
}

/** Answers queries on persons: for authorities with everything, for companies with what they may see. */
export class PersonQueries {
  private readonly schema: GraphQLSchema;
  private readonly documents: DocumentChecker;

  constructor(
    private readonly sector: Sector,
    private readonly world: PersonWorld,
    private readonly now: () => Date,
  ) {
    this.schema = checkedSchema(personSchemaText(sector));
    this.documents = new DocumentChecker(this.schema);
  }

  /** The answer with the status of HTTP, which tells of a missing right alone. */
  reply({ query, variables, operationName }: PostedQuery, caller: Caller): { status: number; body: object } {
    try {
      const { document, operation, root } = this.documents.check(query, operationName ?? undefined);
      const { errors, coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables ?? {});
      // The value is repeated, as servers do, though it may be a person number: callers have to live with that.
      if (coerced === undefined) throw new Refused(errors.map((error) => foundError('HC0016', error)));
      const name = root.name.value;
      const selection = collectSelection(root.selectionSet, document, coerced);
      const definition = (this.schema.getQueryType() as GraphQLObjectType).getFields()[name];
      if (definition === undefined) return { status: 200, body: { data: { [name]: 'Query' } } };
      if (caller.by === 'key' || !caller.approved) throw withoutRight(name, caller);
      const found = this.found(getArgumentValues(definition, root, coerced));
      const answered = project(found, selection, `${name}Connection`, (type, field) => this.typeOf(type, field));
      return { status: 200, body: { data: { [name]: answered } } };
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  private typeOf(type: string, field: string): string {
    const found = (this.schema.getType(type) as GraphQLObjectType | undefined)?.getFields()[field]?.type;
    return found === undefined ? '' : getNamedType(found).name;
  }

  private found({ first, after, input }: Arguments): object {
    const size = pageSize(first);
    const behind = keyBehind(after) ?? '';
    const persons = new LoadedPersons(this.world, this.now());
    const states = searchPersons(persons, input ?? {}, this.sector);
    if (this.sector === 'PublicSector') {
      const nodes = states.map((state) => describePerson(state, persons));
      return page(nodes, { size, behind, counted: { totalCount: nodes.length } });
    }
    const known = states.filter(({ status }) => status !== '50');
    // Several hits are told apart by nothing: the caller must know whom it means.
    if (known.length > 1) return page([], { size, behind, counted: { count: -1 } });
    const nodes = known.map((state) => asPrivate(describePerson(state, persons)));
    return page(nodes, { size, behind, counted: { count: nodes.length } });
  }
}

/** Ids say nothing of who was asked for first. */
function page(nodes: readonly Node[], wanted: { size: number; behind: string; counted: object }): object {
  const idOf = (node: Node) => String(node['id']);
  const all = nodes.filter((node) => idOf(node) > wanted.behind).sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const shown = all.slice(0, wanted.size);
  const edges = shown.map((node) => ({ cursor: cursorOf(idOf(node)), node }));
  return {
    ...wanted.counted,
    nodes: shown,
    edges,
    pageInfo: {
      hasNextPage: all.length > shown.length,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function withoutRight(root: string, { by }: Caller): Refused {
  const message = 'The user has no access to this entity.';
  return new Refused([answeredError('DAF-AUTH-0001', message, { path: [root] })], root, by === 'key' ? 403 : 200);
}
