import { journalLine } from './journal';

const time = new Date('2026-03-02T05:30:00.000Z');

it('tells time, action, file and counts in one line', () => {
  expect(journalLine({ time, action: 'imported', file: 'd260302.l110901', counts: { persons: 40, held: 1 } })).toBe(
    '2026-03-02T05:30:00.000Z\timported\td260302.l110901\tpersons=40 held=1\t-\n',
  );
});

it('is one line whatever a reason holds', () => {
  expect(journalLine({ time, action: 'refused', reason: 'no\r\nend\trecord' })).toBe(
    '2026-03-02T05:30:00.000Z\trefused\t-\t-\tno end record\n',
  );
});
