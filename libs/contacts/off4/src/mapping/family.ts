import {
  CHILD,
  dated,
  FATHER,
  groupContent,
  HOLDER_1,
  HOLDER_2,
  MOTHER,
  referencesTo,
} from '@contact-sync/contacts-model';
import type { InfoValue, ObservedGroup, Reference } from '@contact-sync/contacts-model';
import type { PersonRecords } from '../reading/person-records';
import type { CprRecord } from '../records/record-types';

/** 014: children, by number. */
export function children(person: PersonRecords): ObservedGroup {
  const numbers = person.all('014').flatMap((record) => record['PNR-BARN'] ?? []);
  const references = [...new Set(numbers)].sort().flatMap((number) => referencesTo(CHILD, { number }, undefined));
  return groupContent({ references: { Barn: references } });
}

/** 015: parents. Mother and father are places, and say nothing of the parents' gender. */
export function parents(person: PersonRecords): ObservedGroup {
  const record = person.one('015');
  const motherSince = dated(record?.MOR_DT, record?.MOR_DT_UMRK);
  const fatherSince = dated(record?.FAR_DT, record?.FAR_DT_UMRK);
  return groupContent({
    references: {
      Forældre: [
        ...referencesTo(MOTHER, motherOf(record), motherSince),
        ...referencesTo(FATHER, fatherOf(record), fatherSince),
      ],
    },
  });
}

/**
 * 016: custody, on the child. For types 3 and 4 the holder is the parent of 015, the same contact as under `Forældre`;
 * 5 and 6 name theirs. The true start stands in 016 for all of them.
 */
export function custody(person: PersonRecords): ObservedGroup {
  const records = person.all('016').toSorted(byType);
  const types = records.flatMap((record) => record['RELTYP-FORÆLDREMYN'] ?? []);
  const values = [...new Set(types)].sort().map((value): InfoValue => ({ value }));
  const holders = records.flatMap((record) => custodyHolder(record, person.one('015')));
  return groupContent({ info: { Forældremyndighedstype: values }, references: { Forældremyndighed: holders } });
}

function custodyHolder(record: CprRecord<'016'>, parentsRecord: CprRecord<'015'> | undefined): Reference[] {
  const start = dated(record['START_DT-FORÆLDREMYN'], record['START_DT_UMRK-FORÆLDREMYN']);
  switch (record['RELTYP-FORÆLDREMYN']) {
    case '0003':
      return referencesTo(MOTHER, motherOf(parentsRecord), start);
    case '0004':
      return referencesTo(FATHER, fatherOf(parentsRecord), start);
    case '0005':
      return referencesTo(HOLDER_1, { number: record.RELPNR }, start);
    case '0006':
      return referencesTo(HOLDER_2, { number: record.RELPNR }, start);
    default:
      return [];
  }
}

const motherOf = (record: CprRecord<'015'> | undefined) => ({ number: record?.PNRMOR, name: record?.MORNVN });
const fatherOf = (record: CprRecord<'015'> | undefined) => ({ number: record?.PNRFAR, name: record?.FARNVN });

/** By type and number, so that any order of the records gives the same list. */
function byType(a: CprRecord<'016'>, b: CprRecord<'016'>): number {
  const [first, second] = [a, b].map(
    (record) => `${record['RELTYP-FORÆLDREMYN']} ${record.RELPNR} ${JSON.stringify(record)}`,
  );
  return first! < second! ? -1 : Number(first! > second!);
}
