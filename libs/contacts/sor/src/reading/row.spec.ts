import * as fc from 'fast-check';
import { A, bytesOf, COLUMNS, headerWith, line, readText, rowOf } from '../../test/file';
import { readSorRow } from './row';
import { textOf } from './text';

describe('a row', () => {
  it('is read by the names of its columns', () => {
    const columns = ['ToDate', 'EntityName', 'SorId', 'PostalAddressPostCodeId'] as const;
    expect(rowOf({ ToDate: '31-12-2026', EntityName: 'Æblehaven', PostalAddressPostCodeId: '8000' }, columns)).toEqual({
      sorId: A,
      cells: { EntityName: 'Æblehaven', PostalAddressPostCodeId: '8000' },
      toDate: '2026-12-31',
      remarks: [],
    });
  });

  it('has its cells without marks, formulas and blanks, and none that is empty', () => {
    const row = rowOf({
      SorId: `"=""${A}"""`,
      EntityName: '" Navn med ; semikolon og ""anførselstegn"" "',
      PostalAddressPostCodeId: '="0900"',
      PostalAddressDistrictName: '"=""  """',
      PostalAddressFloorId: '""',
      VirtualAddressEmailAddress: '  ',
    });
    expect(row).toEqual({
      sorId: A,
      cells: { EntityName: 'Navn med ; semikolon og "anførselstegn"', PostalAddressPostCodeId: '0900' },
      remarks: [],
    });
  });

  it('keeps marks that were written without doubling them', () => {
    expect(rowOf({ EntityName: '"Klinikken" Nord' }).cells.EntityName).toBe('"Klinikken" Nord');
    expect(rowOf({ EntityName: 'Klinik 12" nord' }).cells.EntityName).toBe('Klinik 12" nord');
    expect(rowOf({ EntityName: '"A "B" C"' }).cells.EntityName).toBe('A "B" C');
  });

  it('has numbers with a comma before their decimals', () => {
    const columns = [
      'SorId',
      'EntityName',
      'PostalAddressCoordETRS89z32EMeasure',
      'PostalAddressCoordETRS89z32NMeasure',
    ] as const;
    const measured = (PostalAddressCoordETRS89z32EMeasure: string, PostalAddressCoordETRS89z32NMeasure: string) =>
      rowOf({ PostalAddressCoordETRS89z32EMeasure, PostalAddressCoordETRS89z32NMeasure }, columns);
    expect(measured('574654,12', '6223405')).toMatchObject({ east: 574654.12, north: 6223405, remarks: [] });
    expect(measured('', 'nord').remarks).toEqual([
      {
        code: 'coordinates',
        field: 'PostalAddressCoordETRS89z32NMeasure',
        text: 'PostalAddressCoordETRS89z32NMeasure is no number; it was left out.',
      },
    ]);
  });

  it('is open where its last day never comes', () => {
    expect(rowOf({ ToDate: '9999-12-31', FirstFromDate: '0001-01-01' })).not.toHaveProperty('toDate');
  });

  it('is read in Windows-1252', () => {
    const bytes = Uint8Array.from(Buffer.from(`${A};\xc6bleh\xf8jen \x96 \x80;`, 'latin1'));
    const header = headerWith(['SorId', 'EntityName', 'ToDate']);
    expect(readSorRow(bytes, header, 'windows-1252')).toMatchObject({ cells: { EntityName: 'Æblehøjen – €' } });
  });

  it('may have a delimiter at its end that the header lacks, or lack the one that the header has', () => {
    expect(readText(`${A};A;`, headerWith(['SorId', 'EntityName']))).toMatchObject({ sorId: A });
    expect(readText(`${A};A`, headerWith(['SorId', 'EntityName', '']))).toMatchObject({ sorId: A });
  });
});

describe('a remark', () => {
  it('tells of a wrong check digit', () => {
    expect(rowOf({ SorId: '710001000016005' }).remarks).toEqual([
      { code: 'check-digit', field: 'SorId', text: 'The SOR id has a wrong check digit.' },
    ]);
  });

  it('tells of a unit that ends before it begins', () => {
    const dates = { FirstFromDate: '2026-02-01', FromDate: '2026-03-01', ToDate: '2026-01-31' };
    expect(rowOf(dates).remarks.map(({ text }) => text)).toEqual([
      'ToDate is before FirstFromDate.',
      'ToDate is before FromDate.',
    ]);
  });

  it('tells of an UpdatedAt that is no date', () => {
    const row = rowOf({ UpdatedAt: 'i går' });
    expect(row).not.toHaveProperty('updatedAt');
    expect(row.remarks).toMatchObject([{ code: 'updated-at', text: 'UpdatedAt "i går" is no date; it was left out.' }]);
  });
});

