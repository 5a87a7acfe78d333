import { type FreshDatabase, freshDatabase, waitFor } from '@contact-sync/testing';
import { askToStop, createLogger, findRun, listRuns, type Run, runMigration, Runs, RunStopped } from '../src';

const SCHEMA = 'example';
const lines: string[] = [];
const logger = createLogger({ service: 'test', write: (line) => void lines.push(line) });

describe('when replicas compete for a run', () => {
  let database: FreshDatabase;
  let first: Runs;
  let second: Runs;

  beforeAll(async () => {
    database = await freshDatabase({ owners: [{ schema: SCHEMA, migrations: [runMigration(SCHEMA, 1763700000001)] }] });
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    const options = { pool: database.pool, schema: SCHEMA, logger, leaseMs: 300 };
    first = new Runs({ ...options, replica: 'a' });
    second = new Runs({ ...options, replica: 'b' });
  });
  afterEach(() => Promise.all([first.stop(), second.stop()]));

  /** Work that goes on until it is let go or told to stop. */
  const held = () => {
    let letGo = (): void => undefined;
    const work = (run: Run): Promise<void> =>
      new Promise((resolve, reject) => {
        letGo = resolve;
        run.signal.addEventListener('abort', () => reject(run.signal.reason as Error));
      });
    return { work, letGo: () => letGo() };
  };
  const stateOf = async (name: string) => (await listRuns(database.pool, SCHEMA, { name, limit: 1 }))[0]?.state;
  const running = (name: string) => waitFor(async () => (await stateOf(name)) === 'running');

  it('a slot runs once, whoever comes first', async () => {
    let ran = 0;
    const slot = { name: 'nightly', dueAt: new Date(Date.UTC(2026, 10, 21, 2)), requestedBy: 'schedule' };
    const work = (): Promise<void> => Promise.resolve(void (ran += 1));
    const outcomes = await Promise.all([first, second, first, second].map((runs) => runs.run(slot, work)));
    expect(ran).toBe(1);
    expect(outcomes.filter((outcome) => outcome.ran)).toHaveLength(1);
    expect(await second.run(slot, work)).toEqual({ ran: false, reason: 'slot-taken' });
  });

  it('two runs of one name are never under way at once, but follow each other', async () => {
    const { work, letGo } = held();
    const long = first.run({ name: 'import', requestedBy: 'local' }, work);
    await running('import');
    expect(await second.run({ name: 'import', requestedBy: 'local' }, work)).toEqual({
      ran: false,
      reason: 'already-running',
    });
    letGo();
    expect(await long).toMatchObject({ ran: true, state: 'finished' });
    expect(await second.run({ name: 'import', requestedBy: 'local' }, () => Promise.resolve())).toMatchObject({
      ran: true,
    });
  });

  it('keeps its lease as long as it works, and tells how far it is', async () => {
    const { work, letGo } = held();
    const long = first.run({ name: 'long', requestedBy: 'local' }, (run) => {
      run.count('created', 3);
      run.progress(50, 200);
      return work(run);
    });
    await running('long');
    const began = performance.now();
    await waitFor(() => performance.now() - began > 700);
    expect(await second.run({ name: 'long', requestedBy: 'local' }, work)).toMatchObject({ ran: false });
    const [shown] = await listRuns(database.pool, SCHEMA, { name: 'long', limit: 1 });
    expect(shown).toMatchObject({ state: 'running', counts: { created: 3 }, progress: { done: 50, total: 200 } });
    expect(shown?.progress.rate).toBeGreaterThan(0);
    expect(shown?.progress.remainingMs).toBeGreaterThan(0);
    letGo();
    await long;
    expect(lines.some((line) => line.includes('"run goes on"') && line.includes('"done":50'))).toBe(true);
  });

  it('a run whose process died is marked interrupted, and the next one runs', async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into example.run (name, state, requested_by, replica, lease_until)
       values ('died', 'running', 'schedule', 'gone', clock_timestamp() - interval '1 second') returning id`,
    );
    const id = rows[0]?.id ?? '';
    expect(await findRun(database.pool, SCHEMA, id)).toMatchObject({ state: 'interrupted', finishedAt: null });
    expect(await first.run({ name: 'died', requestedBy: 'schedule' }, () => Promise.resolve())).toMatchObject({
      ran: true,
    });
    const { rows: written } = await database.pool.query('select state from example.run where id = $1', [id]);
    expect(written).toEqual([{ state: 'interrupted' }]);
  });

  it('a slot whose run was interrupted may run again', async () => {
    const slot = { name: 'again', dueAt: new Date(Date.UTC(2026, 10, 22, 2)), requestedBy: 'schedule' };
    await database.pool.query(
      `insert into example.run (name, due_at, state, requested_by, replica, lease_until)
       values ($1, $2, 'running', 'schedule', 'gone', clock_timestamp() - interval '1 second')`,
      [slot.name, slot.dueAt],
    );
    expect(await first.run(slot, () => Promise.resolve())).toMatchObject({ ran: true });
    expect(await second.run(slot, () => Promise.resolve())).toEqual({ ran: false, reason: 'slot-taken' });
  });

  it('a run that lost its lease is told to stop, and does not overwrite what others wrote', async () => {
    const { work } = held();
    const lost = first.run({ name: 'lost', requestedBy: 'local' }, work);
    await running('lost');
    await database.pool.query(`update example.run set state = 'interrupted' where name = 'lost'`);
    expect(await lost).toMatchObject({ ran: true, state: 'stopped' });
    expect(await stateOf('lost')).toBe('interrupted');
  });

  it('stops when somebody asks, on whatever replica it runs', async () => {
    const { work } = held();
    const asked = first.run({ name: 'asked', requestedBy: 'local' }, work);
    await running('asked');
    const [{ id } = { id: '' }] = await listRuns(database.pool, SCHEMA, { name: 'asked', limit: 1 });
    expect(await askToStop(database.pool, SCHEMA, id)).toBe(true);
    expect(await asked).toMatchObject({ state: 'stopped' });
    expect(await askToStop(database.pool, SCHEMA, id)).toBe(false);
  });

  it('stops when the service stops, and begins nothing more', async () => {
    const { work } = held();
    const under = first.run({ name: 'under', requestedBy: 'local' }, work);
    await running('under');
    await first.stop();
    expect(await under).toMatchObject({ state: 'stopped' });
    await expect(first.run({ name: 'under', requestedBy: 'local' }, work)).rejects.toBeInstanceOf(RunStopped);
  });

  it('a failure is recorded without personal data and thrown on', async () => {
    const failure = Object.assign(new Error('person 6101801234 broke it'), { code: '23514' });
    await expect(first.run({ name: 'fails', requestedBy: 'local' }, () => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    const [failed] = await listRuns(database.pool, SCHEMA, { name: 'fails', limit: 1 });
    expect(failed).toMatchObject({
      state: 'failed',
      problemCount: 1,
      problems: [{ code: '23514', text: 'person ******-**** broke it' }],
    });
    expect(failed?.finishedAt).not.toBeNull();
  });

  it('keeps the first hundred problems and counts them all', async () => {
    await first.run({ name: 'many', requestedBy: 'local' }, (run) => {
      for (let i = 0; i < 150; i += 1) run.problem({ code: 'held', text: `line ${i}` });
      return Promise.resolve();
    });
    const [many] = await listRuns(database.pool, SCHEMA, { name: 'many', limit: 1 });
    expect(many?.problemCount).toBe(150);
    expect(many?.problems).toHaveLength(100);
  });

  it('lists page by page, the newest first', async () => {
    for (const name of ['p1', 'p2', 'p3']) await first.run({ name, requestedBy: 'local' }, () => Promise.resolve());
    const [newest, next] = await listRuns(database.pool, SCHEMA, { limit: 2 });
    expect([newest?.name, next?.name]).toEqual(['p3', 'p2']);
    const page = await listRuns(database.pool, SCHEMA, { limit: 1, before: next?.id ?? '' });
    expect(page[0]?.name).toBe('p1');
  });
});
