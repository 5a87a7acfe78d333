import { callClock, cprClock, dayOfClock, isAfter, momentOf, sorClock } from './clock';
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
    expect(dayOfClock(clock({}))).toBe('2024-05-02');
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

describe('clocks of SOR', () => {
  const parts = {
    day: '2026-11-22',
    updatedAt: '2026-11-21',
    madeAt: '2026-11-22T02:10:00.000Z',
    contentHash: 'Zb3kQ9xW7',
  };

  it("are the file's day, UpdatedAt, the file's time and the content, in this order", () => {
    expect(sorClock(parts)).toBe('20261122 20261121000000 20261122021000 Zb3kQ9xW');
    expect(dayOfClock(sorClock(parts))).toBe('2026-11-22');
  });

  it.each([
    ['the next day, whatever UpdatedAt says', { day: '2026-11-23', updatedAt: '2019-01-01' }],
    ['a later change', { updatedAt: '2026-11-21T13:00:00' }],
    ['a file of the same day that was made later', { madeAt: '2026-11-22T09:00:00.000Z' }],
    ['other content', { contentHash: 'ab3kQ9xW7' }],
  ])('%s is newer', (_, later) => expect(isAfter(sorClock({ ...parts, ...later }), sorClock(parts))).toBe(true));

  it("that a unit is gone from the file is older than anything the same day's files say of it", () => {
    const { updatedAt: _, ...gone } = parts;
    expect(isAfter(sorClock(parts), sorClock({ ...gone, madeAt: '2026-11-22T23:00:00.000Z' }))).toBe(true);
  });
});
