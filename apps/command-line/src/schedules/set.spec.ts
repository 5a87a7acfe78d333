import { changed } from './set';
import { DAYS } from './schedule';

const rule = { days: DAYS, at: '05:30', timeZone: 'Europe/Copenhagen' };

describe('a changed rule', () => {
  it('keeps what was not named', () => {
    expect(changed(rule, { days: ['mon'] })).toEqual({ ...rule, days: ['mon'] });
    expect(changed(rule, { at: '06:15' })).toEqual({ ...rule, at: '06:15' });
    expect(changed(rule, { timeZone: 'UTC' })).toEqual({ ...rule, timeZone: 'UTC' });
  });

  it('has one kind of time only', () => {
    expect(changed(rule, { everyMinutes: 60 })).toEqual({
      days: DAYS,
      timeZone: 'Europe/Copenhagen',
      everyMinutes: 60,
    });
  });
});
