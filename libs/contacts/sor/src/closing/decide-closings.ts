/** What is known of a file when units that it does not name could be closed. */
export interface ClosingFacts {
  /** As many bytes came as the server said; true for a file from a folder. */
  readonly lengthVerified: boolean;
  /** No row was cut and no quotation mark left open at the end. */
  readonly endedCleanly: boolean;
  /** Rows of this file, and of the last one that was imported to its end. */
  readonly rows: number;
  readonly lastRows?: number;
  /** Percent of `lastRows` that `rows` must reach. */
  readonly minimumShare: number;
  /** Contacts the file does not name, and all open ones. */
  readonly missing: number;
  readonly open: number;
  /** Percent of `open` that may be closed at once. */
  readonly closingLimit: number;
  /** Somebody looked at the file and said that its closings are right. */
  readonly approved: boolean;
}

export type WithholdCode = 'no-rows' | 'file-cut' | 'length-unknown' | 'too-few-rows' | 'too-many-closings';

export type ClosingsDecision =
  { readonly kind: 'close' } | { readonly kind: 'withhold'; readonly code: WithholdCode; readonly reason: string };

/** Whether units may be closed for not being in a file (sor.md 6.9). */
export function decideClosings(_facts: ClosingFacts): ClosingsDecision {
  throw new Error('not yet');
}
