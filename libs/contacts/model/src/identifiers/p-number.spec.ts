import { readPNumber } from './p-number';

it('a P-number is ten digits', () => {
  expect(readPNumber('1099387453')).toBe('1099387453');
  expect(readPNumber(' 1099 387 453')).toBe('1099387453');
  expect(readPNumber('109938745')).toBeUndefined();
  expect(readPNumber('10993874530')).toBeUndefined();
});
