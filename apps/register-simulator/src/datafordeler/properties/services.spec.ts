import { buildSchema, type GraphQLSchema, isInputObjectType, isObjectType } from 'graphql';
import { describePublished } from '../../../test/published';
import type { Service } from '../schema/entity';
import { schemaOf } from '../schema/schema';
import { BBR, DAGI, DAR, EBR } from './address-services';
import { MAT } from './cadastre-service';
import { FLEXIBLE_CURRENT } from './owner-services';

const SDL = 'specs/datafordeler/data/sdl';

/** What later versions add to every row, and to filters on it. */
const ADDED = ['datafordelerRegisterImportSequenceNumber', 'datafordelerRowId', 'datafordelerRowVersion', 'feltliste'];

/** Removed on 19 April 2026. */
const REMOVED = /^(fredskov|jordrente|klitfredning|majoratsskov|strandbeskyttelse)_/;

function fieldsOf(schema: GraphQLSchema, name: string): Map<string, string> {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInputObjectType(type)) return new Map();
  return new Map(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
}

/** Every field of ours that the published schema has not, or has of another type. */
function strangers(service: Service, published: GraphQLSchema): string[] {
  const own = schemaOf(service);
  const types = [...service.entities, ...(service.joined ?? []), ...(service.types ?? [])].flatMap(({ name }) => [
    name,
    `${name}FilterInput`,
  ]);
  return types.flatMap((type) => {
    const there = fieldsOf(published, type);
    return [...fieldsOf(own, type)]
      .filter(([field]) => there.has(field) || !ADDED.includes(field))
      .filter(([field, is]) => there.get(field) !== is)
      .map(([field, is]) => `${type}.${field}: ${is}, not ${there.get(field)}`);
  });
}

describe.each([
  ['MAT_V001.schema.graphql', MAT, 7],
  ['DAR_V001.schema.graphql', DAR, 4],
  ['DAGI_V001.schema.graphql', DAGI, 1],
  ['BBR_V001.schema.graphql', BBR, 1],
  ['EBR_V001.assembled.graphql', EBR, 1],
  ['FLEX_CURRENT_V003.bfe-extract.graphql', FLEXIBLE_CURRENT, 3],
] as const)('the schema beside %s', (file, service, roots) => {
  describePublished('as published', `${SDL}/${file}`, (sdl) => {
    it('has its fields, filters and types, but for what later versions brought', () => {
      expect(service.entities).toHaveLength(roots);
      expect(strangers(service, buildSchema(sdl))).toEqual([]);
    });

    it('lacks no field but geometry and what was removed', () => {
      const [own, published] = [schemaOf(service), buildSchema(sdl)];
      const lacking = service.entities.flatMap(({ name }) => {
        const here = fieldsOf(own, name);
        return [...fieldsOf(published, name)].filter(([field, type]) => !here.has(field) && !/Spatial/.test(type));
      });
      const missing = lacking.map(([field]) => field).filter((field) => !REMOVED.test(field));
      // Where a road name came from, and joins to units and properties, nobody asks for.
      expect(
        missing.filter((field) => !/^(vejnavnebeliggenhed_|produktionsenhedPNr_|ejerskabOmfatter)/.test(field)),
      ).toEqual([]);
    });
  });
});

describePublished('events beside BBR_V003', `${SDL}/BBR_V003.events-extract.graphql`, (sdl) => {
  it('have the published fields and filters', () => {
    const [own, published] = [schemaOf(BBR), buildSchema(sdl)];
    for (const type of ['BBR_Events', 'BBR_EventsFilterInput', 'DAF_RegisterImportStatus']) {
      expect([type, fieldsOf(own, type)]).toEqual([type, fieldsOf(published, type)]);
    }
  });
});
