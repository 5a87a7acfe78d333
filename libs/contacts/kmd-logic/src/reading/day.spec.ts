import { dayOfInstant, readDay } from './day';

it.each([
  ['2012-03-01', '2012-03-01'],
  ['2012-03-01T00:00:00', '2012-03-01'],
  ['2012-03-01T23:59:59.9999999', '2012-03-01'],
  ['2012-03-01 00:00', '2012-03-01'],
  // Midnight in Denmark, written in UTC: an hour back in winter, two in summer.
  ['2012-02-29T23:00:00Z', '2012-03-01'],
  ['2012-06-30T22:00:00.000Z', '2012-07-01'],
  ['2012-06-30T21:59:59Z', '2012-06-30'],
  ['2012-03-01T00:00:00+01:00', '2012-03-01'],
  ['01-03-2012', '2012-03-01'],
  ['0001-01-01T00:00:00', null],
  ['01-01-0001', null],
  ['2012-02-30', undefined],
  ['31-04-2012', undefined],
  ['2012', undefined],
  ['03/01/2012', undefined],
  ['', undefined],
])('%j is %j', (text, day) => expect(readDay(text)).toBe(day));

it('an instant that is none has no day', () => {
  expect(dayOfInstant('2026-10-16T12:18:20.453821Z')).toBe('2026-10-16');
  expect(dayOfInstant('')).toBeUndefined();
});
