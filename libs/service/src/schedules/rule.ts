import type { FieldFault } from '../problems/problem';
import { TimeZone, WEEKDAYS, type Weekday } from './local-time';

/** When a job is due: on these days, at a time of day or every so many minutes, by the clocks of a time zone. */
export type ScheduleRule = {
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly timeZone: string;
} & (
  | {
      /** `HH:MM`, 00:00 to 23:59. */
      readonly at: string;
    }
  | {
      /** 1 to 1440, counted in absolute time: 60 is every whole hour, whatever is done to the clocks. */
      readonly everyMinutes: number;
    }
);

export const DEFAULT_TIME_ZONE = 'Europe/Copenhagen';
const MOST_MINUTES = 1440;
const EVERY_DAY = WEEKDAYS;

/** Due each day at a time of day. */
export const daily = (at: string): ScheduleRule => ({ days: EVERY_DAY, at, timeZone: DEFAULT_TIME_ZONE });

/** Due every so many minutes. */
export const every = (everyMinutes: number): ScheduleRule => ({
  days: EVERY_DAY,
  everyMinutes,
  timeZone: DEFAULT_TIME_ZONE,
});

const MEMBERS = ['days', 'at', 'everyMinutes', 'timeZone'];

/** Reads a rule that somebody wrote, with its days in order; or every fault in it. */
export function readRule(wish: unknown): { readonly rule: ScheduleRule } | { readonly faults: readonly FieldFault[] } {
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish))
    return { faults: [{ field: 'rule', message: 'must be an object' }] };
  const { days, at, everyMinutes, timeZone = DEFAULT_TIME_ZONE } = wish as Readonly<Record<string, unknown>>;
  const faults: FieldFault[] = [];
  const refuse = (field: string, message: string): void => void faults.push({ field: `rule.${field}`, message });
  if (Object.keys(wish).some((name) => !MEMBERS.includes(name))) refuse('(unknown)', 'is no member of a rule');
  if (!isDays(days)) refuse('days', `must be one or more of ${WEEKDAYS.join(', ')}`);
  if ((at === undefined) === (everyMinutes === undefined)) refuse('at', 'is needed, or everyMinutes, but not both');
  if (at !== undefined && !isTimeOfDay(at)) refuse('at', 'must be a time of day, HH:MM');
  if (everyMinutes !== undefined && !isMinutes(everyMinutes))
    refuse('everyMinutes', `must be a whole number from 1 to ${MOST_MINUTES}`);
  if (!isTimeZone(timeZone)) refuse('timeZone', 'must be the IANA name of a time zone, such as Europe/Copenhagen');
  if (faults.length > 0) return { faults };
  // Each member was looked at above.
  const common = { days: WEEKDAYS.filter((day) => (days as unknown[]).includes(day)), timeZone: timeZone as string };
  return {
    rule: at === undefined ? { ...common, everyMinutes: everyMinutes as number } : { ...common, at: at as string },
  };
}

const isDays = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((day) => WEEKDAYS.some((weekday) => weekday === day));

const isTimeOfDay = (value: unknown): boolean => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

const isMinutes = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_MINUTES;

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 60) return false;
  try {
    new TimeZone(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
