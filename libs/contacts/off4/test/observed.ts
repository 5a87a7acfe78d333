import type { Observation } from '@contact-sync/contacts-model';
import { MAPPED_RECORD_TYPES } from '../src/mapping/carried-groups';
import type { ObserveOptions } from '../src/mapping/mapping-options';
import { observe } from '../src/mapping/observe';
import type { Observed } from '../src/mapping/observed';
import { parsePerson } from '../src/reading/person-records';
import type { PersonSlice } from '../src/reading/person-slice';
import { lineFile, personsOf } from './delivery';
import type { Body } from './delivery';

export const OPTIONS: ObserveOptions = {
  asOf: '2026-11-20',
  clock: '2026112000003 d261120.l123401 abcdef01',
  fingerprint: 'fingerprint',
  origin: { road: 'file', source: 'd261120.l123401', lines: [2] },
  recordTypes: MAPPED_RECORD_TYPES,
};

export type Settings = NonNullable<ObserveOptions['settings']>;

export function observeSlice(slice: PersonSlice, more: Partial<ObserveOptions> = {}): Observed {
  return observe(parsePerson(slice, MAPPED_RECORD_TYPES), { ...OPTIONS, ...more });
}

/** What the records of one invented person are observed as. */
export function observed(body: Body, more: Partial<ObserveOptions> = {}): Observed {
  const [slice] = personsOf(lineFile(body)).values();
  if (slice === undefined) throw new Error('no person among the records');
  return observeSlice(slice, more);
}

/** The same, for a person that is not held. */
export function groupsOf(body: Body, settings?: Settings): Observation['groups'] {
  const { observation } = observed(body, settings === undefined ? {} : { settings });
  if (observation === undefined) throw new Error('the person is held');
  return observation.groups;
}
