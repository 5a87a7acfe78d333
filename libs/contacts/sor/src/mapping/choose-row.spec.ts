import * as fc from 'fast-check';
import { rowOf, type Values } from '../../test/file';
import { chooseRow } from './choose-row';

const TODAY = '2026-11-22';
const named = (EntityName: string, values: Values = {}) => rowOf({ EntityName, ...values });
const chosen = (...rows: ReturnType<typeof rowOf>[]): unknown => {
  const { cells, toDate } = chooseRow(rows, TODAY);
  return [cells.EntityName, toDate];
};

describe('of several rows of a unit', () => {
  const ENDED = named('ended', { FromDate: '2010-01-01', ToDate: '2020-12-31' });
  const NOW = named('now', { FromDate: '2021-01-01' });
  const LATER = named('later', { FromDate: '2027-01-01' });
  const MUCH_LATER = named('much later', { FromDate: '2028-01-01' });

  it('the one valid today counts', () => {
    expect(chosen(ENDED, NOW, LATER)).toEqual(['now', undefined]);
  });

  it('the first and the last day belong to it', () => {
    const first = named('first', { FromDate: TODAY });
    const last = named('last', { FromDate: '2026-01-01', ToDate: TODAY });
    expect(chosen(ENDED, first)).toEqual(['first', undefined]);
    expect(chosen(ENDED, last)).toEqual(['last', TODAY]);
  });

  it('of two valid ones the one that began last counts, then the one changed last', () => {
    expect(chosen(NOW, named('newer', { FromDate: '2022-01-01' }))).toEqual(['newer', undefined]);
    const corrected = named('corrected', { FromDate: '2021-01-01', UpdatedAt: '2026-01-01T10:00:00' });
    const earlier = named('earlier', { FromDate: '2021-01-01', UpdatedAt: '2026-01-01T09:00:00' });
    expect(chosen(corrected, NOW, earlier)).toEqual(['corrected', undefined]);
  });

  it('the first one to come counts where none is valid', () => {
    expect(chosen(MUCH_LATER, ENDED, LATER)).toEqual(['later', undefined]);
  });

  it('the one that ended last counts where all have', () => {
    const older = named('older', { FromDate: '2011-01-01', ToDate: '2015-12-31' });
    expect(chosen(older, ENDED)).toEqual(['ended', '2020-12-31']);
  });

  it('a row without a beginning has always held', () => {
    expect(chosen(named('always'), LATER)).toEqual(['always', undefined]);
  });

  it('the end of a version is not that of the unit', () => {
    const until = named('until', { FromDate: '2021-01-01', ToDate: '2026-12-31' });
    expect(chosen(until, LATER)).toEqual(['until', undefined]);
    const short = named('short', { FromDate: '2027-01-01', ToDate: '2027-06-30' });
    expect(chosen(until, short)).toEqual(['until', '2027-06-30']);
    // A gap is the end of one life.
    expect(chosen(until, MUCH_LATER)).toEqual(['until', '2026-12-31']);
  });

  it('their order does not count, nor does that of rows which differ in their coordinates only', () => {
    const twin = { ...NOW, east: 574654.12 };
    const rows = [
      ENDED,
      NOW,
      twin,
      LATER,
      MUCH_LATER,
      named('now', { FromDate: '2021-01-01', UpdatedAt: '2020-01-01' }),
    ];
    fc.assert(
      fc.property(
        fc
          .subarray(rows, { minLength: 1 })
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          expect(chooseRow(shuffled, TODAY)).toEqual(chooseRow(some, TODAY));
        },
      ),
      { numRuns: 100 },
    );
  });
});
