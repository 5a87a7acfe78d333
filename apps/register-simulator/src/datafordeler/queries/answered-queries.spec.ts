import { createCompanyWorld } from '../../companies/create-company-world';
import { registerRows } from '../register-rows';
import { cvrSchema } from '../schema/schema';
import { CvrQueries } from './cvr-queries';

const NOW = '2026-11-21T09:00:00.000000Z';

interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

function openedWorld() {
  const world = createCompanyWorld({ seed: 5, companies: 300, start: '2026-11-01', now: () => new Date(NOW) });
  const queries = new CvrQueries(cvrSchema(), registerRows(world));
  function ask<Node>(query: string, variables: Record<string, unknown> = {}): Connection<Node> {
    const answer = queries.answer({ query, variables }) as { errors?: unknown; data: Record<string, Connection<Node>> };
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data)[0] as Connection<Node>;
  }
  return { world, ask, queries };
}

/** A query of one root with one filter field. */
const by = (root: string, field: string, type: string, wanted: string, at = false) =>
  `query ($value: ${type}!${at ? ', $at: DafDateTime!' : ''}, $first: Int, $after: String) {
     ${root}(first: $first, after: $after, ${at ? 'virkningstid: $at, ' : ''}where: { ${field}: { ${type.startsWith('[') ? 'in' : 'eq'}: $value } }) {
       pageInfo { hasNextPage endCursor }
       nodes { ${wanted} }
     }
   }`;

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
    const many = new CvrQueries(cvrSchema(), { rows: () => rows, events: () => [], importStatus: () => ({}) });
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

