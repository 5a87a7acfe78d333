import { inTransaction } from '@contact-sync/database';
import { type FreshDatabase, TestClock, waitFor } from '@contact-sync/testing';
import { daily, every, type ScheduleDefinition } from '../src';
import { emptied, endedRuns, heldWork, nightly, Replica, runsOf, scheduleDatabase } from './scheduling';

/** One after the other, a few minutes apart; the timers of the night do not matter here. */
async function through(replicas: readonly Replica[], from: string, to: string, stepMinutes = 10): Promise<void> {
  for (let at = Date.parse(from); at <= Date.parse(to); at += stepMinutes * 60_000)
    await Promise.all(replicas.map((replica) => replica.at(new Date(at))));
}

describe('when schedules are due', () => {
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

  it('two replicas run each slot once between them, and none that was due before the schedule was made', async () => {
    let ran = 0;
    const job = nightly({ work: () => Promise.resolve(void (ran += 1)) });
    const both = [await replica('a', '2026-01-10T12:00:00Z', job), await replica('b', '2026-01-10T12:00:05Z', job)];
    await through(both, '2026-01-10T12:00:00Z', '2026-01-13T12:00:00Z', 60);
    expect(await endedRuns(database, 3)).toEqual([
      '2026-01-11T01:30:00.000Z finished',
      '2026-01-12T01:30:00.000Z finished',
      '2026-01-13T01:30:00.000Z finished',
    ]);
    expect(ran).toBe(3);
  });

  it('the timer is set for the slot, and for half a minute at most', async () => {
    const one = await replica('a', '2026-01-11T01:29:50Z', nightly());
    expect(one.clock.nextCall()).toEqual(new Date('2026-01-11T01:30:00Z'));
    one.clock.set('2026-01-11T01:30:00Z');
    expect(await endedRuns(database, 1)).toEqual(['2026-01-11T01:30:00.000Z finished']);
    await waitFor(() => one.clock.waiters > 0);
    expect(one.clock.nextCall()).toEqual(new Date('2026-01-11T01:30:30Z'));
  });

  it('the night with two 02:30 has one run, at the first of them', async () => {
    const one = await replica('a', '2026-10-24T12:00:00Z', nightly());
    await through([one], '2026-10-24T23:00:00Z', '2026-10-25T04:00:00Z', 30);
    expect(await endedRuns(database, 1)).toEqual(['2026-10-25T00:30:00.000Z finished']);
  });

  it('the night without 02:30 has one run, when the clocks have been put forward', async () => {
    const one = await replica('a', '2026-03-28T12:00:00Z', nightly());
    await through([one], '2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z', 30);
    expect(await endedRuns(database, 1)).toEqual(['2026-03-29T01:00:00.000Z finished']);
  });

  it('a clock that stands still, jumps or goes back runs nothing twice, and nothing older after newer', async () => {
    const one = await replica('a', '2026-01-11T01:00:00Z', nightly());
    for (const at of [
      '2026-01-11T01:30:00Z',
      '2026-01-11T01:30:00Z',
      '2026-01-11T01:29:00Z',
      '2026-01-11T01:30:00Z',
      // Four nights ahead, and back by two.
      '2026-01-15T12:00:00Z',
      '2026-01-13T12:00:00Z',
      '2026-01-14T01:30:00Z',
      '2026-01-16T01:30:00Z',
    ])
      await one.at(at);
    expect(await endedRuns(database, 3)).toEqual([
      '2026-01-11T01:30:00.000Z finished',
      '2026-01-15T01:30:00.000Z finished',
      '2026-01-16T01:30:00.000Z finished',
    ]);
    const [, jumped] = await runsOf(database);
    expect(jumped?.counts).toEqual({ passedOver: 3 });
  });

  it('a replica whose clock is a day behind runs nothing that another ran past', async () => {
    const ahead = await replica('a', '2026-01-12T01:00:00Z', nightly());
    const behind = await replica('b', '2026-01-11T01:00:00Z', nightly());
    await Promise.all([ahead.at('2026-01-12T01:30:00Z'), behind.at('2026-01-11T01:30:00Z')]);
    await endedRuns(database, 1);
    await Promise.all([ahead.at('2026-01-12T02:00:00Z'), behind.at('2026-01-11T02:00:00Z')]);
    expect(await endedRuns(database, 1)).toEqual(['2026-01-12T01:30:00.000Z finished']);
  });

  it('a slot waits for a run that somebody asked for, and runs after it', async () => {
    const { work, letGo, begun } = heldWork();
    const job = nightly({ work, runMissed: false });
    const one = await replica('a', '2026-01-11T01:00:00Z', job);
    const id = await one.desk.runNow('nightly', 'an-operator');
    await expect(one.desk.runNow('nightly', 'another')).rejects.toMatchObject({ status: 409 });
    await one.at('2026-01-11T01:30:00Z');
    await one.at('2026-01-11T03:00:00Z');
    expect(begun()).toBe(1);
    letGo();
    await waitFor(() => begun() === 2);
    letGo();
    expect(await endedRuns(database, 2)).toEqual(['asked for finished', '2026-01-11T01:30:00.000Z finished']);
    expect((await runsOf(database))[0]).toMatchObject({ id, requestedBy: 'an-operator' });
  });

  it('a replica that came while the slot waited runs it too, since it was not missed', async () => {
    const { work, letGo } = heldWork();
    const job = nightly({ work, runMissed: false });
    const first = await replica('a', '2026-01-11T01:00:00Z', job);
    await first.desk.runNow('nightly', 'an-operator');
    const later = await replica('b', '2026-01-11T03:00:00Z', nightly({ runMissed: false }));
    // Only the run that was asked for goes on there.
    await first.schedules.stop();
    letGo();
    await endedRuns(database, 1);
    await later.at('2026-01-11T03:01:00Z');
    expect(await endedRuns(database, 2)).toEqual(['asked for finished', '2026-01-11T01:30:00.000Z finished']);
  });

  it('what a replica decided is decided again when another was first', async () => {
    const behind = await replica('a', '2026-01-11T01:00:00Z', nightly());
    const locking = await inTransaction(database.pool, async (tx) => {
      await tx.query(`select from example.schedule where name = 'nightly' for update`);
      const looked = behind.at('2026-01-11T01:30:00Z');
      await waitFor(async () => {
        const { rows } = await database.pool.query<{ waiting: boolean }>(
          `select exists (select from pg_locks l join pg_stat_activity a using (pid)
                           where not l.granted and a.datname = current_database()) as waiting`,
        );
        return rows[0]?.waiting;
      });
      await tx.query(
        `insert into example.run (name, due_at, state, requested_by, replica, finished_at, lease_until)
         values ('nightly', '2026-01-12T01:30:00Z', 'finished', 'schedule', 'b', clock_timestamp(), clock_timestamp())`,
      );
      return { looked };
    });
    await locking.looked;
    expect(await endedRuns(database, 1)).toEqual(['2026-01-12T01:30:00.000Z finished']);
  });

  it('the newest slot that was missed runs at start, or is noted where it shall not', async () => {
    const jobs = [nightly(), nightly({ name: 'not-by-day', runMissed: false })];
    await (await replica('a', '2026-01-10T12:00:00Z', ...jobs)).stop();
    await replica('b', '2026-01-13T12:00:00Z', ...jobs);
    expect(await endedRuns(database, 1)).toEqual(['2026-01-13T01:30:00.000Z finished']);
    expect(await endedRuns(database, 1, 'not-by-day')).toEqual(['2026-01-13T01:30:00.000Z missed']);
    expect((await runsOf(database, 'not-by-day'))[0]).toMatchObject({ counts: { passedOver: 2 }, problemCount: 0 });
    // Noted once, and not made up for by a replica that comes later.
    await replica('c', '2026-01-13T13:00:00Z', ...jobs);
    expect(await endedRuns(database, 1, 'not-by-day')).toHaveLength(1);
  });

  it('a slot whose process died, or whose service stopped, is run again by another replica', async () => {
    const { work, begun } = heldWork();
    const first = await replica('a', '2026-01-11T01:29:00Z', nightly({ work }));
    await first.at('2026-01-11T01:30:00Z');
    await waitFor(() => begun() === 1);
    await first.stop();
    expect(await endedRuns(database, 1)).toEqual(['2026-01-11T01:30:00.000Z interrupted']);
    // As a process leaves it that was killed.
    await database.pool.query(
      `insert into example.run (name, due_at, state, requested_by, replica, lease_until)
       values ('nightly', '2026-01-11T01:30:00Z', 'running', 'schedule', 'killed', clock_timestamp() - interval '1 second')`,
    );
    await replica('b', '2026-01-11T06:00:00Z', nightly({ runMissed: false }));
    expect(await endedRuns(database, 3)).toEqual([
      '2026-01-11T01:30:00.000Z interrupted',
      '2026-01-11T01:30:00.000Z interrupted',
      '2026-01-11T01:30:00.000Z finished',
    ]);
  });

  it('a slot that ends its process each time is given up, and the next one runs', async () => {
    await replica('a', '2026-01-11T01:00:00Z', nightly());
    await database.pool.query(
      `insert into example.run (name, due_at, state, requested_by, replica, finished_at, lease_until)
       select 'nightly', '2026-01-11T01:30:00Z', 'interrupted', 'schedule', 'killed', clock_timestamp(), clock_timestamp()
         from generate_series(1, 10)`,
    );
    await replicas[0]?.at('2026-01-11T01:40:00Z');
    expect((await endedRuns(database, 11)).at(-1)).toBe('2026-01-11T01:30:00.000Z failed');
    expect((await runsOf(database)).at(-1)).toMatchObject({ problemCount: 1, problems: [{ code: 'cut-short' }] });
    await replicas[0]?.at('2026-01-12T01:30:00Z');
    expect((await endedRuns(database, 12)).at(-1)).toBe('2026-01-12T01:30:00.000Z finished');
  });

  it('a failed run is not repeated before its next slot, and harms no other schedule', async () => {
    const jobs = [
      nightly({ work: () => Promise.reject(new Error('broken')) }),
      nightly({ name: 'sound', rule: daily('02:30') }),
    ];
    const one = await replica('a', '2026-01-11T01:00:00Z', ...jobs);
    await through([one], '2026-01-11T01:30:00Z', '2026-01-11T02:30:00Z');
    expect(await endedRuns(database, 1)).toEqual(['2026-01-11T01:30:00.000Z failed']);
    expect(await endedRuns(database, 1, 'sound')).toEqual(['2026-01-11T01:30:00.000Z finished']);
  });

  it('of quiet runs without anything to tell only the newest is kept', async () => {
    let told = 0;
    const job = nightly({
      rule: every(1),
      quiet: true,
      work: async (run) => {
        told += 1;
        if (told === 2) run.count('sealed', 3);
      },
    });
    const one = await replica('a', '2026-01-11T01:00:00Z', job);
    for (let minute = 1; minute <= 5; minute += 1) {
      await one.at(`2026-01-11T01:0${minute}:00Z`);
      await waitFor(async () => (await runsOf(database)).at(-1)?.state === 'finished' && told === minute);
    }
    await waitFor(async () => (await runsOf(database)).length === 2);
    expect(await endedRuns(database, 2)).toEqual([
      '2026-01-11T01:02:00.000Z finished',
      '2026-01-11T01:05:00.000Z finished',
    ]);
  });
});
