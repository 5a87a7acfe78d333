/** What a SOR id looks like. A wrong Verhoeff digit is a warning, never a refusal (REG-1). */
export interface SorIdFacts {
  /** At least eleven digits. */
  readonly id: string;
  readonly checkDigitRight: boolean;
}

/** Multiplication in the dihedral group D5, on which Verhoeff's method rests. */
const PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
/** What a digit counts as by its place from the right; repeats every eight places. */
const PLACE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Takes a SOR id apart; undefined unless it is eleven digits or more. */
export function parseSorId(text: string): SorIdFacts | undefined {
  const id = text.trim();
  if (!/^\d{11,}$/.test(id)) return undefined;
  return { id, checkDigitRight: verhoeff(id) };
}

function verhoeff(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const counted = Number(PLACE[place % PLACE.length]?.[digit]);
    sum = Number(PRODUCT[sum]?.[counted]);
  }
  return sum === 0;
}
