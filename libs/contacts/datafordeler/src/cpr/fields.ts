import { danishTime, type Dated, dayBeside, isPartialDate } from '@contact-sync/contacts-model';
import { clean } from '../texts';

type Json = Readonly<Record<string, unknown>>;

/** A moment as it is told in Denmark. */
interface DanishMoment {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly isMidnight: boolean;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/;
const MIDNIGHT = '00:00:00';
/** A period without an end is written without one, or as this year. */
const FOREVER = '9999';

/**
 * An object of an answer, read field by field. What cannot be read is noted by its name, never by what it holds; the
 * whole answer is of no use then. Null, absent and blank are all "nothing".
 */
export class Fields {
  private constructor(
    private readonly json: Json,
    private readonly path: string,
    private readonly faults: Set<string>,
  ) {}

  /** Reads a whole answer about somebody; `faults` takes the names of what cannot be read. */
  static of(value: unknown, faults: Set<string>): Fields | undefined {
    return isObject(value) ? new Fields(value, '', faults) : undefined;
  }

  /** Whether the answer speaks of it at all, if only to say that there is nothing. */
  has(name: string): boolean {
    return this.json[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.json[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return clean(value);
    return this.fault(name);
  }

  /** True only where the register says so. */
  flag(name: string): boolean {
    const value = this.json[name];
    if (value === undefined || value === null || typeof value === 'boolean') return value === true;
    this.fault(name);
    return false;
  }

  /** What a word means; a word that is not in the list cannot be read. */
  word<T>(name: string, meanings: ReadonlyMap<string, T>): T | undefined {
    const word = this.text(name)?.toLowerCase();
    if (word === undefined) return undefined;
    return meanings.get(word) ?? this.fault(name);
  }

  /** The Danish day of a date or moment, with the register's mark that it is uncertain. */
  dated(name: string, mark = `${name}usikkerhedsmarkering`): Dated | undefined {
    const moment = this.moment(name);
    const isUncertain = this.flag(mark);
    if (moment === undefined) return undefined;
    return isUncertain ? { date: moment.day, uncertain: true } : { date: moment.day };
  }

  /** The first Danish day on which what ends at a moment holds no more; undefined where it has no end. */
  firstDayWithout(name: string): string | undefined {
    const moment = this.moment(name);
    if (moment === undefined || moment.day >= FOREVER) return undefined;
    return moment.isMidnight ? moment.day : dayBeside(moment.day, 1);
  }

  object(name: string): Fields | undefined {
    const value = this.json[name];
    if (value === undefined || value === null) return undefined;
    return isObject(value) ? new Fields(value, this.pathOf(name), this.faults) : this.fault(name);
  }

  /** The elements of a list; undefined where the answer does not speak of it. */
  list(name: string): Fields[] | undefined {
    const value = this.json[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.fault(name);
    return value.flatMap((element: unknown) => {
      if (isObject(element)) return new Fields(element, this.pathOf(name), this.faults);
      this.fault(name);
      return [];
    });
  }

  /** Notes that a field cannot be read. */
  fault(name: string): undefined {
    this.faults.add(this.pathOf(name));
    return undefined;
  }

  /** The same object; what cannot be read is noted there. */
  reading(faults: Set<string>): Fields {
    return new Fields(this.json, this.path, faults);
  }

  /** The same text for the same content, whatever the order of its members. */
  canonical(): string {
    return canonical(this.json);
  }

  private moment(name: string): DanishMoment | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : (momentOf(text) ?? this.fault(name));
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

/** REST tells Danish time with its offset, GraphQL UTC: a day begins at 22 or 23 o'clock of the day before. */
function momentOf(text: string): DanishMoment | undefined {
  const [, written = '', time = MIDNIGHT, zone] = MOMENT.exec(text) ?? [];
  if (!isPartialDate(written)) return undefined;
  // What lies beyond all calendars is no moment of any zone.
  if (zone !== 'Z' || written >= FOREVER) return { day: written, isMidnight: time === MIDNIGHT };
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return undefined;
  const { day, time: local } = danishTime(ms);
  return { day, isMidnight: local === MIDNIGHT };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}
