import * as fc from 'fast-check';
import { PersonNumberSet } from './person-number-set';

const anyNumber = fc.integer({ min: 0, max: 9_999_999_999 });

it('says of every number whether it was there, as a plain set does', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyNumber, fc.integer({ min: 6101800000, max: 6101800020 }))), (numbers) => {
      const known = new Set<number>();
      const seen = new PersonNumberSet();
      for (const number of numbers) {
        expect(seen.add(number)).toBe(!known.has(number));
        known.add(number);
      }
      expect(seen.size).toBe(known.size);
    }),
  );
});

it('keeps apart numbers that differ in one digit, also after it has grown', () => {
  const seen = new PersonNumberSet();
  const numbers = Array.from({ length: 20_000 }, (_, last) => 6101800000 + last);
  expect(numbers.filter((number) => seen.add(number))).toHaveLength(20_000);
  expect(numbers.filter((number) => seen.add(number))).toHaveLength(0);
  expect(seen.size).toBe(20_000);
});
