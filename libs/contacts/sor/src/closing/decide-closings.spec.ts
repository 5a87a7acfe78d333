import { decideClosings, FEW_UNITS, type ClosingFacts } from './decide-closings';

/** A file beyond doubt: 1 in 100 units is gone. */
const GOOD: ClosingFacts = {
  lengthVerified: true,
  endedCleanly: true,
  rows: 990,
  lastRows: 1000,
  minimumShare: 90,
  missing: 10,
  open: 1000,
  closingLimit: 10,
  approved: false,
};

const outcome = (facts: Partial<ClosingFacts>): string => {
  const decision = decideClosings({ ...GOOD, ...facts });
  return decision.kind === 'close' ? 'close' : decision.code;
};

describe('units that a file does not name', () => {
  it.each<[string, Partial<ClosingFacts>, string]>([
    ['are closed by a good file', {}, 'close'],
    ['are closed at both limits', { rows: 900, missing: 100 }, 'close'],
    ['stay below the share of rows', { rows: 899 }, 'too-few-rows'],
    ['stay above the limit of closings', { missing: 101 }, 'too-many-closings'],
    ['stay where the file has no rows', { rows: 0 }, 'no-rows'],
    ['stay where its end is missing', { endedCleanly: false }, 'file-cut'],
    ['stay where nobody said how long it is', { lengthVerified: false }, 'length-unknown'],
    ['are closed without a last file to compare with', { lastRows: undefined }, 'close'],
    ['are closed at any number where the limit says so', { missing: 990, closingLimit: 100, rows: 990 }, 'close'],
  ])('%s', (_, facts, expected) => {
    expect(outcome(facts)).toBe(expected);
  });

  it('are closed when somebody approved of it, but for a file that is visibly cut or empty', () => {
    const approved = true;
    expect(outcome({ approved, rows: 10, missing: 990, lengthVerified: false })).toBe('close');
    expect(outcome({ approved, rows: 0 })).toBe('no-rows');
    expect(outcome({ approved, endedCleanly: false })).toBe('file-cut');
  });

  it('are closed in a small register, where one is a large share', () => {
    const small = { rows: 2, lastRows: 3, open: 3, missing: 1 };
    expect(outcome(small)).toBe('close');
    expect(outcome({ rows: 20 - FEW_UNITS, lastRows: 20, open: 20, missing: FEW_UNITS })).toBe('close');
    expect(outcome({ rows: 14, lastRows: 20, open: 20, missing: 6 })).toBe('too-few-rows');
    expect(outcome({ rows: 19, lastRows: 20, open: 20, missing: 6 })).toBe('too-many-closings');
    // Nothing without approval, when that is the limit.
    expect(outcome({ ...small, closingLimit: 0 })).toBe('too-many-closings');
  });

  it('stay with the figures said', () => {
    expect(decideClosings({ ...GOOD, rows: 500 })).toMatchObject({
      reason: 'The file has 500 rows, the last one had 1000; at least 90 percent are expected.',
    });
    expect(decideClosings({ ...GOOD, missing: 200 })).toMatchObject({
      reason: '200 of 1000 open units would close; at most 10 percent may close at once.',
    });
  });
});
