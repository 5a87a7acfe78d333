import { groupsOf } from '../../test/observed';
import { on, person, PNR } from '../../test/sentences';

describe('protection', () => {
  it('is in force without a start, and whatever SLET_DT says', () => {
    expect(groupsOf(person({}, ['004', { PNR, BESKYTTYPE: '0001' }])).protection).toEqual({
      protection: { date: '2026', uncertain: true },
    });
    const past = { PNR, BESKYTTYPE: '0001', 'START_DT-BESKYTTELSE': '2001-01-01', 'SLET_DT-BESKYTTELSE': '2002-01-01' };
    expect(groupsOf(person({}, ['004', past])).protection).toEqual({ protection: on('2001-01-01') });
  });

  it('ends when the record is gone', () => {
    expect(groupsOf(person()).protection).toEqual({});
  });
});
