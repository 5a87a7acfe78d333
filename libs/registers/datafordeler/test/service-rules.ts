import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * What is wrong with a query by the published schema and by the service's own rules, which plain GraphQL does not know:
 * one operation with one root field, no alias, no letters outside ASCII, required filters, required fields, and no
 * `in` list in the text that is longer than 100.
 */
export function faultsOf(schema: GraphQLSchema, text: string): string[] {
  const document = parse(text);
  const faults = validate(schema, document).map(({ message }) => message);
  const [operation, ...more] = document.definitions;
  if (more.length > 0 || operation?.kind !== Kind.OPERATION_DEFINITION) return [...faults, 'not one operation'];
  if (operation.selectionSet.selections.length !== 1) faults.push('not one root field');
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const definition = info.getFieldDef();
        const type = definition && getNamedType(definition.type);
        if (node.alias) faults.push(`alias ${node.alias.value}`);
        if (/[^\x20-\x7e]/.test(node.name.value)) faults.push(`letters outside ASCII: ${node.name.value}`);
        const requirement = directiveOf(definition?.astNode?.directives, 'filterRequirement');
        if (requirement !== undefined && !isMet(requirement, node)) faults.push(`filter of ${node.name.value} missing`);
        if (!isObjectType(type)) return;
        for (const field of Object.values(type.getFields())) {
          const isRequired = directiveOf(field.astNode?.directives, 'requiredField') !== undefined;
          if (isRequired && !selects(node, field.name)) faults.push(`required field ${field.name} missing`);
        }
      },
      ListValue: ({ values }) => {
        if (values.length > 100) faults.push('more than 100 values');
      },
    }),
  );
  return faults;
}

const directiveOf = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
  directives?.find((directive) => directive.name.value === name);

const selects = (node: FieldNode, name: string): boolean =>
  node.selectionSet?.selections.some((one) => one.kind === Kind.FIELD && one.name.value === name) ?? false;

function isMet(requirement: ConstDirectiveNode, { arguments: given = [] }: FieldNode): boolean {
  const where = given.find(({ name }) => name.value === 'where');
  const filtered = where === undefined ? [] : filterFields(where.value);
  return (
    namesIn(requirement.arguments, 'requiresOneOfFields').some((name) => filtered.includes(name)) ||
    namesIn(requirement.arguments, 'requiresOneOfArguments').some((name) =>
      given.some((one) => one.name.value === name),
    )
  );
}

function namesIn(given: readonly ArgumentNode[] | undefined, name: string): string[] {
  const list = given?.find((one) => one.name.value === name)?.value;
  return list?.kind === Kind.LIST ? list.values.flatMap((one) => (one.kind === Kind.STRING ? one.value : [])) : [];
}

function filterFields(value: ValueNode): string[] {
  if (value.kind === Kind.LIST) return value.values.flatMap(filterFields);
  if (value.kind !== Kind.OBJECT) return [];
  return value.fields.flatMap(({ name, value: inner }) => (name.value === 'and' ? filterFields(inner) : [name.value]));
}
