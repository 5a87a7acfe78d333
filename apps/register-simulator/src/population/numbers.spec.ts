import { dayOf } from './calendar';
import { NumberBook, substituteNumber } from './numbers';

describe('a substitute number', () => {
  // Seventh digits by year of birth, as the rule for the century has them.
  it.each([
    [1896, /^7611968|^7611967|^7611966|^7611965/],
    [1936, /^761136[0-3]/],
    [1937, /^761137[0-49]/],
    [1999, /^761199[0-49]/],
    [2000, /^761100[4-9]/],
    [2036, /^761136[4-9]/],
  ])('of %i says the century with its seventh digit', (year, pattern) => {
    for (let serial = 0; serial < 50; serial++)
      expect(substituteNumber(dayOf(year, 11, 16), 'K', serial)).toMatch(pattern);
  });

  it('has the day of birth plus 60 and an odd last digit for men only', () => {
    for (let day = 1; day <= 31; day++) {
      expect(substituteNumber(dayOf(1980, 1, day), 'M', day)).toMatch(new RegExp(`^${day + 60}0180.{3}[13579]$`));
      expect(substituteNumber(dayOf(1980, 1, day), 'K', day)).toMatch(new RegExp(`^${day + 60}0180.{3}[02468]$`));
    }
  });
});

describe('the book of numbers', () => {
  it('gives each number once, until those of the day are used up', () => {
    const take = new NumberBook().layOutNext();
    const numbers = new Set<string>();
    // 1900-1936 has four seventh digits: 2000 numbers a day for each sex.
    for (let count = 0; count < 2000; count++) numbers.add(take(dayOf(1920, 5, 5), 'M'));
    expect(numbers.size).toBe(2000);
    expect(() => take(dayOf(1920, 5, 5), 'M')).toThrow('used up');
  });

  it('says the same numbers of a family again, and new ones when it asks for more', () => {
    const book = new NumberBook();
    const born = dayOf(1990, 6, 1);
    const first = book.layOutNext();
    const given = [first(born, 'M'), first(born, 'K')];
    const neighbour = book.layOutNext()(born, 'M');
    const again = book.numbersOf(0);
    expect([again(born, 'M'), again(born, 'K')]).toEqual(given);
    const later = again(born, 'M');
    expect([...given, neighbour]).not.toContain(later);
    const third = book.numbersOf(0);
    expect([third(born, 'M'), third(born, 'K'), third(born, 'M')]).toEqual([...given, later]);
  });
});
