import type { SorColumn } from './columns';

/** Why one row is not applied. The unit it names is held; other units go on. */
export type RowFaultCode =
  | 'sor-id' // no SOR id of eleven digits or more
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

const LONGEST_QUOTATION = 24;

/** What was found, as a message may show it: short, and without what a terminal or a page could take for more than text. */
export function quoted(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return `"${plain.length > LONGEST_QUOTATION ? `${plain.slice(0, LONGEST_QUOTATION)}…` : plain}"`;
}
