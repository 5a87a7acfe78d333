import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The fields a query wants of an object, and of the objects in them. Without aliases a field answers under its name. */
export type Selection = ReadonlyMap<string, Selection | undefined>;

/**
 * Collects what a selection wants, through fragments and directives. Our types are all of one kind each, so that a
 * fragment always applies; that its fields exist has been checked before.
 */
export function collectSelection(
  selectionSet: SelectionSetNode | undefined,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Selection | undefined {
  if (selectionSet === undefined) return undefined;
  const fields = new Map<string, SelectionSetNode | undefined>();
  for (const field of flattened(selectionSet.selections, document, variables)) {
    fields.set(field.name, merged(fields.get(field.name), field.selectionSet));
  }
  return new Map([...fields].map(([name, below]) => [name, collectSelection(below, document, variables)]));
}

interface WantedField {
  readonly name: string;
  readonly selectionSet: SelectionSetNode | undefined;
}

function flattened(
  selections: readonly SelectionNode[],
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): WantedField[] {
  return selections.flatMap((node): WantedField[] => {
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true;
    const included = getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
    if (skipped || !included) return [];
    if (node.kind === Kind.FIELD) return [{ name: node.name.value, selectionSet: node.selectionSet }];
    const within = node.kind === Kind.INLINE_FRAGMENT ? node : fragment(document, node.name.value);
    return flattened(within.selectionSet.selections, document, variables);
  });
}

function fragment(document: DocumentNode, name: string): FragmentDefinitionNode {
  const found = document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
  return found as FragmentDefinitionNode;
}

const merged = (one: SelectionSetNode | undefined, other: SelectionSetNode | undefined) =>
  one === undefined || other === undefined
    ? (one ?? other)
    : { ...one, selections: [...one.selections, ...other.selections] };

/** What an object field of a type is: the name of its type, lists and `!` aside. */
export type TypeOf = (typeName: string, field: string) => string;

/** An object, or a list of them, reduced to what is wanted. `typeName` answers `__typename`. */
export function project(value: unknown, selection: Selection | undefined, typeName: string, typeOf: TypeOf): unknown {
  if (selection === undefined || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => project(item, selection, typeName, typeOf));
  const from = value as Readonly<Record<string, unknown>>;
  const answered: Record<string, unknown> = {};
  for (const [name, below] of selection) {
    answered[name] =
      name === '__typename'
        ? typeName
        : below === undefined
          ? (from[name] ?? null)
          : project(from[name], below, typeOf(typeName, name), typeOf);
  }
  return answered;
}
