import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { describePublished } from '../../test/published';
import { SOR_COLUMNS } from './columns';
import { createOrganisationWorld } from './create-organisation-world';
import { parseSorLayout } from './layouts';
import { writeDailyFile } from './write-daily-file';
import { writeHistoryZip } from './write-history-zip';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sor-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const world = createOrganisationWorld({ seed: 'files', organisations: 100, start: '2026-03-01', changed: 0.05 });
world.turn(5);

async function written(...layouts: string[]) {
  const path = join(folder, 'daily.csv');
  const { rows } = await writeDailyFile({ world, path, layouts: layouts.map((text) => parseSorLayout(text)!) });
  return { bytes: readFileSync(path), rows };
}

/** Records of cells, read letter by letter as RFC 4180 has them. */
function records(text: string, delimiter = ';'): string[][] {
  const all: string[][] = [];
  let [record, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += letter;
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === delimiter) {
      record.push(cell);
      cell = '';
    } else if (!quoted && letter === '\n') {
      all.push([...record, cell.replace(/\r$/, '')]);
      [record, cell] = [[], ''];
    } else cell += letter;
  }
  return all;
}

const unwrapped = (cell = '') => cell.replace(/^="(.*)"$/, '$1');

describe('the daily file', () => {
  it('has a mark, a header and a row for each version, ids wrapped, lines ended as in Windows', async () => {
    const { bytes, rows } = await written();
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.subarray(3).toString('utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [header = [], ...cells] = records(text);
    expect(header).toEqual(SOR_COLUMNS);
    expect([cells.length, rows]).toEqual([[...world.rows()].length, cells.length]);
    const read = cells.map((row) => Object.fromEntries(header.map((name, at) => [name, unwrapped(row[at])])));
    const blank = Object.fromEntries(SOR_COLUMNS.map((name) => [name, '']));
    expect(read).toEqual([...world.rows()].map((row) => ({ ...blank, ...row })));
    expect(text).toMatch(/^"=""7\d+""";OE;/m);
    expect(text).toMatch(/;\d{6},\d{1,2};6\d{6},\d{1,2};/);
    expect(text).toMatch(/""[^";]+""; /);
  });

  it('is the same whenever it is written', async () => {
    expect((await written()).bytes.equals((await written()).bytes)).toBe(true);
  });

  it('can be spoiled in every way', async () => {
    const right = (await written()).bytes;
    const text = right.subarray(3).toString('utf8');
    const lines = text.split('\r\n');
    const parsed = records(text);
    const read = async (...layouts: string[]) => (await written(...layouts)).bytes;
    expect((await read('half:4711')).equals(right.subarray(0, 4711))).toBe(true);
    expect((await read('half')).length).toBe(Math.floor(right.length / 2));
    expect((await read('empty')).length).toBe(0);
    expect((await read('header-only')).subarray(3).toString()).toBe(`${lines[0]}\r\n`);
    expect((await read('first-rows:3')).subarray(3).toString()).toBe(`${lines.slice(0, 4).join('\r\n')}\r\n`);
    expect((await read('error-page')).toString()).toMatch(/^<!DOCTYPE html>/);
    expect((await read('no-bom', 'lf')).toString('utf8')).toBe(text.replaceAll('\r\n', '\n'));
    const old = (await read('windows-1252')).toString('latin1');
    expect(old.replaceAll('\x96', '–')).toBe(text);
    expect(old).toContain('\x96');
    const header = async (...layouts: string[]) => records((await read('no-bom', ...layouts)).toString('utf8'))[0];
    expect(await header('renamed-column:ToDate')).toEqual(
      SOR_COLUMNS.map((name) => name.replace(/^ToDate$/, 'ToDateNy')),
    );
    expect(await header('missing-column:ToDate')).toEqual(SOR_COLUMNS.filter((name) => name !== 'ToDate'));
    expect(await header('other-order')).toEqual([...SOR_COLUMNS].reverse());
    expect(await header('unknown-columns')).toHaveLength(SOR_COLUMNS.length + 2);
    const commas = records((await read('no-bom', 'commas')).toString('utf8'), ',');
    expect(commas).toEqual(parsed);
    expect(records((await read('no-bom', 'all-quoted')).toString('utf8'))).toEqual(parsed);
    const names = records((await read('overlong-names')).toString('utf8')).map((row) => row[2] ?? '');
    expect(names.filter((name) => name.length > 150)).toHaveLength(Math.floor((lines.length - 2) / 10));
    const ids = records((await read('no-bom', 'wrong-check-digits')).toString('utf8')).map((row) => row[0]);
    expect(ids.filter((id, at) => id !== parsed[at]?.[0])).toHaveLength(Math.floor((lines.length - 2) / 10));
  });

  it.each(['flood', 'half:x', 'empty:1', 'renamed-column:Nothing', 'missing-column', 'first-rows'])(
    'knows no layout %s',
    (text) => expect(parseSorLayout(text)).toBeUndefined(),
  );
});

describePublished('the columns', 'specs/sor/data/SorEntity_daily.constructed-fixture.csv', (fixture) => {
  it('are those of the published example, in its order, and more', () => {
    const [known = []] = records(fixture.replace(/^\ufeff/, ''));
    expect(SOR_COLUMNS.filter((column) => known.includes(column))).toEqual(known);
  });
});

describe('the archive', () => {
  it('holds every version of every unit, and which were replaced', async () => {
    const path = join(folder, 'complete.zip');
    const { bytes, rows } = await writeHistoryZip({ world, path });
    const zip = readFileSync(path);
    expect(zip.length).toBe(bytes);
    const entries = unzipped(zip);
    expect([...entries.keys()]).toEqual(['SORReplacedEntities.csv', 'SOREntity.csv']);
    const units = records(entries.get('SOREntity.csv')!.subarray(3).toString('utf8'));
    const history = [...world.history()];
    expect([units.length, rows]).toEqual([history.length + 1, history.length]);
    expect(new Set(units.slice(1).map(([id]) => unwrapped(id))).size).toBe(world.size);
    const replaced = records(entries.get('SORReplacedEntities.csv')!.subarray(3).toString('utf8'));
    expect(replaced.slice(1).map((row) => row.map(unwrapped))).toEqual(
      [...world.replaced()].map(({ sorId, by, from }) => [sorId, by, from]),
    );
    expect(replaced.length).toBeGreaterThan(1);
  });
});

/** By the directory at its end (APPNOTE 4.3.12 and 4.3.16), checksums held against the content. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const entries = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [crc, packed, size] = [16, 20, 24].map((place) => zip.readUInt32LE(at + place));
    const length = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = inflateRawSync(zip.subarray(data, data + packed!));
    expect([content.length, crc32(content)]).toEqual([size, crc]);
    entries.set(zip.subarray(at + 46, at + 46 + length).toString('utf8'), content);
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
