import { danishDay, danishTime, dayBeside } from './danish-time';

it.each([
  ['2026-11-21T22:59:59Z', '2026-11-21', '23:59:59'],
  ['2026-11-21T23:00:00Z', '2026-11-22', '00:00:00'],
  ['2026-06-30T21:59:59Z', '2026-06-30', '23:59:59'],
  ['2026-06-30T22:00:00Z', '2026-07-01', '00:00:00'],
  // The hour that comes twice when the clocks are put back.
  ['2026-10-25T00:30:00Z', '2026-10-25', '02:30:00'],
  ['2026-10-25T01:30:00Z', '2026-10-25', '02:30:00'],
])('%s is %s at %s in Denmark', (at, day, time) => {
  const moment = new Date(at);
  expect(danishDay(moment)).toBe(day);
  expect(danishDay(moment.getTime())).toBe(day);
  expect(danishTime(moment)).toEqual({ day, time });
});

it.each([
  ['2024-03-01', -1, '2024-02-29'],
  ['2025-12-31', 1, '2026-01-01'],
  // A day has 25 hours where the clocks were put back the day before.
  ['2026-10-26', -1, '2026-10-25'],
])('beside %s by %i days is %s', (day, days, expected) => expect(dayBeside(day, days)).toBe(expected));
