import fc from 'fast-check';
import { createOrganisationWorld } from './create-organisation-world';
import { ORGANISATION_EVENT_KINDS, type OrganisationEvent } from './organisation-event';
import type { OrganisationJournalEntry, OrganisationWorld, OrganisationWorldOptions } from './organisation-world';

const START = '2026-03-01';

function world(more: Partial<OrganisationWorldOptions> = {}): OrganisationWorld {
  return createOrganisationWorld({ seed: 'units', organisations: 120, start: START, ...more });
}

const whole = (of: OrganisationWorld, day?: string) => JSON.stringify([[...of.rows(day)], [...of.history(day)]]);

/** The first unit that is open, settled and beneath no other's care. */
function plainUnit(of: OrganisationWorld): string {
  const parents = new Set([...of.units()].map(({ parent }) => parent));
  const found = [...of.units()].find(
    ({ sorId, type, end, start, rows }) =>
      type === 'OE' && end === null && start < of.day && rows === 1 && !parents.has(sorId),
  );
  return found!.sorId;
}

describe('the units of a seed', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(whole(world())).toBe(whole(world()));
    expect(whole(world({ seed: 'others' }))).not.toBe(whole(world()));
  });

  it('have every kind: owners, institutions and units, closed, closing, future, in two versions and twice', () => {
    const units = [...world().units()];
    const count = (test: (unit: (typeof units)[number]) => boolean) => units.filter(test).length;
    expect([...new Set(units.map(({ type }) => type))].sort()).toEqual(['IE', 'OE', 'SI']);
    expect(count(({ closed }) => closed)).toBeGreaterThan(0);
    expect(count(({ end, closed }) => end !== null && !closed)).toBeGreaterThan(0);
    expect(count(({ start }) => start > START)).toBeGreaterThan(0);
    expect(count(({ rows, versionTo }) => rows === 2 && versionTo !== null)).toBeGreaterThan(0);
    expect(count(({ rows, versionTo }) => rows === 2 && versionTo === null)).toBeGreaterThan(0);
  });

  it('belong to the companies that are there', () => {
    const owners = ['10000033', '26911745'];
    expect(new Set([...world({ owners }).units()].map(({ ownerCvr }) => ownerCvr))).toEqual(new Set(owners));
  });

  it('take the address of the unit above where they have none', () => {
    const all = new Map([...world().units()].map((unit) => [unit.sorId, unit]));
    const inherited = [...all.values()].filter(({ postal, parent }) => parent && postal === all.get(parent)?.postal);
    expect(inherited.length).toBeGreaterThan(5);
  });
});

describe('the file of a day', () => {
  it('holds what holds then and what is to come, and nothing that is over', () => {
    const of = world();
    of.turn(25);
    const closed = new Set([...of.units()].filter((unit) => unit.closed).map(({ sorId }) => sorId));
    expect(closed.size).toBeGreaterThan(3);
    const rowsOf = new Map<string, number>();
    for (const { SorId = '', ToDate = '' } of of.rows()) {
      rowsOf.set(SorId, (rowsOf.get(SorId) ?? 0) + 1);
      expect(closed.has(SorId)).toBe(false);
      expect(ToDate === '' || ToDate >= of.day).toBe(true);
    }
    expect(rowsOf).toEqual(
      new Map([...of.units()].filter(({ rows }) => rows > 0).map(({ sorId, rows }) => [sorId, rows])),
    );
  });

  it('is the last one with what happened to whom, and what came due', () => {
    const of = world({ organisations: 60, changed: 0.05 });
    for (let day = 0; day < 12; day++) {
      const before = new Map([...of.units()].map((unit) => [unit.sorId, unit]));
      const [today, applied] = [of.day, of.turn()];
      const touched = new Set(applied.map(({ sorId }) => sorId));
      for (const after of of.units()) {
        const known = before.get(after.sorId);
        if (touched.has(after.sorId)) continue;
        expect(known).toBeDefined();
        // Nobody told of it: so its name is the same, unless another version was to begin, and so is its end.
        if (after.versionFrom === known?.versionFrom) expect(after.name).toBe(known.name);
        else expect(after.versionFrom).toBe(of.day);
        expect(after.end).toBe(known?.end);
        expect(after.closed).toBe(after.end !== null && after.end <= today);
      }
    }
  });

  it('can still be asked for later, as it was', () => {
    const of = world();
    const days = [0, 1, 2, 3].map(() => {
      const kept = { day: of.day, whole: whole(of) };
      of.turn();
      return kept;
    });
    for (const kept of days) expect(whole(of, kept.day)).toBe(kept.whole);
    expect(() => [...of.rows('2026-04-01')]).toThrow('the register tells of the days from 2026-03-01 to 2026-03-05');
  });
});

