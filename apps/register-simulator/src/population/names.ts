import { type Dice } from './dice';

type Names = readonly [string, ...string[]];

// prettier-ignore
const MEN: Names = [
  'Anders', 'André', 'Asger', 'Bent', 'Bjørn', 'Carl', 'Christian', 'Emil', 'Erik', 'Frederik', 'Gustav', 'Hans',
  'Henrik', 'Ib', 'Jens', 'Jesper', 'Jørgen', 'Jürgen', 'Kaj', 'Karl', 'Kjær', 'Kristian', 'Lars', 'Lauge', 'Mads',
  'Magnus', 'Michael', 'Mikkel', 'Mogens', 'Niels', 'Noah', 'Ole', 'Oscar', 'Per', 'Peter', 'Poul', 'Rasmus', 'René',
  'Simon', 'Steen', 'Svend', 'Søren', 'Thomas', 'Torben', 'Uffe', 'Viggo', 'Villads', 'Åge', 'Øjvind', 'Ærling',
];

// prettier-ignore
const WOMEN: Names = [
  'Agnes', 'Alma', 'Anna', 'Anne', 'Asta', 'Bente', 'Birgit', 'Birthe', 'Camilla', 'Clara', 'Dorthe', 'Ella', 'Ellen',
  'Emma', 'Freja', 'Gerda', 'Grethe', 'Hanne', 'Helle', 'Ida', 'Inger', 'Ingrid', 'Irène', 'Jytte', 'Karen', 'Karla',
  'Kirsten', 'Laura', 'Lene', 'Lis', 'Lise', 'Lone', 'Louise', 'Lærke', 'Maja', 'Marie', 'Mette', 'Ninna', 'Pia',
  'Rigmor', 'Sofie', 'Solvej', 'Susanne', 'Søs', 'Tove', 'Ulla', 'Vera', 'Vibeke', 'Zoé', 'Åse', 'Øllegaard',
];

// prettier-ignore
const FAMILIES: Names = [
  'Abildgård', 'Ager-Nielsen', 'Andersen', 'Bæk', 'Berthelsen', 'Birkelund', 'Bjerregaard', 'Brændstrup', 'Christensen',
  'Dalby', 'Dyrlund', 'Elmkær', 'Engbæk', 'Fårup', 'Fjordhøj', 'Gadegård', 'Grønlykke', 'Hansen', 'Havnsø', 'Hedelund',
  'Holmstrup', 'Højgård', 'Iversen', 'Jacobsen', 'Jensen', 'Jørgensen', 'Kildemose', 'Kjærulff', 'Klitgaard', 'Krogh',
  'Langelund', 'Larsen', 'Lindén', 'Lyngby-Møller', 'Madsen', 'Mosegaard', 'Müller', 'Møller', 'Nielsen', 'Nørskov',
  'Olsen', 'Overgaard', 'Pedersen', 'Pilegård', 'Poulsen', 'Rasmussen', 'Ravnkilde', 'Rosenlund', 'Sandbæk', 'Schmidt',
  'Skovgaard', 'Strandløber', 'Søndergaard', 'Sørensen', 'Thomsen', 'Toftegård', 'Vesterby', 'Ærenlund', 'Østergaard',
  'Åkjær',
];

/** A surname of 40 characters with no room for more: what the register cuts and marks with `+`. */
export const LONGEST_SURNAME = 'Brændstrup-Strandløber-Kildemose-Lyngby-'.slice(0, 40);

export function surname(dice: Dice): string {
  return dice.pick(FAMILIES);
}

/** One to three first names of a man (`M`) or a woman (`K`). */
export function firstNames(dice: Dice, sex: 'M' | 'K'): string {
  const names = sex === 'M' ? MEN : WOMEN;
  let all = dice.pick(names);
  while (dice.chance(0.25) && all.length < 30) all = `${all} ${dice.pick(names)}`;
  return all;
}

/** Mostly none; else another family's name. */
export function middleName(dice: Dice): string {
  return dice.chance(0.3) ? dice.pick(FAMILIES) : '';
}

// prettier-ignore
const POSITIONS: Names = [
  'Bager', 'Bibliotekar', 'Bogholder', 'Cand.jur.', 'Dyrlæge', 'Elektriker', 'Folkeskolelærer', 'Fængselsfunktionær',
  'Gårdejer', 'Ingeniør', 'Jordemoder', 'Maler', 'Murersvend', 'Pædagog', 'Sygeplejerske', 'Sømand', 'Tømrer',
];

/** Occupations are rarely kept up to date, so most persons have none. */
export function position(dice: Dice): string {
  return dice.chance(0.15) ? dice.pick(POSITIONS) : '';
}
