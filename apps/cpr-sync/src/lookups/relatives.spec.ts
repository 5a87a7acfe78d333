import type { Observation, Reference } from '@contact-sync/contacts-model';
import { relativesOf } from './relatives';

const MOTHER = '6101501234';
const CHILD = '6102101234';
const numbered = (slot: string, nameCode: string): Reference => ({
  slot,
  relative: { kind: 'number', nameType: 'C', nameCode },
});
const named = (slot: string, name: string): Reference => ({
  slot,
  relative: { kind: 'name', nameType: 'P', name, relation: 'Far til' },
});
const observation = {
  groups: {
    children: { references: { Barn: [numbered('child', CHILD)] } },
    parents: { references: { Forældre: [named('father', 'Bo Holm'), numbered('mother', MOTHER)] } },
    custody: { references: { Forældremyndighed: [numbered('mother', MOTHER), named('holder1', 'Bo Holm')] } },
  },
} as unknown as Observation;

it('each relative once, with everything they are to the person; those with numbers first', () => {
  expect(relativesOf(observation)).toEqual([
    { roles: ['child'], number: CHILD },
    { roles: ['mother', 'custodian'], number: MOTHER },
    { roles: ['father'], name: 'Bo Holm' },
    { roles: ['custodian'], name: 'Bo Holm' },
  ]);
});

it('what the answer tells of relatives beside the records goes before', () => {
  expect(relativesOf(observation, [{ role: 'spouse', number: MOTHER, name: 'Ida' }])).toEqual([
    { roles: ['spouse'], number: MOTHER, name: 'Ida' },
  ]);
});
