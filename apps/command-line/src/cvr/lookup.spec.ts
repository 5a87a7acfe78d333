import { readLookUpWish } from './lookup';

it('takes a number, in groups too, or a name, but not both and not neither', () => {
  expect(readLookUpWish(['10', '15', '08', '17'], undefined)).toEqual({ number: '10 15 08 17' });
  expect(readLookUpWish([], 'KMD A/S')).toEqual({ name: 'KMD A/S' });
  expect(() => readLookUpWish([], undefined)).toThrow('give a CVR number or P-number, or --name');
  expect(() => readLookUpWish(['10150817'], 'KMD A/S')).toThrow('give a CVR number');
});
