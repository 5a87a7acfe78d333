/** Where the person number stands in a line of an input file, by its type; positions count from 1 (CPR Direkte, 5.7). */
const NUMBER_AT: Readonly<Record<string, number>> = { '01': 9, '06': 11, '07': 9 };
const DIGITS = 10;

/** The person number of a line that we sent, as record 910 gives it back; undefined where it holds none. */
export function numberOfInput(line: string): string | undefined {
  const start = NUMBER_AT[line.slice(0, 2)];
  if (start === undefined) return undefined;
  const number = line.slice(start - 1, start - 1 + DIGITS);
  return /^\d{10}$/.test(number) ? number : undefined;
}
