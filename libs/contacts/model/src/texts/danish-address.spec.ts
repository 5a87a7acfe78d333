import { floorAndDoor, municipalityCode, streetLine } from './danish-address';

it.each([
  ['Lautrupparken', '40', undefined, 'Lautrupparken 40'],
  ['Lautrupparken', '40', '42', 'Lautrupparken 40-42'],
  ['Lautrupparken', '12A', '12A', 'Lautrupparken 12A'],
  ['Søvej', undefined, undefined, 'Søvej'],
  [undefined, '7', undefined, '7'],
  [undefined, undefined, undefined, undefined],
])('street %j, %j to %j is %j', (road, from, to, line) => expect(streetLine(road, from, to)).toBe(line));

it.each([
  ['2', 'th', '2. th'],
  ['02', '0004', '2. 4'],
  ['ST', 'TV', 'st. tv'],
  ['kl', undefined, 'kl.'],
  ['K2', 'mf', 'k2. mf'],
  ['2.', 'th.', '2. th'],
  ['1. sal', 'dør 5', '1. sal dør 5'],
  [undefined, '12', '12'],
  [undefined, undefined, undefined],
])('floor %j and door %j is %j', (floor, door, line) => expect(floorAndDoor(floor, door)).toBe(line));

it.each([
  ['101', '0101'],
  ['0851', '0851'],
  ['0', undefined],
  ['0000', undefined],
  ['10101', undefined],
  ['Herlev', undefined],
  [undefined, undefined],
])('municipality %j is %j', (code, four) => expect(municipalityCode(code)).toBe(four));
