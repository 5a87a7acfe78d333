import { buildSchema, executeSync, parse } from 'graphql';
import { describePublished, describePublishedFolder } from '../../test/published';
import { createCompanyWorld } from '../companies/create-company-world';
import { RegisterQueries } from './queries/register-queries';
import { cvrRows } from './cvr/cvr-rows';
import { CVR } from './cvr/cvr-service';

const DATA = 'specs/datafordeler/data';
const NOW = '2026-11-21T09:00:00.000000Z';

describePublishedFolder('a published query', `${DATA}/queries/cvr`, (files) => {
  const published = (schemas: RegExp) =>
    files.filter((text) => schemas.test(text.split('\n', 1)[0] ?? '') && !text.includes('subscription'));
  const world = createCompanyWorld({ seed: 9, companies: 150, start: '2026-11-01', now: () => new Date(NOW) });
  const since = world.importStatus().lastEventId;
  world.play(5, 2);
  const queries = new RegisterQueries(CVR, cvrRows(world));
  const units = [...world.identities()];
  const active = (kind: string) =>
    units.filter((unit) => unit.kind === kind && world.stateOf(unit.number)?.active).slice(0, 30);
  const cvrs = active('company').map(({ number }) => Number(number));
  const pnos = active('production-unit').map(({ number }) => Number(number));
  const ids = [...active('company'), ...active('production-unit')].map(({ id }) => id);
  const variables = {
    at: NOW,
    cvr: cvrs.find((number) => world.unitsOf(number).length > 0),
    cvrs,
    pno: 1003387453,
    pnos,
    ids,
    name: 'KMD A/S - Ballerup',
    from: '1990-01-01',
    rowId: world.rowsOf(
      'Telefaxnummer',
      units.map(({ id }) => id),
    )[0]?.datafordelerRowId,
    since,
    upTo: world.importStatus().lastEventId,
    first: 1000,
    after: null,
  };

  describePublished('by the published schema', `${DATA}/sdl/CVR_V002.assembled.graphql`, (sdl) => {
    const schema = buildSchema(sdl);

    it('is answered with what it asks for, in the published types', () => {
      const texts = published(/CVR_V002/);
      for (const text of texts) {
        const { errors, data } = queries.answer({ query: text, variables }) as { errors?: unknown; data: object };
        expect({ text, errors }).toEqual({ text, errors: undefined });
        // The language's own executor takes the fields out of the answer: one that is missing, null where it must not
        // be or of another shape would be an error, one too many would be left out.
        const taken = executeSync({ schema, document: parse(text), rootValue: data, variableValues: variables });
        expect(taken.errors).toBeUndefined();
        expect(JSON.parse(JSON.stringify(taken.data))).toEqual(data);
        const [answered] = Object.values(data) as { nodes?: unknown[] }[];
        if (answered?.nodes !== undefined) expect([text, answered.nodes.length > 0]).toEqual([text, true]);
      }
      expect(texts).toHaveLength(19);
    });
  });

  it('of version 1 alone is refused for want of a filter', () => {
    const [text] = published(/CVR_V001(?!.*CVR_V002)/);
    expect(queries.answer({ query: text ?? '', variables: { since: NOW } })).toMatchObject({
      errors: [{ extensions: { code: 'DAF-GQL-0009' } }],
      data: { CVR_Navn: null },
    });
  });
});
