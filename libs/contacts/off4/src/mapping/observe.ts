import type { ContactKey, Observation, ObservedGroup } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';
import { NO_RECORD_TYPE } from '../reading/problem';
import type { Problem } from '../reading/problem';
import { SINGLE_TYPES } from '../records/record-types';
import type { RecordType } from '../records/record-types';
import { carriedGroups, MAPPED_RECORD_TYPES } from './carried-groups';
import type { CprGroup } from './carried-groups';
import { civilStatus } from './civil-status';
import { children, custody, parents } from './family';
import { guardian, guardianship } from './guardianship';
import { birthRegistration, disappearance, emigration, separation } from './life';
import { mainAddress } from './main-address';
import { mappingContext } from './mapping-options';
import type { MappingContext, ObserveOptions } from './mapping-options';
import { addressingName, name } from './name';
import type { HeldReason, Observed } from './observed';
import { identity, numbers, status } from './person';
import { protection } from './protection';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged sets are mapped anew. */
export const MAPPER_VERSION = 'off4-1';

/** The guide's table *OFF4 mapping information from CPR*, group by group (CPR-2). */
const MAPPINGS: Readonly<Record<CprGroup, (person: PersonRecords, context: MappingContext) => ObservedGroup>> = {
  protection, //                            004
  numbers, //                               022
  identity, //                              001
  status, //                                001
  name, //                                  008
  addressing_name: addressingName, //       003
  main_address: mainAddress, //             002, 003; abroad 005, 006
  birth_registration: birthRegistration, // 009
  civil_status: civilStatus, //             012
  separation, //                            013
  emigration, //                            005
  disappearance, //                         007
  children, //                              014
  parents, //                               015
  custody, //                               016 with 015
  guardianship, //                          017, 052
  guardian, //                              017, 052
};

/**
 * What a person's set of records says (CPR-2 to CPR-5). A set that is no legal set, or is damaged, is held as a whole:
 * half of it would look like deletions. Never throws; reads no clock.
 */
export function observe(person: PersonRecords, options: ObserveOptions): Observed {
  const objection = objectionTo(person);
  if (objection !== undefined) {
    return { held: objection.reason, problems: [...person.problems, ...objection.problems] };
  }
  const validNumber = person.one('001')?.PNRGAELD ?? person.pnr;
  const observation: Observation = {
    register: 'cpr',
    subject: { nameType: 'C', nameCode: person.pnr } satisfies ContactKey,
    clock: options.clock,
    asOf: options.asOf,
    origin: options.origin,
    fingerprint: options.fingerprint,
    groups: validNumber === person.pnr ? groupsOf(person, options) : {},
    validNumber,
  };
  return { observation, problems: person.problems };
}

function groupsOf(person: PersonRecords, options: ObserveOptions): Observation['groups'] {
  const context = mappingContext(options);
  const carried = carriedGroups(options.recordTypes, context.settings.updateGuardiansAndCustodians);
  return Object.fromEntries(carried.map((group) => [group, MAPPINGS[group](person, context)]));
}

interface Objection {
  readonly reason: HeldReason;
  readonly problems: readonly Problem[];
}

function objectionTo(person: PersonRecords): Objection | undefined {
  const damaged = person.problems.some(({ level, recordType }) => level === 'error' && isUsed(recordType));
  if (damaged) return { reason: 'damaged-record', problems: [] };
  if (person.one('001') === undefined) {
    const text = 'The person has no record 001';
    return { reason: 'no-001', problems: [{ level: 'error', line: person.lines[0] ?? 0, recordType: '001', text }] };
  }
  const repeated = repeatedRecords(person);
  return repeated.length === 0 ? undefined : { reason: 'duplicate-record', problems: repeated };
}

/** Damage in a record that the mapping does not read holds nobody. */
function isUsed(recordType: string): boolean {
  return recordType === NO_RECORD_TYPE || MAPPED_RECORD_TYPES.has(recordType as RecordType);
}

function repeatedRecords(person: PersonRecords): readonly Problem[] {
  const seen = new Set<RecordType>();
  return person.parsed.flatMap(({ type, line }): Problem[] => {
    if (!SINGLE_TYPES.has(type) || !MAPPED_RECORD_TYPES.has(type)) return [];
    if (!seen.has(type)) {
      seen.add(type);
      return [];
    }
    return [{ level: 'error', line, recordType: type, text: 'A record that a person has once stands twice' }];
  });
}
