import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord, ShownSchedule } from '@contact-sync/service';
import { TestClock, waitFor } from '@contact-sync/testing';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

const NIGHTS = ['2026-03-02T04:30:00.000Z', '2026-03-03T04:30:00.000Z', '2026-03-04T04:30:00.000Z'] as const;

describe('when the night comes', () => {
  let running: Running;
  // A Sunday at noon in Denmark; 05:30 there is 04:30 UTC until the end of the month.
  const clock = new TestClock('2026-03-01T11:00:00Z');
  beforeAll(async () => {
    running = await Running.fresh({}, clock);
    await running.ask('PATCH', 'settings', { filePersons: 'all' });
  });
  afterAll(() => running.end());

  const put = (file: string, bytes: Buffer): Promise<void> =>
    writeFile(join(running.root, 'cpr', 'interim', file), bytes);
  const schedule = async (): Promise<ShownSchedule | undefined> =>
    (await running.get<{ schedules: ShownSchedule[] }>('schedules')).schedules[0];
  /** The run of a night, at its end. */
  const nightOf = (slot: string): Promise<RunRecord> => {
    clock.set(slot);
    return waitFor(
      async () => {
        const run = (await schedule())?.lastRun;
        if (run?.dueAt === slot && run.state !== 'running') return run;
        throw new Error(`the last run is ${JSON.stringify(run)}`);
      },
      { what: `the run of ${slot}`, timeout: 30_000 },
    );
  };

  it('the files that wait are imported, and the record of the run tells what became of each', async () => {
    expect(await schedule()).toMatchObject({ name: 'import-deliveries', nextDue: NIGHTS[0], lastRun: null });
    const persons = [{ pnr: pnr(1) }, { pnr: pnr(2) }];
    await put('d260302.l110901', delivery(persons, { change: true }));
    await put('d260302.l110902', delivery([{ pnr: pnr(3) }], { task: '110902', count: 99 }));
    const night = await nightOf(NIGHTS[0]);
    expect(night).toMatchObject({
      state: 'finished',
      requestedBy: 'schedule',
      counts: { files: 2, imported: 1, refused: 1, persons: 2, created: 2 },
      progress: { done: 2, total: 2 },
      problemCount: 1,
      problems: [{ code: 'refused', subject: 'd260302.l110902' }],
    });
    expect(await running.rows(`select from contacts.contact where name_type = 'C'`)).toHaveLength(2);
  });

  it('a night without files is a run too, and one with a gap in the chain tells what is missing', async () => {
    expect(await nightOf(NIGHTS[1])).toMatchObject({ state: 'finished', counts: { files: 1, refused: 1 } });
    await put(
      'd260304.l110901',
      delivery([{ pnr: pnr(1), street: 'Nygade 2' }], { date: '20260304', previous: '20260303', change: true }),
    );
    expect(await nightOf(NIGHTS[2])).toMatchObject({
      state: 'finished',
      counts: { files: 2, imported: 1, changed: 1 },
      problems: expect.arrayContaining([expect.objectContaining({ code: 'file-missing' })]),
    });
    expect(await schedule()).toMatchObject({ nextDue: '2026-03-05T04:30:00.000Z' });
  });

  it('the morning after a night without a file, the metrics tell that it is late', async () => {
    const behind = async (): Promise<string | undefined> =>
      /^cpr_delivery_days_behind\S* (\d+)$/m.exec(await running.service.metrics.text())?.[1];
    expect(await behind()).toBe('0');
    await nightOf('2026-03-06T04:30:00.000Z');
    expect(await behind()).toBe('0');
    clock.set('2026-03-06T08:00:00Z');
    expect(await behind()).toBe('1');
  });
});
