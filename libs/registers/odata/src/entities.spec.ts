import { literal, readEntities, readEntity } from './entities';

it('quotes in a text are doubled', () => expect(literal("O'Hara's")).toBe("'O''Hara''s'"));

it.each<[string, unknown, { id: string; etag?: string }[] | undefined]>([
  ['OData 3 and later', { value: [{ ID: '7', '@odata.etag': 'W/"1"' }] }, [{ id: '7', etag: 'W/"1"' }]],
  ['OData 3, light', { value: [{ ID: '7', 'odata.etag': 'W/"1"' }] }, [{ id: '7', etag: 'W/"1"' }]],
  ['OData 2', { d: { results: [{ ID: 7, __metadata: { etag: 'W/"1"' } }] } }, [{ id: '7', etag: 'W/"1"' }]],
  ['OData 1', { d: [{ ID: '7' }] }, [{ id: '7' }]],
  ['nothing found', { value: [] }, []],
  ['an entity without a key', { value: [{ ID: '7' }, { Name1: 'x' }] }, undefined],
  ['an error', { 'odata.error': { code: '' } }, undefined],
  ['a text', 'x', undefined],
])('reads the entities of %s', (_, json, entities) => {
  expect(readEntities(json)?.map(({ id, etag }) => ({ id, ...(etag !== undefined && { etag }) }))).toEqual(entities);
});

it.each([
  [{ ID: '7', Name1: 'x' }, '7'],
  [{ d: { ID: '7' } }, '7'],
  [{ ID: '' }, undefined],
  [null, undefined],
])('reads what a creation answers: %j', (json, id) => expect(readEntity(json)?.id).toBe(id));