describe('what happens', () => {
  const after = (event: (sorId: string) => OrganisationEvent, days = 1) => {
    const of = world({ changed: 0 });
    const sorId = plainUnit(of);
    of.apply(event(sorId));
    const before = of.stateOf(sorId)!;
    of.turn(days);
    return { before, now: of.stateOf(sorId)!, of, sorId };
  };

  it('stands in the next day’s file, with the day it was registered on', () => {
    const { before, now } = after((sorId) => ({ kind: 'renamed', sorId, name: 'Nyt – "navn"; her' }));
    expect(before.name).not.toBe('Nyt – "navn"; her');
    expect(now).toMatchObject({ name: 'Nyt – "navn"; her', versionFrom: '2026-03-02', updatedAt: START, rows: 1 });
    expect(now.start).toBe(before.start);
  });

  it('a unit that closes at once is never told of again but in the history', () => {
    const { now, of, sorId } = after((id) => ({ kind: 'closed', sorId: id }));
    expect(now).toMatchObject({ closed: true, end: START, rows: 0 });
    expect([...of.history()].filter(({ SorId }) => SorId === sorId).at(-1)).toMatchObject({ ToDate: START });
  });

  it('a planned closing is told until its last day', () => {
    const { now, of, sorId } = after((id) => ({ kind: 'closing-planned', sorId: id, on: '2026-03-04' }));
    expect(now).toMatchObject({ closed: false, end: '2026-03-04', rows: 1 });
    of.turn(2);
    expect(of.stateOf(sorId)).toMatchObject({ closed: false, rows: 1 });
    of.turn();
    expect(of.stateOf(sorId)).toMatchObject({ closed: true, rows: 0 });
    of.apply({ kind: 'reopened', sorId });
    of.turn();
    expect(of.stateOf(sorId)).toMatchObject({ closed: false, end: null, versionFrom: '2026-03-06', rows: 1 });
  });

  it('a closing may be given up', () => {
    const { of, sorId } = after((id) => ({ kind: 'closing-planned', sorId: id, on: '2026-03-09' }));
    of.apply({ kind: 'closing-given-up', sorId });
    of.turn();
    expect(of.stateOf(sorId)).toMatchObject({ end: null });
  });

  it('a change to come makes two rows, of which the second stays', () => {
    const { before, now, of, sorId } = after((id) => ({ kind: 'changes-later', sorId: id, on: '2026-03-04' }));
    expect(now).toMatchObject({ name: before.name, versionTo: '2026-03-03', end: null, rows: 2 });
    of.turn(2);
    expect(of.stateOf(sorId)).toMatchObject({ versionFrom: '2026-03-04', versionTo: null, rows: 1 });
  });

  it('a merger closes one and names the other', () => {
    const { now, of, sorId } = after((id) => ({ kind: 'merged', sorId: id }));
    expect(now).toMatchObject({ closed: true, replacedBy: now.parent });
    expect([...of.replaced()]).toContainEqual({ sorId, by: now.parent, from: '2026-03-02' });
  });

  it('a new name of an institution is told in the rows of its units', () => {
    const of = world({ changed: 0 });
    const institution = [...of.units()].find(({ type }) => type === 'SI')!.sorId;
    of.apply({ kind: 'renamed', sorId: institution, name: 'Sygehuset' });
    of.turn();
    const beneath = [...of.rows()].filter((row) => row.HealthInstitutionSorId === institution);
    expect(beneath.length).toBeGreaterThan(3);
    expect(new Set(beneath.map((row) => row.HealthInstitutionEntityName))).toEqual(new Set(['Sygehuset']));
  });

  it.each<[OrganisationEvent, string]>([
    [{ kind: 'renamed', sorId: '11000016002' }, 'the register has no 11000016002'],
    [{ kind: 'opened', on: START }, 'the day is 2026-03-02 at the earliest'],
    [{ kind: 'opened', on: 'soon' }, '"soon" is no day'],
  ])('refuses %j', (event, reason) => expect(() => world().apply(event)).toThrow(reason));

  it('refuses what cannot happen to a closed unit', () => {
    const of = world();
    const closed = [...of.units()].find((unit) => unit.closed)!.sorId;
    for (const kind of ['renamed', 'moved', 'closed', 'closing-planned', 'changes-later', 'merged'] as const) {
      expect(() => of.apply({ kind, sorId: closed })).toThrow('the unit is closed');
    }
    expect(() => of.apply({ kind: 'closing-given-up', sorId: closed })).toThrow('no closing is planned');
  });

  it('happens again when it is told to a new world, in whatever order things happened', () => {
    const step = fc.oneof(
      fc.constant('turn' as const),
      fc.record({
        count: fc.integer({ min: 1, max: 9 }),
        kinds: fc.subarray([...ORGANISATION_EVENT_KINDS], { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const journal: OrganisationJournalEntry[] = [];
        const of = world({ organisations: 40, happened: (entry) => journal.push(entry) });
        for (const each of steps) {
          if (each === 'turn') of.turn();
          else of.play(each.count, 'a seed', each.kinds);
        }
        const again = world({ organisations: 40 });
        for (const entry of journal) {
          if ('event' in entry) again.apply(entry.event);
          else if ('played' in entry) again.play(entry.played, entry.seed, entry.kinds);
          else again.turn();
        }
        of.turn();
        again.turn();
        expect(whole(again)).toBe(whole(of));
      }),
      { numRuns: 25 },
    );
  });
});