describe('a row with faults', () => {
  it.each([
    ['too few cells', `${A};A`, { code: 'cells', text: 'The row has 2 cells, the header 16.' }],
    ['too many', `${line({ SorId: A })};x`, { code: 'cells', text: 'The row has 17 cells, the header 16.' }],
    ['an open mark', line({ SorId: A, VirtualAddressEmailAddress: '"x' }), { code: 'quote' }],
    ['NUL bytes', line({ SorId: A, EntityName: 'A\0' }), { code: 'damaged' }],
    [
      'an impossible day',
      line({ SorId: A, ToDate: '2026-02-30' }),
      { code: 'date', field: 'ToDate', text: 'ToDate "2026-02-30" is no date.' },
    ],
  ])('names its unit all the same: %s', (_, text, fault) => {
    expect(readText(text)).toMatchObject({ sorId: A, faults: [fault] });
  });

  it('tells all of its dates that are none', () => {
    const dates = { FirstFromDate: '0', FromDate: '1', ToDate: '2' };
    expect(readText(line({ SorId: A, ...dates }))).toMatchObject({
      faults: [{ field: 'FirstFromDate' }, { field: 'FromDate' }, { field: 'ToDate' }],
    });
  });

  it('names none where its id cannot be read', () => {
    expect(readText(line({ SorId: '123' }))).toEqual({
      faults: [{ code: 'sor-id', field: 'SorId', text: 'SorId "123" is not a number of eleven digits or more.' }],
    });
    expect(readText(line({}))).toMatchObject({ faults: [{ text: 'SorId is empty.' }] });
  });
});

describe('any row at all', () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'Æ', '"', ';', '\n', '=', ' ', '1'), maxLength: 12 });
  const renderings = [
    (text: string) => `"${text.replaceAll('"', '""')}"`,
    (text: string) => `"=""${text.replaceAll('"', '""')}"""`,
    // As they are, where nothing stands in them that would need a mark.
    (text: string) => (/["\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text),
  ];

  it('is read as it was written, however it was quoted', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 2 }), fc.nat(2), ([name, town], how) => {
        const write = renderings[how]!;
        // A formula within a formula would be one too many.
        fc.pre(![name!, town!].some((text) => text.trim().startsWith('="')));
        const { cells } = rowOf({
          SorId: write(A),
          EntityName: write(name!),
          PostalAddressDistrictName: write(town!),
        });
        expect(cells.EntityName).toBe(name!.trim() === '' ? undefined : name!.trim());
        expect(cells.PostalAddressDistrictName).toBe(town!.trim() === '' ? undefined : town!.trim());
      }),
      { numRuns: 150 },
    );
  });

  it('is a row or has faults, whichever byte of it is another', () => {
    const good = bytesOf(
      line({ SorId: `"=""${A}"""`, EntityName: '"Æ; ""A"""', ToDate: '2026-12-31', UpdatedAt: '2026-01-02T03:04:05' }),
    );
    const header = headerWith(COLUMNS);
    for (let at = 0; at < good.length; at++) {
      for (const byte of [0, 10, 13, 32, 34, 59, 61, 128, 195, 255]) {
        const bytes = good.slice();
        bytes[at] = byte;
        for (const encoding of ['utf-8', 'windows-1252'] as const) {
          const row = readSorRow(bytes, header, encoding);
          if ('faults' in row) expect(row.faults.length).toBeGreaterThan(0);
          else expect(row.sorId).toMatch(/^\d{11,18}$/);
        }
      }
    }
  });
});

describe('text', () => {
  it('has the 27 letters that Windows-1252 adds', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const text = textOf(bytes, 'windows-1252');
    expect(text).toHaveLength(256);
    expect(text.slice(0x80, 0xa0).replaceAll(/[\u0080-\u009f]/g, '')).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
    expect(text.slice(0xa0)).toBe(Buffer.from(bytes.subarray(0xa0)).toString('latin1'));
  });
});
