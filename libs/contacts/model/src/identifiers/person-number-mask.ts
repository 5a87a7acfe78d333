const MASK = '******-****';

/**
 * What is taken for a person number: ten digits, or six and four with one hyphen, blank or dash between, that no other
 * digit touches, whose first two digits are a day (01-31, or 61-91 for substitute numbers) and the next two a month.
 * Longer and shorter runs of digits (times in milliseconds, dates, SOR ids) are therefore left alone. A ten-digit number
 * of another kind that happens to begin with a day and a month is masked too: better one masked too many.
 */
const PERSON_NUMBER =
  /(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- \u00a0\u2010-\u2015]?\d{4}(?!\d)/g;

/** The text with everything that looks like a person number replaced by asterisks. */
export function maskPersonNumbers(text: string): string {
  return text.replace(PERSON_NUMBER, MASK);
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A person number that does not print: as text, JSON or in a log it shows asterisks. Only `reveal` gives the digits. */
export class MaskedPersonNumber {
  readonly #number: string;

  constructor(number: string) {
    this.#number = number;
  }

  /** The ten digits. */
  reveal(): string {
    return this.#number;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [INSPECT](): string {
    return MASK;
  }
}
