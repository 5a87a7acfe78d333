import { type FreshDatabase, TestClock } from '@contact-sync/testing';
import { daily, metricsText, scheduleMetrics, type ScheduleDefinition, ServiceMetrics } from '../src';
import { emptied, endedRuns, heldWork, nightly, Replica, runsOf, SCHEMA, scheduleDatabase } from './scheduling';

describe('when schedules are changed', () => {
  let database: FreshDatabase;
  const replicas: Replica[] = [];
  beforeAll(async () => void (database = await scheduleDatabase()));
  afterAll(() => database.drop());
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
    await emptied(database);
  });

  const replica = (name: string, clock: string, ...definitions: ScheduleDefinition[]): Promise<Replica> => {
    const made = new Replica(database, name, new TestClock(clock), definitions);
    replicas.push(made);
    return made.start();
  };
  const EVERY_DAY = daily('00:00').days;

  it('a new rule counts from now: its old slots never run', async () => {
    const one = await replica('a', '2026-01-10T12:00:00Z', nightly());
    const changed = await one.desk.change('nightly', { rule: { days: ['sat', 'mon'], at: '10:00' } }, 'an-operator');
    expect(changed).toMatchObject({
      rule: { days: ['mon', 'sat'], at: '10:00', timeZone: 'Europe/Copenhagen' },
      defaultRule: { at: '02:30' },
      nextDue: '2026-01-12T09:00:00.000Z',
      changedBy: 'an-operator',
      lastRun: null,
    });
    await one.at('2026-01-12T08:59:00Z');
    await one.at('2026-01-12T09:00:00Z');
    expect(await endedRuns(database, 1)).toEqual(['2026-01-12T09:00:00.000Z finished']);
    // The default again, whose slot of the same night is past.
    await one.desk.change('nightly', { rule: null }, 'an-operator');
    await one.at('2026-01-13T01:30:00Z');
    expect((await endedRuns(database, 2)).at(-1)).toBe('2026-01-13T01:30:00.000Z finished');
    const [newest, oldest] = await one.desk.changes(10);
    expect(newest).toMatchObject({ changedBy: 'an-operator', newPlan: { rule: { at: '02:30' } } });
    expect(oldest).toMatchObject({ name: 'nightly', oldPlan: { rule: { at: '02:30' }, paused: false } });
  });

  it('a rule that does not fit is refused with its faults, and nothing changes', async () => {
    const one = await replica('a', '2026-01-10T12:00:00Z', nightly());
    await expect(one.desk.change('nightly', { rule: { days: [], at: '25:00' } }, 'me')).rejects.toMatchObject({
      status: 400,
      more: { errors: [{ field: 'rule.days' }, { field: 'rule.at' }] },
    });
    await expect(one.desk.change('nothing', {}, 'me')).rejects.toMatchObject({ status: 404 });
    expect(await one.desk.changes(10)).toEqual([]);
  });

  it('while it is paused nothing runs but what is asked for, and the pause is not made up for', async () => {
    const jobs = [nightly({ runMissed: false }), nightly({ name: 'made-up', runMissed: true })];
    const one = await replica('a', '2026-01-10T12:00:00Z', ...jobs);
    for (const name of ['nightly', 'made-up'])
      expect(await one.desk.pause(name, 'me')).toMatchObject({ paused: true, nextDue: null });
    await one.at('2026-01-11T01:30:00Z');
    await one.at('2026-01-12T12:00:00Z');
    await one.desk.runNow('nightly', 'me');
    expect(await endedRuns(database, 1)).toEqual(['asked for finished']);
    for (const name of ['nightly', 'made-up'])
      expect(await one.desk.resume(name, 'me')).toMatchObject({ paused: false, nextDue: '2026-01-13T01:30:00.000Z' });
    expect(await endedRuns(database, 1, 'made-up')).toEqual(['2026-01-12T01:30:00.000Z finished']);
    expect(await runsOf(database)).toHaveLength(1);
    await one.at('2026-01-13T01:30:00Z');
    expect((await endedRuns(database, 2)).at(-1)).toBe('2026-01-13T01:30:00.000Z finished');
  });

  it('another default of a new version counts from its start', async () => {
    await (await replica('a', '2026-01-10T12:00:00Z', nightly())).stop();
    const one = await replica('b', '2026-01-10T18:00:00Z', nightly({ rule: daily('15:00') }));
    expect(await runsOf(database)).toEqual([]);
    await one.at('2026-01-11T14:00:00Z');
    expect(await endedRuns(database, 1)).toEqual(['2026-01-11T14:00:00.000Z finished']);
  });

  it('after a clock that ran ahead a person sets the schedule right by resuming it', async () => {
    const one = await replica('a', '2026-01-11T01:00:00Z', nightly());
    await one.at('2027-01-11T01:30:00Z');
    await endedRuns(database, 1);
    await one.at('2026-01-11T12:00:00Z');
    expect((await one.desk.list())[0]?.nextDue).toBe('2027-01-12T01:30:00.000Z');
    expect((await one.desk.resume('nightly', 'me')).nextDue).toBe('2026-01-12T01:30:00.000Z');
    await one.at('2026-01-12T01:30:00Z');
    expect((await endedRuns(database, 2)).at(-1)).toBe('2026-01-12T01:30:00.000Z finished');
  });

  it('a stop waits for what is under way, and the metrics tell how it went', async () => {
    const { work, begun } = heldWork();
    const one = await replica(
      'a',
      '2026-01-11T01:00:00Z',
      nightly(),
      nightly({ name: 'broken', work: () => Promise.reject(new Error('broken')) }),
      nightly({ name: 'long', rule: { days: EVERY_DAY, at: '02:40', timeZone: 'Europe/Copenhagen' }, work }),
    );
    await one.at('2026-01-11T01:30:00Z');
    await Promise.all([endedRuns(database, 1), endedRuns(database, 1, 'broken')]);
    const metrics = new ServiceMetrics('test');
    scheduleMetrics(metrics, { pool: database.pool, schema: SCHEMA, desk: one.desk, now: () => one.clock.now() });
    const text = await metricsText([metrics]);
    expect(text).toMatch(/schedule_last_run_succeeded\{[^}]*schedule="nightly"[^}]*\} 1\n/);
    expect(text).toMatch(/schedule_last_run_succeeded\{[^}]*schedule="broken"[^}]*\} 0\n/);
    expect(text).toMatch(/schedule_last_success_age_seconds\{[^}]*schedule="nightly"[^}]*\} \d/);
    expect(text).not.toMatch(/schedule_last_success_age_seconds\{[^}]*schedule="broken"/);
    expect(text).toMatch(/schedule_next_due_seconds\{[^}]*schedule="long"[^}]*\} 600\n/);
    await one.at('2026-01-11T01:40:00Z');
    expect(begun()).toBe(1);
    await one.stop();
    expect((await runsOf(database, 'long'))[0]?.state).toBe('interrupted');
  });
});
