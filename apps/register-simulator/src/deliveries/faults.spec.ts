import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, parseFault } from './faults';
import { type DeliveryFile, writeDeliveries } from './write-deliveries';

let folder: string;
let sound: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  sound = readFileSync((await write('sound', [])).path);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function write(name: string, faults: Fault[]): Promise<DeliveryFile> {
  const [status] = await writeDeliveries({ seed: 2, persons: 60, nights: 0, out: join(folder, name), faults });
  return status as DeliveryFile;
}

async function spoilt(fault: Fault): Promise<Buffer> {
  return readFileSync((await write(JSON.stringify(fault).replaceAll(/\W/g, '-'), [fault])).path);
}

const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n').slice(0, -1);

describe('a spoilt file', () => {
  it('lacks its start or its end', async () => {
    expect(lines(await spoilt({ file: 0, kind: 'missing-start' }))).toEqual(lines(sound).slice(1));
    expect(lines(await spoilt({ file: 0, kind: 'missing-end' }))).toEqual(lines(sound).slice(0, -1));
  });

  it('goes on after its end', async () => {
    const all = lines(await spoilt({ file: 0, kind: 'record-after-end' }));
    expect(all.slice(0, -1)).toEqual(lines(sound));
    expect(all.at(-1)).toMatch(/^0016101010001/);
  });

  it('counts one record too many', async () => {
    const count = (bytes: Buffer): number => Number(lines(bytes).at(-1)?.slice(13));
    expect(count(await spoilt({ file: 0, kind: 'wrong-count' }))).toBe(count(sound) + 1);
  });

  it('is written in UTF-8', async () => {
    const bytes = await spoilt({ file: 0, kind: 'utf-8' });
    expect(bytes.toString('utf8')).toBe(sound.toString('latin1'));
    expect(bytes.length).toBeGreaterThan(sound.length);
  });

  it('is empty of persons, or of everything', async () => {
    expect(lines(await spoilt({ file: 0, kind: 'empty' }))).toEqual([lines(sound)[0], '999999999999900000000']);
    expect(await spoilt({ file: 0, kind: 'zero-bytes' })).toHaveLength(0);
  });

  it('is cut at a byte', async () => {
    expect(await spoilt({ file: 0, kind: 'cut', at: 1234 })).toEqual(sound.subarray(0, 1234));
  });

  it('is missing from the chain, which the next file shows', async () => {
    const out = join(folder, 'chain');
    const faults: Fault[] = [{ file: 2, kind: 'missing-file' }];
    const files = await writeDeliveries({ seed: 2, persons: 60, nights: 3, out, faults });
    expect(files.map(({ night }) => night)).toEqual([0, 1, 3]);
    expect(existsSync(join(out, 'd260304.l110901'))).toBe(false);
    expect(readFileSync(join(out, 'd260305.l110901'), 'latin1').slice(19, 35)).toBe('2026030520260304');
  });
});

describe('a spoilt person', () => {
  it('has one bit of its birth date flipped', async () => {
    const bytes = await spoilt({ file: 0, kind: 'flipped-byte', person: 2 });
    const different = [...bytes.keys()].filter((at) => bytes[at] !== sound[at]);
    expect(different).toHaveLength(1);
    const second = lines(sound).filter((line) => line.startsWith('001'))[1] ?? '';
    expect(different[0]).toBe(sound.indexOf(second, 0, 'latin1') + 39);
  });

  it('has a record of an unknown type, still in its own set', async () => {
    const all = lines(await spoilt({ file: 0, kind: 'unknown-record-type', person: 1 }));
    const at = all.findIndex((line) => line.startsWith('888'));
    expect(all[at]?.slice(3, 13)).toBe(lines(sound)[1]?.slice(3, 13));
    expect(all[at + 1]).toMatch(/^001/);
    expect(Number(all.at(-1)?.slice(13))).toBe(all.length - 2);
  });

  it('has no 001', async () => {
    const all = lines(await spoilt({ file: 0, kind: 'without-basics', person: 1 }));
    expect(all[1]).toBe(lines(sound)[2]);
    expect(all).toHaveLength(lines(sound).length - 1);
  });
});

describe('the name of a fault', () => {
  it('is read with its file and number', () => {
    expect(parseFault('missing-end@0')).toEqual({ file: 0, kind: 'missing-end' });
    expect(parseFault('cut:500@2')).toEqual({ file: 2, kind: 'cut', at: 500 });
    expect(parseFault('flipped-byte:3@1')).toEqual({ file: 1, kind: 'flipped-byte', person: 3 });
  });

  it.each(['', 'missing-end', 'missing-end:4@0', 'cut@1', 'flood@0', 'flipped-byte@0'])('is refused: %s', (text) => {
    expect(parseFault(text)).toBeUndefined();
  });
});
