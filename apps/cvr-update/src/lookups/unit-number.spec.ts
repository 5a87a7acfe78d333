import { readUnitNumber } from './unit-number';

it.each([
  // The Central Business Register's own number: 2·1+7·0+6·1+5·5+4·0+3·8+2·1+1·7 = 66 = 6·11.
  ['10150817', 'company', '10150817'],
  ['10 15 08 17', 'company', '10150817'],
  ['DK10150817', 'company', '10150817'],
  ['dk 1015 0817', 'company', '10150817'],
  ['1003387453', 'production-unit', '1003387453'],
  [' 1003 387 453 ', 'production-unit', '1003387453'],
  ['1003387453', 'production-unit', '1003387453'],
])('%s is the number of a %s', (text, kind, number) => {
  expect(readUnitNumber(text)).toEqual({ unit: { kind, number } });
});

it.each([
  ['10150818', 'check-digit'],
  ['', 'not-a-number'],
  ['1015081', 'not-a-number'],
  ['101508170', 'not-a-number'],
  ['10150817x', 'not-a-number'],
  ['DK1003387453', 'not-a-number'],
  ['6103387453', 'not-a-p-number'],
])('%s is none: %s', (text, fault) => {
  expect(readUnitNumber(text)).toEqual({ fault });
});
