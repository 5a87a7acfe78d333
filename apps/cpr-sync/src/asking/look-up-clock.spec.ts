import { cprClock, dayOfClock, isAfter } from '@contact-sync/contacts-model';
import { lookUpClock, movedTo } from './look-up-clock';

const direkte = (calledAt: string): string => lookUpClock({ road: 'direkte', calledAt, contentHash: 'b0000000' });

describe('the clock of a look-up', () => {
  it('is of the Danish day', () => {
    expect(dayOfClock(direkte('2026-11-22T22:59:59.999999Z'))).toBe('2026-11-22');
    expect(dayOfClock(direkte('2026-11-22T23:00:00.000000Z'))).toBe('2026-11-23');
  });

  it('orders look-ups of one day by when they began', () => {
    expect(isAfter(direkte('2026-11-22T10:00:00.000002Z'), direkte('2026-11-22T10:00:00.000001Z'))).toBe(true);
    expect(isAfter(direkte('2026-11-22T10:00:00Z'), direkte('2026-11-22T09:59:59.999999Z'))).toBe(true);
  });

  it('is beaten by the file of its day, and beats Datafordeler', () => {
    const file = cprClock({ date: '2026-11-22', road: 'file', source: 'd261122.l110901', contentHash: 'a0000000' });
    const other = lookUpClock({
      road: 'datafordeler',
      calledAt: '2026-11-23T11:00:00Z',
      date: '2026-11-22',
      contentHash: 'z0000000',
    });
    expect(isAfter(file, direkte('2026-11-22T22:00:00Z'))).toBe(true);
    expect(isAfter(direkte('2026-11-22T06:00:00Z'), other)).toBe(true);
    expect(isAfter(direkte('2026-11-23T06:00:00Z'), file)).toBe(true);
  });
});

it("database time is moved to the service's clock, to the microsecond", () => {
  const system = Date.parse('2026-11-22T10:00:00.500Z');
  expect(movedTo('2026-11-22T10:00:00.123456Z', new Date(system), system)).toBe('2026-11-22T10:00:00.123456Z');
  expect(movedTo('2026-11-22T10:00:00.123456Z', new Date(system + 86_400_000), system)).toBe(
    '2026-11-23T10:00:00.123456Z',
  );
});
