import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';

const SHARED = resolve(__dirname, '../../../../../shared/specs/datafordeler/data/sdl');

/** Describes what holds against a published schema; without it the test says so and passes over. It is never copied here. */
export function describeSchema(title: string, name: string, tests: (schema: GraphQLSchema) => void): void {
  const file = resolve(SHARED, name);
  if (existsSync(file)) describe(title, () => tests(buildSchema(readFileSync(file, 'utf8'))));
  else describe(title, () => it.skip(`is not tested here: the published schema ${name} is absent`, () => undefined));
}
