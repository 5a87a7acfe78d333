import { numberOf, readPropertyNumber } from './property-number';

it.each([
  ['2154708', '2154708'],
  ['0002154708', '2154708'],
  [' 100 165 718 ', '100165718'],
  ['9999999999', '9999999999'],
])('%s is the BFE number %s', (text, number) => {
  expect(readPropertyNumber(text)).toEqual({ number });
});

it.each([
  ['', 'not-a-bfe-number'],
  ['0', 'not-a-bfe-number'],
  ['215-4708', 'not-a-bfe-number'],
  ['12345678901', 'not-a-bfe-number'],
  // A person who was born on the 61st.
  ['6101801234', 'may-be-a-person'],
  ['610180 1234', 'may-be-a-person'],
  ['61 01 80 12 34', 'may-be-a-person'],
  ['06101801234', 'may-be-a-person'],
])('%s is none: %s', (text, fault) => {
  expect(readPropertyNumber(text)).toEqual({ fault });
});

it('a contact is a property by its type and its code', () => {
  expect(numberOf({ nameType: '1', nameCode: '2154708' }, '1')).toBe('2154708');
  expect(numberOf({ nameType: 'E', nameCode: '2154708' }, '1')).toBeUndefined();
  expect(numberOf({ nameType: '1', nameCode: '6101801234' }, '1')).toBeUndefined();
  expect(numberOf({ nameType: '1', nameCode: '002154708' }, '1')).toBeUndefined();
});
