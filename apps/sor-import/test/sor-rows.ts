/** One row of a file as a test writes it: cells by column name, in plain text. */
export type Cells = Readonly<Record<string, string>>;

/** The columns of a unit that tests speak of, in the order of their files. */
export const COLUMNS = [
  'SorId',
  'EntityName',
  'SorType',
  'FirstFromDate',
  'FromDate',
  'ToDate',
  'UpdatedAt',
  'PostalAddressStreetName',
  'PostalAddressStreetBuildingId',
  'PostalAddressFloorId',
  'PostalAddressSuiteId',
  'PostalAddressAdditionalAddressInfo',
  'PostalAddressPostCodeId',
  'PostalAddressDistrictName',
  'PostalAddressCountryIdCode',
  'VirtualAddressTelephoneNumber',
  'VirtualAddressEmailAddress',
] as const;

export interface FileShape {
  readonly columns?: readonly string[];
  readonly encoding?: 'utf8' | 'latin1';
  readonly mark?: boolean;
}

// Verhoeff's dihedral group: https://en.wikipedia.org/wiki/Verhoeff_algorithm
const TIMES = (a: number, b: number): number =>
  a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5) : b < 5 ? ((a - 5 + 5 - b) % 5) + 5 : (a - b + 5) % 5;
const TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
const INVERSE = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/** The n-th invented SOR id: serial number, namespace, partition and check digit (sor.md 4). */
export function sorId(n: number): string {
  const digits = `${n + 1}100001600`;
  let check = 0;
  [...digits].reverse().forEach((digit, at) => {
    let turned = Number(digit);
    for (let turns = 0; turns < (at + 1) % 8; turns += 1) turned = TURN[turned] ?? 0;
    check = TIMES(check, turned);
  });
  return `${digits}${INVERSE[check]}`;
}

/** An open unit with an address; what is given replaces its cells. */
export function unit(n: number, cells: Cells = {}): Cells {
  return {
    SorId: sorId(n),
    EntityName: `Lægehuset ${n}`,
    SorType: 'SI',
    FirstFromDate: '2015-01-01',
    FromDate: '2015-01-01',
    UpdatedAt: '2026-01-01',
    PostalAddressStreetName: 'Søndergade',
    PostalAddressStreetBuildingId: String(n),
    PostalAddressPostCodeId: '8000',
    PostalAddressDistrictName: 'Aarhus C',
    VirtualAddressTelephoneNumber: '12345678',
    VirtualAddressEmailAddress: `post${n}@example.dk`,
    ...cells,
  };
}

export const units = (count: number, cells: Cells = {}): Cells[] =>
  Array.from({ length: count }, (_, n) => unit(n, cells));

const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row as SOR writes it: the id wrapped for spreadsheets, semicolons between (sor.md 2). */
export const rowOf = (cells: Cells, columns: readonly string[] = COLUMNS): string =>
  columns.map((name) => quoted(name === 'SorId' ? `="${cells[name] ?? ''}"` : (cells[name] ?? ''))).join(';');

/** A whole file: UTF-8 with its mark unless told otherwise, one header line, CR LF. */
export function sorFile(
  rows: readonly Cells[],
  { columns = COLUMNS, encoding = 'utf8', mark = encoding === 'utf8' }: FileShape = {},
): Buffer {
  const lines = [columns.join(';'), ...rows.map((row) => rowOf(row, columns))];
  return Buffer.from(`${mark ? '\uFEFF' : ''}${lines.map((line) => `${line}\r\n`).join('')}`, encoding);
}
