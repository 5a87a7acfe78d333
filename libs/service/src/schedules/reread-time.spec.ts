import { rereadTime } from './reread-time';

it.each([
  ['2026-12-01', '2026-12-01T05:00:00.000Z'],
  ['2026-07-01', '2026-07-01T04:00:00.000Z'],
  // The clocks were set in the night before: forward at 02:00, back at 03:00.
  ['2026-03-29', '2026-03-29T04:00:00.000Z'],
  ['2026-10-25', '2026-10-25T05:00:00.000Z'],
])('what takes effect on %s is read again at %s', (day, at) => expect(rereadTime(day).toISOString()).toBe(at));
