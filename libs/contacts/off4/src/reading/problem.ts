/**
 * What was wrong with a record.
 * - `notice`: worth knowing, nothing is lost (an unknown record type).
 * - `warning`: one field is left empty, the rest of the person is used (an impossible date).
 * - `error`: the person is held as a whole, since half a set would look like a deletion (CPR-1).
 */
export type ProblemLevel = 'notice' | 'warning' | 'error';

/** Says where and what, never the content: it may be logged. */
export interface Problem {
  readonly level: ProblemLevel;
  /** Line of the file from 1; number of the record in the stream form. */
  readonly line: number;
  /** Three digits; `???` where the line has none. */
  readonly recordType: string;
  readonly field?: string;
  readonly text: string;
}

export const NO_RECORD_TYPE = '???';
