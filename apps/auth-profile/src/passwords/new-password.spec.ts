import { randomInt } from 'node:crypto';
import { newPassword } from './new-password';

/** Numbers in a row, over and over. */
function inTurn(...numbers: number[]): (end: number) => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

it('is 8 characters with at least 2 letters and 2 digits', () => {
  const made = Array.from({ length: 2_000 }, () => newPassword(randomInt));
  for (const password of made) expect(password).toMatch(/^(?=(?:.*\d){2})(?=(?:.*[A-Za-z]){2})[A-Za-z\d]{8}$/);
  expect(new Set(made).size).toBe(made.length);
});

it('is drawn again where it breaks the rule, however near it came', () => {
  // 52 is the first digit: seven letters and one digit first, then seven digits and one letter, then two digits.
  const draws = [...Array<number>(7).fill(0), 52, ...Array<number>(7).fill(53), 1, 0, 1, 2, 3, 4, 25, 54, 61];
  expect(newPassword(inTurn(...draws))).toBe('ABCDEZ29');
});
