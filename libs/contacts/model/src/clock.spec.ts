import { callClock, cprClock, dayOfCprClock, isAfter, momentOf } from './clock';
import type { CprClockParts } from './clock';

const base: CprClockParts = {
  date: '2024-05-02',
  eventTime: '1200',
  road: 'online',
  source: 'd240502.l110901',
  contentHash: 'b0000000',
};
const clock = (more: Partial<CprClockParts>): string => cprClock({ ...base, ...more });

describe('the CPR clock', () => {
  it.each<[string, Partial<CprClockParts>, Partial<CprClockParts>]>([
    ['a later date before all else', { date: '2024-05-03', eventTime: '0000' }, { eventTime: '2359' }],
    ['then the later event', { eventTime: '1201', road: 'datafordeler' }, { road: 'file' }],
    ['an event before none', { eventTime: '0001', road: 'online' }, { eventTime: undefined, road: 'file' }],
    ['then the file before the look-up', { road: 'file', source: 'a' }, { source: 'z' }],
    ['then the look-up before Datafordeler', { source: 'a' }, { road: 'datafordeler', source: 'z' }],
    ['then the file name', { source: 'd240502.l110902', contentHash: 'a0000000' }, {}],
    ['then the content', { contentHash: 'c0000000' }, {}],
  ])('puts %s', (_rule, newer, older) => {
    expect(isAfter(clock(newer), clock(older))).toBe(true);
    expect(isAfter(clock(older), clock(newer))).toBe(false);
  });

  it('takes one delivery under names of different case for one', () => {
    expect(clock({ source: 'D240502.L110901' })).toBe(clock({}));
  });

  it('is newer than nothing', () => {
    expect(isAfter(clock({}), undefined)).toBe(true);
  });

  it('has one moment for two tellings of one delivery', () => {
    expect(momentOf(clock({ contentHash: 'a0000000' }))).toBe(momentOf(clock({ contentHash: 'b0000000' })));
    expect(momentOf(clock({ date: '2024-05-03' })) > momentOf(clock({}))).toBe(true);
  });

  it('tells its day', () => {
    expect(dayOfCprClock(clock({}))).toBe('2024-05-02');
  });
});

describe('the clock of a call', () => {
  it('rises with the time the call began, whatever the road', () => {
    const first = callClock('2026-11-22T03:30:01.000009Z', 'logic');
    const second = callClock('2026-11-22T03:30:01.00001Z', 'datafordeler');
    expect(first).toBe('20261122033001000009 logic');
    expect(second).toBe('20261122033001000010 datafordeler');
    expect(isAfter(second, first)).toBe(true);
    expect(isAfter(callClock('2026-11-22T03:30:02Z', 'logic'), second)).toBe(true);
  });
});
