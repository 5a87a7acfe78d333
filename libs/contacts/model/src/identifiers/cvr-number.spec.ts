import { parseCvrNumber } from './cvr-number';

describe('CVR number', () => {
  // 2*2 + 6*7 + 9*6 + 1*5 + 1*4 + 7*3 + 4*2 + 5*1 = 143 = 13 * 11
  it('accepts a right check digit, however it is written', () => {
    expect(parseCvrNumber('26911745')).toEqual({ number: '26911745', checkDigitRight: true });
    expect(parseCvrNumber('DK 26 91 17 45')).toEqual({ number: '26911745', checkDigitRight: true });
  });

  it('says when the check digit is wrong', () => {
    expect(parseCvrNumber('26911746')?.checkDigitRight).toBe(false);
  });

  it.each(['', '2691174', '269117455', '2691174x'])('%j is none', (text) => {
    expect(parseCvrNumber(text)).toBeUndefined();
  });
});
