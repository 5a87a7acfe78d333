import { addressFields, contactFields, differing, industryFields } from './bodies';
import type { TargetContact } from './target-contact';

const CONTACT: TargetContact = {
  nameType: 'J',
  nameCode: '10000009',
  name1: "O'Hara & Søn",
  startDate: '1999-05-01',
  endDate: '2026',
  address: { address1: 'Havnegade 12A', municipality: '0492', postcode: '5970', city: 'Ærøskøbing', country: 'DK' },
  phone: '63521234',
  industries: ['301200', '620100'],
};

it('codes are written as values, days as times, and less than a day not at all', () => {
  expect(contactFields(CONTACT)).toEqual({
    NameType_Value: 'J',
    NameCode: '10000009',
    Name1: "O'Hara & Søn",
    StartDate: '1999-05-01T00:00:00',
  });
});

it('what is not shown any more is emptied in the address, but for fax', () => {
  expect(addressFields(CONTACT)).toEqual({
    Address1: 'Havnegade 12A',
    Address2: null,
    Address3: null,
    Municipality_Value: '0492',
    Postcode_Value: '5970',
    City: 'Ærøskøbing',
    Country_Value: 'DK',
    Phone: '63521234',
    Email: null,
  });
  expect(addressFields({ ...CONTACT, fax: '63521235' })).toMatchObject({ Fax: '63521235' });
});

it('a contact without an address leaves the one that is there; one without anything leaves all', () => {
  const { address: _, ...lines } = CONTACT;
  expect(addressFields(lines)).toEqual({ Phone: '63521234', Email: null });
  const { phone: __, ...nothing } = lines;
  expect(addressFields(nothing)).toBeUndefined();
});

it('activity codes have priorities, the main one 1', () => {
  expect(industryFields(CONTACT)).toEqual([
    { CustomLabel_Value: 'Branche', Info: '301200', Priority: 1 },
    { CustomLabel_Value: 'Branche', Info: '620100', Priority: 2 },
  ]);
});

it.each<[string, Record<string, unknown>, Record<string, unknown> | undefined]>([
  ['what is as wanted', { Name1: 'A', StartDate: '1999-05-01T00:00:00', Email: null, Priority: 1 }, undefined],
  ['absent, empty and null alike', { Name1: 'A', StartDate: '1999-05-01', Email: '', Priority: '1' }, undefined],
  // 1 May 1999, 00:00 UTC, as the older form writes it.
  ['a date in the older form', { Name1: 'A', StartDate: '/Date(925516800000)/', Priority: 1 }, undefined],
  ['another name', { Name1: 'B', StartDate: '1999-05-01', Priority: 1 }, { Name1: 'A' }],
  ['a name that is not there', { StartDate: '1999-05-01', Priority: 1 }, { Name1: 'A' }],
  [
    'another day, a value too many',
    { Name1: 'A', StartDate: '1999-05-02', Email: 'x', Priority: 1 },
    { StartDate: '1999-05-01T00:00:00', Email: null },
  ],
])('of %s only what differs is written', (_, there, written) => {
  const wanted = { Name1: 'A', StartDate: '1999-05-01T00:00:00', Email: null, Priority: 1 };
  expect(differing(wanted, there)).toEqual(written);
});
