import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SorUnpacked, type SorUnpackWish, SorFileFault, unpackSorFile, zipEntryChunks } from '../src';
import { zipOf, type ZippedFile } from './zip';

const CSV = `SorId;EntityName\r\n${'"=""11000016002""";Sygehus Æ\r\n'.repeat(10_000)}`;
const UNITS = { name: 'SOREntity.csv', content: CSV };

let folder: string;
let path: string;
let to: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unpack-'));
  path = join(folder, 'got');
  to = join(folder, 'sor.csv');
});
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

const unpack = (bytes: Buffer | string, more: Partial<SorUnpackWish> = {}): Promise<SorUnpacked> => {
  writeFileSync(path, bytes);
  return unpackSorFile({ path, to, maxBytes: 1_000_000, ...more });
};

/** How unpacking fails; nothing is left of it. */
async function faultOf(unpacked: Promise<unknown>): Promise<string> {
  const error: unknown = await unpacked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SorFileFault)) throw new Error('it did not fail as files do', { cause: error });
  expect(readdirSync(folder).filter((name) => name !== 'got')).toEqual([]);
  return error.code;
}

it('a CSV stays as it is', async () => {
  expect(await unpack(CSV)).toEqual({ kind: 'csv', bytes: Buffer.byteLength(CSV) });
  expect(readFileSync(to, 'utf8')).toBe(CSV);
  expect(await unpackSorFile({ path, to: path, maxBytes: 1_000_000 })).toMatchObject({ kind: 'csv' });
  expect(readFileSync(path, 'utf8')).toBe(CSV);
  expect(await unpack('')).toEqual({ kind: 'csv', bytes: 0 });
  expect(await unpack('PKNavn;SorId\r\n')).toMatchObject({ kind: 'csv' });
});

it.each<[string, readonly ZippedFile[], string, object?]>([
  ['alone', [UNITS], 'SOREntity.csv'],
  ['not compressed', [{ ...UNITS, method: 0 }], 'SOREntity.csv'],
  ['large', [UNITS], 'SOREntity.csv', { zip64: true }],
  [
    'among others',
    [
      { name: 'SHAKSORMap.csv', content: 'x' },
      { name: 'SORReplacedEntities.csv', content: 'y' },
      { ...UNITS, name: 'data/SorEntity_daily.CSV' },
      { name: 'data/', content: '', method: 0 },
      { name: '__MACOSX/SOREntity.csv', content: 'z' },
    ],
    'data/SorEntity_daily.CSV',
  ],
  ['under a name that leads elsewhere', [{ ...UNITS, name: '../../../SOREntity.csv' }], '../../../SOREntity.csv'],
  ['under a name of Windows', [{ ...UNITS, name: 'C:\\data\\SOREntity.csv' }], 'C:/data/SOREntity.csv'],
])('the units of a zip are unpacked, %s', async (_, files, entry, options = {}) => {
  expect(await unpack(zipOf(files, options))).toEqual({ kind: 'zip', entry, bytes: Buffer.byteLength(CSV) });
  expect(readFileSync(to, 'utf8')).toBe(CSV);
  // Nothing is ever written under a name of the zip.
  expect(readdirSync(folder).sort()).toEqual(['got', 'sor.csv']);
});

it.each<[string, Buffer, string]>([
  ['cut within a file', zipOf([UNITS]).subarray(0, 200), 'zip-damaged'],
  ['cut within its list', zipOf([UNITS]).subarray(0, -10), 'zip-damaged'],
  ['of which a byte is another', other(zipOf([UNITS]), 60), 'zip-damaged'],
  ['whose check sum is another', zipOf([{ ...UNITS, crc: 1 }]), 'zip-damaged'],
  ['whose file is longer than told', zipOf([{ ...UNITS, size: 10 }]), 'zip-damaged'],
  ['whose file is shorter than told', zipOf([{ ...UNITS, size: 999_999 }]), 'zip-damaged'],
  ['that is empty', zipOf([]), 'zip-without-file'],
  ['without the units', zipOf([{ name: 'EDITypes.csv', content: 'x' }]), 'zip-without-file'],
  ['with the units twice', zipOf([UNITS, { ...UNITS, name: 'b/sorentity.csv' }]), 'zip-several-files'],
  ['that is encrypted', zipOf([{ ...UNITS, encrypted: true }]), 'zip-encrypted'],
  ['packed by another method', zipOf([{ ...UNITS, method: 14 }]), 'zip-packing'],
  ['that unpacks to too much', zipOf([{ ...UNITS, content: Buffer.alloc(1_000_001) }]), 'too-large'],
  // A bomb tells little and unpacks to much: it is stopped where it passes what it told.
  [
    'that unpacks to more than it tells',
    zipOf([{ ...UNITS, content: Buffer.alloc(50_000_000), size: 100 }]),
    'zip-damaged',
  ],
  [
    'with more files than SOR has',
    zipOf(Array.from({ length: 1002 }, (_, n) => ({ name: `${n}`, content: '' }))),
    'zip-damaged',
  ],
])('a zip %s is refused', async (_, bytes, code) => {
  expect(await faultOf(unpack(bytes))).toBe(code);
});

it('a file that is too large, or not there, is refused', async () => {
  expect(await faultOf(unpack(CSV, { maxBytes: 100 }))).toBe('too-large');
  expect(await faultOf(unpackSorFile({ path: join(folder, 'none'), to, maxBytes: 1 }))).toBe('not-readable');
});

it('what has no room on the disk is told as that', async () => {
  expect(await faultOf(unpack(zipOf([UNITS]), { to: join(folder, 'no', 'such') }))).toBe('not-writable');
});

it('unpacking stops when it is to, with the reason given', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const unpacking = unpack(zipOf([{ ...UNITS, content: Buffer.alloc(900_000, 'x') }]), { signal: stop.signal });
  stop.abort(reason);
  await expect(unpacking).rejects.toBe(reason);
  expect(readdirSync(folder)).toEqual(['got']);
});

it('any file of a zip can be read in pieces', async () => {
  writeFileSync(path, zipOf([UNITS, { name: 'SORReplacedEntities.csv', content: 'old;new\r\n' }]));
  let text = '';
  for await (const chunk of zipEntryChunks(path, /^SORReplacedEntities\.csv$/gi)) text += Buffer.from(chunk).toString();
  expect(text).toBe('old;new\r\n');
  // Reading no further lets go of it.
  for await (const chunk of zipEntryChunks(path, /^SOREntity\.csv$/i)) if (chunk.length > 0) break;
  expect(statSync(path).size).toBeGreaterThan(0);
});

function other(bytes: Buffer, place: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[place] = (changed[place] ?? 0) ^ 0xff;
  return changed;
}
