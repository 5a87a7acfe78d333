import { faultOfDataSetPrefix, isDataSetName, otherName } from './data-set-names';

describe('a data set name', () => {
  it.each(['D240130.L110901', 'XD240130.L110901', 'HENTET.D240130.L110901', '#A.@B.$C', 'A', 'A1234567.B-2'])(
    '%s is one',
    (name) => expect(isDataSetName(name)).toBe(true),
  );

  it.each([
    'imported-D240130.L110901',
    'A12345678',
    '1A.B',
    'A..B',
    '.A',
    'A.',
    'A_B',
    'Æ',
    '',
    // 45 characters.
    'A2345678.A2345678.A2345678.A2345678.A23456789',
    'A2345678.A2345678.A2345678.A2345678.A2345.B.C',
  ])('%s is none', (name) => expect(isDataSetName(name)).toBe(false));
});

describe('a prefix on z/OS', () => {
  it.each(['X', 'HENTET.', 'A.B.', 'OLD.X', '$'])('%s fits', (prefix) => {
    expect(faultOfDataSetPrefix(prefix)).toBeUndefined();
  });

  it.each([
    ['imported-', /at most 8 characters/],
    ['XX', /at most 8 characters/],
    ['HENTET-FIL.', /at most 8 characters/],
    ['1.', /begin with a letter/],
    ['a_b.', /begin with a letter/],
    ['A.B2345678.C2345678.D2345678.E.', /at most 44/],
  ])('%s does not, and it is said what would', (prefix, why) => {
    expect(faultOfDataSetPrefix(prefix)).toMatch(why);
    expect(faultOfDataSetPrefix(prefix)).toMatch(/X, .*HENTET\./);
  });

  it('a second file of a name gets another one that the server takes', () => {
    expect(isDataSetName(otherName('XD240130.L110901', 2, true))).toBe(true);
    expect(otherName('imported-d240130.l110901', 2, false)).toBe('imported-d240130.l110901.2');
  });
});
