import { by, type Connection, NOW, openedWorld } from '../../../test/asking-cvr';

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
