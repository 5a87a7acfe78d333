import type { ContactView } from '@contact-sync/contact-register';
import { storedFacts } from './stored-facts';

const CONTACT: ContactView = {
  id: '4711',
  nameType: 'C',
  nameCode: '6101801234',
  name1: 'Anna',
  name2: 'Holm',
  withheld: false,
  placeholder: false,
  version: 3,
  updatedAt: new Date('2026-11-20T05:30:00Z'),
  createdAt: new Date('2026-01-05T05:30:00Z'),
  previousCodes: ['6201801230'],
  protection: { date: '2026-03-01' },
  addresses: [
    {
      addressType: 'HA',
      address1: 'Skovvej 1',
      postcode: '2100',
      city: 'København Ø',
      municipality: '0101',
      country_code: 'DK',
      start: { date: '2026-10-01' },
      email: 'anna@example.dk',
    },
    {
      addressType: 'CPRADR',
      address1: 'Bakken 2',
      start: { date: '2001', uncertain: true },
      end: { date: '2026-10-01' },
    },
  ],
  info: [{ label: 'Beskyttelsestype', priority: 1, value: '0003', since: { date: '2020-01-01' } }],
  dates: [{ label: 'Fødselsdag', date: { date: '1980-01-21' } }],
  references: [
    {
      label: 'Ægtefælle',
      slot: 'spouse',
      contactId: '4712',
      nameType: 'C',
      name1: 'Bent',
      name2: 'Holm',
      protected: false,
      start: { date: '2005-06-04' },
    },
    { label: 'Barn', slot: 'child', contactId: '4713', nameType: 'C', protected: true },
  ],
  freshness: [],
  holds: [],
  manual: [],
};

it('names everything that is stored, under the column or label it stands in', () => {
  expect(storedFacts(CONTACT)).toEqual([
    { what: 'name_code', value: '6101801234' },
    { what: 'previous_name_code', value: '6201801230' },
    { what: 'name1', value: 'Anna' },
    { what: 'name2', value: 'Holm' },
    { what: 'protection', value: '2026-03-01' },
    { what: 'HA', value: 'Skovvej 1, 2100 København Ø, DK', since: '2026-10-01' },
    { what: 'municipality', value: '0101', since: '2026-10-01' },
    { what: 'email', value: 'anna@example.dk' },
    { what: 'CPRADR', value: 'Bakken 2', since: '2001 *', until: '2026-10-01' },
    { what: 'Beskyttelsestype', value: '0003', since: '2020-01-01' },
    { what: 'Fødselsdag', value: '1980-01-21' },
    { what: 'Ægtefælle', value: 'Bent Holm', since: '2005-06-04' },
    { what: 'Barn', value: 'contact 4713' },
  ]);
});

it('names what the register says under what was typed', () => {
  const editedAt = new Date('2026-11-20T05:30:00Z');
  const differences = [
    { field: 'name1', typed: 'Anna', register: 'Anne' },
    { field: 'phoneNo', typed: '11223344' },
  ];
  const edited = {
    ...CONTACT,
    manual: [{ group: 'name' as const, editedBy: 'kim', editedAt, withheld: false, differences }],
  };
  expect(storedFacts(edited).at(-1)).toEqual({ what: 'name1 (register)', value: 'Anne' });
});

it('says nothing of what is not there', () => {
  const { name1: _, name2: __, protection: ___, ...nameless } = CONTACT;
  const bare: ContactView = {
    ...nameless,
    withheld: true,
    previousCodes: [],
    addresses: [],
    info: [],
    dates: [],
    references: [],
  };
  expect(storedFacts(bare)).toEqual([{ what: 'name_code', value: '6101801234' }]);
});
