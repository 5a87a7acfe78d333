import type { Observation } from '@contact-sync/contacts-model';
import { shownUnit } from './shown-unit';

const said = (groups: Observation['groups']): Observation => ({
  register: 'cvr',
  subject: { nameType: 'V', nameCode: '1003387453' },
  clock: '20261122040000000000 datafordeler',
  asOf: '2026-11-22',
  origin: { road: 'datafordeler', source: 'CVR import 1' },
  fingerprint: 'f',
  groups,
});

it('shows all that the register said of a production unit, the main activity first', () => {
  const unit = { kind: 'production-unit', number: '1003387453' } as const;
  const shown = shownUnit(
    unit,
    said({
      name: { fields: { name1: 'KMD A/S - Ballerup' } },
      main_address: { address: { address1: 'Lautrupparken 40', postcode: '2750', city: 'Ballerup' } },
      contact_lines: { contactLines: { phoneNo: '44601000', email: 'info@example.dk' } },
      industry: { info: { Branche: [{ value: '620200' }, { value: '631100' }] } },
      advertisement: { advertisement: true },
      lifetime: { started: { date: '1999-10-01' } },
      main_unit: {
        references: {
          Hovedvirksomhed: [{ slot: 'main_unit', relative: { kind: 'number', nameType: 'J', nameCode: '26911745' } }],
        },
      },
    }),
    ['name1 was cut'],
  );
  expect(shown).toEqual({
    kind: 'production-unit',
    number: '1003387453',
    name: 'KMD A/S - Ballerup',
    address: { address1: 'Lautrupparken 40', postcode: '2750', city: 'Ballerup' },
    phoneNo: '44601000',
    email: 'info@example.dk',
    industries: ['620200', '631100'],
    advertisement: true,
    started: { date: '1999-10-01' },
    company: '26911745',
    remarks: ['name1 was cut'],
  });
});

it('leaves out what the register did not say', () => {
  const company = { kind: 'company', number: '10150817' } as const;
  expect(shownUnit(company, said({ name: { fields: { name1: 'Ny ApS' } }, lifetime: {} }), [])).toEqual({
    kind: 'company',
    number: '10150817',
    name: 'Ny ApS',
  });
});
