import { holdsText } from './list';

const hold = {
  id: '12',
  register: 'cpr',
  nameType: 'C',
  contactId: '4711',
  road: 'file',
  source: 'd260302.l110901',
  lines: [7, 8, 1200],
  reason: 'damaged-record',
  heldAt: '2026-03-02T05:30:01.120Z',
};

describe('holdsText', () => {
  it('has one line per hold, with where to look', () => {
    const { lines: _, ...whole } = hold;
    expect(holdsText({ holds: [hold, { ...whole, id: '9', reason: 'of 6101801234\u001b[2J' }], next: 'x' })).toBe(
      [
        'hold  register  contact  from                  lines   held                  reason',
        '12    cpr       C 4711   file d260302.l110901  7-1200  2026-03-02 05:30:01Z  damaged-record',
        '9     cpr       C 4711   file d260302.l110901          2026-03-02 05:30:01Z  of ******-****\\x1b[2J',
        'there are more; --limit shows more at a time',
        '',
      ].join('\n'),
    );
    expect(holdsText({ holds: [] })).toBe('nothing is held\n');
  });
});
