import { dayBeside, readSorDate } from './dates';

describe('dates', () => {
  it.each([
    ['2024-05-02', { day: '2024-05-02' }],
    ['02-05-2024', { day: '2024-05-02' }],
    ['02.05.2024', { day: '2024-05-02' }],
    ['2024-05-02 13:14:15', { day: '2024-05-02', time: '13:14:15' }],
    ['2024-05-02T13:14', { day: '2024-05-02', time: '13:14:00' }],
    ['2024-05-02T13:14:15.123', { day: '2024-05-02', time: '13:14:15' }],
    ['02-05-2024 13:14:15', { day: '2024-05-02', time: '13:14:15' }],
    ['2024-02-29', { day: '2024-02-29' }],
    // A zone: the day it was in Denmark, an hour ahead in winter and two in summer.
    ['2024-05-01T22:00:00Z', { day: '2024-05-02', time: '22:00:00' }],
    ['2024-01-01T22:00:00Z', { day: '2024-01-01', time: '22:00:00' }],
    ['2024-05-02T00:00:00+02:00', { day: '2024-05-02', time: '00:00:00' }],
  ])('%s', (text, date) => {
    expect(readSorDate(text)).toEqual(date);
  });

  it.each(['2023-02-29', '2024-13-01', '00-05-2024', '31.04.2024', '02-05.2024', '2024', '20240502', '45414', 'i dag'])(
    '%s is none',
    (text) => {
      expect(readSorDate(text)).toBeUndefined();
    },
  );

  it('have days beside them, over the ends of months and leap years', () => {
    expect(dayBeside('2024-03-01', -1)).toBe('2024-02-29');
    expect(dayBeside('2025-12-31', 1)).toBe('2026-01-01');
    // The clocks change between these.
    expect(dayBeside('2026-10-26', -1)).toBe('2026-10-25');
  });
});
