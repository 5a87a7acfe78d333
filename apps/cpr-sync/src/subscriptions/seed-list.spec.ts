import { readSeedLine } from './seed-list';

it.each([
  ['6101801234', '6101801234'],
  [' 610180-1234\r', '6101801234'],
  // A leading zero that a spreadsheet took away is put back.
  ['611801234', `0${'611801234'}`],
  ['06110900OP6101801234'.padEnd(80), '6101801234'],
])('%j names a person', (line, number) => {
  expect(readSeedLine(line)).toEqual({ kind: 'number', number });
});

it.each([
  '61018o1234',
  '123',
  '06110900SL6101801234'.padEnd(80),
  '6101801234 Åse',
  '07110901' + '6101801234'.padEnd(72),
  '06110900OP61018',
])('%j is a bad line', (line) => {
  expect(readSeedLine(line)).toEqual({ kind: 'bad' });
});

it('an empty line is none', () => {
  expect(['', '  ', '\r'].map((line) => readSeedLine(line).kind)).toEqual(['empty', 'empty', 'empty']);
});
