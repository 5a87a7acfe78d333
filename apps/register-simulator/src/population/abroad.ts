import { type Dice } from './dice';

/** A country by the register's own four-digit code, with two lines that an address there ends in. */
interface Country {
  code: string;
  streets: readonly [string, ...string[]];
  town: string;
  name: string;
}

const COUNTRIES: readonly [Country, ...Country[]] = [
  { code: '5120', streets: ['Tallbacken', 'Björkstigen'], town: 'S 24567 Ängelberga', name: 'Sverige' },
  { code: '5110', streets: ['Fjellveien', 'Bjørkelia'], town: 'N 5099 Fjordvik', name: 'Norge' },
  { code: '5180', streets: ['Lindenweg', 'Mühlenstraße'], town: 'D 24990 Grünsee', name: 'Tyskland' },
  { code: '5130', streets: ['Rue des Étangs', 'Allée du Pré'], town: 'F 31990 Rivière-Verte', name: 'Frankrig' },
  { code: '5170', streets: ['Hazel Lane', 'Otter Road'], town: 'Little Marsham LM9 9ZZ', name: 'Storbritannien' },
  { code: '5154', streets: ['Ulica Lipowa', 'Ulica Polna'], town: 'PL 99-999 Jeziorna', name: 'Polen' },
];

export interface ForeignAddress {
  country: string;
  /** Up to five lines, in order, without gaps. */
  lines: string[];
}

/** Where somebody lives outside Denmark: two to five free lines. */
export function foreignAddress(dice: Dice): ForeignAddress {
  const country = dice.pick(COUNTRIES);
  const lines = [`${dice.pick(country.streets)} ${dice.between(1, 199)}`, country.town];
  if (dice.chance(0.7)) lines.push(country.name);
  if (dice.chance(0.2)) lines.unshift('c/o Østergaard & Søn');
  if (lines.length === 4 && dice.chance(0.5)) lines.push('Postboks 99');
  return { country: country.code, lines };
}

export function foreignCountry(dice: Dice): string {
  return dice.pick(COUNTRIES).code;
}
