import {
  buildSchema,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import type { Service } from './entity';
import { schemaText } from './schema-text';

/** What a scalar's values must be. Texts in another form are refused, as the documented ones alone are known to work. */
const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  DafDateTime: isText(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/),
  LocalDate: isText(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  Long: (value) => Number.isSafeInteger(value),
  UUID: isText(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  Char: isText(/^[\s\S]$/),
};

function isText(form: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && form.test(value);
}

/** The schema of a service, its scalars checked. */
export function schemaOf(service: Service): GraphQLSchema {
  return checkedSchema(schemaText(service));
}

/** A schema from its text, with the scalars that it declares checked. */
export function checkedSchema(text: string): GraphQLSchema {
  const schema = buildSchema(text);
  for (const [name, accepts] of Object.entries(SCALARS)) {
    const scalar = schema.getType(name) as GraphQLScalarType;
    const checked = (value: unknown) => {
      if (accepts(value)) return name === 'UUID' ? String(value).toLowerCase() : value;
      throw new GraphQLError(`${name} cannot parse the given value.`);
    };
    scalar.parseValue = checked;
    scalar.parseLiteral = (node, variables) =>
      checked(node.kind === Kind.INT ? Number(node.value) : valueFromASTUntyped(node, variables));
  }
  return schema;
}
