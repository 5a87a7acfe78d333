import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latin1, latin1Bytes, type PersonSlice } from '@contact-sync/contacts-off4';
import { Buckets } from './buckets';
import { SpillFile } from './spill-file';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'buckets-'))));
afterEach(() => rm(folder, { recursive: true }));

const slice = (pnr: string, line: number, ...records: string[]): PersonSlice => {
  const spans: number[] = [];
  let at = 0;
  for (const record of records) spans.push(at, (at += record.length));
  return {
    kind: 'person',
    pnr,
    lines: records.map((_, index) => line + index),
    spans,
    bytes: latin1Bytes(records.join('')),
  };
};
const records = ({ bytes, spans }: PersonSlice) =>
  spans.flatMap((from, at) => (at % 2 === 0 ? [latin1(bytes, from, spans[at + 1])] : []));

it('gives back every record of a person together, with its lines', async () => {
  const buckets = new Buckets(folder, 12 * 1024 * 1024);
  const numbers = Array.from({ length: 500 }, (_, at) => `61018${String(at).padStart(5, '0')}`);
  for (const [at, number] of numbers.entries()) {
    await buckets.add(slice(number, 2 * at + 1, `001${number}`, `008${number}Åse`));
  }
  for (const [at, number] of numbers.entries()) await buckets.add(slice(number, 5000 + at, `003${number}`));
  const persons: PersonSlice[] = [];
  let files = 0;
  for await (const some of buckets.persons()) {
    files += 1;
    persons.push(...some);
  }
  expect(files).toBe(6);
  expect(persons.map(({ pnr }) => pnr).sort()).toEqual(numbers);
  const last = persons.find(({ pnr }) => pnr === '6101800499');
  expect(last?.lines).toEqual([999, 1000, 5499]);
  expect(last && records(last)).toEqual(['0016101800499', '0086101800499Åse', '0036101800499']);
  await buckets.close();
});

it('keeps its files for their owner alone', async () => {
  const buckets = new Buckets(folder, 1);
  await buckets.add(slice('6101800001', 1, '0016101800001'));
  for await (const persons of buckets.persons()) expect(persons).toHaveLength(1);
  const [name = ''] = await readdir(folder);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  await buckets.close();
});

it('holds a person larger than its buffer, and writes nothing where there is nothing', async () => {
  const file = new SpillFile(join(folder, 'aside'));
  expect(await file.readAll()).toEqual([]);
  const large = slice('6101800001', 7, '0016101800001'.padEnd(100_000, 'x'));
  await file.add(slice('6101800002', 1, '0016101800002'));
  await file.add(large);
  const found = (await file.readAll()).find(({ pnr }) => pnr === '6101800001');
  expect(found && records(found)).toEqual(records(large));
  await file.close();
});
