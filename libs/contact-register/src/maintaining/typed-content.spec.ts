import fc from 'fast-check';
import { EDITABLE_GROUPS } from '@contact-sync/contacts-model';
import type { EditableGroup } from '@contact-sync/contacts-model';
import { readDate, readTyped, readValues } from './typed-content';

it('takes what a group holds, without blanks around it and without empty members', () => {
  expect(
    readTyped('main_address', {
      address: {
        address1: ' Skovvej 1 ',
        address2: '',
        municipality: '0101',
        country_code: 'SE',
        start: { date: '2020-01' },
      },
      info: { Bynavn: [{ value: 'Skovby' }], Postdist: [] },
    }),
  ).toEqual({
    value: {
      address: { address1: 'Skovvej 1', municipality: '0101', country_code: 'SE', start: { date: '2020-01' } },
      info: { Bynavn: [{ value: 'Skovby' }] },
    },
  });
  expect(readTyped('contact_lines', { contactLines: { phoneNo: '33 12 34 56', email: 'a.b@c.example' } })).toEqual({
    value: { contactLines: { phoneNo: '33 12 34 56', email: 'a.b@c.example' } },
  });
  expect(readTyped('name', { fields: { name1: '' } })).toEqual({ value: {} });
});

it('takes 150 characters and refuses 151, and cuts nothing', () => {
  const long = (length: number) => readTyped('name', { fields: { name1: 'å'.repeat(length) } });
  expect(long(150)).toMatchObject({ value: { fields: { name1: 'å'.repeat(150) } } });
  expect(long(151)).toEqual({ fault: { field: 'name1', rule: 'too-long' } });
});

it.each<[EditableGroup, unknown, string, string]>([
  ['name', { fields: { text: 'A' } }, 'fields', 'unknown'],
  ['name', { fields: { name1: 1 } }, 'name1', 'text'],
  ['name', { fields: { name1: 'A\nB' } }, 'name1', 'text'],
  ['name', { fields: ['A'] }, 'fields', 'form'],
  ['name', null, 'name', 'form'],
  ['civil_status', { references: {} }, 'references', 'unknown'],
  ['civil_status', { info: { Køn: [{ value: 'K' }] } }, 'Køn', 'unknown'],
  ['civil_status', { info: { Civilstand: 'G' } }, 'Civilstand', 'form'],
  ['civil_status', { info: { Civilstand: [{ value: '' }] } }, 'Civilstand', 'needed'],
  ['civil_status', { dates: { 'Civst.fra': { date: '2026-02-29' } } }, 'Civst.fra', 'date'],
  ['identity', { info: { GældendePNR: [{ value: '1' }] } }, 'GældendePNR', 'of-the-register'],
  ['main_address', { address: { country_code: 'dk' } }, 'country_code', 'form'],
  ['main_address', { address: { municipality: '1' } }, 'municipality', 'digits'],
  ['main_address', { contactLines: {} }, 'contactLines', 'unknown'],
  ['contact_lines', { contactLines: { fax: '1' } }, 'fax', 'form'],
  ['contact_lines', { contactLines: { email: 'a@b' } }, 'email', 'form'],
])('%s refuses %j', (group, typed, field, rule) => {
  expect(readTyped(group, typed)).toEqual({ fault: { field, rule } });
});

it('does not repeat what stands where the name of a field belongs', () => {
  const refused = (field: string) => ({ fault: { field, rule: 'unknown' } });
  expect(readTyped('name', { '6101801234': 1 })).toEqual(refused('name'));
  expect(readTyped('name', { fields: { Åse: 'Åse' } })).toEqual(refused('fields'));
  expect(readTyped('main_address', { address: { Skovvej: '1' } })).toEqual(refused('address'));
  expect(readTyped('identity', { info: { '6101801234': [] } })).toEqual(refused('info'));
});

it('reads values and dates of labels', () => {
  expect(readValues('Sprog', [{ value: 'dansk', since: { date: '2020' } }])).toEqual({
    value: [{ value: 'dansk', since: { date: '2020' } }],
  });
  expect(readValues('Sprog', [{ value: 'dansk', priority: 1 }])).toEqual({
    fault: { field: 'Sprog', rule: 'unknown' },
  });
  expect(readDate('Samtykke', { date: '2026-03-01', uncertain: true })).toEqual({
    value: { date: '2026-03-01', uncertain: true },
  });
});

it('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EDITABLE_GROUPS), fc.anything(), fc.anything(), (group, any, member) => {
      for (const typed of [any, { fields: any, info: member }, { address: any }, { dates: { Separeret: any } }]) {
        const read = readTyped(group, typed);
        expect('value' in read || 'fault' in read).toBe(true);
      }
    }),
  );
});
