import { rereadTime } from './reread-time';

it.each([
  ['2026-01-15', '2026-01-15T05:00:00.000Z'],
  ['2026-07-01', '2026-07-01T04:00:00.000Z'],
  // The clocks are put forward and back in the night before.
  ['2026-03-29', '2026-03-29T04:00:00.000Z'],
  ['2026-10-25', '2026-10-25T05:00:00.000Z'],
])('%s is read again at six in the morning in Denmark: %s', (day, moment) => {
  expect(rereadTime(day).toISOString()).toBe(moment);
});
