import { isLater, placeOf } from './told';
import type { Told } from './told';

const at = (id: string, second: number, sequence?: number): Told => ({
  source: '/cases',
  id,
  time: new Date(Date.UTC(2026, 2, 1, 0, 0, second)),
  ...(sequence !== undefined && { sequence }),
});

describe('the place of a statement', () => {
  it('goes by sequence, then time, then id; without a sequence it comes before all that have one', () => {
    const inOrder = [at('b', 8), at('a', 9), at('b', 9), at('z', 9, 0), at('z', 3, 2), at('a', 4, 2), at('a', 1, 10)];
    inOrder.forEach((one, n) => {
      inOrder.forEach((other, m) => expect(isLater(placeOf(one), placeOf(other))).toBe(n > m));
    });
  });

  it('holds the largest count a message may have', () => {
    expect(isLater(placeOf(at('a', 1, 999_999_999_999_999)), placeOf(at('a', 1, 99_999_999_999_999)))).toBe(true);
  });

  it('compares ids by byte, as the database does', () => {
    // In UTF-16 the surrogates of the second would come before the first.
    expect(isLater(placeOf(at('\u{10000}', 1)), placeOf(at('\uffee', 1)))).toBe(true);
  });

  it('comes after none at all', () => {
    expect(isLater(placeOf(at('a', 1)), undefined)).toBe(true);
  });
});