describe('a change on GraphQL', () => {
  const EVENTS = `query ($since: Long!, $upTo: Long!, $after: String, $first: Int) {
    CVR_Events(first: $first, after: $after, where: { and: [{ eventid: { gt: $since } }, { eventid: { lte: $upTo } }] }) {
      pageInfo { hasNextPage endCursor }
      nodes { eventid eventaction entityname object_id fromfailedimport datafordelerRegisterImportSequenceNumber object_datafordelerRowId object_virkningfra }
    } }`;
  interface Event {
    readonly eventid: number;
    readonly eventaction: string;
    readonly entityname: string;
    readonly object_id: string;
    readonly fromfailedimport: boolean;
    readonly datafordelerRegisterImportSequenceNumber: number;
    readonly object_datafordelerRowId: string;
    readonly object_virkningfra: string;
  }

  it('arrives as deletes with old sequence numbers and inserts with new rows, then stands in the import status', () => {
    const { world, ask, queries } = openedWorld();
    const status = () =>
      (
        queries.answer({ query: '{ DAF_RegisterImportStatus { lastEventId lastSequenceNumber } }' }) as {
          data: { DAF_RegisterImportStatus: { lastEventId: number; lastSequenceNumber: number } };
        }
      ).data.DAF_RegisterImportStatus;
    const before = status();
    const unit = world.byNumber('1003387453');
    const old = world.rowsOf('Telefonnummer', [unit?.id ?? '']);
    world.apply({ kind: 'phone', number: '1003387453', value: '44601000' });
    const after = status();
    const events = ask<Event>(EVENTS, { since: before.lastEventId, upTo: after.lastEventId }).nodes;

    expect(events.map(({ eventid }) => eventid)).toEqual(events.map((_, at) => before.lastEventId + 1 + at));
    expect(events.at(-1)?.eventid).toBe(after.lastEventId);
    expect(new Set(events.map(({ object_id }) => object_id))).toEqual(new Set([unit?.id]));
    const gone = events.filter(({ eventaction }) => eventaction === 'd');
    expect(events.slice(0, gone.length)).toEqual(gone);
    for (const row of old) {
      expect(gone).toContainEqual(
        expect.objectContaining({
          entityname: 'Telefonnummer',
          object_datafordelerRowId: row.datafordelerRowId,
          datafordelerRegisterImportSequenceNumber: row.datafordelerRegisterImportSequenceNumber,
        }),
      );
    }
    const come = events.filter(({ eventaction }) => eventaction === 'i');
    expect(new Set(come.map((event) => event.datafordelerRegisterImportSequenceNumber))).toEqual(
      new Set([after.lastSequenceNumber]),
    );
    const phones = by('CVR_Telefonnummer', 'CVREnhedsId', '[String!]', 'vaerdi', true);
    expect(ask(phones, { value: [unit?.id], at: NOW }).nodes).toEqual([{ vaerdi: '44601000' }]);
  });

  it('known beforehand is in the history at once and at the present only from its day', () => {
    const { world, ask } = openedWorld();
    const unit = world.byNumber('1003387453');
    const since = world.importStatus().lastEventId;
    world.apply({ kind: 'name', number: '1003387453', name: 'KMD Ny', on: '2026-12-24' });
    const named = (at: string) =>
      ask<{ vaerdi: string }>(by('CVR_Navn', 'CVREnhedsId', '[String!]', 'vaerdi', true), { value: [unit?.id], at })
        .nodes;
    expect(named('2026-12-23T23:59:59.999999Z')).toEqual([{ vaerdi: 'KMD A/S - Ballerup' }]);
    expect(named('2026-12-24T00:00:00.000000Z')).toEqual([{ vaerdi: 'KMD Ny' }]);
    const events = ask<Event>(EVENTS, { since, upTo: world.importStatus().lastEventId }).nodes;
    expect(events.map(({ object_virkningfra }) => object_virkningfra)).toContain('2026-12-24T00:00:00.000000Z');
  });

  it('is paged by event id, filtered by name and object, and not below the status while its package is open', () => {
    const { world, ask } = openedWorld();
    const since = world.importStatus().lastEventId;
    world.play(40, 1);
    const upTo = world.importStatus().lastEventId;
    const all = world.events(since, 100_000).map(({ eventid }) => eventid);
    const seen: number[] = [];
    let page: Connection<Event> | undefined;
    do {
      const after: string | null | undefined = page?.pageInfo.endCursor;
      page = ask<Event>(EVENTS, { since, upTo, first: 13, after });
      seen.push(...page.nodes.map(({ eventid }) => eventid));
    } while (page.pageInfo.hasNextPage);
    expect(seen).toEqual(all);
    expect(seen.length).toBeGreaterThan(80);

    const which = (where: string) =>
      ask<Event>(`{ CVR_Events(where: { eventid: { ${where} } }) { nodes { eventid } } }`).nodes;
    expect(which(`gte: ${upTo}`)).toEqual([{ eventid: upTo }]);
    expect(which(`gt: ${upTo - 1}, lte: ${upTo}`)).toEqual([{ eventid: upTo }]);
    expect(which(`gte: ${since + 1}, lt: ${since + 3}`)).toEqual([{ eventid: since + 1 }, { eventid: since + 2 }]);
    expect(which(`in: [${since + 2}]`)).toEqual([{ eventid: since + 2 }]);

    const about = world.events(since, 1)[0]?.object_id ?? '';
    const filtered = `query ($ids: [String!]!) {
      CVR_Events(where: { object_id: { in: $ids }, entityname: { in: ["Navn", "e-mailadresse"] }, eventaction: { eq: "i" } }) {
        nodes { eventid } } }`;
    const expected = world
      .events(0, 100_000)
      .filter((event) => event.object_id === about && ['Navn', 'e-mailadresse'].includes(event.entityname))
      .filter(({ eventaction }) => eventaction === 'i');
    expect(ask<Event>(filtered, { ids: [about] }).nodes).toEqual(expected.map(({ eventid }) => ({ eventid })));

    world.apply({ kind: 'phone', number: '1003387453', value: '44601001' }, { open: true });
    expect(world.importStatus().lastEventId).toBe(upTo);
    expect(ask<Event>(EVENTS, { since: upTo, upTo: upTo + 100 }).nodes.length).toBeGreaterThan(0);
    world.completeImport();
    expect(world.importStatus().lastEventId).toBeGreaterThan(upTo);
  });

  it('is read on behind a thousand events', () => {
    const { world, ask } = openedWorld();
    const since = world.importStatus().lastEventId;
    world.apply({ kind: 'phone', number: '1003387453', value: '44601000' }, { repeats: 1200 });
    const upTo = world.importStatus().lastEventId;
    const last = `query ($since: Long!, $before: Long!) {
      CVR_Events(where: { eventid: { gt: $since, lte: $before }, entityname: { eq: "Telefonnummer" }, eventaction: { eq: "i" } }) {
        nodes { eventid } } }`;
    const told = world.events(since, 100_000).filter((event) => event.entityname === 'Telefonnummer');
    const behind = told.filter(({ eventaction }) => eventaction === 'i').map(({ eventid }) => ({ eventid }));
    expect(upTo - since).toBeGreaterThan(2000);
    expect(ask(last, { since, before: upTo }).nodes).toEqual(behind.slice(0, 1000));
  });

  it('from a failed import is marked, and comes again', () => {
    const { world, ask } = openedWorld();
    const since = world.importStatus().lastEventId;
    world.apply({ kind: 'email', number: '1003387453', value: 'post@example.dk' }, { failedImport: true });
    const events = ask<Event>(EVENTS, { since, upTo: world.importStatus().lastEventId }).nodes;
    const failed = events.filter(({ fromfailedimport }) => fromfailedimport);
    expect(failed.length).toBeGreaterThan(0);
    expect(events).toHaveLength(2 * failed.length);
  });
});
