import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@contact-sync/testing';
import { Deliveries } from '../src/deliveries/deliveries';
import { findDelivery } from '../src/deliveries/delivery-store';
import { DEFAULTS, Importing, NOW } from './importing';
import { delivery, pnr, type InventedPerson } from './off4-file';
import { registerState, writtenDown } from './register-state';
import { Running } from './running';
import { killAll, ServiceProcess } from './service-process';

const PERSONS = process.env['FAULTS'] === '1' ? 20_000 : 2_000;
const FILES = ['d260302.l110901', 'd260303.l110901'] as const;

/** Families of two: each names the other as spouse. Every fiftieth changes its number in the second file. */
function persons(night: number): InventedPerson[] {
  return Array.from({ length: PERSONS }, (_, n) => {
    const spouse = `012${pnr(n)}G${pnr(n % 2 === 0 ? n + 1 : n - 1)}`;
    const street = night > 0 && n % 3 === 0 ? `Nygade ${n}` : `Skovvej ${n}`;
    const own = { street, without: ['012'], more: [spouse] };
    if (night === 0 || n % 50 !== 0) return { pnr: pnr(n), ...own };
    return { pnr: pnr(PERSONS + n), earlier: [pnr(n)], ...own, more: [] };
  });
}
const [first, second] = [0, 1].map((night) =>
  delivery(persons(night), { date: `2026030${2 + night}`, change: night > 0, apart: night === 0 }),
) as [Buffer, Buffer];

describe('when the service is killed during an import', () => {
  let undisturbed: Importing;
  let killed: Importing;
  beforeAll(async () => {
    undisturbed = await Importing.fresh();
    killed = await Importing.fresh();
  });
  afterAll(async () => {
    await killAll();
    await undisturbed.end();
    await killed.end();
  });

  it(
    'the next start ends it, with the same register, the same counts and every event told',
    async () => {
      const expected = [await undisturbed.import(FILES[0], first), await undisturbed.import(FILES[1], second)];
      const { database, directory } = killed;
      const env = {
        ...Running.environment(database, killed.root),
        CPR_INTERIM_DIRECTORY: directory.path,
        CPR_IMPORT_LEASE: '2',
      };
      const deliveries = new Deliveries({ pool: database.pool, directory, settings: () => DEFAULTS, now: () => NOW });
      const options = { persons: 'all', again: false, preview: false } as const;
      const received = [];
      for (const [at, file] of FILES.entries()) {
        received.push(
          await deliveries.receive(file, [at === 0 ? first : second] as unknown as AsyncIterable<Uint8Array>, false),
        );
      }
      const requested = await deliveries.request(received, options, 'import');

      const rowsOf = async (id: string): Promise<number> =>
        (await killed.rows(`select from cpr.imported_person where delivery_id = $1`, [id])).length;
      const isOver = async (id: string): Promise<boolean> =>
        (await findDelivery(database.pool, id))?.finishedAt !== undefined;
      let kills = 0;
      let service = new ServiceProcess(env);
      for (const { id } of requested) {
        // Killed as soon as something of the file is stored, but not all of it.
        await waitFor(
          async () => {
            service.mustRun();
            return (await rowsOf(id)) > 0 || (await isOver(id));
          },
          { timeout: 60_000, interval: 2, what: 'the first persons of a file' },
        );
        if (!(await isOver(id))) kills += 1;
        await service.kill('SIGKILL');
        service = new ServiceProcess(env);
      }
      for (const { id } of requested) {
        await waitFor(() => isOver(id), { timeout: 120_000, what: 'the end of the import' });
      }
      expect(kills).toBeGreaterThan(0);
      // What a killed relay had in hand is due again after ten minutes: here they pass at once.
      const unsent = async () => {
        await killed.rows('update service_queue.message set due_at = clock_timestamp() where due_at is not null');
        return killed.rows(
          `select type, state, count(*) from service_queue.message where state not in ('done', 'obsolete') group by 1, 2`,
        );
      };
      const allSent = async () => expect(await unsent()).toEqual([]) ?? true;
      await waitFor(allSent, { timeout: 30_000, interval: 500, what: 'every event told' });
      await service.kill('SIGTERM');

      for (const [at, { id }] of requested.entries()) {
        const found = await findDelivery(database.pool, id);
        expect(found).toMatchObject({ state: 'imported', counts: expected[at]?.counts });
      }
      expect(await registerState(killed)).toEqual(await registerState(undisturbed));
      expect(await writtenDown(killed)).toEqual(await writtenDown(undisturbed));
      const { waiting, imported } = await directory.list(DEFAULTS);
      expect([waiting, imported.map(({ name }) => name)]).toEqual([[], FILES.map((file) => `imported-${file}`)]);
      expect(readFileSync(join(killed.root, 'log'), 'utf8')).not.toContain(pnr(1));
    },
    PERSONS * 60 + 120_000,
  );
});
