import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { waitFor } from '@contact-sync/testing';
import { Deliveries } from '../src/deliveries/deliveries';
import { findDelivery } from '../src/deliveries/delivery-store';
import { DEFAULTS, Importing, NOW } from './importing';
import { at, deliveryLines, pnr, type InventedPerson } from './off4-file';
import { Running } from './running';
import { killAll, ServiceProcess } from './service-process';

const MEGABYTE = 1024 * 1024;
const HISTORY = 15;

/** A delivery of about so many bytes whose persons have a long history, every 003 after all persons. */
async function* largeDelivery(megabytes: number): AsyncGenerator<Buffer> {
  const history = (number: string): string[] =>
    Array.from({ length: HISTORY }, (_, n) => at(at(`023${number} 0851${n}`, 50, '199003201200'), 70, '199103201200'));
  const person = (n: number): InventedPerson => ({ pnr: pnr(n), more: history(pnr(n)) });
  const bytesOf = deliveryLines([person(0)]).join('\n').length - 60;
  const persons = Math.round((megabytes * MEGABYTE) / bytesOf);
  const records = deliveryLines([person(0)]).length - 2;
  yield Buffer.from(`${deliveryLines([])[0]}\n`, 'latin1');
  for (const wanted of [false, true]) {
    for (let n = 0; n < persons; n += 500) {
      const some = Array.from({ length: Math.min(500, persons - n) }, (_, more) => person(n + more));
      const lines = deliveryLines(some)
        .slice(1, -1)
        .filter((line) => line.startsWith('003') === wanted);
      yield Buffer.from(`${lines.join('\n')}\n`, 'latin1');
    }
  }
  yield Buffer.from(`9999999999999${String(records * persons).padStart(8, '0')}\n`, 'latin1');
}

/** Most memory the process ever held, in megabytes. */
async function peakOf({ pid }: ServiceProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const describeWithProc = existsSync('/proc/self/status') ? describe : describe.skip;

describeWithProc('memory while a file is imported whose 003 stand apart', () => {
  let importing: Importing;
  beforeAll(async () => void (importing = await Importing.fresh()));
  afterAll(async () => {
    await killAll();
    await importing.end();
  });

  async function peakFor(file: string, megabytes: number): Promise<number> {
    const { database, directory } = importing;
    const deliveries = new Deliveries({ pool: database.pool, directory, settings: () => DEFAULTS, now: () => NOW });
    const received = await deliveries.receive(file, largeDelivery(megabytes), false);
    expect(received.size / MEGABYTE).toBeGreaterThan(megabytes * 0.9);
    const service = new ServiceProcess({
      ...Running.environment(database, importing.root),
      CPR_INTERIM_DIRECTORY: directory.path,
      CPR_LARGE_FILE_MB: '32',
    });
    const [{ id } = { id: '' }] = await deliveries.request(
      [received],
      { persons: 'known', again: false, preview: false },
      'import',
    );
    const ended = await waitFor(
      async () => {
        service.mustRun();
        const found = await findDelivery(database.pool, id);
        return found?.finishedAt === undefined ? undefined : found;
      },
      { timeout: 100_000, what: 'the end of the import' },
    );
    expect(ended).toMatchObject({ state: 'imported' });
    expect(ended.counts?.notOurs).toBe(ended.counts?.persons);
    const peak = await peakOf(service);
    await service.kill('SIGTERM');
    return peak;
  }

  it('is the same for 64 MB as for 10 MB, within 32 MB', async () => {
    const small = await peakFor('d260302.l110901', 10);
    const large = await peakFor('d260303.l110902', 64);
    console.info(`peak memory: ${Math.round(small)} MB for 10 MB of file, ${Math.round(large)} MB for 64 MB`);
    expect(large - small).toBeLessThan(32);
  }, 240_000);
});
