import { daysUntil, decideWarning, ENDED } from './decide-warning';

const END = new Date('2027-03-01T12:00:00Z');
const at = (day: string): Date => new Date(`${day}Z`);

describe('daysUntil', () => {
  it.each([
    ['2027-02-28T12:00:00', 1],
    ['2027-02-28T12:00:01', 0],
    ['2027-03-01T12:00:00', 0],
    ['2027-03-01T12:00:01', -1],
    ['2026-12-31T12:00:00', 60],
  ])('on %s there are %d whole days left', (now, days) => {
    expect(daysUntil(END, at(now))).toBe(days);
  });
});

describe('decideWarning', () => {
  it.each([
    [61, undefined, undefined],
    [60, undefined, 60],
    [59, 60, undefined],
    [31, 60, undefined],
    [30, 60, 30],
    [14, 30, 14],
    [7, 14, 7],
    [1, 7, 1],
    [0, 1, undefined],
    [-1, 1, ENDED],
    [-400, ENDED, undefined],
    // The service was down: what passed meanwhile is told as one.
    [10, 60, 14],
    [0, undefined, 1],
    [-3, undefined, ENDED],
    [-3, 60, ENDED],
  ])('with %d days left, warned at %s: %s', (daysLeft, warned, expected) => {
    expect(decideWarning(daysLeft, warned)).toBe(expected);
  });

  it('warns six times over the life of a certificate that is looked at every day, and on the days it should', () => {
    let warned: number | undefined;
    const days: number[] = [];
    for (let daysLeft = 730; daysLeft >= -30; daysLeft -= 1) {
      const threshold = decideWarning(daysLeft, warned);
      if (threshold === undefined) continue;
      warned = threshold;
      days.push(daysLeft);
    }
    expect(days).toEqual([60, 30, 14, 7, 1, -1]);
  });
});
