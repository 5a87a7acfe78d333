import {
  type DocumentNode,
  type FieldNode,
  getLocation,
  getNamedType,
  getOperationAST,
  type GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { answeredError, foundError, type RefusalCode, Refused } from './refusals';

/** A query that keeps the language's rules and the service's own; its values are not yet known. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly root: FieldNode;
}

/** How many documents are remembered: a caller has a dozen, and only one that builds texts has more. */
const REMEMBERED = 200;

/** Reads and checks queries. What it has read it remembers, as callers send few texts often. */
export class DocumentChecker {
  private readonly known = new Map<string, CheckedDocument>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Throws Refused on a query that the service would refuse whatever its variables. */
  check(text: string, operationName?: string): CheckedDocument {
    const key = `${operationName ?? ''}\n${text}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const checked = this.read(text, operationName);
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(key, checked);
    return checked;
  }

  private read(text: string, operationName: string | undefined): CheckedDocument {
    const document = parsed(text);
    refuseIntrospection(document);
    refuseAliases(document);
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) {
      throw new Refused([answeredError(undefined, 'The specified operation is not a query of this document.')]);
    }
    const root = onlyRoot(operation);
    const problems = validate(this.schema, document);
    if (problems.length > 0) throw new Refused(problems.map((problem) => foundError(undefined, problem)));
    refuseUnselected(document, this.schema);
    return { document, operation, root };
  }
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: 20_000 });
  } catch (error) {
    throw new Refused([foundError('HC0011', error as GraphQLError)]);
  }
}

function refuseIntrospection(document: DocumentNode): void {
  visit(document, {
    Field(node) {
      if (node.name.value === '__schema' || node.name.value === '__type') {
        throw refused('HC0046', 'Introspection is not allowed for the current request.', node);
      }
    },
  });
}

function refuseAliases(document: DocumentNode): void {
  visit(document, {
    Field(node) {
      if (node.alias !== undefined) throw refused('DAF-GQL-0008', 'Aliases are not allowed.', node);
    },
  });
}

/** Fields that must be selected wherever their type is; protection marks above all. */
function refuseUnselected(document: DocumentNode, schema: GraphQLSchema): void {
  const types = new TypeInfo(schema);
  const missing = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet(node) {
        const type = getNamedType(types.getParentType());
        if (!isObjectType(type)) return;
        const chosen = node.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : undefined));
        for (const { name, astNode } of Object.values(type.getFields())) {
          const required = astNode?.directives?.some((directive) => directive.name.value === 'requiredField');
          if (required && !chosen.includes(name)) missing.add(`${type.name}.${name}`);
        }
      },
    }),
  );
  if (missing.size === 0) return;
  const message = `Required fields are missing in query selection: ${[...missing].join(', ')}`;
  throw new Refused([answeredError(undefined, message)]);
}

/** The one root field. A fragment at the root could hide more of them; the service is taken to count what it holds. */
function onlyRoot(operation: OperationDefinitionNode): FieldNode {
  const [root, ...more] = operation.selectionSet.selections;
  if (root?.kind === Kind.FIELD && more.length === 0) return root;
  throw new Refused([answeredError('DAF-GQL-0010', 'Exactly one root field is allowed in an operation.')]);
}

function refused(code: RefusalCode, message: string, node: FieldNode): Refused {
  const place = node.loc === undefined ? undefined : getLocation(node.loc.source, node.loc.start);
  return new Refused([answeredError(code, message, place === undefined ? {} : { locations: [place] })]);
}
