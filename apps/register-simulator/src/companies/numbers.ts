const WEIGHTS = [2, 7, 6, 5, 4, 3, 2];

/** The CVR number that begins with these seven digits, or undefined where no check digit fits (modulus 11). */
export function cvrNumber(firstSeven: number): number | undefined {
  let sum = 0;
  let rest = firstSeven;
  for (let at = 6; at >= 0; at--) {
    sum += (rest % 10) * (WEIGHTS[at] ?? 0);
    rest = Math.floor(rest / 10);
  }
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : firstSeven * 10 + check;
}

const BASES = 9_000_000;

/** CVR numbers in an order of the seed, each once. */
export function* cvrNumbers(seed: number): Generator<number, never> {
  const start = seed % BASES;
  for (let i = 0; i < BASES; i++) {
    // 7654321 shares no factor with nine million, so every base comes once and neighbours lie far apart.
    const number = cvrNumber(1_000_000 + ((start + i * 7_654_321) % BASES));
    if (number !== undefined) yield number;
  }
  throw new RangeError('too many companies: the CVR numbers are used up');
}

const P_NUMBERS = 25_000_000;

/** P-numbers in an order of the seed, each once: ten digits from 1 001 000 000 on. */
export function* pNumbers(seed: number): Generator<number, never> {
  const start = seed % P_NUMBERS;
  for (let i = 0; i < P_NUMBERS; i++) yield 1_001_000_000 + ((start + i * 7919) % P_NUMBERS);
  throw new RangeError('too many production units: the P-numbers are used up');
}
