import { daysLater, TimeZone, weekdayOf } from './local-time';
import type { ScheduleRule } from './rule';

const MINUTE_MS = 60_000;
// Two weeks and more: a day that lost an hour may hold none of the moments of a rule with long steps.
const DAYS_LOOKED_AT = 16;

/** The first moment after `after` at which a rule is due. */
export function nextDue(rule: ScheduleRule, after: Date): Date {
  const zone = zoneOf(rule);
  return 'at' in rule ? nextAt(rule, zone, after) : nextOfEvery(rule, zone, after);
}

/** The last moment up to and with `notAfter` at which a rule was due. */
export function latestDue(rule: ScheduleRule, notAfter: Date): Date {
  const zone = zoneOf(rule);
  return 'at' in rule ? latestAt(rule, zone, notAfter) : latestOfEvery(rule, zone, notAfter);
}

type AtRule = Extract<ScheduleRule, { at: string }>;
type EveryRule = Extract<ScheduleRule, { everyMinutes: number }>;

function nextAt(rule: AtRule, zone: TimeZone, after: Date): Date {
  const today = zone.dayOf(after);
  for (let days = -1; days <= DAYS_LOOKED_AT; days += 1) {
    const day = daysLater(today, days);
    if (!rule.days.includes(weekdayOf(day))) continue;
    const due = zone.momentOf(day, minutesOf(rule.at));
    if (due > after) return due;
  }
  throw new RangeError('a rule without days is never due');
}

function latestAt(rule: AtRule, zone: TimeZone, notAfter: Date): Date {
  const today = zone.dayOf(notAfter);
  for (let days = 1; days >= -DAYS_LOOKED_AT; days -= 1) {
    const day = daysLater(today, days);
    if (!rule.days.includes(weekdayOf(day))) continue;
    const due = zone.momentOf(day, minutesOf(rule.at));
    if (due <= notAfter) return due;
  }
  throw new RangeError('a rule without days is never due');
}

/** Counted from 1970 in absolute time, so that clocks put forward or back neither add nor leave out any. */
function nextOfEvery({ days, everyMinutes }: EveryRule, zone: TimeZone, after: Date): Date {
  const step = everyMinutes * MINUTE_MS;
  let due = (Math.floor(after.getTime() / step) + 1) * step;
  for (let passed = 0; passed <= DAYS_LOOKED_AT; passed += 1) {
    const day = zone.dayOf(new Date(due));
    if (days.includes(weekdayOf(day))) return new Date(due);
    due = Math.ceil(zone.momentOf(daysLater(day, 1), 0).getTime() / step) * step;
  }
  throw new RangeError('a rule without days is never due');
}

function latestOfEvery({ days, everyMinutes }: EveryRule, zone: TimeZone, notAfter: Date): Date {
  const step = everyMinutes * MINUTE_MS;
  let due = Math.floor(notAfter.getTime() / step) * step;
  for (let passed = 0; passed <= DAYS_LOOKED_AT; passed += 1) {
    const day = zone.dayOf(new Date(due));
    if (days.includes(weekdayOf(day))) return new Date(due);
    due = (Math.ceil(zone.momentOf(day, 0).getTime() / step) - 1) * step;
  }
  throw new RangeError('a rule without days is never due');
}

function minutesOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}

const zones = new Map<string, TimeZone>();

/** Making one costs more than all the questions that are asked of it. */
function zoneOf({ timeZone }: ScheduleRule): TimeZone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const zone = new TimeZone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}
