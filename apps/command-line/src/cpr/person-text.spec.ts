import { personText } from './person-text';

it('shows a person with relatives, and that the number is another now', () => {
  expect(
    personText({
      person: {
        personNumber: '6101801234',
        name1: 'Anna',
        name2: 'Holm',
        address: {
          address1: 'Skovvej 1',
          postcode: '2100',
          city: 'København Ø',
          country_code: 'DK',
          start: { date: '2026-10-01' },
        },
        status: { code: '01', en: 'Registered in Denmark' },
        born: { date: '1980-01-01' },
        earlierNumbers: ['6201801230'],
        contactId: '4711',
      },
      numberChanged: true,
      related: [
        { roles: ['spouse'], personNumber: '6202751236', contactId: '4712', name: 'Holm,Bent' },
        { roles: ['mother'], name: 'Oda Kvist' },
        { roles: ['child'], personNumber: '6203101239', withheld: true },
      ],
      remarks: ['address line was cut'],
    }),
  ).toBe(`6101801234  (the number that was looked up is no longer valid)
  name            Anna Holm
  address         Skovvej 1, 2100 København Ø, DK
  moved in        2026-10-01
  status          01, Registered in Denmark
  born            1980-01-01
  earlier number  6201801230
  contact         4711
Relatives
  spouse  Holm,Bent (6202751236, contact 4712)
  mother  Oda Kvist
  child   name withheld (6203101239)
  remark: address line was cut
`);
});

it('withholds what the caller may not see, and steers no terminal', () => {
  const text = personText({
    person: { personNumber: '6101801234', protected: true, withheld: true, position: '\u001b[2J' },
    remarks: [],
  });
  expect(text).toContain('needs the access code PROTECTED');
  expect(text).toContain('protected   name and address');
  expect(text).not.toContain('\u001b');
});
