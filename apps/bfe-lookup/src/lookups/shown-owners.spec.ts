import type { PropertyOwners } from '@contact-sync/registers-bfe';
import { personsIn, shownOwners } from './shown-owners';

const told: PropertyOwners = {
  bfeNumber: '2154708',
  owners: [
    {
      holder: { kind: 'person', isProtected: true, name: 'Rigmor Madsen', address: 'Skovvej 12' },
      isPrimaryContact: true,
      code: '10',
      share: '1/2',
      since: '2019-07-01',
    },
    { holder: { kind: 'company', cvrNumber: '26911745' }, isPrimaryContact: false, share: '1/2' },
  ],
  administrators: [{ kind: 'in-words', name: 'Boet efter en ejer', address: 'Ukendt' }],
};

it('a protected person is told of without name and address, to who may not see them', () => {
  const shown = shownOwners(told, false);
  expect(shown).toEqual({
    owners: [
      {
        kind: 'person',
        protected: true,
        withheld: true,
        primaryContact: true,
        code: '10',
        share: '1/2',
        since: '2019-07-01',
      },
      { kind: 'company', cvrNumber: '26911745', primaryContact: false, share: '1/2' },
    ],
    administrators: [{ kind: 'in-words', name: 'Boet efter en ejer', address: 'Ukendt' }],
  });
  expect(JSON.stringify(shown)).not.toMatch(/Madsen|Skovvej/);
  expect(personsIn(shown)).toBe(2);
});

it('who may see protected persons sees them marked', () => {
  expect(shownOwners(told, true).owners[0]).toMatchObject({
    name: 'Rigmor Madsen',
    address: 'Skovvej 12',
    protected: true,
  });
});
