import type { RunRecord, ShownSchedule } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import type { ImportsPage } from '../src/requests/import-report';
import { sorFilesCheck } from '../src/fetching/sor-files-check';
import { DEFAULTS } from './importing';
import { DAILY, FULL, Running } from './running';
import { COLUMNS, sorFile, sorId, unit, units } from './sor-rows';

const MORNINGS = ['2026-03-10T04:00:00.000Z', '2026-03-11T04:00:00.000Z', '2026-03-12T04:00:00.000Z'] as const;

describe('when the morning comes', () => {
  let running: Running;
  beforeAll(async () => void (running = await Running.fresh()));
  afterAll(() => running.end());

  const schedule = async (): Promise<ShownSchedule | undefined> =>
    (await running.get<{ schedules: ShownSchedule[] }>('schedules')).schedules[0];
  /** The run of a morning, at its end; `meanwhile` is done at each look. */
  const morningOf = (slot: string, meanwhile: () => void = () => undefined): Promise<RunRecord> => {
    running.clock.set(slot);
    return waitFor(
      async () => {
        const run = (await schedule())?.lastRun;
        if (run?.dueAt === slot && run.state !== 'running') return run;
        meanwhile();
        throw new Error(`the last run is ${JSON.stringify(run)}`);
      },
      { what: `the run of ${slot}`, timeout: 20_000 },
    );
  };
  const runs = async (name: string): Promise<number> =>
    (await running.get<{ runs: RunRecord[] }>(`runs?name=${name}&limit=100`)).runs.length;

  it('the file of the day is imported once, however many replicas are up, and the run tells what became of it', async () => {
    await running.another();
    expect(await schedule()).toMatchObject({ name: 'import-units', nextDue: MORNINGS[0], lastRun: null });
    const columns = [...COLUMNS, 'GlnNummer'];
    running.server.put(FULL, sorFile([...units(3), unit(3, { EntityName: '' })], { columns }), {
      modified: '2026-03-10T02:00:00Z',
    });
    expect(await morningOf(MORNINGS[0])).toMatchObject({
      state: 'finished',
      requestedBy: 'schedule',
      counts: { imported: 1, units: 4, created: 3, held: 1 },
      progress: { done: 4, total: 4 },
      problems: expect.arrayContaining([
        { code: 'columns-unknown', text: 'columns that we do not know: GlnNummer' },
        expect.objectContaining({ subject: `${sorId(3)}, line 5` }),
      ]),
    });
    expect(running.server.asked).toEqual([FULL]);
    expect([await runs('import-units'), await runs('import-file')]).toEqual([1, 1]);
    expect(await running.names()).toHaveLength(3);
  });

  it('a server that is away is asked again within two hours', async () => {
    let away = 15;
    running.server.fail(DAILY, (response) => {
      away -= 1;
      // The column that nobody knows is no news any more.
      if (away === 0)
        running.server.put(DAILY, sorFile(units(3), { columns: [...COLUMNS, 'GlnNummer'] }), {
          modified: '2026-03-11T02:00:00Z',
        });
      response.writeHead(503).end();
    });
    // Six attempts an import; ten minutes lie between the first two imports, twenty between the others.
    const run = await morningOf(MORNINGS[1], () => running.clock.set(new Date(running.clock.now().getTime() + 60_000)));
    expect(run).toMatchObject({
      state: 'finished',
      counts: { failed: 2, imported: 1 },
      problems: [{ code: 'http-503', text: 'the server cannot answer now (503)' }, { code: 'http-503' }],
    });
    const { imports } = await running.get<ImportsPage>('imports?limit=3');
    expect(imports.map(({ state }) => state)).toEqual(['imported', 'failed', 'failed']);
  });

  it('a file that is no file of SOR changes nothing, and is not asked for again', async () => {
    running.server.put(DAILY, Buffer.from('<html><body>Vi har flyttet</body></html>\n'), {
      modified: '2026-03-12T02:00:00Z',
    });
    const before = running.server.asked.length;
    const run = await morningOf(MORNINGS[2]);
    expect(run).toMatchObject({ state: 'finished', counts: { refused: 1 }, problemCount: expect.any(Number) });
    expect(run.problems.length).toBeGreaterThan(0);
    expect(running.server.asked.length).toBe(before + 1);
    expect(await running.names()).toHaveLength(3);
    const readSettings = async () => ({ ...DEFAULTS });
    expect(await sorFilesCheck({ pool: running.database.pool, readSettings }).run()).toMatchObject({
      status: 'Degraded',
      exception: expect.stringContaining('web page'),
      data: { day: '2026-03-12' },
    });
  });
});
