import { decideSlot, dueNext, GRACE_MS, MOST_RUNS, type Watch } from './decide-slot';
import { daily, every } from './rule';
import type { ScheduleFacts } from './schedule';

const at = (time: string): Date => new Date(`2026-03-${time}:00Z`);

/** Daily 05:30 in Denmark: 04:30 UTC in winter. It ran on the 19th. */
const NIGHTLY: ScheduleFacts = {
  rule: daily('05:30'),
  runMissed: true,
  paused: false,
  since: at('01T12:00'),
  newestSlot: { dueAt: at('19T04:30'), interrupted: false, runs: 1 },
  running: false,
};
const watching = (now: string, since = '10T00:00'): Watch => ({ now: at(now), since: at(since) });
const SLOT = at('20T04:30');

describe('what is to be done about a schedule', () => {
  it('a slot is run when it is due, and not before', () => {
    expect(decideSlot(NIGHTLY, watching('20T04:29'))).toEqual({ kind: 'nothing' });
    expect(decideSlot(NIGHTLY, watching('20T04:30'))).toEqual({ kind: 'run', slot: SLOT, passedOver: 0 });
    expect(dueNext(NIGHTLY, at('20T04:29'))).toEqual(SLOT);
  });

  it('of several only the newest, which tells how many were passed over', () => {
    expect(decideSlot(NIGHTLY, watching('23T12:00'))).toEqual({ kind: 'run', slot: at('23T04:30'), passedOver: 3 });
  });

  it('nothing by a clock that stands still or went back', () => {
    const ran = { ...NIGHTLY, newestSlot: { dueAt: SLOT, interrupted: false, runs: 1 } };
    for (const now of ['20T04:30', '20T04:29', '18T12:00', '02T12:00'])
      expect(decideSlot(ran, watching(now))).toEqual({ kind: 'nothing' });
    expect(dueNext(ran, at('18T12:00'))).toEqual(at('21T04:30'));
  });

  it('nothing that was due before slots count, or while it is paused', () => {
    expect(decideSlot({ ...NIGHTLY, since: SLOT }, watching('20T12:00'))).toEqual({ kind: 'nothing' });
    expect(decideSlot({ ...NIGHTLY, paused: true }, watching('20T12:00'))).toEqual({ kind: 'nothing' });
    expect(dueNext({ ...NIGHTLY, paused: true }, at('20T12:00'))).toBeNull();
  });

  it('a run under way is waited for', () => {
    expect(decideSlot({ ...NIGHTLY, running: true }, watching('20T04:30'))).toEqual({ kind: 'wait', slot: SLOT });
  });

  it('what was due before this replica was up is missed, unless it is made up for', () => {
    const late = watching('20T09:00', '20T08:00');
    expect(decideSlot(NIGHTLY, late)).toMatchObject({ kind: 'run', slot: SLOT });
    const missed = { ...NIGHTLY, runMissed: false };
    expect(decideSlot(missed, late)).toMatchObject({ kind: 'note-missed', slot: SLOT });
    const restarted: Watch = { now: at('20T04:35'), since: new Date(SLOT.getTime() + GRACE_MS) };
    expect(decideSlot(missed, restarted)).toMatchObject({ kind: 'run' });
    // It was there all the time, but could not look, or found a run under way.
    expect(decideSlot(missed, watching('20T09:00', '20T04:00'))).toMatchObject({ kind: 'run' });
    expect(decideSlot(missed, { ...late, waitedFor: SLOT })).toMatchObject({ kind: 'run' });
  });

  it('a slot that was cut short runs again while it is the newest, but not for ever', () => {
    const cut = (runs: number): ScheduleFacts => ({ ...NIGHTLY, newestSlot: { dueAt: SLOT, interrupted: true, runs } });
    expect(decideSlot(cut(1), watching('20T09:00', '20T08:00'))).toEqual({ kind: 'run', slot: SLOT, passedOver: 0 });
    expect(decideSlot({ ...cut(1), running: true }, watching('20T09:00'))).toEqual({ kind: 'wait', slot: SLOT });
    expect(decideSlot({ ...cut(1), since: SLOT }, watching('20T09:00'))).toEqual({ kind: 'nothing' });
    expect(decideSlot(cut(1), watching('21T04:30'))).toMatchObject({ kind: 'run', slot: at('21T04:30') });
    expect(decideSlot(cut(MOST_RUNS), watching('20T09:00'))).toMatchObject({ kind: 'give-up', slot: SLOT });
  });

  it('counts a thousand passed over at most', () => {
    expect(decideSlot({ ...NIGHTLY, rule: every(1) }, watching('31T00:00'))).toMatchObject({ passedOver: 1000 });
  });
});
