import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterimDirectory, NameTaken } from './interim-directory';

const rules = { pattern: 'd*.l*', prefix: 'imported-' };
const now = () => new Date('2026-03-02T05:30:00Z');
let root: string;
let directory: InterimDirectory;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'interim-'));
  directory = await InterimDirectory.open(join(root, 'cpr', 'interim'), now);
});
afterEach(() => rm(root, { recursive: true }));

const receive = (name: string, text: string) =>
  directory.receive(
    name,
    (async function* () {
      yield Buffer.from(text.slice(0, 1));
      yield Buffer.from(text.slice(1));
    })(),
  );
const names = async () => (await directory.list(rules)).waiting.map(({ name }) => name);
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('is for its owner alone', async () => {
  await receive('d1.l1', 'abc');
  expect(await mode(directory.path)).toBe('700');
  expect(await mode(directory.pathOf('d1.l1'))).toBe('600');
});

it('takes a file in whole', async () => {
  expect(await receive('d1.l1', 'abc')).toEqual({ bytes: 3 });
  expect(await readFile(directory.pathOf('d1.l1'), 'latin1')).toBe('abc');
});

it('shows nothing of a file whose sending broke off', async () => {
  const broken = directory.receive(
    'd1.l1',
    (async function* () {
      yield Buffer.from('abc');
      throw new Error('gone');
    })(),
  );
  await expect(broken).rejects.toThrow('gone');
  expect(await names()).toEqual([]);
  expect(await readdir(join(directory.path, '.incoming'))).toEqual([]);
});

it('never lets another file take the place of one that waits', async () => {
  await receive('d1.l1', 'abc');
  await expect(receive('d1.l1', 'xyz')).rejects.toThrow(NameTaken);
  expect(await readFile(directory.pathOf('d1.l1'), 'latin1')).toBe('abc');
  await receive('d1.l1', 'abc');
  expect(await names()).toEqual(['d1.l1']);
});

it('gives an imported file its prefix, once however often it is asked', async () => {
  await receive('d1.l1', 'abc');
  await directory.markImported('d1.l1', rules);
  await directory.markImported('d1.l1', rules);
  expect(await names()).toEqual([]);
  expect((await directory.list(rules)).imported.map(({ name }) => name)).toEqual(['imported-d1.l1']);
  expect(await directory.find('d1.l1', rules)).toMatchObject({ name: 'imported-d1.l1', bytes: 3 });
});

it('keeps both of two imported files of one name', async () => {
  for (const text of ['abc', 'xyz', 'abc']) {
    await receive('d1.l1', text);
    await directory.markImported('d1.l1', rules);
  }
  expect((await directory.list(rules)).imported.map(({ name }) => name)).toEqual([
    'imported-d1.l1',
    'imported-d1.l1.2',
  ]);
});

it('shows what piles up', async () => {
  await receive('d1.l1', 'abc');
  await receive('d2.l1', 'abcd');
  await directory.markImported('d1.l1', rules);
  await writeFile(directory.errorPathOf('d2.l1'), '12');
  await writeFile(directory.journalPath, 'not counted');
  const oldest = new Date('2026-01-01T00:00:00Z');
  await utimes(directory.pathOf('d2.l1'), oldest, oldest);
  const listing = await directory.list(rules);
  expect(listing.errors.map(({ name }) => name)).toEqual(['errd2.l1']);
  expect(listing.piledUp).toEqual({ files: 3, bytes: 9, oldest });
});

it('gives each import an empty hidden folder, whatever a crash left in it', async () => {
  await writeFile(join(await directory.freshSpillFolder(), '7'), 'left over');
  const folder = await directory.freshSpillFolder();
  expect(await readdir(folder)).toEqual([]);
  expect(await mode(folder)).toBe('700');
  await directory.removeSpillFolder();
  expect(await readdir(directory.path)).toEqual(['.incoming']);
});

it('knows all files that came under a name, the newest first', async () => {
  expect(await directory.pathsOf('d1.l1', rules)).toEqual([]);
  for (const text of ['one', 'two']) {
    await receive('d1.l1', text);
    await directory.markImported('d1.l1', rules);
  }
  await receive('d1.l1', 'three');
  const paths = await directory.pathsOf('d1.l1', rules);
  expect(await Promise.all(paths.map((path) => readFile(path, 'latin1')))).toEqual(['three', 'two', 'one']);
});
