import * as fc from 'fast-check';
import { A, asText, B, bytesOf, C, D, headerOf, scan, type Scan } from '../../test/file';
import { readSorHeader } from './header';
import { LONGEST_RECORD } from './record-walk';
import { readSorRow } from './row';
import { SorScanner } from './scanner';

const HEADER = 'SorId;EntityName;ToDate';
const fileOf = (...lines: string[]): Uint8Array => bytesOf(`${[HEADER, ...lines].join('\r\n')}\r\n`);
const scanLines = (...lines: string[]): Scan => scan(fileOf(...lines));
const idsOf = ({ rows }: Scan): unknown[] => rows.map(({ sorId }) => sorId);
const faultsOf = ({ rows }: Scan): unknown[] => rows.map(({ fault }) => fault?.code);

describe('rows of a file', () => {
  it('are told with their unit, their place and a hash of their bytes', () => {
    expect(scanLines(`${A};Æ;`, `${B};B;2026-01-31`)).toEqual({
      rows: [
        { sorId: A, place: 25, length: 19, line: 2, fingerprint: `${A};Æ;` },
        { sorId: B, place: 46, length: 28, line: 3, fingerprint: `${B};B;2026-01-31` },
      ],
      records: 2,
      lastLineUnfinished: false,
    });
  });

  it.each([
    ['plain', A],
    ['quoted', `"${A}"`],
    ['as a formula', `="${A}"`],
    ['as SOR writes it', `"=""${A}"""`],
    ['with blanks', ` ${A} `],
    ['after an apostrophe', `'${A}`],
  ])('have their id %s', (_, cell) => {
    expect(idsOf(scanLines(`${cell};A;`))).toEqual([A]);
    expect(readSorRow(bytesOf(`${cell};A;`), headerOf(`${HEADER}\n`), 'utf-8')).toMatchObject({ sorId: A });
  });

  it('have their id wherever the header says', () => {
    const file = bytesOf(`EntityName;ToDate;SorId\n"A;B";;"=""${A}"""\nB;;${B}\r\n`);
    expect(scan(file)).toMatchObject({ rows: [{ sorId: A }, { sorId: B }] });
  });

  it.each(['', '1234567890', '12345678901x', '1,23457E+14', '1'.repeat(19), '١٢٣٤٥٦٧٨٩٠١٢'])(
    'that name no unit are told with their line: %j',
    (cell) => {
      const { rows, records } = scanLines(`${A};A;`, `${cell};B;`);
      expect(records).toBe(2);
      expect(rows[1]).toMatchObject({ line: 3, fingerprint: '', fault: { code: 'sor-id', field: 'SorId' } });
      expect(rows[1]).not.toHaveProperty('sorId');
    },
  );

  it('say what stood in place of an id, shortened', () => {
    expect(scanLines(`${'9'.repeat(60)};B;`).rows[0]?.fault?.text).toBe(
      `SorId "${'9'.repeat(40)}…" is not a number of eleven digits or more.`,
    );
  });

  it('may end with LF, CR LF or CR, and the last with nothing', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const found = scan(bytesOf([HEADER, `${A};A;`, `"${B}";"B${end}b";`, `${C};C;`].join(end)));
      expect(idsOf(found)).toEqual([A, B, C]);
      expect(found.rows.map(({ line }) => line)).toEqual([2, 3, 5]);
      expect(found).toMatchObject({ lastLineUnfinished: true, records: 3 });
      expect(found).not.toHaveProperty('halfRow');
      expect(found.rows.map(({ fingerprint }) => fingerprint)[2]).toBe(`${C};C;`);
    }
  });

  it('are not what is blank', () => {
    const found = scanLines('', `${A};A;`, '   ', ';;', `${B};B;`, '', '');
    expect(found).toMatchObject({ records: 2, rows: [{ line: 3 }, { line: 6 }], lastLineUnfinished: false });
  });

  it('with another number of cells are faulty, and known by their unit', () => {
    const found = scanLines(`${A};A`, `${B};B;;x`, `${C};C;;`, `${D};"D;D";`);
    expect(faultsOf(found)).toEqual(['cells', 'cells', undefined, undefined]);
    expect(idsOf(found)).toEqual([A, B, C, D]);
    expect(found.rows[0]?.fault?.text).toBe('The row has 2 cells, the header 3.');
  });

  it('with NUL bytes are damaged', () => {
    expect(faultsOf(scanLines(`${A};A\0;`, `${B};"B\0";`, `${C};C;`))).toEqual(['damaged', 'damaged', undefined]);
  });
});

