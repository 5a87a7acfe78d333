import { readZosListing } from './zos-listing';

const HEADER = 'Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname';
// As published, with invented names (cpr-direkte.md 6.2).
const LISTING = [
  HEADER,
  'CPR001 3390   2024/01/30  1   45  VB     310 27998  PS  D240130.L110901',
  'CPR002 3390   2024/01/31  313875  FB     310 27900  PS  D240131.L110901',
  'CPR002 3390   **NONE**    1    2  FB      80 27920  PS  D240131.I110901',
  'Migrated                                                D231204.L110901',
  'Pseudo Directory                                        OLD',
  'TAP001 Tape                                             ARKIV.D230101',
  'ARCIVE Not Direct Access Device                         ARKIV.D220101',
];
const rowsOf = (...rows: readonly string[]) => readZosListing([HEADER, ...rows].join('\r\n'));

it('knows every kind of row', () => {
  expect(readZosListing(`${LISTING.join('\r\n')}\r\n`)).toEqual({
    files: [
      { name: 'D240130.L110901', kept: 'here', day: '2024-01-30' },
      { name: 'D240131.L110901', kept: 'here', day: '2024-01-31' },
      { name: 'D240131.I110901', kept: 'here' },
      { name: 'D231204.L110901', kept: 'away' },
      { name: 'ARKIV.D230101', kept: 'away' },
      { name: 'ARKIV.D220101', kept: 'away' },
    ],
    problems: [],
    rows: 7,
    isCut: false,
  });
});

it.each([
  ['a blank before the volume', ' CPR001 3390   2024/01/30  1   45  VB     310 27998  PS  D240130.L110901'],
  ['extents that run into the date', 'CPR001 3390   2024/01/30255   45  VB     310 27998  PS  D240130.L110901'],
  ['all three run together', 'CPR001 3390   2024/01/3025599999  VB     310 27998  PS  D240130.L110901'],
  ['a name that is absolute', "CPR001 3390   2024/01/30  1   45  VB     310 27998  PS  'D240130.L110901'"],
])('reads a row with %s', (_, row) => {
  expect(rowsOf(row)).toMatchObject({
    files: [{ name: 'D240130.L110901', kept: 'here', day: '2024-01-30' }],
    problems: [],
  });
});

it('reads the rows of old releases, whose header and date are others', () => {
  const old = readZosListing(
    [
      'Volume Unit    Date     Ext Used Recfm Lrecl BlkSz Dsorg Dsname',
      'CPR001 3390   01/30/99  1   45  VB     310 27998  PS  D990130.L110901',
    ].join('\n'),
  );
  expect(old).toMatchObject({ files: [{ name: 'D990130.L110901', kept: 'here' }], rows: 1, problems: [] });
});

it.each([
  ['CPR001 3390   2024/01/30  1   45  VB     310 27998  PO  CPR.LIBRARY'],
  ['CPR001 3390   2024/01/30  1   45  U        0  6144  PO-E CPR.LOAD'],
  ['CPR001 3390                                       VSAM CPR.CLUSTER'],
  ['Pseudo Directory                                        OLD'],
])('a library, a cluster or a directory is no file: %s', (row) => {
  expect(rowsOf(row)).toEqual({ files: [], problems: [], rows: 1, isCut: false });
});

it.each([
  ['garbage'],
  ['Migrated'],
  ['Migrated                                                not_a_name'],
  ['CPR001 3390   2024/01/30  1   45  VB     310 27998  PS  ../../etc/passwd'],
  ['CPR001 3390   2024/01/30  1   45  VB     310 27998  ??  D240130.L110901'],
  ['-rw-r--r--   1 cpr      cpr          1234 Jan 30 20:01 d240130.l110901'],
  ['\u0000\u0001\u0002'],
])('a row that fits nothing is a problem, told by its number alone: %s', (row) => {
  const listing = rowsOf('Migrated   D231204.L110901', row);
  expect(listing).toMatchObject({ files: [{ name: 'D231204.L110901' }], problems: [{ row: 3 }], rows: 2 });
  expect(listing.problems[0]?.text).not.toContain(row);
});

it('an empty listing is one', () => {
  expect(readZosListing('')).toEqual({ files: [], problems: [], rows: 0, isCut: false });
});

it('tells that a listing of 5000 rows may not be all', () => {
  const rows = Array.from({ length: 5000 }, (_, n) => `Migrated  D231204.L${String(n).padStart(6, '0')}`);
  expect(rowsOf(...rows.slice(1))).toMatchObject({ rows: 4999, isCut: false });
  expect(rowsOf(...rows)).toMatchObject({ rows: 5000, isCut: true });
});
