import type { Dice } from '../population/dice';
import { firstNames, surname } from '../population/names';

type Words = readonly [string, ...string[]];

// prettier-ignore
const TRADES: Words = [
  'Auto', 'Bageri', 'Byg', 'Cykler', 'Data', 'Ejendomme', 'El', 'Entreprise', 'Fragt', 'Gartneri', 'Grafisk', 'Handel',
  'Holding', 'Hotel', 'Invest', 'Kloak & Anlæg', 'Konsulent', 'Køkken og Bad', 'Maskinværksted', 'Medier', 'Murer',
  'Møbler', 'Rengøring', 'Revision', 'Smørrebrød', 'Software', 'Taxa', 'Tømrer & Snedker', 'Vinduer', 'VVS', 'Ølhandel',
];

// prettier-ignore
const PLACES: Words = [
  'Bækkely', 'Fjordens', 'Havneøens', 'Kildemosens', 'Lindeborg', 'Midtbyens', 'Nørreskov', 'Ravnsborg', 'Skovlunde',
  'Strandgårdens', 'Søndermark', 'Vestegnens', 'Ådalens', 'Ærøstræde', 'Øernes',
];

// prettier-ignore
const CRAFTS: Words = [
  'Bogholder', 'Elektriker', 'Frisør', 'Gartner', 'Grafiker', 'Malermester', 'Murermester', 'Smed', 'Tandlæge', 'Vognmand',
];

const ENDINGS: Readonly<Record<string, string>> = { '80': ' ApS', '60': ' A/S', '30': ' I/S' };

/** A company's name, as its legal form allows; one in some hundred is far longer than most fields. */
export function companyName(dice: Dice, form: string): string {
  if (form === '10') return `${dice.pick(CRAFTS)} ${firstNames(dice, dice.chance(0.6) ? 'M' : 'K')} ${surname(dice)}`;
  if (form === '110') return `Foreningen ${dice.pick(PLACES)} "${dice.pick(TRADES)}"`;
  const ending = ENDINGS[form] ?? '';
  if (dice.below(400) === 0) return `${longName(dice)}${ending}`;
  switch (dice.below(4)) {
    case 0:
      return `${surname(dice)} ${dice.pick(TRADES)}${ending}`;
    case 1:
      return `${dice.pick(PLACES)} ${dice.pick(TRADES)} af ${dice.between(1961, 2024)}${ending}`;
    case 2:
      return `${surname(dice)}, ${surname(dice)} & Søn's ${dice.pick(TRADES)}${ending}`;
    default:
      return `${surname(dice)} ${dice.pick(TRADES)} & ${dice.pick(TRADES)}${ending}`;
  }
}

function longName(dice: Dice): string {
  let name = 'Interessentskabet til fremme af';
  while (name.length < 160) name += ` ${dice.pick(PLACES)} ${dice.pick(TRADES)},`;
  return name.slice(0, -1);
}

/** `info@` at a name that no one can own. */
export function emailAt(dice: Dice, name: string): string {
  const host = name
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'oe')
    .replace(/å/g, 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, 30);
  return `${dice.pick(['info', 'kontakt', 'post', 'faktura'])}@${host}.example`;
}

/** Eight digits that no one has: numbers that begin with 0 or 1 are not given out. */
export function phoneNumber(dice: Dice): string {
  return `${dice.pick(['0', '1'])}${String(dice.below(10_000_000)).padStart(7, '0')}`;
}
