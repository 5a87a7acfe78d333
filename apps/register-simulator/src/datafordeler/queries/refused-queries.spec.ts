import { CVR } from '../cvr/cvr-service';
import { RegisterQueries } from './register-queries';

const queries = new RegisterQueries(CVR, { rows: () => [], events: () => [], importStatus: () => ({}) });

interface Answer {
  readonly errors?: readonly { message: string; extensions: { code?: string; traceId: string } }[];
  readonly data?: unknown;
}

const answer = (query: string, variables?: Record<string, unknown>) => queries.answer({ query, variables }) as Answer;

/** The code of the one error, and the data beside it. */
function refusal(query: string, variables?: Record<string, unknown>) {
  const { errors, data } = answer(query, variables);
  expect(errors).toHaveLength(1);
  return { code: errors?.[0]?.extensions.code, data };
}

const byIds = 'query ($ids: [String!]!) { CVR_Navn(where: { CVREnhedsId: { in: $ids } }) { nodes { vaerdi } } }';
const ids = (count: number) => Array.from({ length: count }, (_, at) => String(4_000_000_000 + at));
const events = (where: string) => `{ CVR_Events(where: { ${where} }) { nodes { eventid } } }`;

describe('the service refuses', () => {
  it('a root without the filter it requires, in the recorded words and with null as data', () => {
    const { errors, data } = answer('{\n  CVR_Navn(first: 10) { nodes { vaerdi } } }');
    expect(errors).toEqual([
      {
        message:
          'When retrieving data for this entity, a filter on at least one of the following fields must be specified: CVREnhedsId, datafordelerRowId, vaerdi',
        locations: [{ line: 2, column: 3 }],
        path: ['CVR_Navn'],
        extensions: {
          traceId: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/) as string,
          code: 'DAF-GQL-0009',
        },
      },
    ]);
    expect(data).toEqual({ CVR_Navn: null });
  });

  it('a filter on a field that does not count, or with no operator', () => {
    const navn = (where: string) => `{ CVR_Navn(where: { ${where} }) { nodes { vaerdi } } }`;
    expect(refusal(navn('virkningFra: { gte: "2026-01-01" }')).code).toBe('DAF-GQL-0009');
    expect(refusal(navn('CVREnhedsId: {}')).code).toBe('DAF-GQL-0009');
    expect(answer(navn('and: [{ and: [{ vaerdi: { eq: "x" } }] }]'))).toEqual({ data: { CVR_Navn: { nodes: [] } } });
  });

  it('fax by anything but the row id', () => {
    const { errors } = answer(
      '{ CVR_Telefaxnummer(where: { CVREnhedsId: { eq: "4001142075" } }) { nodes { vaerdi } } }',
    );
    expect(errors?.[0]?.message).toContain('CVREnhedsId');
  });

  it('what needs an approval that nobody has', () => {
    expect(refusal('{ CVR_CVRPerson(where: { id: { eq: "4000000000" } }) { nodes { id } } }')).toEqual({
      code: 'DAF-AUTH-0001',
      data: { CVR_CVRPerson: null },
    });
  });

  it('two root fields, and none but a fragment', () => {
    const one = 'CVR_Navn(where: { vaerdi: { eq: "x" } }) { nodes { vaerdi } }';
    expect(refusal(`{ ${one} ${one.replaceAll('Navn', 'Branche')} }`)).toEqual({
      code: 'DAF-GQL-0010',
      data: undefined,
    });
    expect(refusal(`{ ...all } fragment all on Query { ${one} }`).code).toBe('DAF-GQL-0010');
  });

  it('an alias anywhere', () => {
    expect(refusal('{ a: DAF_RegisterImportStatus { lastEventId } }').code).toBe('DAF-GQL-0008');
    expect(refusal('{ DAF_RegisterImportStatus { a: lastEventId } }').code).toBe('DAF-GQL-0008');
  });

  it('more than 100 values in a list, literal or variable', () => {
    expect(answer(byIds, { ids: ids(100) })).toEqual({ data: { CVR_Navn: { nodes: [] } } });
    expect(refusal(byIds, { ids: ids(101) })).toEqual({ code: 'DAF-GQL-0016', data: undefined });
    const literal = `{ CVR_Navn(where: { CVREnhedsId: { in: ${JSON.stringify(ids(101))} } }) { nodes { vaerdi } } }`;
    expect(refusal(literal).code).toBe('DAF-GQL-0016');
  });

  it('events from 0, unknown actions and empty names', () => {
    expect(refusal(events('eventid: { gt: 0 }')).code).toBe('DAF-GQL-0016');
    expect(refusal(events('and: [{ eventid: { gt: 0 } }, { eventid: { lte: 9 } }]')).code).toBe('DAF-GQL-0016');
    expect(refusal(events('eventaction: { eq: "x" }')).code).toBe('DAF-GQL-0016');
    expect(refusal(events('entityname: { in: [""] }')).code).toBe('DAF-GQL-0016');
    expect(answer(events('eventid: { gte: 1 }'))).toEqual({ data: { CVR_Events: { nodes: [] } } });
  });

  it('letters outside ASCII in a name, and what it cannot read', () => {
    expect(refusal('{ CVR_Navn(where: { vaerdi: { eq: "x" } }) { nodes { værdi } } }').code).toBe('HC0011');
    expect(refusal('{ CVR_Navn').code).toBe('HC0011');
    expect(
      answer('# på\n{ CVR_Navn(where: { vaerdi: { eq: "Ærø Færgefart" } }) { nodes { vaerdi } } }').errors,
    ).toBeUndefined();
  });

  it('questions about the schema', () => {
    expect(refusal('{ __schema { types { name } } }').code).toBe('HC0046');
    expect(refusal('{ __type(name: "CVR_Navn") { name } }').code).toBe('HC0046');
    expect(answer('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  it('fields, operators and `or` that the schema has not', () => {
    const navn = (where: string) => `{ CVR_Navn(where: { ${where} }) { nodes { vaerdi } } }`;
    for (const where of ['vaerdi: { startsWith: "x" }', 'or: [{ vaerdi: { eq: "x" } }]', 'vaerdi: { neq: "x" }']) {
      expect(refusal(navn(where)).data).toBeUndefined();
    }
    expect(answer('{ CVR_Navn(where: { vaerdi: { eq: "x" } }, last: 3) { nodes { vaerdi } } }').errors).toHaveLength(1);
    expect(answer('{ CVR_CVREnhed(virkningstid: "x") { nodes { id } } }').errors).toHaveLength(1);
  });

  it('moments without six decimals, dates with a time, numbers as text', () => {
    const at =
      'query ($at: DafDateTime!) { CVR_Navn(virkningstid: $at, where: { vaerdi: { eq: "x" } }) { nodes { vaerdi } } }';
    expect(answer(at, { at: '2026-11-21T09:00:00.000000Z' }).errors).toBeUndefined();
    for (const moment of ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00.000Z', '2026-11-21', null]) {
      expect(refusal(at, { at: moment }).code).toBe('HC0016');
    }
    const from =
      'query ($from: LocalDate!) { CVR_Virksomhed(where: { virksomhedStartdato: { gte: $from } }) { nodes { id } } }';
    expect(refusal(from, { from: '2026-11-21T00:00:00.000000Z' }).code).toBe('HC0016');
    const cvr = 'query ($cvr: Long!) { CVR_Virksomhed(where: { CVRNummer: { eq: $cvr } }) { nodes { id } } }';
    expect(refusal(cvr, { cvr: '47458714' }).code).toBe('HC0016');
    expect(answer(cvr, { cvr: 47458714 }).errors).toBeUndefined();
  });

  it('pages above 1000 and cursors that it did not give', () => {
    const page = (args: string) => `{ CVR_Navn(${args}, where: { vaerdi: { eq: "x" } }) { nodes { vaerdi } } }`;
    expect(answer(page('first: 1000')).errors).toBeUndefined();
    expect(refusal(page('first: 1001')).code).toBe('HC0051');
    expect(answer(page('after: "NDA="')).errors).toBeUndefined();
    for (const cursor of ['1000', 'NDA', '']) expect(refusal(page(`after: "${cursor}"`)).code).toBe('HC0078');
  });

  it('changes and subscriptions', () => {
    expect(answer('subscription { DAF_RegisterImportStatus { lastEventId } }').data).toBeUndefined();
    expect(answer('mutation { x }').errors).toHaveLength(1);
  });
});
