import { isDeliveryDay, lastDeliveryDay, nextDeliveryDay } from './delivery-days';

const at = (time: string): string => lastDeliveryDay(new Date(time), '06:00');

describe('the delivery that an answer of Datafordeler is of', () => {
  // 2026-11-23 is a Monday; Danish winter time is UTC+1.
  it.each([
    ['Tuesday after the loading', '2026-11-24T05:00:00Z', '2026-11-23'],
    ['Tuesday a minute before it has ended', '2026-11-24T04:59:00Z', '2026-11-20'],
    ['Monday before the loading hour', '2026-11-23T04:00:00Z', '2026-11-20'],
    ['Monday at noon: nothing came at the weekend', '2026-11-23T11:00:00Z', '2026-11-20'],
    ['Saturday morning: Friday night was loaded', '2026-11-21T05:00:00Z', '2026-11-20'],
    ['Saturday before the loading has ended', '2026-11-21T04:00:00Z', '2026-11-19'],
    ['Sunday', '2026-11-22T12:00:00Z', '2026-11-20'],
    ['just after midnight in Denmark', '2026-11-24T23:30:00Z', '2026-11-23'],
    ['summer time', '2026-06-17T04:00:00Z', '2026-06-16'],
    ['summer time, before six', '2026-06-17T03:59:00Z', '2026-06-15'],
    ['after Christmas', '2026-12-28T12:00:00Z', '2026-12-24'],
    ['after Easter', '2026-04-07T12:00:00Z', '2026-04-01'],
    ['Wednesday after Easter', '2026-04-08T12:00:00Z', '2026-04-07'],
  ])('%s', (_text, time, day) => expect(at(time)).toBe(day));

  it('goes by the hour that is set', () => {
    expect(lastDeliveryDay(new Date('2026-11-24T05:30:00Z'), '07:00')).toBe('2026-11-20');
    expect(lastDeliveryDay(new Date('2026-11-23T23:00:00Z'), '00:00')).toBe('2026-11-23');
  });

  it('never goes back while time goes on', () => {
    let last = '';
    for (let hour = 0; hour < 24 * 400; hour += 1) {
      const day = lastDeliveryDay(new Date(Date.UTC(2026, 0, 1, hour)), '06:00');
      expect(day >= last).toBe(true);
      last = day;
    }
  });
});

it.each([
  ['2026-11-23', '2026-11-24'],
  ['2026-11-20', '2026-11-23'],
  ['2026-12-24', '2026-12-28'],
  ['2026-04-01', '2026-04-07'],
])('after %s CPR delivers on %s', (day, next) => expect(nextDeliveryDay(day)).toBe(next));

describe('Danish public holidays', () => {
  it.each([
    ['2026-01-01', 'New Year'],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-14', 'Ascension'],
    ['2026-05-25', 'Whit Monday'],
    ['2026-12-25', 'Christmas Day'],
    ['2025-12-26', 'Second Christmas Day'],
    ['2023-05-05', 'the last store bededag'],
    ['2024-03-29', 'Good Friday of an early Easter'],
    ['2011-04-25', 'Easter Monday of a late Easter'],
    ['2038-04-26', 'Easter Monday of the latest Easter there is'],
  ])('no delivery on %s, %s', (day) => expect(isDeliveryDay(day)).toBe(false));

  it.each([
    ['2024-04-26', 'the fourth Friday after Easter is a working day since 2024'],
    ['2026-05-01', 'Labour Day'],
    ['2026-05-15', 'the day after Ascension'],
    ['2026-06-05', 'Constitution Day is no public holiday'],
    ['2026-12-24', 'Christmas Eve is none'],
  ])('a delivery on %s: %s', (day) => expect(isDeliveryDay(day)).toBe(true));
});
