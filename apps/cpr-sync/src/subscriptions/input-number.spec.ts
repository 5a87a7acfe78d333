import { danishMinute } from './danish-minute';
import { numberOfInput } from './input-number';

// Lines as cpr-direkte.md 5.7 has them, by hand.
it.each([
  ['subscription', '06110900OP6101801234               ', '6101801234'],
  ['requisition', '071109016101801234               ', '6101801234'],
  ['key of a status extract', '011109016101801234', '6101801234'],
  ['a type that is not ours', '101109016101801234', undefined],
  ['half a line', '06110900OP61018', undefined],
  ['nothing', '', undefined],
])('%s', (_, line, expected) => {
  expect(numberOfInput(line)).toBe(expected);
});

it.each([
  ['2026-01-15T22:30:59Z', '2026-01-15T2330'],
  ['2026-07-15T22:30:00Z', '2026-07-16T0030'],
])('%s is %s in Denmark', (at, expected) => {
  expect(danishMinute(new Date(at))).toBe(expected);
});
