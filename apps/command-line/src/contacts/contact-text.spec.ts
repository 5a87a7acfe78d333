import type { Contact } from './contact';
import { contactsText, contactText, editedText } from './contact-text';

const contact: Contact = {
  id: '42',
  nameType: 'C',
  nameCode: '6101801234',
  name1: 'Åse Prøve',
  name2: 'Øster',
  text: 'Øster,Åse Prøve',
  placeholder: false,
  withheld: false,
  addresses: [
    {
      addressType: 'HA',
      address1: 'Prøvevej 1',
      address3: 'c/o Ærø',
      municipality: '0101',
      postcode: '1000',
      city: 'København K',
      country_code: 'DK',
      start: { date: '2020-02-01' },
    },
    {
      addressType: 'CPRADR',
      address1: 'Rue 1',
      country_code: 'FR',
      start: { date: '2018' },
      end: { date: '2020-02-01', uncertain: true },
    },
  ],
  info: [
    { label: 'Status', priority: 1, value: '01' },
    { label: 'Beskyttelsestype', priority: 1, value: '0002', since: { date: '2019-01-01' } },
  ],
  dates: [{ label: 'Fødselsdag', date: { date: '1980-01' } }],
  references: [
    {
      label: 'Ægtefælle',
      slot: 'spouse',
      contactId: '43',
      nameType: 'C',
      name1: 'Bo',
      name2: 'Øster',
      protected: false,
      start: { date: '2010-06-05' },
    },
  ],
  previousCodes: ['6201801230'],
  freshness: [
    {
      register: 'cpr',
      asOf: '2026-11-20',
      fetchedAt: '2026-11-21T05:30:01.000Z',
      changedAt: '2026-10-01T05:30:01.000Z',
      road: 'file',
      source: 'd261120.l110901',
    },
  ],
  holds: [
    { id: '1', register: 'cpr', source: 'd261121.l110902', reason: 'bad-record', heldAt: '2026-11-22T05:30:01.000Z' },
  ],
  manual: [
    {
      group: 'main_address',
      editedBy: 'kim',
      editedAt: '2026-11-22T07:00:00.000Z',
      withheld: false,
      registerContent: {},
      differences: [
        { field: 'address1', typed: 'Prøvevej 1', register: 'Skovvej 1' },
        { field: 'start', typed: '2020-02-01' },
      ],
    },
    {
      group: 'contact_lines',
      editedBy: 'kim',
      editedAt: '2026-11-22T07:00:00.000Z',
      withheld: false,
      differences: [],
    },
    { group: 'name', editedBy: 'bo', editedAt: '2026-11-22T07:00:00.000Z', withheld: true, differences: [] },
  ],
};

describe('contactText', () => {
  it('tells all of a contact in a fixed order', () => {
    expect(contactText(contact)).toBe(
      [
        'C 6101801234  (contact 42)',
        '  name            Åse Prøve Øster',
        '  text            Øster,Åse Prøve',
        '  previous codes  6201801230',
        'Addresses',
        '  HA  Prøvevej 1, c/o Ærø, 1000 København K',
        '      from 2020-02-01',
        '      municipality 0101',
        '  CPRADR  Rue 1, FR',
        '          from 2018 until 2020-02-01 (uncertain)',
        'Info',
        '  Status            01',
        '  Beskyttelsestype  0002  since 2019-01-01',
        'Dates',
        '  Fødselsdag  1980-01',
        'References',
        '  Ægtefælle  C  Bo Øster  (contact 43, spouse)',
        '             from 2010-06-05',
        'Typed by hand',
        '  main_address  by kim, 2026-11-22 07:00:00Z',
        '                address1: Prøvevej 1; register: Skovvej 1',
        '                start: 2020-02-01; register: (empty)',
        '  contact_lines  by kim, 2026-11-22 07:00:00Z',
        '                 the register never spoke of it',
        '  name  by bo, 2026-11-22 07:00:00Z',
        '        (protected)',
        'Freshness',
        '  CPR  as of 2026-11-20, from file d261120.l110901',
        '       last fetched 2026-11-21 05:30:01Z, last changed 2026-10-01 05:30:01Z',
        'Held: the last change could not be applied',
        '  CPR  bad-record, from d261121.l110902, since 2026-11-22 05:30:01Z',
        '',
      ].join('\n'),
    );
  });

  it('says what protection withholds', () => {
    const { name1: _1, name2: _2, text: _3, ...rest } = contact;
    const text = contactText({ ...rest, addresses: [], protection: { date: '2021-03-04' }, withheld: true });
    expect(text).toContain('  name            (protected)\n');
    expect(text).toContain(
      '  protection      since 2021-03-04; name and address are protected; showing them needs the access code PROTECTED\n',
    );
    expect(text).not.toContain('Addresses');
  });
});

describe('editedText', () => {
  it('shows each contact with what differs', () => {
    expect(editedText([{ contact, manual: contact.manual.slice(0, 1) }], true)).toBe(
      [
        'C 6101801234 Åse Prøve Øster  (contact 42)',
        '  main_address  by kim, 2026-11-22 07:00:00Z',
        '                address1: Prøvevej 1; register: Skovvej 1',
        '                start: 2020-02-01; register: (empty)',
        'there are more; --limit shows more',
        '',
      ].join('\n'),
    );
    expect(editedText([], false)).toBe('nothing typed differs\n');
  });
});

describe('contactsText', () => {
  it('has one line per contact', () => {
    const ended = {
      ...contact,
      id: '7',
      end: { date: '2024-01-02' },
      protection: { date: '2021-03-04' },
      withheld: true,
    };
    expect(contactsText([contact, ended], true)).toBe(
      [
        'contact  type  code        name             remarks',
        '42       C     6101801234  Åse Prøve Øster',
        '7        C     6101801234  (protected)      ended 2024-01-02, protected',
        'there are more; --limit shows more, or search for more of the name',
        '',
      ].join('\n'),
    );
    expect(contactsText([], false)).toBe('no such contact\n');
  });
});
