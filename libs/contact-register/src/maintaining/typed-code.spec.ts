import type { ContactType } from '../types/contact-types';
import { readTypedCode } from './typed-code';

const type = (rules: Partial<ContactType>): ContactType => ({
  nameType: 'X',
  textDa: '',
  textEn: '',
  autoId: false,
  ...rules,
});
const C = type({ codeLength: 10, codeValidation: 'cpr', register: 'cpr' });
const J = type({ codeLength: 8, codeValidation: 'cvr', register: 'cvr' });
const V = type({ codeLength: 10, codeValidation: 'production_unit', register: 'cvr' });
const H = type({ codeMinLength: 11, codeValidation: 'sor', register: 'sor' });
const PROPERTY = type({ register: 'bfe' });
const OTHER = type({});

// CVR check digit: 1·2 + 2·7 + 3·6 + 4·5 + 5·4 + 6·3 + 7·2 = 106; 106 + 4 = 110, a multiple of 11.
it.each<[string, ContactType, string, string]>([
  ['a person number, whatever modulus 11 says', C, '6101801234', '6101801234'],
  ['one with a hyphen', C, '610180-1234', '6101801234'],
  ['a CVR number', J, '12345674', '12345674'],
  ['one with blanks and its country', J, 'DK 12 34 56 74', '12345674'],
  ['a production unit', V, '1003387453', '1003387453'],
  ['a property, without zeros in front', PROPERTY, '0005001234', '5001234'],
  ['a code of a type without rules, as it is', OTHER, ' A-12 ', 'A-12'],
])('takes %s', (_, rules, typed, nameCode) => {
  expect(readTypedCode(rules, typed)).toEqual({ nameCode, warnings: [] });
});

it.each<[string, ContactType, string, string]>([
  ['nothing', OTHER, ' ', 'needed'],
  ['a long text', OTHER, 'x'.repeat(51), 'too-long'],
  ['a control character', OTHER, 'a\u0000b', 'text'],
  ['nine digits for a person', C, '610180123', 'digits'],
  ['letters for a person', C, '61018O1234', 'digits'],
  ['a person number of no date', C, '3202801234', 'date'],
  ['a person number of the thirteenth month', C, '6113801234', 'date'],
  ['a CVR number with a wrong check digit', J, '12345675', 'check-digit'],
  ['a CVR number of seven digits', J, '1234567', 'digits'],
  ['a production unit that begins with 2', V, '2013387453', 'digits'],
  ['ten digits for a SOR unit', H, '1234567890', 'digits'],
  ['zero for a property', PROPERTY, '000', 'digits'],
])('refuses %s', (_, rules, typed, rule) => {
  expect(readTypedCode(rules, typed)).toEqual({ fault: { field: 'nameCode', rule } });
});

it('only warns of a SOR id with a wrong Verhoeff digit', () => {
  const results = Array.from({ length: 10 }, (_, digit) => readTypedCode(H, `1234567890${digit}`));
  const warned = results.filter((one) => 'warnings' in one && one.warnings.length > 0);
  expect(results.every((one) => 'nameCode' in one)).toBe(true);
  // Of the ten last digits one is right.
  expect(warned).toHaveLength(9);
});
