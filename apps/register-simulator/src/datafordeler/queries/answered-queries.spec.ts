import { by, type Connection, NOW, openedWorld } from '../../../test/asking-cvr';
import { CVR } from '../cvr/cvr-service';
import { RegisterQueries } from './register-queries';

describe('CVR on GraphQL', () => {
  const { world, ask, queries } = openedWorld();
  const units = [...world.identities()];
  const active = units.filter(({ number }) => world.stateOf(number)?.active);

  it('gives 100 units their present names, and industries by sequence, as the register holds them', () => {
    const ids = active.slice(0, 100).map(({ id }) => id);
    const names = ask<{ CVREnhedsId: string; vaerdi: string; sekvens: number }>(
      by('CVR_Navn', 'CVREnhedsId', '[String!]', 'CVREnhedsId sekvens vaerdi', true),
      { value: ids, at: NOW },
    ).nodes;
    const industries = ask<{ CVREnhedsId: string; vaerdi: string; sekvens: number }>(
      by('CVR_Branche', 'CVREnhedsId', '[String!]', 'CVREnhedsId sekvens vaerdi', true),
      { value: ids, at: NOW },
    ).nodes;
    expect(ids).toHaveLength(100);
    for (const { id, number } of active.slice(0, 100)) {
      const state = world.stateOf(number);
      expect(names.filter((row) => row.CVREnhedsId === id && row.sekvens === 0).map(({ vaerdi }) => vaerdi)).toEqual([
        state?.name,
      ]);
      const own = industries.filter(({ CVREnhedsId }) => CVREnhedsId === id).sort((a, b) => a.sekvens - b.sekvens);
      expect(own.map(({ vaerdi }) => vaerdi)).toEqual(state?.industries.map(({ code }) => code));
    }
  });

  it('finds a company by number, its units by the company, and who a unit is', () => {
    const company = world.byNumber('1003387453');
    const unit = ask<{ tilknyttetVirksomhedsCVRNummer: number; id: string }>(
      by('CVR_Produktionsenhed', 'pNummer', 'Long', 'id tilknyttetVirksomhedsCVRNummer', true),
      { value: 1003387453, at: NOW },
    ).nodes;
    expect(unit.map(({ id }) => id)).toEqual([company?.id]);
    const cvr = unit[0]?.tilknyttetVirksomhedsCVRNummer;
    expect(
      ask<{ CVRNummer: number }>(by('CVR_Virksomhed', 'CVRNummer', 'Long', 'CVRNummer', true), { value: cvr, at: NOW })
        .nodes,
    ).toEqual([{ CVRNummer: cvr }]);
    const units = ask<{ pNummer: number }>(
      by('CVR_Produktionsenhed', 'tilknyttetVirksomhedsCVRNummer', 'Long', 'pNummer', true),
      { value: cvr, at: NOW },
    ).nodes;
    expect(units).toContainEqual({ pNummer: 1003387453 });
    const who = by('CVR_CVREnhed', 'id', '[String!]', 'enhedsType forretningsnoegletype forretningsnoegle');
    expect(ask(who, { value: [company?.id] }).nodes).toEqual([
      { enhedsType: 'produktionsenhed', forretningsnoegletype: 'PNummer', forretningsnoegle: '1003387453' },
    ]);
  });

  it('finds a name only as it is written', () => {
    const search = (value: string) =>
      ask<{ CVREnhedsId: string }>(by('CVR_Navn', 'vaerdi', 'String', 'CVREnhedsId', true), { value, at: NOW }).nodes;
    expect(search('KMD A/S - Ballerup')).toEqual([{ CVREnhedsId: world.byNumber('1003387453')?.id }]);
    expect(search('KMD A/S - BALLERUP')).toEqual([]);
    expect(search('KMD')).toEqual([]);
  });

  it('shows nothing at a moment of a company whose periods are all closed, and its history without one', () => {
    const ceased = units.filter(({ kind, number }) => kind === 'company' && world.stateOf(number)?.ceased);
    const closed = ceased.filter(({ id }) => world.rowsOf('Virksomhed', [id]).every(({ virkningTil }) => virkningTil));
    const [{ number, id } = { number: '', id: '' }] = closed;
    const value = Number(number);
    expect(ask(by('CVR_Virksomhed', 'CVRNummer', 'Long', 'id', true), { value, at: NOW }).nodes).toEqual([]);
    const history = by('CVR_Virksomhed', 'CVRNummer', 'Long', 'status virksomhedOphoersdato virkningTil');
    const end = world.stateOf(number)?.ceased;
    expect(ask(history, { value }).nodes).toEqual([
      { status: 'inaktiv', virksomhedOphoersdato: end, virkningTil: end },
    ]);
    const names = by('CVR_Navn', 'CVREnhedsId', '[String!]', 'sekvens vaerdi virkningTil');
    expect(ask(names, { value: [id] }).nodes).toContainEqual({
      sekvens: 0,
      vaerdi: world.stateOf(number)?.name,
      virkningTil: end,
    });
  });

  it('pages forward through what fits, each row once', () => {
    const query = by('CVR_Navn', 'CVREnhedsId', '[String!]', 'datafordelerRowId');
    const ids = units.slice(0, 100).map(({ id }) => id);
    const seen: string[] = [];
    let page: Connection<{ datafordelerRowId: string }> | undefined;
    do {
      const after: string | null | undefined = page?.pageInfo.endCursor;
      page = ask<{ datafordelerRowId: string }>(query, { value: ids, first: 7, after });
      seen.push(...page.nodes.map(({ datafordelerRowId }) => datafordelerRowId));
    } while (page.pageInfo.hasNextPage);
    const all = world.rowsOf('Navn', ids).map(({ datafordelerRowId }) => datafordelerRowId);
    expect(seen.length).toBeGreaterThan(100);
    expect([...seen].sort()).toEqual([...all].sort());
  });

  it.each([
    [1000, false],
    [1001, true],
  ])('of %i rows gives 1000, and says whether there are more: %s', (count, more) => {
    const rows = Array.from({ length: count }, (_, at) => ({
      id: '40',
      datafordelerRowId: String(at).padStart(36, '0'),
    }));
    const many = new RegisterQueries(CVR, { rows: () => rows, events: () => [], importStatus: () => ({}) });
    const query = '{ CVR_CVREnhed(where: { id: { eq: "40" } }) { pageInfo { hasNextPage } nodes { id } } }';
    const { data } = many.answer({ query }) as { data: Record<string, Connection<unknown>> };
    expect(data['CVR_CVREnhed']?.nodes).toHaveLength(1000);
    expect(data['CVR_CVREnhed']?.pageInfo.hasNextPage).toBe(more);
  });

  it('gives edges, type names, fragments and directives their due', () => {
    const query = `query ($value: Long!, $no: Boolean!) {
      CVR_Virksomhed(where: { CVRNummer: { eq: $value } }, first: 1) {
        __typename edges { __typename cursor node { ...who status @skip(if: true) __typename } } nodes @include(if: $no) { id }
      } }
      fragment who on CVR_Virksomhed { CVRNummer }`;
    const [company] = active.filter(({ kind }) => kind === 'company');
    const value = Number(company?.number);
    expect(queries.answer({ query, variables: { value, no: false } })).toEqual({
      data: {
        CVR_Virksomhed: {
          __typename: 'CVR_VirksomhedConnection',
          edges: [
            {
              __typename: 'CVR_VirksomhedEdge',
              cursor: expect.any(String) as string,
              node: { CVRNummer: value, __typename: 'CVR_Virksomhed' },
            },
          ],
        },
      },
    });
  });

  it('knows fax by its row alone', () => {
    const [fax] = world.rowsOf(
      'Telefaxnummer',
      units.map(({ id }) => id),
    );
    const query = by('CVR_Telefaxnummer', 'datafordelerRowId', 'UUID', 'CVREnhedsId vaerdi');
    expect(ask(query, { value: fax?.datafordelerRowId }).nodes).toEqual([
      { CVREnhedsId: fax?.CVREnhedsId, vaerdi: fax?.vaerdi },
    ]);
    expect(ask(query, { value: '00000000-0000-0000-0000-000000000000' }).nodes).toEqual([]);
  });

  it('has no rows of what the companies do not have', () => {
    const query = by('CVR_Kreditoplysninger', 'CVREnhedsId', '[String!]', 'statusvaerdi');
    expect(ask(query, { value: [units[0]?.id] }).nodes).toEqual([]);
  });
});
