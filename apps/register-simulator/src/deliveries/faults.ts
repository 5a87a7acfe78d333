/** Faults of the file as a whole. */
export const FILE_FAULTS = [
  'missing-start',
  'missing-end',
  'record-after-end',
  'wrong-count',
  'utf-8',
  'empty',
  'zero-bytes',
  'missing-file',
] as const;

/** Faults in the set of one person, counted from 1 in the order of the file. */
export const PERSON_FAULTS = ['flipped-byte', 'unknown-record-type', 'without-basics'] as const;

/**
 * Something wrong with one file; `file` is 0 for the status extract, else the night.
 *
 * - `missing-start`, `missing-end`: no 000, no 999
 * - `record-after-end`: one more record behind 999
 * - `wrong-count`: TAELLER is one too high
 * - `utf-8`: the Danish letters as two bytes each
 * - `empty`: 000 and 999 and nobody between; `zero-bytes`: not even those
 * - `missing-file`: the file is never written, a gap in the chain that the next one shows
 * - `cut`: the file ends at byte `at`
 * - `flipped-byte`: one bit of the person's birth date in 001, which makes a letter of a digit
 * - `unknown-record-type`: a record 888 among the person's
 * - `without-basics`: the person has no 001
 */
export type Fault =
  | { file: number; kind: (typeof FILE_FAULTS)[number] }
  | { file: number; kind: (typeof PERSON_FAULTS)[number]; person: number }
  | { file: number; kind: 'cut'; at: number };

/** Reads `KIND@FILE` or `KIND:NUMBER@FILE`, the number being the byte of a cut or the person; undefined if it is neither. */
export function parseFault(text: string): Fault | undefined {
  const match = /^([a-z0-9-]+)(?::(\d+))?@(\d+)$/.exec(text);
  if (!match) return undefined;
  const [, kind, given] = match;
  const file = Number(match[3]);
  const number = given === undefined ? undefined : Number(given);
  const ofFile = FILE_FAULTS.find((known) => known === kind);
  if (ofFile) return number === undefined ? { file, kind: ofFile } : undefined;
  if (number === undefined) return undefined;
  if (kind === 'cut') return { file, kind, at: number };
  const ofPerson = PERSON_FAULTS.find((known) => known === kind);
  return ofPerson && { file, kind: ofPerson, person: number };
}

/** The records of person number `place` in the file, with the faults that are asked for. */
export function spoil(records: string[], place: number, faults: readonly Fault[]): string[] {
  let spoilt = records;
  for (const fault of faults) {
    if (!('person' in fault) || fault.person !== place) continue;
    switch (fault.kind) {
      case 'without-basics':
        spoilt = spoilt.filter((record) => !record.startsWith('001'));
        break;
      case 'unknown-record-type':
        spoilt = [...spoilt, `888${(records[0] ?? '').slice(3, 13)}${'Ukendt'.padEnd(20)}`];
        break;
      case 'flipped-byte':
        spoilt = spoilt.map((record) => (record.startsWith('001') ? flipBit(record, BIRTH_DATE) : record));
        break;
    }
  }
  return spoilt;
}

/** Where the birth date begins in 001, counted from 0. */
const BIRTH_DATE = 39;

function flipBit(record: string, at: number): string {
  return record.slice(0, at) + String.fromCharCode(record.charCodeAt(at) ^ 0x40) + record.slice(at + 1);
}
