import { fitsMask, isDataSetName, prefixFrom, wholeName } from './data-set-name';

it.each([
  ['D240130.L110901', true],
  ['XD240130.L110901', true],
  // cpr-direkte.md, 6.2: one letter fits in front of a date, a word needs a qualifier of its own.
  ['IMPORTED-D240130.L110901', false],
  ['HENTET.D240130.L110901', true],
  ['2D40130.L110901', false],
  ['D240130..L110901', false],
  ['', false],
  ['A234567.A234567.A234567.A234567.A234567.A23', true],
  ['A234567.A234567.A234567.A234567.A234567.A234567', false],
])('%s is a name: %s', (name, is) => expect(isDataSetName(name)).toBe(is));

it('is quoted, or below the prefix', () => {
  expect(wholeName('K.UD.', 'd240130.l110901')).toBe('K.UD.D240130.L110901');
  expect(wholeName('K.UD.', "'K.IND.X'")).toBe('K.IND.X');
  expect(wholeName('K.UD.', 'imported-d240130.l110901')).toBeUndefined();
});

it.each([
  ['ud', 'K.UD.'],
  ["'K.IND'", 'K.IND.'],
  ["'K.IND.'", 'K.IND.'],
  ['..', ''],
  ['not a name', undefined],
])('CWD %s', (asked, prefix) => expect(prefixFrom('K.', asked)).toBe(prefix));

it.each([
  ['d24*.l*', 'D240130.L110901', true],
  ['D240130.L11090%', 'D240130.L110901', true],
  ['D240130.L11090?', 'D240130.L110902', true],
  ['D24013', 'D240130', false],
  ['D2.*', 'D240130', false],
])('%s fits %s: %s', (mask, name, does) => expect(fitsMask(mask, name)).toBe(does));
