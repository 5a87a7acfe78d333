import { describePublished, published } from '@contact-sync/testing';
import * as fc from 'fast-check';
import { chunksOf, fileOf, grouped, lineFile, personsOf, read, rendered, scan, streamFile } from '../../test/delivery';
import type { Body } from '../../test/delivery';
import { normalForm } from './person-slice';
import { parsePerson } from './person-records';
import type { Delivered } from './person-reader';

const A = '6101801234';
const B = '6202801234';
const C = '6303801234';

const BODY: Body = [
  ['001', { PNR: A, STATUS: '01' }],
  ['002', { PNR: A, KOMKOD: '0851', TILFLYDTO: { date: '2020-01-02', time: '1203' } }],
  ['003', { PNR: A, ADRNVN: 'Ådne Ærø', STANDARDADR: 'Søgade 1' }],
  ['004', { PNR: A, BESKYTTYPE: '0002' }],
  ['004', { PNR: A, BESKYTTYPE: '0001' }],
  ['001', { PNR: B, STATUS: '01' }],
  ['008', { PNR: B, FORNVN: 'Åge' }],
  ['022', { PNRGAELD: B, PNR: C }],
  ['099', { PNR: B, TIMESTAMPU: { date: '2026-11-20', time: '1401' } }],
];

const LINES = { form: 'lines' } as const;
const kinds = (delivered: readonly Delivered[]): string[] => delivered.map(({ kind }) => kind);

describe('reading a file person by person', () => {
  it('groups what stands together, with the lines it stood on', () => {
    const delivered = read(LINES, [lineFile(BODY)]);
    expect(delivered).toMatchObject([
      { kind: 'person', pnr: A, lines: [2, 3, 4, 5, 6] },
      { kind: 'person', pnr: B, lines: [7, 8, 9, 10] },
    ]);
  });

  it('counts blank lines as lines', () => {
    const records = rendered(BODY).slice(0, 2);
    expect(read(LINES, [fileOf([records[0]!, '', '  ', records[1]!], '\r\n', 2)])).toMatchObject([{ lines: [2, 5] }]);
  });

  it('gives the parts of a person that stands apart one by one', () => {
    const delivered = read(LINES, [lineFile([BODY[0]!, BODY[5]!, BODY[2]!])]);
    expect(delivered).toMatchObject([
      { pnr: A, lines: [2] },
      { pnr: B, lines: [3] },
      { pnr: A, lines: [4] },
    ]);
    expect(grouped(delivered).get(A)?.lines).toEqual([2, 4]);
  });

  it('hands over receipts and rejected lines where they stand, and tears no person apart for them', () => {
    const body: Body = [
      BODY[0]!,
      ['997', { PNR: C, HAENDELSE: 'A33' }],
      ['910', { 'SORTFELT-10': A, INDDATA: '0612', FEJLNR: '0042' }],
      BODY[1]!,
    ];
    const delivered = read(LINES, [lineFile(body)]);
    expect(delivered).toMatchObject([
      { kind: 'subscription-receipt', line: 3, record: { PNR: C, HAENDELSE: 'A33' } },
      { kind: 'rejected-input', line: 4, record: { FEJLNR: '0042', INDDATA: '0612' } },
      { kind: 'person', pnr: A, lines: [2, 5] },
    ]);
    expect(parsePerson(grouped(delivered).get(A)!).parsed.map(({ type }) => type)).toEqual(['001', '002']);
  });

  it('tells of a record that names nobody', () => {
    const delivered = read(LINES, [fileOf(['001abc', `0010000000000`, ...rendered(BODY)])]);
    expect(kinds(delivered)).toEqual(['stray', 'stray', 'person', 'person']);
    expect(delivered[0]).toMatchObject({ problem: { level: 'error', line: 2, recordType: '001', field: 'PNR' } });
  });

  it('holds the person in whose rising order a damaged number stands', () => {
    const records = rendered(BODY);
    records[2] = records[2]!.replace(A, '61018x1234');
    const persons = grouped(read(LINES, [fileOf(records)]));
    expect(parsePerson(persons.get(A)!).problems).toMatchObject([{ level: 'error', line: 4, field: 'PNR' }]);
    expect(parsePerson(persons.get(B)!).problems).toEqual([]);
  });
});

