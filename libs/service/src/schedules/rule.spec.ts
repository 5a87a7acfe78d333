import { daily, every, readRule } from './rule';

describe('a rule that somebody wrote', () => {
  it('is read, its days in order and its zone filled in', () => {
    expect(readRule({ days: ['fri', 'mon'], at: '05:30' })).toEqual({
      rule: { days: ['mon', 'fri'], at: '05:30', timeZone: 'Europe/Copenhagen' },
    });
    expect(readRule({ days: ['sun'], everyMinutes: 60, timeZone: 'UTC' })).toEqual({
      rule: { days: ['sun'], everyMinutes: 60, timeZone: 'UTC' },
    });
    for (const rule of [daily('05:30'), every(1)]) expect(readRule(rule)).toEqual({ rule });
  });

  it('is refused with every fault by its field', () => {
    const faults = (wish: unknown): string[] => {
      const read = readRule(wish);
      return 'faults' in read ? read.faults.map(({ field }) => field) : [];
    };
    expect(faults(null)).toEqual(['rule']);
    expect(faults([])).toEqual(['rule']);
    expect(faults({ days: [], at: '24:00', timeZone: 'Nowhere/None', cron: '* * *' })).toEqual([
      'rule.(unknown)',
      'rule.days',
      'rule.at',
      'rule.timeZone',
    ]);
    expect(faults({ days: ['mon'] })).toEqual(['rule.at']);
    expect(faults({ days: ['mon'], at: '05:30', everyMinutes: 60 })).toEqual(['rule.at']);
    for (const everyMinutes of [0, 1441, 1.5, '60'])
      expect(faults({ days: ['mon'], everyMinutes })).toEqual(['rule.everyMinutes']);
    for (const at of ['5:30', '05:60', '0530', 530]) expect(faults({ days: ['mon'], at })).toEqual(['rule.at']);
    expect(faults({ days: ['monday'], at: '05:30' })).toEqual(['rule.days']);
  });
});
