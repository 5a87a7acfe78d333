import { pathOf, readDays, ruleText } from './schedule';

const COPENHAGEN = 'Europe/Copenhagen';

describe('days', () => {
  it('are read as a person writes them', () => {
    expect(readDays('mon-fri')).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
    expect(readDays('sun,sat')).toEqual(['sat', 'sun']);
    expect(readDays('sat-mon,wed')).toEqual(['mon', 'wed', 'sat', 'sun']);
    expect(readDays('daily')).toHaveLength(7);
  });

  it('that are none are refused', () => {
    for (const text of ['', 'monday', 'mon-', 'mon-tue-wed', 'mon;tue', '1-5'])
      expect(() => readDays(text)).toThrow('--days must be');
  });
});

describe('a rule in words', () => {
  it('tells the time and the days, and the zone where it is another', () => {
    expect(ruleText({ days: readDays('daily'), at: '05:30', timeZone: COPENHAGEN })).toBe('05:30 daily');
    expect(ruleText({ days: readDays('mon-fri'), at: '06:00', timeZone: COPENHAGEN })).toBe('06:00 mon-fri');
    expect(ruleText({ days: readDays('mon,wed'), everyMinutes: 15, timeZone: 'UTC' })).toBe('every 15 min mon,wed UTC');
    expect(ruleText({ days: readDays('daily'), everyMinutes: 60, timeZone: COPENHAGEN })).toBe('every 60 min');
  });
});

describe('the name of a schedule', () => {
  it('leads to its service; anything else is refused and not repeated', () => {
    expect(pathOf('cpr-sync/import-deliveries')).toBe('/cpr-sync/schedules/import-deliveries');
    for (const name of [undefined, '', 'import-deliveries', 'nobody/job', 'cpr-sync/a/b', 'cpr-sync/6101801234'])
      expect(() => pathOf(name)).toThrow(/^name one schedule as/);
  });
});
