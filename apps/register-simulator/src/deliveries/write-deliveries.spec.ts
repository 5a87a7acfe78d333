import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeliveryFile, writeDeliveries, type WriteDeliveriesOptions } from './write-deliveries';

// Record lengths as the specification of P12170 prints them.
const LENGTHS: Record<string, number> = {
  '000': 35, '001': 106, '002': 306, '003': 249, '004': 37, '005': 200, '006': 203, '007': 26, '008': 193, '009': 37,
  '010': 30, '011': 25, '012': 95, '013': 36, '014': 23, '015': 147, '016': 58, '017': 272, '018': 60, '020': 47,
  '021': 63, '022': 45, '023': 96, '024': 218, '025': 40, '026': 173, '029': 109, '050': 29, '052': 287, '099': 45,
  '999': 21,
}; // prettier-ignore

const PERSON_COUNT = 400;
const NIGHTS = 8;

/** Start positions, counted from 1, of every field of ten characters that holds a person number. */
const NUMBER_FIELDS: Record<string, number[]> = {
  '001': [4, 14],
  '012': [4, 15],
  '014': [4, 14],
  '015': [4, 25, 92],
  '016': [4, 39],
  '017': [4, 39],
  '022': [4, 14],
  '029': [4, 16],
  '052': [4, 39],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let folders = 0;
async function write(options: Partial<WriteDeliveriesOptions> = {}): Promise<DeliveryFile[]> {
  const out = join(folder, String(folders++));
  return writeDeliveries({ seed: 'æble', persons: PERSON_COUNT, nights: NIGHTS, out, ...options });
}

function read({ path }: DeliveryFile): string {
  return readFileSync(path, 'latin1');
}

/** Cuts a stream by the lengths of the specification; fails on anything that does not fit. */
function cut(stream: string, basicsLength = 106): string[] {
  const records: string[] = [];
  for (let at = 0; at < stream.length;) {
    const type = stream.slice(at, at + 3);
    const length = type === '001' ? basicsLength : LENGTHS[type];
    if (length === undefined) throw new Error(`record type ${type} at ${at}`);
    records.push(stream.slice(at, at + length));
    at += length;
  }
  return records;
}

const field = (record: string, start: number, length: number): string => record.slice(start - 1, start - 1 + length);

describe('deliveries in stream form', () => {
  let files: DeliveryFile[];
  let records: string[][];
  beforeAll(async () => {
    files = await write({ layout: 'stream' });
    records = files.map((file) => cut(read(file)));
  });

  it('hold only records that are as long as the specification says', () => {
    for (const file of records) {
      for (const record of file) expect(record).toHaveLength(LENGTHS[record.slice(0, 3)] ?? -1);
      expect(file[0]).toMatch(/^0000000000000/);
      expect(file.at(-1)).toMatch(/^9999999999999/);
    }
  });

  it('count their records', () => {
    records.forEach((file, at) => {
      expect(Number(field(file.at(-1) ?? '', 14, 8))).toBe(file.length - 2);
      expect(files[at]?.records).toBe(file.length - 2);
    });
  });

  it('hold every person the status extract was asked for, each number once', () => {
    const numbers = (records[0] ?? [])
      .filter((record) => record.startsWith('001'))
      .map((record) => field(record, 4, 10));
    expect(numbers).toHaveLength(PERSON_COUNT);
    expect(new Set(numbers).size).toBe(PERSON_COUNT);
  });

  it('name no person number outside day 61-91 and none that is not in the register', () => {
    const known = new Set<string>();
    const unknown: string[] = [];
    for (const file of records) {
      for (const record of file.slice(1, -1)) if (record.startsWith('001')) known.add(field(record, 4, 10));
      for (const record of file.slice(1, -1)) {
        for (const start of NUMBER_FIELDS[record.slice(0, 3)] ?? [4]) {
          const number = field(record, start, 10);
          if (number === '0000000000' || number === '          ') continue;
          expect(number).toMatch(/^(6[1-9]|7\d|8\d|9[01])(0[1-9]|1[0-2])\d{6}$/);
          if (!known.has(number)) unknown.push(number);
        }
      }
    }
    expect(unknown).toEqual([]);
  });

  it('give a person the number of the true birth date and sex, the day of birth being 1-31', () => {
    for (const record of records.flat().filter((each) => each.startsWith('001'))) {
      const number = field(record, 4, 10);
      const [year = '', month = '', day = ''] = field(record, 40, 10).split('-');
      expect(`${Number(day) + 60}${month}${year.slice(2)}`).toBe(number.slice(0, 6));
      expect(Number(day)).toBeLessThanOrEqual(31);
      expect(field(record, 39, 1)).toBe(Number(number[9]) % 2 === 1 ? 'M' : 'K');
    }
  });

  it('keep one person together, in rising record type', () => {
    for (const file of records) {
      const seen = new Set<string>();
      let [number, type] = ['', ''];
      for (const record of file.slice(1, -1)) {
        if (field(record, 4, 10) !== number) {
          number = field(record, 4, 10);
          expect(seen).not.toContain(number);
          expect(record).toMatch(/^001/);
          seen.add(number);
          type = '001';
        }
        expect(record.slice(0, 3) >= type).toBe(true);
        type = record.slice(0, 3);
      }
    }
  });

  it('are a chain of weekdays by task, the status extract with a task of its own', () => {
    const heads = records.map((file) => file[0] ?? '');
    // 2 March 2026 is a Monday; the second week begins on the 9th.
    expect(heads.map((head) => field(head, 20, 8))).toEqual([
      '20260302',
      '20260303',
      '20260304',
      '20260305',
      '20260306',
      '20260309',
      '20260310',
      '20260311',
      '20260312',
    ]);
    expect(field(heads[0] ?? '', 28, 8)).toBe('00000000');
    for (let night = 1; night <= NIGHTS; night++) {
      expect(field(heads[night] ?? '', 28, 8)).toBe(field(heads[night - 1] ?? '', 20, 8));
    }
    expect(files.map(({ name }) => name).slice(0, 2)).toEqual(['d260302.l110902', 'd260303.l110901']);
  });

  it('have 099 in change extracts only, at least one for every person', () => {
    expect((records[0] ?? []).some((record) => record.startsWith('099'))).toBe(false);
    for (const file of records.slice(1)) {
      const persons = file.filter((record) => record.startsWith('001')).map((record) => field(record, 4, 10));
      const withEvents = new Set(
        file.filter((record) => record.startsWith('099')).map((record) => field(record, 4, 10)),
      );
      expect([...withEvents].sort()).toEqual([...persons].sort());
    }
  });

  it('show every status, record type, name mark, protection, custody and guardianship there is', () => {
    const all = records.flat();
    const values = (type: string, start: number, length: number): Set<string> =>
      new Set(all.filter((record) => record.startsWith(type)).map((record) => field(record, start, length)));
    expect([...values('001', 24, 2)].sort()).toEqual([
      '01',
      '03',
      '05',
      '07',
      '20',
      '30',
      '50',
      '60',
      '70',
      '80',
      '90',
    ]);
    expect([...new Set(all.map((record) => record.slice(0, 3)))].sort()).toEqual(Object.keys(LENGTHS).sort());
    expect([...values('004', 14, 4)].sort()).toEqual(['0001', '0002', '0003', '0004']);
    expect([...values('016', 14, 4)].sort()).toEqual(['0003', '0004', '0005', '0006']);
    for (const type of ['017', '052']) expect([...values(type, 35, 4)].sort()).toEqual(['0000', '0001', '0002']);
    expect([...values('012', 14, 1)].sort()).toEqual(['D', 'E', 'F', 'G', 'L', 'O', 'P', 'U']);
    const marks = new Set([...values('008', 64, 1), ...values('008', 105, 1), ...values('008', 146, 1)]);
    expect([...marks].sort()).toEqual([' ', '*', '+', '=']);
    const letters = all.join('');
    for (const letter of 'æøåÆØÅéü') expect(letters).toContain(letter);
  });

  it('have a void number point at the one that replaced it, and 022 back', () => {
    const last = new Map<string, string[]>();
    for (const file of records) {
      for (const record of file.slice(1, -1)) {
        const number = field(record, 4, 10);
        if (record.startsWith('001')) last.set(number, []);
        last.get(number)?.push(record);
      }
    }
    let pairs = 0;
    for (const [number, set] of last) {
      const status = field(set[0] ?? '', 24, 2);
      const valid = field(set[0] ?? '', 14, 10);
      expect(valid.trim() !== '').toBe(status === '50' || status === '60');
      if (valid.trim() === '') continue;
      let end = valid;
      for (let step = 0; step < 5; step++) end = field(last.get(end)?.[0] ?? '', 14, 10).trim() || end;
      const earlier = (last.get(end) ?? [])
        .filter((record) => record.startsWith('022'))
        .map((record) => field(record, 14, 10));
      expect(earlier).toContain(number);
      pairs++;
    }
    expect(pairs).toBeGreaterThan(4);
  });
});

describe('the forms of one delivery', () => {
  it('say the same as lines, as lines with CR LF and as a stream', async () => {
    const [lines, crlf, stream] = await Promise.all(
      (['lines', 'lines-crlf', 'stream'] as const).map(async (layout) => write({ layout, nights: 1 })),
    );
    for (const night of [0, 1]) {
      const records = cut(read((stream ?? [])[night] as DeliveryFile)).map((record) => record.trimEnd());
      const text = read((lines ?? [])[night] as DeliveryFile);
      expect(text).toBe(records.map((record) => `${record}\n`).join(''));
      expect(read((crlf ?? [])[night] as DeliveryFile)).toBe(text.replaceAll('\n', '\r\n'));
    }
  });

  it('keep 003 in place, or all of them after the last person and in address order', async () => {
    const [inPlace] = await write({ nights: 0 });
    const [apart] = await write({ nights: 0, addresses: 'apart' });
    const plain = read(inPlace as DeliveryFile).split('\n');
    const moved = read(apart as DeliveryFile).split('\n');
    expect([...moved].sort()).toEqual([...plain].sort());
    const first = moved.findIndex((line) => line.startsWith('003'));
    const addresses = moved.slice(first, -2);
    expect(addresses).toHaveLength(PERSON_COUNT);
    expect(addresses.every((line) => line.startsWith('003'))).toBe(true);
    const keys = addresses.map((line) => line.padEnd(249).slice(207, 229));
    expect(keys).toEqual([...keys].sort());
    expect(readdirSync(join(apart?.path ?? '', '..'))).toEqual([apart?.name]);
  });

  it('append a key constant to 001 and repeat it in 099', async () => {
    const files = await write({ layout: 'stream', keyConstant: 'NØGLE-12', nights: 1 });
    const [status, change] = files.map((file) => cut(read(file), 121));
    expect(status?.find((record) => record.startsWith('001'))?.slice(106)).toBe('NØGLE-12       ');
    expect(change?.find((record) => record.startsWith('099'))?.slice(30)).toBe('NØGLE-12       ');
  });

  it('order the addressing name as the task says', async () => {
    const [firstLast] = await write({ nights: 0 });
    const [lastFirst] = await write({ nights: 0, addressingName: 'last-first' });
    const name = (file?: DeliveryFile): string => field(read(file as DeliveryFile).split('\n')[1] ?? '', 160, 34);
    const line008 = (file?: DeliveryFile): string =>
      read(file as DeliveryFile)
        .split('\n')
        .find((line) => line.startsWith('008'))
        ?.slice(159) ?? name(file);
    const [last, first] = line008(lastFirst).split(',');
    expect(line008(firstLast)).toBe(`${first} ${last}`);
  });
});

describe('the same options', () => {
  it('write the same bytes, another seed others', async () => {
    const digest = async (seed: string): Promise<string[]> =>
      (await write({ seed })).map((file) => createHash('sha256').update(readFileSync(file.path)).digest('hex'));
    const once = await digest('et');
    expect(await digest('et')).toEqual(once);
    expect((await digest('to'))[0]).not.toBe(once[0]);
  });

  it('write the same nights whether few or many are asked for', async () => {
    const short = await write({ nights: 2, persons: 3000 });
    const long = await write({ nights: 6, persons: 3000 });
    for (const night of [0, 1, 2]) expect(read(long[night] as DeliveryFile)).toBe(read(short[night] as DeliveryFile));
  });

  it('fill up to exactly the persons asked for, however few', async () => {
    for (const persons of [1, 2, 7, 31]) {
      const [status] = await write({ persons, nights: 0 });
      expect(read(status as DeliveryFile).match(/^001/gm)).toHaveLength(persons);
    }
  });
});

describe('a nightly extract', () => {
  it('delivers everybody when asked to, with about the share of changed persons that is asked for', async () => {
    const [, night] = await write({ persons: 20_000, nights: 1, redelivered: 1, changed: 0.01 });
    expect(night?.persons).toBeGreaterThanOrEqual(20_000);
    expect(night?.persons).toBeLessThan(20_100);
    expect(night?.concerned).toBeGreaterThan(140);
    expect(night?.concerned).toBeLessThan(340);
  });
});
