import fc from 'fast-check';
import { latestDue, nextDue } from './due';
import { daysLater, type LocalDay, TimeZone, WEEKDAYS, weekdayOf } from './local-time';
import { daily, DEFAULT_TIME_ZONE, every, type ScheduleRule } from './rule';

const next = (rule: ScheduleRule, after: string): string => nextDue(rule, new Date(after)).toISOString();
const latest = (rule: ScheduleRule, notAfter: string): string => latestDue(rule, new Date(notAfter)).toISOString();
const HOUR_MS = 3_600_000;

describe('a time of day', () => {
  it('is due each day by the clocks of Denmark', () => {
    expect(next(daily('05:30'), '2026-01-10T12:00:00Z')).toBe('2026-01-11T04:30:00.000Z');
    expect(next(daily('05:30'), '2026-07-10T12:00:00Z')).toBe('2026-07-11T03:30:00.000Z');
    expect(next(daily('05:30'), '2026-07-11T03:30:00Z')).toBe('2026-07-12T03:30:00.000Z');
    expect(latest(daily('05:30'), '2026-07-11T03:30:00Z')).toBe('2026-07-11T03:30:00.000Z');
    expect(latest(daily('05:30'), '2026-07-11T03:29:59Z')).toBe('2026-07-10T03:30:00.000Z');
  });

  it('is due on the days chosen: Monday after Friday', () => {
    const workdays: ScheduleRule = { ...daily('06:00'), days: ['mon', 'tue', 'wed', 'thu', 'fri'] };
    // 2026-03-20 is a Friday.
    expect(next(workdays, '2026-03-20T04:00:00Z')).toBe('2026-03-20T05:00:00.000Z');
    expect(next(workdays, '2026-03-20T05:00:00Z')).toBe('2026-03-23T05:00:00.000Z');
    expect(latest(workdays, '2026-03-22T22:00:00Z')).toBe('2026-03-20T05:00:00.000Z');
  });

  it('that does not exist is the first moment after the gap, once', () => {
    // Clocks go from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC.
    expect(next(daily('02:30'), '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next(daily('02:30'), '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
    expect(latest(daily('02:30'), '2026-03-29T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('that exists twice is the first of the two, once', () => {
    // Clocks go from 03:00 to 02:00 on 25 October 2026, at 01:00 UTC.
    expect(next(daily('02:30'), '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next(daily('02:30'), '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
    expect(latest(daily('02:30'), '2026-10-25T01:45:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is due on the 29th of February', () => {
    expect(next(daily('05:30'), '2028-02-28T12:00:00Z')).toBe('2028-02-29T04:30:00.000Z');
    expect(next(daily('05:30'), '2028-02-29T12:00:00Z')).toBe('2028-03-01T04:30:00.000Z');
    expect(next(daily('05:30'), '2027-02-28T12:00:00Z')).toBe('2027-03-01T04:30:00.000Z');
  });

  it('goes by a gap at midnight and by a day that never was', () => {
    const inHavana: ScheduleRule = { ...daily('00:30'), timeZone: 'America/Havana' };
    // Clocks go from 00:00 to 01:00 on 9 March 2025, at 05:00 UTC.
    expect(next(inHavana, '2025-03-08T12:00:00Z')).toBe('2025-03-09T05:00:00.000Z');
    const inApia: ScheduleRule = { ...daily('12:00'), timeZone: 'Pacific/Apia' };
    // 30 December 2011 was left out, from UTC-10 to UTC+14; it is made up for as the 31st begins.
    expect(next(inApia, '2011-12-29T22:00:00Z')).toBe('2011-12-30T10:00:00.000Z');
    expect(next(inApia, '2011-12-30T10:00:00Z')).toBe('2011-12-30T22:00:00.000Z');
  });
});

describe('every so many minutes', () => {
  it('counts absolute time: the night with 25 hours has 25 of an hour, the one with 23 has 23', () => {
    const dueBetween = (from: string, to: string): number => {
      let count = 0;
      for (let at = nextDue(every(60), new Date(from)); at <= new Date(to); at = nextDue(every(60), at)) count += 1;
      return count;
    };
    expect(dueBetween('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25);
    expect(dueBetween('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23);
    expect(next(every(60), '2026-03-20T05:00:00Z')).toBe('2026-03-20T06:00:00.000Z');
    expect(latest(every(15), '2026-03-20T05:44:59Z')).toBe('2026-03-20T05:30:00.000Z');
  });

  it('is due on the days chosen, as the clocks of the zone have them', () => {
    const onMonday: ScheduleRule = { ...every(60), days: ['mon'] };
    // Monday 23 March 2026 begins at 23:00 UTC on Sunday.
    expect(next(onMonday, '2026-03-20T12:00:00Z')).toBe('2026-03-22T23:00:00.000Z');
    expect(next(onMonday, '2026-03-23T22:00:00Z')).toBe('2026-03-29T22:00:00.000Z');
    expect(latest(onMonday, '2026-03-26T12:00:00Z')).toBe('2026-03-23T22:00:00.000Z');
  });
});

describe('whatever the rule, the zone and the moment', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), DEFAULT_TIME_ZONE);
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
  const two = (value: number): string => String(value).padStart(2, '0');
  const at = fc.tuple(fc.nat(23), fc.nat(59)).map(([hours, minutes]) => `${two(hours)}:${two(minutes)}`);
  const rule: fc.Arbitrary<ScheduleRule> = fc.oneof(
    fc.record({ days, at, timeZone: zone }),
    fc.record({ days, everyMinutes: fc.integer({ min: 1, max: 1440 }), timeZone: zone }),
  );
  // From the last year in which a clock was put back over midnight, as far as zones are known.
  const moment = fc.date({
    min: new Date('2012-01-01T00:00:00Z'),
    max: new Date('2037-12-31T00:00:00Z'),
    noInvalidDate: true,
  });

  it('what is due comes strictly later, and is the last one that was due when it comes', () => {
    fc.assert(
      fc.property(rule, moment, (each, from) => {
        const first = nextDue(each, from);
        const second = nextDue(each, first);
        expect(first > from).toBe(true);
        expect(second > first).toBe(true);
        expect(latestDue(each, first)).toEqual(first);
        expect(latestDue(each, new Date(second.getTime() - 1))).toEqual(first);
        const before = latestDue(each, from);
        expect(before <= from).toBe(true);
        expect(nextDue(each, before)).toEqual(first);
      }),
      { numRuns: 150 },
    );
  });

  it('each chosen day has one', () => {
    const numberOf = (day: LocalDay): number => Date.UTC(day.year, day.month - 1, day.day);
    fc.assert(
      fc.property(fc.record({ days, timeZone: zone }), moment, (each, from) => {
        const clocks = new TimeZone(each.timeZone);
        const [first, last] = [daysLater(clocks.dayOf(from), 1), daysLater(clocks.dayOf(from), 9)];
        // Noon is jumped over in no zone.
        const rule: ScheduleRule = { ...each, at: '12:00' };
        const seen: number[] = [];
        const end = clocks.momentOf(daysLater(last, 1), 0);
        for (let due = nextDue(rule, clocks.momentOf(first, 0)); due < end; due = nextDue(rule, due))
          seen.push(numberOf(clocks.dayOf(due)));
        const chosen = [0, 1, 2, 3, 4, 5, 6, 7, 8]
          .map((days) => daysLater(first, days))
          .filter((day) => each.days.includes(weekdayOf(day)));
        expect(seen).toEqual(chosen.map(numberOf));
      }),
      { numRuns: 50 },
    );
  });
});

describe('where the clocks of a zone are changed', () => {
  const MINUTE_MS = 60_000;
  const YEAR = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  const WEEK_MS = 7 * 24 * HOUR_MS;

  /** What the clocks show, by another road than the code's: 2026-03-29 02:30. */
  const shownIn = (timeZone: string): ((at: number) => string) => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return (at) => format.format(at);
  };

  const changesOf = (shown: (at: number) => string): number[] => {
    const aside = (at: number): number => Date.parse(`${shown(at).replace(' ', 'T')}Z`) - at;
    const changes: number[] = [];
    for (let week = YEAR.from; week < YEAR.to; week += WEEK_MS) {
      let [before, after] = [week, week + WEEK_MS];
      if (aside(before) === aside(after)) continue;
      while (after - before > MINUTE_MS) {
        const middle = Math.floor((before + after) / 2 / MINUTE_MS) * MINUTE_MS;
        if (aside(middle) === aside(before)) before = middle;
        else after = middle;
      }
      changes.push(after);
    }
    return changes;
  };

  it('every time of day near the change is due at the first minute whose clock shows it or later', () => {
    let zonesWithChanges = 0;
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      const shown = shownIn(timeZone);
      const changes = changesOf(shown);
      if (changes.length > 0) zonesWithChanges += 1;
      for (const change of changes) {
        const minutes = Array.from({ length: 360 }, (_, n) => change + (n - 180) * MINUTE_MS);
        const clocks = minutes.map(shown);
        for (const wanted of new Set(wallClocksBetween(clocks[30] ?? '', clocks[330] ?? ''))) {
          const expected = minutes[clocks.findIndex((clock) => clock >= wanted)] ?? 0;
          const rule: ScheduleRule = { ...daily(wanted.slice(11)), timeZone };
          expect([timeZone, wanted, latest(rule, new Date(expected).toISOString())]).toEqual([
            timeZone,
            wanted,
            new Date(expected).toISOString(),
          ]);
        }
      }
    }
    expect(zonesWithChanges).toBeGreaterThan(50);
  });

  /** Each half hour from one reading of a clock to another, whether the clock ever shows it or not. */
  function wallClocksBetween(from: string, to: string): string[] {
    const readings: string[] = [];
    const end = Date.parse(`${to.replace(' ', 'T')}Z`);
    for (let at = Math.ceil(Date.parse(`${from.replace(' ', 'T')}Z`) / (30 * MINUTE_MS)) * 30 * MINUTE_MS; at <= end;) {
      readings.push(new Date(at).toISOString().slice(0, 16).replace('T', ' '));
      at += 30 * MINUTE_MS;
    }
    return readings;
  }
});
