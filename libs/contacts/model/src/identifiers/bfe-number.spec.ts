import { readBfeNumber } from './bfe-number';

it('a BFE number is one to ten digits, kept without leading zeros', () => {
  expect(readBfeNumber('5342315')).toBe('5342315');
  expect(readBfeNumber('0005342315')).toBe('5342315');
  expect(readBfeNumber('0')).toBeUndefined();
  expect(readBfeNumber('12a')).toBeUndefined();
  expect(readBfeNumber('12345678901')).toBeUndefined();
});
