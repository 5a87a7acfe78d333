// Multiplication in the dihedral group of order ten: 0 to 4 are turns, 5 to 9 are turns after a reflection.
function times(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}

const INVERSE = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/** Verhoeff's permutation, applied once more for each place to the left. */
const PERMUTED: readonly (readonly number[])[] = (() => {
  const once = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const rows: number[][] = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]];
  while (rows.length < 8) rows.push((rows.at(-1) ?? []).map((digit) => once[digit] ?? 0));
  return rows;
})();

/** The check digit that belongs behind the digits (Verhoeff, as in identifiers of SNOMED CT). */
export function verhoeffDigit(digits: string): number {
  let check = 0;
  for (let place = 1; place <= digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - place) - 48;
    check = times(check, PERMUTED[place % 8]?.[digit] ?? 0);
  }
  return INVERSE[check] ?? 0;
}
