import { numbersOf } from './numbers-file';

it('reads a number a line, without comments and empty lines', () => {
  expect(numbersOf('10150817\r\n\n  DK 26 91 17 45  # KMD\n# none\n1003387453')).toEqual([
    '10150817',
    'DK 26 91 17 45',
    '1003387453',
  ]);
});
