import { readLookUpWish } from './lookup';

it('takes numbers or an address', () => {
  expect(readLookUpWish(['2154708', '7'], {})).toEqual({ bfeNumbers: ['2154708', '7'] });
  expect(readLookUpWish([], { address: 'Skovvej 12', purpose: 'case 1' })).toEqual({
    address: 'Skovvej 12',
    purpose: 'case 1',
  });
  expect(() => readLookUpWish([], {})).toThrow('give BFE numbers');
  expect(() => readLookUpWish(['7'], { address: 'Skovvej 12' })).toThrow('give BFE numbers');
});

it('owners need a purpose', () => {
  expect(() => readLookUpWish(['7'], { owners: true })).toThrow('--purpose is needed');
  expect(readLookUpWish(['7'], { owners: true, purpose: 'case 1' })).toEqual({
    bfeNumbers: ['7'],
    owners: true,
    purpose: 'case 1',
  });
});
