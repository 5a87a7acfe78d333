import { addressLines, dated, filled, groupContent, GUARDIAN, referencesTo } from '@contact-sync/contacts-model';
import type { Dated, ObservedGroup, Reference } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';
import type { CprRecord } from '../records/record-types';
import type { MappingContext } from './mapping-options';

type GuardianshipRecord = CprRecord<'017'> | CprRecord<'052'>;

/** 017 or 052: under guardianship since. Written whatever the setting for guardians says (CPR-5). */
export function guardianship(person: PersonRecords): ObservedGroup {
  return groupContent({ dates: { Umyndig: startOf(recordOf(person)) } });
}

/** 017 or 052: the guardian. Without a record, or with a blank start, the guardianship has ended. */
export function guardian(person: PersonRecords, { settings }: MappingContext): ObservedGroup {
  const record = recordOf(person);
  if (record === undefined || startOf(record) === undefined) return groupContent({});
  return groupContent({
    info: { Værgemålstype: person.one('052')?.VAERGEMAALS_TYPE },
    references: { Værge: guardianOf(record, settings.guardianNameType) },
  });
}

/** Both describe one fact; 052 is the newer record and wins. */
function recordOf(person: PersonRecords): GuardianshipRecord | undefined {
  return person.one('052') ?? person.one('017');
}

function startOf(record: GuardianshipRecord | undefined): Dated | undefined {
  return dated(record?.['START_DT-UMYNDIG'], record?.['START_DT_UMRK-UMYNDIG']);
}

function guardianOf(record: GuardianshipRecord, nameType: string): Reference[] {
  switch (record.UMYN_RELTYP) {
    case '0001':
      return referencesTo(GUARDIAN, { number: record.RELPNR }, dated(record['START_DT-RELPNR_PNR']));
    case '0002': {
      const lines = filled([record.RELTXT1, record.RELTXT2, record.RELTXT3, record.RELTXT4, record.RELTXT5]);
      const named = { name: record.RELADRSAT_RELPNR_TXT, address: addressLines(lines), nameType };
      return referencesTo(GUARDIAN, named, dated(record['START_DT-RELPNR_TXT']));
    }
    // 0000: the guardian is not in CPR.
    default:
      return [];
  }
}
