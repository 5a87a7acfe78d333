import { importText, lookUpText } from './unit-text';

describe('what a look-up found', () => {
  it('is shown line by line, and what was not said is left out', () => {
    const text = lookUpText({
      match: 'number',
      found: [
        {
          kind: 'production-unit',
          number: '1003387453',
          name: 'KMD A/S - Ballerup',
          company: '26911745',
          address: { address1: 'Lautrupparken 40', postcode: '2750', city: 'Ballerup', country_code: 'DK' },
          industries: ['620200', '631100'],
          ended: { date: '2026-10-01' },
          contactId: '12',
          placeholder: true,
          remarks: ['name1\u0007 was cut'],
        },
      ],
    });
    expect(text).toBe(
      [
        'KMD A/S - Ballerup',
        '  P-number    1003387453',
        '  company     26911745',
        '  address     Lautrupparken 40, 2750 Ballerup',
        '  activities  620200, 631100',
        '  ceased      2026-10-01',
        '  contact     12, not imported yet',
        '  remark      name1\\x07 was cut',
        '',
      ].join('\n'),
    );
  });

  it('of a search by name is a line each, and nobody is said in words', () => {
    const found = [{ kind: 'company' as const, number: '10150817', name: 'Styrelsen', addressLine: 'Gade 1' }];
    expect(lookUpText({ match: 'exact-name', found, more: true })).toBe(
      'number    kind     name       address  status  contact\n10150817  company  Styrelsen  Gade 1\nthere are more of that name\n',
    );
    expect(lookUpText({ match: 'exact-name', found: [] })).toMatch(/nobody of exactly this name/);
  });
});

it('an import tells what became of each, and of the company that is not imported yet', () => {
  const unit = { kind: 'production-unit' as const, number: '1003387453', contactId: '12', remarks: [] };
  expect(
    importText({
      imported: [{ ...unit, outcome: 'held', reason: 'refused by the database: 22001 name1' }],
      company: { number: '26911745', contactId: '13', placeholder: true },
    }),
  ).toBe(
    [
      'production unit 1003387453: held, contact 12',
      '  refused by the database: 22001 name1',
      '  its company 26911745 is contact 13, not imported yet (--with-company)',
      '',
    ].join('\n'),
  );
});
