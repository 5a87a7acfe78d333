import { GROUP_NAMES } from '@contact-sync/contacts-model';
import type { GroupName } from '@contact-sync/contacts-model';
import type { RecordType } from '../records/record-types';

/** What CPR does not know: telephone, e-mail, and what only companies have. */
const OF_OTHERS = [
  'contact_lines',
  'lifetime',
  'industry',
  'advertisement',
  'main_unit',
  'property',
  'parcels',
  'property_number',
  'owner',
] as const;

/** The groups CPR speaks of. */
export type CprGroup = Exclude<GroupName, (typeof OF_OTHERS)[number]>;

const isOfCpr = (group: GroupName): group is CprGroup => !(OF_OTHERS as readonly GroupName[]).includes(group);

export const CPR_GROUPS: readonly CprGroup[] = GROUP_NAMES.filter(isOfCpr);

/** Record types each group is made of. Where several lists stand, any of them will do. */
const MADE_OF: Readonly<Record<CprGroup, readonly (readonly RecordType[])[]>> = {
  protection: [['004']],
  numbers: [['022']],
  identity: [['001']],
  status: [['001']],
  name: [['008']],
  addressing_name: [['003']],
  main_address: [['003']],
  birth_registration: [['009']],
  civil_status: [['012']],
  separation: [['013']],
  emigration: [['005']],
  disappearance: [['007']],
  children: [['014']],
  parents: [['015']],
  custody: [['015', '016']],
  guardianship: [['017'], ['052']],
  guardian: [['017'], ['052']],
};

/** 002 gives the move-in date and 006 the address of an emigrated person; a task without them still delivers addresses. */
const USED_WHERE_PRESENT: readonly RecordType[] = ['002', '006'];

/** The record types the mapping reads; others need not be parsed. */
export const MAPPED_RECORD_TYPES: ReadonlySet<RecordType> = new Set([
  ...Object.values(MADE_OF).flat(2),
  ...USED_WHERE_PRESENT,
]);

const OF_GUARDIANS_AND_CUSTODIANS: ReadonlySet<GroupName> = new Set<GroupName>(['custody', 'guardian']);

/**
 * The groups a road delivers in full (REG-3b): those whose record types it delivers. With the updating of guardians and
 * custodians off, their groups are not carried; that somebody is under guardianship is (CPR-5).
 */
export function carriedGroups(recordTypes: ReadonlySet<string>, guardiansAndCustodians: boolean): readonly CprGroup[] {
  return CPR_GROUPS.filter(
    (group) =>
      (guardiansAndCustodians || !OF_GUARDIANS_AND_CUSTODIANS.has(group)) &&
      MADE_OF[group].some((types) => types.every((type) => recordTypes.has(type))),
  );
}
