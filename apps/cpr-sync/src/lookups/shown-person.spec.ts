import type { Observation } from '@contact-sync/contacts-model';
import { shownFields, shownPerson } from './shown-person';

const GROUPS: Observation['groups'] = {
  protection: {},
  identity: {
    fields: { position: 'Smed' },
    info: { Køn: [{ value: 'K' }] },
    dates: { Fødselsdag: { date: '1980-01-01' } },
  },
  status: { info: { Status: [{ value: '90' }] }, dates: { Statusfra: { date: '2026-11-02', uncertain: true } } },
  name: { fields: { name1: 'Anna', name2: 'Holm' } },
  addressing_name: { fields: { text: 'Holm,Anna' } },
  main_address: { address: { address1: 'Skovvej 1', postcode: '2100', country_code: 'DK' } },
  numbers: { earlierNumbers: ['6202801235'] },
  civil_status: { info: { Civilstand: [{ value: 'G' }] } },
};
const person = (groups: Observation['groups'] = {}): Observation => ({
  register: 'cpr',
  subject: { nameType: 'C', nameCode: '6101801234' },
  clock: '',
  asOf: '2026-11-22',
  origin: { road: 'online', source: 'CPR Direkte' },
  fingerprint: '',
  groups: { ...GROUPS, ...groups },
});
const SHOWN = {
  personNumber: '6101801234',
  name1: 'Anna',
  name2: 'Holm',
  text: 'Holm,Anna',
  address: { address1: 'Skovvej 1', postcode: '2100', country_code: 'DK' },
  status: {
    code: '90',
    active: false,
    da: 'Død',
    en: 'Deceased',
    since: { date: '2026-11-02', uncertain: true },
  },
  born: { date: '1980-01-01' },
  gender: 'K',
  position: 'Smed',
  civilStatus: 'G',
  earlierNumbers: ['6202801235'],
};
const WITHHELD = ({ name1: _, name2: _2, text: _3, address: _4, ...rest }: typeof SHOWN): object => rest;
const PROTECTED = { protection: { protection: { date: '2025-01-01' } } };

it('a person with name, address and status in words', () => {
  expect(shownPerson(person(), false)).toEqual(SHOWN);
  expect(shownFields(shownPerson(person(), false))).toEqual(['name', 'address']);
});

it('name and address of a protected person are for those with the right, and marked for them too', () => {
  const marks = { protected: true, protectedSince: { date: '2025-01-01' } };
  const withheld = shownPerson(person(PROTECTED), false);
  expect(withheld).toEqual({ ...WITHHELD(SHOWN), ...marks, withheld: true });
  expect(JSON.stringify(withheld)).not.toMatch(/Anna|Holm|Skovvej/);
  expect(shownFields(withheld)).toEqual([]);
  expect(shownPerson(person(PROTECTED), true)).toEqual({ ...SHOWN, ...marks });
});

it('where the answer does not tell of protection, nobody is taken for unprotected', () => {
  const { protection: _, ...untold } = GROUPS;
  const observation = { ...person(), groups: untold };
  expect(shownPerson(observation, false)).toEqual({ ...WITHHELD(SHOWN), withheld: true });
  expect(shownPerson(observation, true)).toEqual(SHOWN);
});

it('a status that is not known here is shown as it came', () => {
  const shown = shownPerson(person({ status: { info: { Status: [{ value: '99' }] } } }), false);
  expect(shown.status).toEqual({ code: '99' });
});
