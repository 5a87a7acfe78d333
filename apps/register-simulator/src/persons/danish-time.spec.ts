import { isoDate, parseDay } from '../population/calendar';
import { danishDayAt, danishMoment, isPublicHoliday, momentAt } from './danish-time';

const day = (text: string) => parseDay(text) ?? NaN;

it.each([
  ['2026-01-15', '20:00', '2026-01-15T19:00:00.000Z'],
  ['2026-07-15', '20:00', '2026-07-15T18:00:00.000Z'],
  ['2026-03-29', '00:00', '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', '16:00', '2026-03-29T14:00:00.000Z'],
  ['2026-10-25', '00:00', '2026-10-24T22:00:00.000Z'],
  ['2026-10-25', '20:00', '2026-10-25T19:00:00.000Z'],
])('%s %s in Denmark is %s', (date, time, moment) => {
  expect(new Date(momentAt(day(date), time)).toISOString()).toBe(moment);
  expect(isoDate(danishDayAt(Date.parse(moment)))).toBe(date);
  expect(danishMoment(Date.parse(moment))).toBe(`${date}${time}`.replace(/\D/g, ''));
});

it('knows the public holidays', () => {
  const holidays = (year: number) =>
    Array.from({ length: 366 }, (_, at) => day(`${year}-01-01`) + at)
      .filter(isPublicHoliday)
      .map(isoDate)
      .filter((text) => text.startsWith(String(year)));
  expect(holidays(2026)).toEqual([
    '2026-01-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-14',
    '2026-05-24',
    '2026-05-25',
    '2026-12-25',
    '2026-12-26',
  ]);
  expect(holidays(2023)).toContain('2023-05-05');
  expect(holidays(2024)).toContain('2024-03-28');
  expect(holidays(2024)).not.toContain('2024-04-26');
});
