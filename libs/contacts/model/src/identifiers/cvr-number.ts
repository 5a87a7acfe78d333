const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/** What a CVR number looks like. A wrong check digit is refused when typed by hand and only a warning from a register (REG-1). */
export interface CvrNumberFacts {
  /** Eight digits. */
  readonly number: string;
  readonly checkDigitRight: boolean;
}

/** Takes a CVR number apart; undefined unless it is eight digits, blanks between them and `DK` in front allowed. */
export function parseCvrNumber(text: string): CvrNumberFacts | undefined {
  const number = text.replace(/\s/g, '').replace(/^DK-?/i, '');
  if (!/^\d{8}$/.test(number)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return { number, checkDigitRight: sum % 11 === 0 };
}
