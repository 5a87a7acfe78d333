import { ageOn, compactDate, dayOf, isoDate, nextWeekday, parseDay, weekday } from './calendar';

describe('the calendar', () => {
  it('counts days as the Gregorian calendar does, across the centuries', () => {
    for (const iso of [
      '1858-01-01',
      '1899-12-31',
      '1900-02-28',
      '1970-01-01',
      '2000-02-29',
      '2024-02-29',
      '2036-12-31',
    ]) {
      const expected = Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
      expect(parseDay(iso)).toBe(expected);
      expect(isoDate(expected)).toBe(iso);
      expect(compactDate(expected)).toBe(iso.replaceAll('-', ''));
      expect(weekday(expected)).toBe((new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7);
    }
  });

  it('refuses dates that do not exist', () => {
    for (const text of ['1900-02-29', '2026-13-01', '2026-04-31', '2026-4-1', 'i dag'])
      expect(parseDay(text)).toBeUndefined();
  });

  it('goes from Friday, Saturday and Sunday to Monday', () => {
    // 6 March 2026 is a Friday.
    for (const day of [6, 7, 8]) expect(isoDate(nextWeekday(dayOf(2026, 3, day)))).toBe('2026-03-09');
    expect(isoDate(nextWeekday(dayOf(2026, 3, 9)))).toBe('2026-03-10');
  });

  it('knows an age to the day', () => {
    expect(ageOn(dayOf(2008, 3, 4), dayOf(2026, 3, 3))).toBe(17);
    expect(ageOn(dayOf(2008, 3, 4), dayOf(2026, 3, 4))).toBe(18);
  });
});
