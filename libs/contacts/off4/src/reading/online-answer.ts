import { FileScan } from './file-scan';
import { PersonReader } from './person-reader';
import { joinSlices } from './person-slice';
import type { PersonSlice } from './person-slice';
import type { Problem } from './problem';
import type { RefusalCode } from './refusal';

/** The person that CPR Direkte told of, and how: records as in a file (cpr-direkte 4.2). */
export interface OnlinePerson {
  readonly slice: PersonSlice;
  /** OPGAVENR: decides which record types were ordered. */
  readonly taskNumber: string;
  /** Types of the records that came. */
  readonly recordTypes: readonly string[];
}

/** Why the records of an answer are not used. */
export interface AnswerFault {
  readonly code: RefusalCode | 'no-person' | 'several-persons' | 'other-person' | 'stray-record';
  /** Which record of the answer, from 1; 0 where it concerns all. Names no person. */
  readonly text: string;
}

export type OnlineAnswer = { readonly person: OnlinePerson } | { readonly fault: AnswerFault };

/**
 * The records of an answer, end to end from 000 to 999: the count of 999 is checked, and that they are those of the person
 * asked for and of nobody else. Never throws for what CPR says.
 */
export function readOnlineAnswer(data: Uint8Array, pnr: string): OnlineAnswer {
  const scan = new FileScan();
  scan.push(data);
  const scanned = scan.end();
  if (scanned.refusal !== null) {
    const { code, line, text } = scanned.refusal;
    return fault(code, line === 0 ? text : `record ${line}: ${text}`);
  }
  const reader = new PersonReader(scanned);
  const delivered = [...reader.push(data), ...reader.end()];
  const stray = delivered.find((one) => one.kind === 'stray');
  if (stray !== undefined) return fault('stray-record', sentenceOf(stray.problem));
  const [first, ...others] = delivered.filter((one) => one.kind === 'person');
  if (first === undefined) return fault('no-person', 'There are no records of a person');
  if (others.some((one) => one.pnr !== first.pnr))
    return fault('several-persons', 'There are records of several persons');
  if (first.pnr !== pnr) return fault('other-person', 'The records are of another person');
  const { taskNumber, recordTypes } = scanned;
  return { person: { slice: joinSlices([first, ...others]), taskNumber, recordTypes: Object.keys(recordTypes) } };
}

/** A problem of a record in one sentence. */
export function sentenceOf({ line, recordType, field, text }: Problem): string {
  return `record ${line} (${recordType}${field === undefined ? '' : ` ${field}`}): ${text}`;
}

const fault = (code: AnswerFault['code'], text: string): OnlineAnswer => ({ fault: { code, text } });
