import { inspect } from 'node:util';
import { MaskedPersonNumber, maskPersonNumbers } from './person-number-mask';

const MASK = '******-****';

describe('masking of person numbers', () => {
  it.each(['6101801234', '610180-1234', '610180 1234', '9112801234', '610180\u20131234', '7001801234'])(
    'masks %s wherever it stands',
    (number) => {
      expect(maskPersonNumbers(number)).toBe(MASK);
      expect(maskPersonNumbers(`Person med cprnr ${number}, id=${number};"${number}"`)).toBe(
        `Person med cprnr ${MASK}, id=${MASK};"${MASK}"`,
      );
      expect(maskPersonNumbers(`x${number}y_${number}`)).toBe(`x${MASK}y_${MASK}`);
    },
  );

  it('masks days 1 to 31 and 61 to 91 of any month, and only those', () => {
    for (let day = 0; day < 100; day++) {
      const text = `${String(day).padStart(2, '0')}12801234`;
      const number = (day >= 1 && day <= 31) || (day >= 61 && day <= 91);
      expect(maskPersonNumbers(text)).toBe(number ? MASK : text);
    }
    expect(maskPersonNumbers('6113801234')).toBe('6113801234');
    expect(maskPersonNumbers('6100801234')).toBe('6100801234');
  });

  it.each([
    ['a date', '20011119'],
    ['a CPR time stamp', '200111190929'],
    ['milliseconds', '1700000000000'],
    ['a SOR id', '110110191000016006'],
    ['an ISO time', '2026-11-21T10:12:13.610Z'],
    ['a CVR number', '61018012'],
    ['a longer run', '61018012345'],
    ['a hyphen in the wrong place', '6101-801234'],
  ])('leaves %s alone', (_, text) => {
    expect(maskPersonNumbers(text)).toBe(text);
  });
});

describe('a masked person number', () => {
  const number = new MaskedPersonNumber('6101801234');

  it('gives its digits only when asked', () => {
    expect(number.reveal()).toBe('6101801234');
  });

  it('prints as asterisks by every road', () => {
    expect(`${number}`).toBe(MASK);
    expect(JSON.stringify({ number })).toBe(`{"number":"${MASK}"}`);
    expect(inspect({ number })).not.toContain('6101801234');
    expect(Object.values(number)).toEqual([]);
  });
});
