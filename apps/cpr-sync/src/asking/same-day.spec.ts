import { lastDeliveryDay } from '@contact-sync/contacts-datafordeler';
import { laterTold } from './same-day';

describe('a person whom a file of the same day knew otherwise', () => {
  it('is looked up at CPR Direkte on the next morning', () => {
    const due = laterTold('2026-11-20', { lookUpRoad: 'direkte', loadingEnds: '06:00' });
    expect(due).toEqual(new Date('2026-11-21T05:00:00Z'));
  });

  // 2026-11-20 is a Friday: what comes on Monday night is loaded on Tuesday.
  it.each([
    ['2026-11-20', '06:00', '2026-11-24T05:00:00Z'],
    ['2026-11-23', '07:30', '2026-11-25T06:30:00Z'],
    ['2026-06-16', '06:00', '2026-06-18T04:00:00Z'],
  ])(
    'of %s is asked for at Datafordeler when a later delivery is loaded, and by then it is',
    (day, loadingEnds, at) => {
      const due = laterTold(day, { lookUpRoad: 'datafordeler', loadingEnds });
      expect(due).toEqual(new Date(at));
      expect(lastDeliveryDay(due, loadingEnds) > day).toBe(true);
    },
  );
});
