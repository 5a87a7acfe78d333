import { birthYearOf, isSubstituteNumber, parseCprNumber, readCprNumber } from './cpr-number';

describe('person number', () => {
  // CPR Direkte, 7.1: the seventh digit and the year of the number give the century.
  it.each([
    ['6101000123', 1900],
    ['6101993123', 1999],
    ['6101004123', 2000],
    ['6101364123', 2036],
    ['6101374123', 1937],
    ['6101994123', 1999],
    ['6101005123', 2000],
    ['6101576123', 2057],
    ['6101585123', 1858],
    ['6101998123', 1899],
    ['6101965123', 1896],
    ['6101009123', 2000],
    ['6101369123', 2036],
    ['6101379123', 1937],
  ])('%s was made for somebody born in %i', (number, year) => {
    expect(birthYearOf(number)).toBe(year);
  });

  it('takes a number apart, substitute numbers included', () => {
    expect(parseCprNumber('610180-1235')).toEqual({
      number: '6101801235',
      birthDate: '1980-01-01',
      gender: 'M',
      substitute: true,
      modulus11: false,
    });
    expect(parseCprNumber('9112995124')).toMatchObject({ birthDate: '1899-12-31', gender: 'K', substitute: true });
  });

  it('reports modulus 11 and never rejects for it', () => {
    // 6*4 + 1*3 + 0*2 + 1*7 + 8*6 + 0*5 + 1*4 + 2*3 + 3*2 = 98; 98 + 1 is divisible by eleven.
    expect(parseCprNumber('6101801231')?.modulus11).toBe(true);
    expect(parseCprNumber('6101801232')?.modulus11).toBe(false);
  });

  it('keeps a number whose date is none, without a birth date', () => {
    expect(parseCprNumber('9999991234')).toMatchObject({ number: '9999991234' });
    expect(parseCprNumber('9102801234')).not.toHaveProperty('birthDate');
  });

  it.each(['', '          ', '0000000000', '12345678', 'abcdefghij', '61018012345'])('%j is no number', (text) => {
    expect(readCprNumber(text)).toBeUndefined();
  });

  it('gives back a lost leading zero', () => {
    expect(readCprNumber(' 161801234')).toBe('0161801234');
  });

  it('knows days 61 to 91 as substitute numbers, and no others', () => {
    const substitutes = Array.from({ length: 100 }, (_, day) => day).filter((day) =>
      isSubstituteNumber(`${String(day).padStart(2, '0')}01801234`),
    );
    expect(substitutes).toEqual(Array.from({ length: 31 }, (_, at) => at + 61));
  });
});
