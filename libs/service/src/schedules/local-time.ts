/** A day of the calendar; it has no time zone. Months count from 1. */
export interface LocalDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** What the clocks of a time zone showed, as milliseconds from 1970 as if they stood in UTC. */
type WallClock = number;

/** An IANA zone (`Europe/Copenhagen`); its clocks may be put forward and back. Throws `RangeError` for an unknown one. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;

  constructor(name: string) {
    this.format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The day that the clocks of the zone show. */
  dayOf(at: Date): LocalDay {
    return dayOf(this.wallClock(at.getTime()));
  }

  /**
   * The first moment at which the clocks show that time of that day or later. So a time that the clocks jump over is the
   * first moment after the jump, and of a time that they show twice it is the first.
   */
  momentOf(day: LocalDay, minutes: number): Date {
    const wanted = Date.UTC(day.year, day.month - 1, day.day, 0, minutes);
    const offsets = [-DAY_MS, 0, DAY_MS].map((aside) => this.offset(wanted + aside));
    const moments = offsets.map((offset) => wanted - offset);
    const shown = moments.filter((moment) => this.wallClock(moment) === wanted);
    return new Date(shown.length > 0 ? Math.min(...shown) : this.firstAfter(wanted, moments));
  }

  /** The end of the jump over `wanted`, which lies between the readings of it before and after the jump. */
  private firstAfter(wanted: WallClock, moments: readonly number[]): number {
    let before = Math.min(...moments);
    let after = Math.max(...moments);
    while (after - before > SECOND_MS) {
      const middle = Math.floor((before + after) / 2 / SECOND_MS) * SECOND_MS;
      if (this.wallClock(middle) < wanted) before = middle;
      else after = middle;
    }
    return after;
  }

  private offset(moment: number): number {
    return this.wallClock(moment) - Math.floor(moment / SECOND_MS) * SECOND_MS;
  }

  /** To the second. */
  private wallClock(moment: number): WallClock {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.format.formatToParts(moment)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
}

/** The day so many days later, or earlier. */
export function daysLater({ year, month, day }: LocalDay, days: number): LocalDay {
  return dayOf(Date.UTC(year, month - 1, day + days));
}

export function weekdayOf({ year, month, day }: LocalDay): Weekday {
  // JavaScript's week begins on Sunday.
  return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7] ?? 'sun';
}

function dayOf(clock: WallClock): LocalDay {
  const date = new Date(clock);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
