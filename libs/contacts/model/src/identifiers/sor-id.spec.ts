import { parseSorId } from './sor-id';

describe('SOR id', () => {
  it('accepts the first possible id', () => {
    expect(parseSorId('11000016002')).toEqual({ id: '11000016002', checkDigitRight: true });
  });

  it('warns of any other last digit', () => {
    for (const digit of '013456789') expect(parseSorId(`1100001600${digit}`)?.checkDigitRight).toBe(false);
  });

  it('sees two neighbours that changed places', () => {
    expect(parseSorId('11000061002')?.checkDigitRight).toBe(false);
  });

  it.each(['', '1100001600', '1100001600x'])('%j is none', (text) => {
    expect(parseSorId(text)).toBeUndefined();
  });
});
