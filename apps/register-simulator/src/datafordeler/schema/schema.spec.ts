import {
  buildSchema,
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  parse,
  print,
  validate,
} from 'graphql';
import { describePublished, describePublishedFolder } from '../../../test/published';
import { CVR } from '../cvr/cvr-service';
import { schemaOf } from './schema';
import { rootsOf } from './schema-text';

const SERVED = rootsOf(CVR).map(({ name }) => name);

/** Every field with its type, arguments and the directives that are rules, one a line. Weights of cost are none. */
function described(type: GraphQLNamedType | undefined, only?: readonly string[]): string[] {
  if (!isObjectType(type) && !isInputObjectType(type)) return [];
  const rules = (directives: readonly ConstDirectiveNode[] = []) =>
    directives.filter(({ name }) => name.value !== 'cost').map((directive) => print(directive));
  return Object.values(type.getFields())
    .filter(({ name }) => only === undefined || only.includes(name))
    .map((field) => {
      const parameters = argumentsOf(field).map(({ name, type }) => `${name}: ${String(type)}`);
      return [field.name, `(${parameters.join(', ')})`, String(field.type), ...rules(field.astNode?.directives)].join(
        ' ',
      );
    })
    .sort();
}

const argumentsOf = (field: object) => ('args' in field ? (field.args as readonly GraphQLArgument[]) : []);

const typesOf = (schema: GraphQLSchema, root: string) =>
  [root, `${root}Connection`, `${root}Edge`, `${root}FilterInput`].map((name) => described(schema.getType(name)));

const DATA = 'specs/datafordeler/data';

describePublished('the schema', `${DATA}/sdl/CVR_V002.assembled.graphql`, (sdl) => {
  it('is the published one for every root served', () => {
    const published = buildSchema(sdl);
    const own = schemaOf(CVR);
    for (const root of SERVED) expect(typesOf(own, root)).toEqual(typesOf(published, root));
    const roots = [...SERVED, 'DAF_RegisterImportStatus'];
    expect(described(own.getType('Query') ?? undefined, roots)).toEqual(
      described(published.getType('Query') ?? undefined, roots),
    );
    const others = Object.keys(own.getTypeMap()).filter((name) => /^(Daf|DAF_|PageInfo)/.test(name));
    expect(others).toHaveLength(15);
    for (const name of others) expect(described(own.getType(name))).toEqual(described(published.getType(name)));
  });
});

describePublishedFolder('the schema', `${DATA}/queries/cvr`, (files) => {
  it('holds every published query for CVR/v2', () => {
    const texts = files.filter((text) => /^# schemas:.*CVR_V002/.test(text) && !text.includes('subscription'));
    expect(texts).toHaveLength(19);
    for (const text of texts) expect(validate(schemaOf(CVR), parse(text))).toEqual([]);
  });
});
