/** Why a delivery file is not read at all (CPR-7). */
export type RefusalCode =
  | 'empty-file'
  | 'wrong-encoding' // UTF-8, UTF-16 or EBCDIC instead of ISO-8859-1
  | 'no-start-record' // the first record is not 000
  | 'second-start-record'
  | 'unreadable-start-record' // task number or dates in 000
  | 'unknown-record-type' // stream form only: without its length the next record cannot be found
  | 'cut-record' // stream form only: the file ends inside a record
  | 'record-too-long' // a line, or one person, longer than anything CPR writes
  | 'no-end-record' // 999 is missing: the file was cut
  | 'wrong-count' // 999 counts other than what stands in the file
  | 'records-after-end'; // something stands after 999

/** A file that is refused as a whole, in plain words and without a person's data. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Line from 1, or number of the record in the stream form; 0 where it concerns the file. */
  readonly line: number;
  readonly text: string;
}
