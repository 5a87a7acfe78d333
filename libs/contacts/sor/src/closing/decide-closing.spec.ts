import * as fc from 'fast-check';
import { rowOf } from '../../test/file';
import { decideClosing } from './decide-closing';
import { historyOf } from './history';

const FILE = { day: '2026-11-22', unreadableIds: 0 };

describe('a missing unit', () => {
  it('closes on the day the history file says, also one long ago', () => {
    const history = { open: false, toDate: '2026-11-03' };
    expect(decideClosing({ history, end: '2026-12-31' }, FILE)).toEqual({ kind: 'close', on: '2026-11-03' });
  });

  it('stays where the history file says that it is open', () => {
    expect(decideClosing({ history: { open: true } }, FILE)).toEqual({
      kind: 'keep',
      code: 'open-in-history',
      reason: 'The history file says that the unit is open.',
    });
  });

  it.each(['not-read', 'absent'] as const)('closes on the last day told, or before the file: history %s', (history) => {
    expect(decideClosing({ history }, FILE)).toEqual({ kind: 'close', on: '2026-11-21' });
    expect(decideClosing({ history, end: '2026-11-10' }, FILE)).toEqual({ kind: 'close', on: '2026-11-10' });
    // It went earlier than was planned.
    expect(decideClosing({ history, end: '2099-12-31' }, FILE)).toEqual({ kind: 'close', on: '2026-11-21' });
    expect(decideClosing({ history }, { ...FILE, day: '2027-01-01' })).toEqual({ kind: 'close', on: '2026-12-31' });
  });

  it('stays where it may be one of the rows that cannot be read, unless the history file confirms', () => {
    const doubtful = { ...FILE, unreadableIds: 2 };
    expect(decideClosing({ history: 'not-read', end: '2026-11-10' }, doubtful)).toEqual({
      kind: 'keep',
      code: 'unreadable-ids',
      reason: '2 rows of the file have no readable SOR id: the unit may be one of them.',
    });
    expect(decideClosing({ history: 'absent' }, doubtful)).toMatchObject({ kind: 'keep' });
    const history = { open: false, toDate: '2026-11-03' };
    expect(decideClosing({ history }, doubtful)).toEqual({ kind: 'close', on: '2026-11-03' });
  });

  it('stays where its rows in the history file have faults', () => {
    expect(decideClosing({ history: 'unreadable' }, FILE)).toMatchObject({ kind: 'keep', code: 'history-unreadable' });
  });
});

describe('the history of a unit', () => {
  const FIRST = rowOf({ FromDate: '2012-01-01', ToDate: '2015-12-31' });
  const SECOND = rowOf({ FromDate: '2016-01-01', ToDate: '2026-11-03', UpdatedAt: '2026-10-01' });
  const CORRECTED = rowOf({ FromDate: '2016-01-01', UpdatedAt: '2026-10-02' });
  const OPEN = rowOf({ FromDate: '2016-01-01' });

  it('is told by its latest version, in whatever order they stand', () => {
    expect(historyOf([FIRST, SECOND])).toEqual({ open: false, toDate: '2026-11-03' });
    expect(historyOf([CORRECTED, SECOND, FIRST])).toEqual({ open: true });
    expect(historyOf([OPEN, FIRST])).toEqual({ open: true });
    fc.assert(
      fc.property(fc.shuffledSubarray([FIRST, SECOND, OPEN], { minLength: 3 }), (rows) => {
        expect(historyOf(rows)).toEqual({ open: false, toDate: '2026-11-03' });
      }),
      { numRuns: 20 },
    );
  });

  it('leaves a unit open where two versions differ in their end only', () => {
    const closed = rowOf({ FromDate: '2016-01-01', ToDate: '2020-12-31' });
    expect(historyOf([closed, OPEN])).toEqual({ open: true });
    expect(historyOf([OPEN, closed])).toEqual({ open: true });
  });
});
