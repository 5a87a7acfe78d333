import { dateOf, type Day, twoDigits } from './calendar';

/** Even last digits are women's, odd ones men's. */
export type Sex = 'M' | 'K';

const FIRST_BIRTH_YEAR = 1858;
const LAST_BIRTH_YEAR = 2036;
const FIRST_DAY = -40_907; // 1858-01-01
const DAYS = 65_379; // up to 2036-12-31

/**
 * Which seventh digits a birth year has, as the register's rule for the century says. The digits 4 and 9 mean
 * 1937-1999 or 2000-2036.
 */
function seventhDigits(year: number): string {
  if (year < 1900) return '5678';
  if (year < 1937) return '0123';
  if (year < 2000) return '012349';
  return '456789';
}

/** How many numbers a birth year has for each day and sex. */
function capacityOf(year: number): number {
  return seventhDigits(year).length * 500;
}

/**
 * A substitute person number: the day of birth plus 60, so that it can never be anyone's real number.
 * `serial` counts the numbers given out for that day and sex; different serials give different numbers.
 */
export function substituteNumber(born: Day, sex: Sex, serial: number): string {
  const { year, month, day } = dateOf(born);
  const digits = seventhDigits(year);
  // Spread, so that neighbours do not get neighbouring numbers: 1009 shares no factor with 2000 or 3000.
  const place = (serial * 1009 + day * 37 + month * 101) % capacityOf(year);
  const last4 =
    (digits[Math.floor(place / 500)] ?? '') + String((place % 500) * 2 + (sex === 'M' ? 1 : 0)).padStart(3, '0');
  return `${day + 60}${twoDigits(month)}${twoDigits(year % 100)}${last4}`;
}

/** Gives out every number once: to the families in turn when the population is laid out, later night by night. */
export class NumberBook {
  private readonly given = new Uint16Array(DAYS * 2);
  private serials = new Uint16Array(1024);
  private used = 0;
  private starts = new Uint32Array(1024);
  private families = 0;
  private readonly later = new Map<number, number[]>();

  /** Begins the next family and gives its numbers out of the book; families must come in order, each once. */
  layOutNext(): (born: Day, sex: Sex) => string {
    const family = this.families++;
    if (family + 2 > this.starts.length) this.starts = grown(this.starts, new Uint32Array(this.starts.length * 2));
    this.starts[family] = this.used;
    this.starts[family + 1] = this.used;
    return (born, sex) => {
      const serial = this.nextSerial(born, sex);
      if (this.used === this.serials.length) this.serials = grown(this.serials, new Uint16Array(this.used * 2));
      this.serials[this.used++] = serial;
      this.starts[family + 1] = this.used;
      return substituteNumber(born, sex, serial);
    };
  }

  /** Takes back the numbers of the family laid out last; their places are left unused. */
  withdrawLast(): void {
    this.families--;
    this.used = this.starts[this.families] ?? 0;
  }

  /** Reads a family's numbers again in the order in which they were given; asking for more gives new ones. */
  numbersOf(family: number): (born: Day, sex: Sex) => string {
    const start = this.starts[family] ?? 0;
    const initial = (this.starts[family + 1] ?? start) - start;
    let taken = 0;
    return (born, sex) => {
      const at = taken++;
      if (at < initial) return substituteNumber(born, sex, this.serials[start + at] ?? 0);
      const later = this.later.get(family) ?? [];
      let serial = later[at - initial];
      if (serial === undefined) {
        serial = this.nextSerial(born, sex);
        later.push(serial);
        this.later.set(family, later);
      }
      return substituteNumber(born, sex, serial);
    };
  }

  /** Numbers that nobody has, for families that are kept and never built again. */
  readonly further = (born: Day, sex: Sex): string => substituteNumber(born, sex, this.nextSerial(born, sex));

  private nextSerial(born: Day, sex: Sex): number {
    const slot = (born - FIRST_DAY) * 2 + (sex === 'M' ? 1 : 0);
    const serial = this.given[slot];
    const { year } = dateOf(born);
    if (serial === undefined) throw new RangeError(`birth years run from ${FIRST_BIRTH_YEAR} to ${LAST_BIRTH_YEAR}`);
    if (serial >= capacityOf(year)) throw new RangeError('too many persons: the numbers of a day of birth are used up');
    this.given[slot] = serial + 1;
    return serial;
  }
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
