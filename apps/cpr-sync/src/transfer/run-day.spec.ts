import { nextRunDay } from './run-day';

it.each([
  ['in the morning of a Monday', '2026-03-02T08:00:00Z', '2026-03-02'],
  ['a minute before the last moment', '2026-03-02T10:44:59Z', '2026-03-02'],
  ['at the last moment, 11:45 in Denmark', '2026-03-02T10:45:00Z', '2026-03-03'],
  ['in summer, an hour earlier', '2026-07-01T09:45:00Z', '2026-07-02'],
  ['on a Friday afternoon', '2026-03-06T15:00:00Z', '2026-03-09'],
  ['on a Sunday', '2026-03-08T08:00:00Z', '2026-03-09'],
  ['before Easter, which has three holidays on weekdays', '2026-04-01T12:00:00Z', '2026-04-07'],
])('%s', (_, at, day) => expect(nextRunDay(new Date(at))).toBe(day));
