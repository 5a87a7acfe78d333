import type { Observation } from '@contact-sync/contacts-model';
import { shownProperty } from './shown-property';

const said = (groups: Observation['groups']): Observation => ({
  register: 'bfe',
  subject: { nameType: '1', nameCode: '2154708' },
  clock: '20261122040000000000 datafordeler',
  asOf: '2026-11-22',
  origin: { road: 'datafordeler', source: 'BFE' },
  fingerprint: 'f',
  groups,
});

const reading = { outcome: 'found', kind: 'land', ids: [], remarks: [] } as const;

it('shows all that the registers said of a property', () => {
  const shown = shownProperty('2154708', {
    ...reading,
    observation: said({
      name: { fields: { name1: 'Skovvej 12, 2750 Ballerup' } },
      main_address: { address: { address1: 'Skovvej 12', municipality: '0151', postcode: '2750', city: 'Ballerup' } },
      property: {
        info: {
          Ejendomstype: [{ value: 'Samlet fast ejendom' }],
          Notering: [{ value: 'Fælleslod' }, { value: 'Vej' }],
        },
      },
      parcels: { info: { Areal: [{ value: '812' }], Matrikel: [{ value: '6hh, Ballerup By' }] } },
      property_number: { info: { Ejendomsnummer: [{ value: '151012345' }] } },
      lifetime: { started: { date: '2019-07-01' }, ended: { date: '2026-10-01' } },
    }),
    status: 'Historisk',
    municipalityName: 'Ballerup',
    remarks: ['a note was cut'],
  });
  expect(shown).toEqual({
    bfeNumber: '2154708',
    kind: 'land',
    name: 'Skovvej 12, 2750 Ballerup',
    status: 'Historisk',
    address: { address1: 'Skovvej 12', municipality: '0151', postcode: '2750', city: 'Ballerup' },
    municipalityName: 'Ballerup',
    parcels: ['6hh, Ballerup By'],
    area: '812',
    notes: ['Fælleslod', 'Vej'],
    propertyNumbers: ['151012345'],
    started: { date: '2019-07-01' },
    ended: { date: '2026-10-01' },
    remarks: ['a note was cut'],
  });
});

it('leaves out what they did not say', () => {
  expect(shownProperty('2154708', { ...reading, observation: said({ lifetime: {}, parcels: {} }) })).toEqual({
    bfeNumber: '2154708',
    kind: 'land',
    name: '',
  });
});
