import { conditionsOf, fits, heldAt, namedValues, type Row, type Where } from './conditions';

const fitsWhere = (where: Where, row: Row) => fits(conditionsOf(where))(row);

describe('conditions', () => {
  it('must all hold, those in nested `and` too', () => {
    const where: Where = {
      CVREnhedsId: { eq: '40' },
      and: [{ sekvens: { gte: 1 } }, { and: [{ sekvens: { lt: 3 } }] }],
    };
    expect([0, 1, 2, 3].filter((sekvens) => fitsWhere(where, { CVREnhedsId: '40', sekvens }))).toEqual([1, 2]);
    expect(fitsWhere(where, { CVREnhedsId: '41', sekvens: 1 })).toBe(false);
  });

  it.each([
    ['eq', [2]],
    ['gt', [3]],
    ['ngt', [1, 2]],
    ['gte', [2, 3]],
    ['ngte', [1]],
    ['lt', [1]],
    ['nlt', [2, 3]],
    ['lte', [1, 2]],
    ['nlte', [3]],
  ])('%s 2 leaves %j of 1, 2, 3, and never a row without the value', (operator, left) => {
    const fitting = [1, 2, 3, null].filter((n) => fitsWhere({ n: { [operator]: 2 } }, { n }));
    expect(fitting).toEqual(left);
  });

  it('compare dates and moments in the order of time', () => {
    expect(fitsWhere({ day: { gt: '2026-09-30' } }, { day: '2026-10-01' })).toBe(true);
    expect(fitsWhere({ at: { lte: '2026-10-01T00:00:00.000000Z' } }, { at: '2026-10-01T00:00:00.000001Z' })).toBe(
      false,
    );
  });

  it('take null with eq as "has none"', () => {
    expect(fitsWhere({ virkningTil: { eq: null } }, { virkningTil: null })).toBe(true);
    expect(fitsWhere({ virkningTil: { eq: null } }, { virkningTil: '2026-10-01' })).toBe(false);
  });

  it('do not exist where a field has no operator', () => {
    expect(conditionsOf({ CVREnhedsId: {} })).toEqual([]);
    expect(conditionsOf({ CVREnhedsId: null })).toEqual([]);
  });

  it('name their values with eq and in alone', () => {
    expect(namedValues({ field: 'id', operators: { eq: 'a' } })).toEqual(['a']);
    expect(namedValues({ field: 'id', operators: { in: ['a', 'b'] } })).toEqual(['a', 'b']);
    expect(namedValues({ field: 'id', operators: { gt: 'a' } })).toBeUndefined();
  });
});

describe('a row', () => {
  const row = { virkningFra: '2026-03-01', virkningTil: '2026-06-01', registreringTil: null };

  it.each([
    ['2026-02-28T23:59:59.999999Z', false],
    ['2026-03-01T00:00:00.000000Z', true],
    ['2026-05-31T23:59:59.999999Z', true],
    ['2026-06-01T00:00:00.000000Z', false],
  ])('from 1 March until 1 June is valid at %s: %s', (moment, valid) => {
    expect(heldAt({ moment }, 'days')(row)).toBe(valid);
  });

  it('without an end is valid ever after, unless a later registration has replaced it', () => {
    const open = { ...row, virkningTil: null };
    expect(heldAt({ moment: '2099-01-01T00:00:00.000000Z' }, 'days')(open)).toBe(true);
    expect(
      heldAt(
        { moment: '2099-01-01T00:00:00.000000Z' },
        'days',
      )({ ...open, registreringTil: '2026-07-01T09:00:00.000000Z' }),
    ).toBe(false);
  });
});
