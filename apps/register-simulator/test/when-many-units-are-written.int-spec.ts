import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrganisationWorld, writeDailyFile } from '../src';

const FAULTS = process.env.FAULTS === '1';
const UNITS = FAULTS ? 1_000_000 : 500;
const MB = 200;

it(`a file of ${UNITS} units takes no memory to speak of`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sor-many-'));
  try {
    const world = createOrganisationWorld({ seed: 'many', organisations: UNITS, start: '2026-03-01' });
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const from = performance.now();
    const { rows, bytes } = await writeDailyFile({ world, path: join(folder, 'daily.csv') });
    const seconds = (performance.now() - from) / 1000;
    clearInterval(watch);
    expect(rows / UNITS).toBeGreaterThan(0.95);
    expect((most - before) / 2 ** 20).toBeLessThan(MB);
    if (FAULTS) {
      console.info(
        `${rows} rows, ${bytes} bytes, ${Math.round(rows / seconds)} rows/s, ${Math.round(most / 2 ** 20)} MB`,
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}, 300_000);
