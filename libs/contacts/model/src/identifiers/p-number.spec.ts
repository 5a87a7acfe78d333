import { readPNumber } from './p-number';

it('a P-number is ten digits', () => {
  expect(readPNumber('1003387453')).toBe('1003387453');
  expect(readPNumber(' 1003 387 453')).toBe('1003387453');
  expect(readPNumber('100338745')).toBeUndefined();
  expect(readPNumber('10033874530')).toBeUndefined();
});
