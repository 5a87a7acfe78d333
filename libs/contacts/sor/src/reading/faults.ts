import { cleaned } from './cells';
import type { SorColumn } from './columns';
import type { RecordProblem } from './record-walk';

/** Why one row is not applied. The unit it names is held; other units go on. */
export type RowFaultCode =
  | 'sor-id' // no SOR id of eleven digits or more
  | 'no-name' // EntityName is empty: a contact is never blanked
  | 'cells' // another number of cells than the header has
  | 'quote' // a quotation mark that nothing closes
  | 'too-long' // longer than any row of SOR could be
  | 'damaged' // NUL bytes: no text
  | 'date'; // a date that is none

/** What is wrong with a row, in words. It holds no more of the row than a shortened id. */
export interface RowFault {
  readonly code: RowFaultCode;
  readonly text: string;
  readonly field?: SorColumn;
}

/** Something odd in a row that was applied all the same. */
export interface Remark {
  readonly code: 'cut' | 'check-digit' | 'dates' | 'coordinates' | 'updated-at' | 'country';
  readonly text: string;
  readonly field?: SorColumn;
}

const LONGEST_EXCERPT = 40;

/** What was found, as a message may show it: short, and without what a terminal or a page could take for more than text. */
export function excerpt(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return plain.length > LONGEST_EXCERPT ? `${plain.slice(0, LONGEST_EXCERPT)}…` : plain;
}

/** What is wrong with the record as a whole. */
export function recordFault(problem: RecordProblem, cells: number, expected: number): RowFault {
  switch (problem) {
    case 'cells':
      return { code: 'cells', text: `The row has ${cells} cells, the header ${expected}.` };
    case 'quote':
      return { code: 'quote', text: 'A quotation mark in the row is not closed as it should be.' };
    case 'too-long':
      return { code: 'too-long', text: 'The row is longer than 1 MiB.' };
    case 'damaged':
      return { code: 'damaged', text: 'The row has NUL bytes: the file is damaged.' };
  }
}

/** That a row names no unit, by what stands in the place of its id. */
export function idFault(cell: string): RowFault {
  const found = cleaned(cell);
  const text =
    found === undefined ? 'SorId is empty.' : `SorId "${excerpt(found)}" is not a number of eleven digits or more.`;
  return { code: 'sor-id', field: 'SorId', text };
}