describe('properties', () => {
  const shape = (delivered: readonly Delivered[]): unknown =>
    delivered.map((one) =>
      one.kind === 'person' ? { ...one, bytes: undefined, spans: undefined, read: parsePerson(one) } : one,
    );

  const files = [lineFile(BODY), streamFile(BODY)];

  it.each([false, true])('a file cut into chunks anywhere gives the same persons (used at once: %s)', (usedAtOnce) => {
    for (const file of files) {
      const options = { form: file === files[0] ? 'lines' : 'stream', usedAtOnce } as const;
      const whole = shape(read(options, [file]));
      for (let at = 0; at <= file.length; at++) {
        expect(shape(read(options, [file.slice(0, at), file.slice(at)]))).toEqual(whole);
      }
      for (const size of [1, 2, 5, 13, 100]) expect(shape(read(options, chunksOf(file, size)))).toEqual(whole);
    }
  });

  it('stream form and line form say the same, with the same bytes to hash', () => {
    const [lines, stream] = files.map((file) => [...personsOf(file).values()]);
    expect(stream!.map((slice) => parsePerson(slice))).toEqual(lines!.map((slice) => parsePerson(slice)));
    expect(stream!.map(normalForm)).toEqual(lines!.map(normalForm));
  });

  it("the order of one person's records does not matter to the bytes to hash", () => {
    const first = BODY.slice(0, 5);
    fc.assert(
      fc.property(fc.shuffledSubarray([...first], { minLength: 5 }), (shuffled) => {
        const [known] = personsOf(lineFile(first)).values();
        const [other] = personsOf(lineFile(shuffled)).values();
        expect(normalForm(other!)).toEqual(normalForm(known!));
      }),
    );
  });

  it('a flipped byte never throws, and touches at most the person whose record it is in', () => {
    const file = lineFile(BODY);
    const first = scan([file]).bytes - lineFile(BODY.slice(5)).length + 36;
    const known = personsOf(file);
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = file.slice();
        damaged[at] = damaged[at]! ^ mask;
        const result = scan([damaged]);
        if (result.refusal !== null) return;
        const persons = grouped(read(result, [damaged]));
        // Whose record the byte is in; 36 bytes of start record stand before, the end record behind.
        const touched = at < 36 || at >= file.length - 22 ? undefined : at < first ? A : B;
        for (const pnr of [A, B]) {
          if (pnr === touched) continue;
          const slice = persons.get(pnr);
          expect(slice === undefined ? undefined : normalForm(slice)).toEqual(normalForm(known.get(pnr)!));
        }
        for (const slice of persons.values()) expect(parsePerson(slice).problems).toBeInstanceOf(Array);
      }),
      { numRuns: 2000 },
    );
  });
});

describePublished('the published extract in both forms', 'testdata/cpr/extracts/d011119.l110901', (lines) => {
  const stream = published('testdata/cpr/extracts/d011119.l110901.stream')!;

  it('holds the same persons', () => {
    const first = personsOf(lines);
    const second = personsOf(stream);
    expect(first.size).toBe(40);
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [pnr, slice] of first) {
      expect(normalForm(second.get(pnr)!)).toEqual(normalForm(slice));
      // Lines are numbered alike: the extract has no blank lines, and each form begins with 000.
      expect(second.get(pnr)!.lines).toEqual(slice.lines);
    }
  });

  it('is read without a problem', () => {
    expect([...personsOf(lines).values()].flatMap((slice) => parsePerson(slice).problems)).toEqual([]);
  });
});

describePublished('the published status extract', 'testdata/cpr/extracts/d011116.l110902', (file) => {
  it('is read without a problem', () => {
    expect([...personsOf(file).values()].flatMap((slice) => parsePerson(slice).problems)).toEqual([]);
  });
});
