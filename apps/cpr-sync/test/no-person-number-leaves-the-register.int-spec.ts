import { readFile } from 'node:fs/promises';
import { waitFor } from '@contact-sync/testing';
import { Deliveries } from '../src/deliveries/deliveries';
import { findDelivery } from '../src/deliveries/delivery-store';
import { DEFAULTS, describeWithExtracts, extract, Importing, NOW } from './importing';
import { at, delivery, pnr } from './off4-file';
import { Running } from './running';
import { killAll, ServiceProcess } from './service-process';

/** Runs of ten digits at the places where the register's records hold person numbers, and whatever else looks like one. */
const numbersIn = (bytes: Buffer): string[] =>
  bytes.toString('latin1').match(/(?<=^(?!000|999)\d{3})\d{10}|(?<!\d)\d{10}(?!\d)/gm) ?? [];

describeWithExtracts('what an import leaves outside the register', () => {
  let importing: Importing;
  beforeAll(async () => void (importing = await Importing.fresh()));
  afterAll(async () => {
    await killAll();
    await importing.end();
  });

  it('holds none of the numbers: output, queue, reports, error files, journal', async () => {
    const { database, directory } = importing;
    const odd = delivery(
      [
        { pnr: pnr(1), without: ['001'] },
        { pnr: pnr(2), name: 'A\u0000' },
        { pnr: pnr(3), more: [`051${pnr(3)}${pnr(4)}`, at(`008${pnr(3)}Else`, 106, 'Holm')] },
        { pnr: pnr(5), replacedBy: pnr(6) },
        { pnr: pnr(6), replacedBy: pnr(5) },
      ],
      { date: '20260303', tail: [at(`910${pnr(8)}06${pnr(8)}`, 89, '0017'), `997${pnr(9)}202603020900A99`] },
    );
    const files: [string, Buffer][] = [
      ['d011116.l110902', await extract('d011116.l110902')],
      ['d011119.l110901', await extract('d011119.l110901')],
      ['d260303.l110901', odd],
      ['d260304.l110901', odd.subarray(0, -30)],
    ];
    const deliveries = new Deliveries({ pool: database.pool, directory, settings: () => DEFAULTS, now: () => NOW });
    const received = [];
    for (const [file, bytes] of files) {
      received.push(await deliveries.receive(file, [bytes] as unknown as AsyncIterable<Uint8Array>, false));
    }
    const options = { persons: 'all', again: false, preview: false } as const;
    const requested = await deliveries.request(received, options, 'import');
    const { LOG_FILE: _, ...env } = Running.environment(database, importing.root, { LOG_LEVEL: 'debug' });
    const service = new ServiceProcess({ ...env, CPR_INTERIM_DIRECTORY: directory.path });
    const reports = [];
    for (const { id } of requested) {
      reports.push(
        await waitFor(
          async () => {
            service.mustRun();
            const found = await findDelivery(database.pool, id);
            return found?.finishedAt === undefined ? undefined : found;
          },
          { timeout: 50_000, what: 'the end of an import' },
        ),
      );
    }
    await service.kill('SIGTERM');
    expect(reports.map(({ state }) => state)).toEqual(['imported', 'imported', 'imported', 'refused']);
    expect(reports[2]?.counts?.held).toBeGreaterThanOrEqual(3);

    const numbers = new Set([...files.flatMap(([, bytes]) => numbersIn(bytes)), ...[1, 2, 3, 4, 5, 6, 8, 9].map(pnr)]);
    expect(numbers.size).toBeGreaterThan(60);
    const errorFiles = await Promise.all(
      ['d260303.l110901', 'd260304.l110901'].map((file) => readFile(directory.errorPathOf(file), 'utf8')),
    );
    const outside: Record<string, string> = {
      output: service.output,
      'error files': errorFiles.join(''),
      journal: await readFile(directory.journalPath, 'utf8'),
    };
    for (const table of [
      'service_queue.message',
      'cpr.delivery',
      'cpr.delivery_problem',
      'cpr.imported_person',
      'cpr.run',
    ]) {
      outside[table] = JSON.stringify(await importing.rows(`select row_to_json(t)::text from ${table} t`));
    }
    for (const [place, text] of Object.entries(outside)) {
      expect([place, text.length > 100]).toEqual([place, true]);
      expect([place, [...numbers].filter((number) => text.includes(number))]).toEqual([place, []]);
    }
  });
});
