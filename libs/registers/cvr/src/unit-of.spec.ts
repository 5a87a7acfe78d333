import { unitOf } from './unit-of';

const LETTERS = { companyType: 'J', unitType: 'V' };

it.each([
  [
    { nameType: 'J', nameCode: '10150817' },
    { kind: 'company', number: '10150817' },
  ],
  [
    { nameType: 'V', nameCode: '1003387453' },
    { kind: 'production-unit', number: '1003387453' },
  ],
  // A production unit has ten digits and a company eight; whatever else another system typed is no number of CVR.
  [{ nameType: 'J', nameCode: '1003387453' }, undefined],
  [{ nameType: 'V', nameCode: '10150817' }, undefined],
  [{ nameType: 'J', nameCode: 'DK101508' }, undefined],
  // Nor is a person's number, whatever type it was typed under.
  [{ nameType: 'V', nameCode: '6105801234' }, undefined],
  [{ nameType: 'P', nameCode: '10150817' }, undefined],
])('%j is %j', (key, unit) => expect(unitOf(key, LETTERS)).toEqual(unit));

it('goes by the letters of the settings', () => {
  expect(unitOf({ nameType: 'K', nameCode: '10150817' }, { companyType: 'K', unitType: 'V' })).toEqual({
    kind: 'company',
    number: '10150817',
  });
  expect(unitOf({ nameType: 'J', nameCode: '10150817' }, { companyType: 'K', unitType: 'V' })).toBeUndefined();
});
