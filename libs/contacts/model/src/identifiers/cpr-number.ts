import { isPartialDate } from '../partial-date';

/** What can be told from a person number alone (CPR Direkte, chapter 7). Modulus 11 is information, never a rejection. */
export interface CprNumberFacts {
  /** Ten digits, as text: leading zeros count. */
  readonly number: string;
  /** Birth date the number was made from, `YYYY-MM-DD`; absent where day and month are no date. The register's own birth date goes before it. */
  readonly birthDate?: string;
  /** `M` man, `K` woman, by the last digit. */
  readonly gender: 'M' | 'K';
  /** Day 61 to 91: a substitute number given outside CPR. Must never be sent to the real register. */
  readonly substitute: boolean;
  /** Numbers given since October 2007 may fail it and are fully valid. */
  readonly modulus11: boolean;
}

/** Nine digits without the leading zero; what is smaller is filler. */
const SMALLEST_NUMBER = 100_000_000;
const SUBSTITUTE_DAYS = 60;
const MODULUS_11_WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/**
 * The ten digits of a person number, or undefined for what registers write for "no number": blanks, zeros, fewer than
 * nine digits. A hyphen or blank before the last four and a lost leading zero are accepted; the date part is not judged.
 */
export function readCprNumber(text: string): string | undefined {
  const digits = text.trim().replace(/^(\d{6})[- ](\d{4})$/, '$1$2');
  if (!/^\d{9,10}$/.test(digits) || Number(digits) < SMALLEST_NUMBER) return undefined;
  return digits.padStart(10, '0');
}

/** Takes a person number apart; undefined where the text holds none. */
export function parseCprNumber(text: string): CprNumberFacts | undefined {
  const number = readCprNumber(text);
  if (number === undefined) return undefined;
  const birthDate = birthDateOf(number);
  return {
    number,
    ...(birthDate === undefined ? {} : { birthDate }),
    gender: Number(number[9]) % 2 === 1 ? 'M' : 'K',
    substitute: isSubstituteNumber(number),
    modulus11: satisfiesModulus11(number),
  };
}

/** True for day 61 to 91: the first digit of the day has 6 added. */
export function isSubstituteNumber(number: string): boolean {
  const day = Number(number.slice(0, 2));
  return day > SUBSTITUTE_DAYS && day <= SUBSTITUTE_DAYS + 31;
}

/**
 * Year of birth by the seventh digit and the two-digit year (CPR Direkte, 7.1). Digits 5 to 8 reach back to 1858, which
 * implementations tend to forget.
 */
export function birthYearOf(number: string): number {
  const century = Number(number[6]);
  const year = Number(number.slice(4, 6));
  if (century <= 3) return 1900 + year;
  if (century === 4 || century === 9) return year <= 36 ? 2000 + year : 1900 + year;
  return year <= 57 ? 2000 + year : 1800 + year;
}

function birthDateOf(number: string): string | undefined {
  const written = Number(number.slice(0, 2));
  const day = isSubstituteNumber(number) ? written - SUBSTITUTE_DAYS : written;
  const month = number.slice(2, 4);
  const date = `${birthYearOf(number)}-${month}-${String(day).padStart(2, '0')}`;
  return isPartialDate(date) ? date : undefined;
}

function satisfiesModulus11(number: string): boolean {
  const sum = MODULUS_11_WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return sum % 11 === 0;
}
