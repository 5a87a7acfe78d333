import { importText, isAllImported, lookUpText } from './property-text';

describe('what a look-up found', () => {
  it('is shown line by line, and what was not said is left out', () => {
    const text = lookUpText({
      match: 'number',
      found: [
        {
          bfeNumber: '100165718',
          kind: 'flat',
          status: 'Gældende',
          name: 'Skovvej 12, 2. th, 2750 Ballerup',
          address: {
            address1: 'Skovvej 12',
            address2: '2. th',
            postcode: '2750',
            city: 'Ballerup',
            municipality: '0151',
          },
          municipalityName: 'Ballerup Kommune',
          parcels: ['6hh, Ballerup By', '6hi, Ballerup By'],
          area: '84',
          notes: ['Opdelt i ejerlejligheder'],
          propertyNumbers: ['151012345'],
          ended: { date: '2026-10-01' },
          contactId: '12',
          remarks: ['name1\u0007 was cut'],
        },
      ],
      unknown: ['2154708'],
    });
    expect(text).toBe(
      [
        'Skovvej 12, 2. th, 2750 Ballerup',
        '  BFE number    100165718',
        '  kind          flat',
        '  status        Gældende',
        '  address       Skovvej 12, 2. th, 2750 Ballerup',
        '  municipality  0151 Ballerup Kommune',
        '  parcel        6hh, Ballerup By',
        '  parcel        6hi, Ballerup By',
        '  area          84 m²',
        '  note          Opdelt i ejerlejligheder',
        '  old number    151012345',
        '  ceased        2026-10-01',
        '  contact       12',
        '  remark        name1\\x07 was cut',
        '',
        'BFE number 2154708: the registers have no property of it',
        '',
      ].join('\n'),
    );
  });

  it('shows owners as the caller may see them', () => {
    const text = lookUpText({
      match: 'number',
      found: [
        {
          bfeNumber: '2154708',
          name: 'Skovvej 12, 2750 Ballerup',
          owners: [
            { kind: 'person', protected: true, withheld: true, primaryContact: true, share: '1/2' },
            { kind: 'person', name: 'Rigmor Madsen', address: 'Skovvej 12', protected: true, primaryContact: false },
            { kind: 'company', cvrNumber: '26911745', primaryContact: false, since: '2019-07-01' },
          ],
          administrators: [{ kind: 'in-words' }],
        },
      ],
    });
    expect(text).toContain(
      [
        '  owner          a person with name and address protection; needs the access code PROTECTED (1/2; write to this one)',
        '  owner          Rigmor Madsen, Skovvej 12 [protected]',
        '  owner          company 26911745 (since 2019-07-01)',
        '  administrator  somebody without a name in the register',
        '  contact        none yet',
      ].join('\n'),
    );
  });

  it('of an address where nothing lies is said in words, and so are owners that were refused', () => {
    expect(lookUpText({ match: 'address', found: [] })).toBe('the registers have no property there\n');
    const missing = { code: 'http-403', text: 'no access' };
    expect(lookUpText({ match: 'number', found: [{ bfeNumber: '1', name: '' }], ownersMissing: missing })).toMatch(
      /^property\n {2}BFE number {2}1\n.*\n\nowners are not shown: no access\n$/,
    );
  });
});

it('an import tells what became of each', () => {
  const answer = {
    imported: [
      { bfeNumber: '2154708', outcome: 'created' as const, contactId: '12', remarks: ['name1 was cut'] },
      { bfeNumber: '7', outcome: 'not-in-register' as const, remarks: [] },
    ],
  };
  expect(importText(answer)).toBe(
    [
      'BFE number 2154708: created, contact 12',
      '  name1 was cut',
      'BFE number 7: the registers have no property of this number',
      '',
    ].join('\n'),
  );
  expect(isAllImported(answer)).toBe(false);
  expect(isAllImported({ imported: answer.imported.slice(0, 1) })).toBe(true);
});
