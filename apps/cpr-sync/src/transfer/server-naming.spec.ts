import { faultOfServerNaming } from './server-naming';

const OFF = { mvs: false, prefix: 'imported-' };

it.each([
  ['MVS switched on with a prefix that does not fit', OFF, { mvs: true, prefix: 'imported-' }],
  ['such a prefix, while MVS is on', { mvs: true, prefix: 'X' }, { mvs: true, prefix: 'XX' }],
])('refuses %s, and says what would fit', (_, before, next) => {
  expect(faultOfServerNaming(before, next)).toMatch(/X, .*HENTET\./);
});

it.each([
  ['both set together', OFF, { mvs: true, prefix: 'HENTET.' }],
  ['any prefix where MVS is off', OFF, { mvs: false, prefix: 'done-' }],
  ['a change that touches neither', { mvs: true, prefix: 'imported-' }, { mvs: true, prefix: 'imported-' }],
])('allows %s', (_, before, next) => expect(faultOfServerNaming(before, next)).toBeUndefined());
