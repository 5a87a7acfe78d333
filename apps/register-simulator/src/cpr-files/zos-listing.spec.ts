import { belowPrefix, type ListedDataSet, zosListing } from './zos-listing';

const TRACK = 56_664;
const dataSet = (shown: string, more: Partial<ListedDataSet> = {}): ListedDataSet => ({
  shown,
  kind: 'file',
  bytes: new Uint8Array(1),
  ...more,
});

/** The rows of `cpr-direkte.md`, 6.2, but for the volumes' numbers. */
it('is written in the columns of published rows', () => {
  const lines = zosListing([
    dataSet('D240130.L110901', { bytes: new Uint8Array(44 * TRACK + 1), referred: '2024-01-30' }),
    // No such file is made to be measured: its length alone is read.
    dataSet('D240131.L110901', { bytes: { length: 32_000 * TRACK } as Uint8Array, referred: '2024-01-31' }),
    dataSet('D240131.I110901', { bytes: new Uint8Array(TRACK + 1) }),
    dataSet('D231204.L110901', { kind: 'migrated' }),
    dataSet('OLD', { kind: 'pseudo-directory' }),
    dataSet('ARKIV.D230101', { kind: 'tape' }),
    dataSet('ARKIV.D220101', { kind: 'archive' }),
    dataSet('SKABELON', { kind: 'library', bytes: new Uint8Array(TRACK), referred: '2024-01-30' }),
  ]);
  expect(lines.map((line) => line.replace(/^CPR00\d/, 'CPR00n'))).toEqual([
    'Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname',
    'CPR00n 3390   2024/01/30  1   45  VB     310 27998  PS  D240130.L110901',
    'CPR00n 3390   2024/01/31  332000  VB     310 27998  PS  D240131.L110901',
    'CPR00n 3390   **NONE**    1    2  FB      80 27920  PS  D240131.I110901',
    'Migrated                                                D231204.L110901',
    'Pseudo Directory                                        OLD',
    'TAP001 Tape                                             ARKIV.D230101',
    'ARCIVE Not Direct Access Device                         ARKIV.D220101',
    'CPR00n 3390   2024/01/30  1    1  FB      80 27920  PO  SKABELON',
  ]);
});

it('ends after 5000 rows, without a word', () => {
  const all = Array.from({ length: 5001 }, (_, at) => dataSet(`D${at}`));
  const lines = zosListing(all);
  expect([lines.length, lines.at(-1)?.slice(56)]).toEqual([5001, 'D4999']);
});

describe('what is below a prefix', () => {
  const all = ['K.UD.D240130.L110901', 'K.UD.OLD.D240130.L110901', 'K.UD.OLD.D240131.L110901', 'K.IND.X', 'K.UD.A'].map(
    (name) => ({ name }),
  );
  it('is named whole', () =>
    expect(belowPrefix('K.UD.', all, false).map(({ shown }) => shown)).toEqual([
      'A',
      'D240130.L110901',
      'OLD.D240130.L110901',
      'OLD.D240131.L110901',
    ]));
  it('is named by the next qualifier alone, where that is asked for', () =>
    expect(belowPrefix('K.UD.', all, true).map(({ shown, one }) => [shown, one?.name])).toEqual([
      ['A', 'K.UD.A'],
      ['D240130', undefined],
      ['OLD', undefined],
    ]));
});