describe('quotation marks', () => {
  it('hold delimiters, line ends and marks together', () => {
    const found = scanLines(`${A};"a;""b""\r\nc;d";`, `${B};B;`);
    expect(idsOf(found)).toEqual([A, B]);
    expect(found.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(faultsOf(found)).toEqual([undefined, undefined]);
  });

  it('inside a cell are letters', () => {
    expect(faultsOf(scanLines(`${A};Klinik 12" nord;`, `${B};"Klinikken" Nord;`, `${C};C;`))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['before rows with marks', `"=""${B}""";B;`, `"=""${C}""";C;`],
    ['before rows without', `${B};B;`, `${C};C;`],
    ['before a row that ends with one', `${B};B;`, `${C};C;"`],
  ])('that are never closed cost one row, %s', (_, second, third) => {
    const found = scanLines(`${A};"A;`, second, third);
    expect(idsOf(found)).toEqual([A, B, C]);
    expect(faultsOf(found).slice(0, 2)).toEqual(['quote', undefined]);
    expect(found.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('do not make one row of two that have a stray one each', () => {
    const found = scanLines(`${A};"A;`, `"=""${B}""";B";`, `${C};C;`);
    expect(idsOf(found)).toEqual([A, B, C]);
    expect(faultsOf(found)).toEqual(['quote', undefined, undefined]);
    // Digits in a text are no row.
    expect(faultsOf(scanLines(`${A};"A\r\nse ${B};";`))).toEqual([undefined]);
  });

  it('that are closed where they should not be cost the row that opened them, wherever its id stands', () => {
    const idLast = (...lines: string[]): Scan => scan(bytesOf(['EntityName;ToDate;SorId', ...lines].join('\r\n')));
    const closedInText = idLast(`"A;;${A}`, `"B";;${B}`);
    expect([idsOf(closedInText), faultsOf(closedInText)]).toEqual([
      [undefined, B],
      ['quote', undefined],
    ]);
    const tooManyCells = idLast(`"A;;${A}`, `B";;${B};x`);
    expect([idsOf(tooManyCells), faultsOf(tooManyCells)]).toEqual([
      [undefined, B],
      ['quote', 'cells'],
    ]);
    expect(faultsOf(scanLines(`${A};"a\r\nb"\rc;`))).toEqual(['quote', 'cells']);
  });

  it('that are open at the end of the file say that it was cut', () => {
    expect(scan(bytesOf(`${HEADER}\n${A};A;\n${B};"B`))).toMatchObject({
      rows: [{ sorId: A }, { sorId: B, fault: { code: 'quote' } }],
      unterminatedQuote: { line: 3 },
      halfRow: { line: 3 },
      lastLineUnfinished: true,
    });
  });
});

describe('a file that was cut', () => {
  it('shows it by its last row', () => {
    const whole = fileOf(`${A};A;`, `"=""${B}""";"B;b";2026-01-31`);
    const cutAt = (from: number, to: number): Scan[] =>
      Array.from({ length: to - from }, (_, more) => scan(whole.subarray(0, from + more)));
    const second = whole.length - `"=""${B}""";"B;b";2026-01-31\r\n`.length;
    const lastCell = whole.length - '2026-01-31\r\n'.length;
    for (const found of cutAt(second + 1, lastCell)) {
      expect(found).toMatchObject({ lastLineUnfinished: true, halfRow: { line: 3 } });
    }
    // In its last cell a row may be whole: the length of the file has to tell.
    for (const found of cutAt(lastCell, whole.length - 1)) {
      expect(found).toMatchObject({ lastLineUnfinished: true });
      expect(found).not.toHaveProperty('halfRow');
    }
  });
});

describe('rows without end', () => {
  it('are passed over up to the next line', () => {
    const long = `${A};${'x'.repeat(LONGEST_RECORD)};`;
    const found = scanLines(long, `${B};B;`);
    expect(found.rows).toMatchObject([
      { sorId: A, line: 2, length: LONGEST_RECORD, fault: { code: 'too-long' } },
      { sorId: B, line: 3, place: HEADER.length + 2 + long.length + 2 },
    ]);
    const bytes = bytesOf(long).subarray(0, LONGEST_RECORD);
    expect(readSorRow(bytes, headerOf(`${HEADER}\n`), 'utf-8')).toMatchObject({ faults: [{ code: 'too-long' }] });
  });

  it('end at the same byte however the file is cut into chunks', () => {
    const end = HEADER.length + 1 + LONGEST_RECORD + 10;
    const file = bytesOf(`${HEADER}\r${'x'.repeat(LONGEST_RECORD + 10)}\r\n${B};B;\r`);
    expect(scan(file).rows).toMatchObject([{ line: 2 }, { sorId: B, line: 3, place: end + 2 }]);
    for (const cut of [end - 1, end, end + 1, end + 2]) expect(scan(file, [cut])).toEqual(scan(file));
  });

  it('behind an open quotation mark cost one row', () => {
    const lines = Array.from({ length: 2000 }, () => `${B};${'x'.repeat(1000)};`);
    const found = scanLines(`${A};"A;`, ...lines);
    expect(found.records).toBe(2001);
    expect(found.rows.filter(({ fault }) => fault !== undefined)).toMatchObject([
      { line: 2, fault: { code: 'quote' } },
    ]);
  });

  it('take no memory', () => {
    const scanner = new SorScanner(headerOf(`${HEADER}\n`), asText);
    scanner.push(bytesOf(`${HEADER}\n`));
    const megabyte = new Uint8Array(LONGEST_RECORD).fill(120);
    const rows = Array.from({ length: 64 }, () => scanner.push(megabyte).length);
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(scanner.end()).toMatchObject({ records: 1, lastLineUnfinished: true });
  });
});

describe('any file at all', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'Ø', '"', ';', '\n', '\r', ' ', '=', '0', '\0', '""', ';"', '";'),
    maxLength: 8,
  });
  const id = fc.constantFrom(A, `"${A}"`, `"=""${B}"""`, C, '"', '');
  const anyLine = fc.tuple(id, fc.array(cell, { maxLength: 4 })).map(([first, rest]) => [first, ...rest].join(';'));
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const anyFile = fc
    .tuple(lineEnd, fc.array(fc.tuple(anyLine, lineEnd), { maxLength: 8 }), anyLine)
    .map(([end, lines, last]) => bytesOf([HEADER, end, ...lines.flat(), last].join('')));

  it('gives the same rows however it is cut into chunks', () => {
    fc.assert(
      fc.property(anyFile, fc.array(fc.nat(200), { maxLength: 12 }), (file, cuts) => {
        const whole = scan(file);
        expect(
          scan(
            file,
            cuts.map((cut) => Math.min(cut, file.length)),
          ),
        ).toEqual(whole);
      }),
      { numRuns: 150 },
    );
    const file = fileOf(`${A};"a\r\nb";`, `"${B}";"B`, '', `"=""${C}""";C;`);
    expect(scan(file, Array.from(file.keys()))).toEqual(scan(file));
    const mixed = bytesOf(`${HEADER}\r${A};A;\r\n${B};"B\r\nb";\r`);
    for (let cut = 0; cut < mixed.length; cut++) expect(scan(mixed, [cut])).toEqual(scan(mixed));
  });

  it('has rows that the second reading finds as the first one did', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const read = readSorHeader(file, { whole: true });
        if (read === 'more' || 'fault' in read) throw new Error('no header');
        for (const { sorId, place, length, fault } of scan(file).rows) {
          const row = readSorRow(file.subarray(place, place + length), read.header, 'utf-8');
          if (fault === undefined) expect(row.sorId).toBe(sorId);
          else expect(row).toHaveProperty('faults');
        }
      }),
      { numRuns: 150 },
    );
  });
});
