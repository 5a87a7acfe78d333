import { lastLoadedDay } from './registered-persons';

// 3 April 2026 is Good Friday, 6 April Easter Monday; 06:00 is 05:00 UTC in winter, 04:00 in summer.
it.each([
  ['a Tuesday after loading', '2026-03-10T05:00:00Z', '2026-03-09'],
  ['a Tuesday before loading has ended', '2026-03-10T04:59:59Z', '2026-03-06'],
  ['a Saturday after loading', '2026-03-07T05:00:00Z', '2026-03-06'],
  ['a Sunday', '2026-03-08T12:00:00Z', '2026-03-06'],
  ['a Monday morning', '2026-03-09T03:00:00Z', '2026-03-06'],
  ['the Tuesday after Easter', '2026-04-07T12:00:00Z', '2026-04-01'],
  ['the Wednesday after Easter, before and after loading', '2026-04-08T03:59:00Z', '2026-04-01'],
  ['the Wednesday after Easter', '2026-04-08T04:00:00Z', '2026-04-07'],
])('on %s', (_when, now, day) => expect(lastLoadedDay(new Date(now))).toBe(day));
