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

export type WithholdCode =
  | 'no-rows' // the file has a header at most
  | 'file-cut' // its last row is not whole
  | 'length-unknown' // nobody said how long it should be
  | 'too-few-rows' // below the share of the last one
  | 'too-many-closings'; // above the share of what is open

export type ClosingsDecision =
  { readonly kind: 'close' } | { readonly kind: 'withhold'; readonly code: WithholdCode; readonly reason: string };

/** So few units may go without regard to shares, of which three units have none: one in three is more than 10 percent. */
export const FEW_UNITS = 5;

/**
 * Whether units may be closed for not being in a file (sor.md 6.9). Somebody's approval answers for shares and for a
 * length that was not told, never for a file that is visibly cut or has no rows. A limit of 0 lets nothing close without
 * approval.
 */
export function decideClosings(facts: ClosingFacts): ClosingsDecision {
  const { rows, lastRows = 0, minimumShare, missing, open, closingLimit, approved } = facts;
  if (rows === 0) return withhold('no-rows', 'The file has no rows.');
  if (!facts.endedCleanly) return withhold('file-cut', 'The last row of the file is not whole: its end is missing.');
  if (approved) return { kind: 'close' };
  if (!facts.lengthVerified) {
    return withhold('length-unknown', 'The server did not say how long the file is, so that it may have been cut.');
  }
  if (rows * 100 < lastRows * minimumShare && lastRows - rows > FEW_UNITS) {
    const said = `The file has ${rows} rows, the last one had ${lastRows}; at least ${minimumShare} percent are expected.`;
    return withhold('too-few-rows', said);
  }
  const few = closingLimit > 0 ? FEW_UNITS : 0;
  if (missing * 100 > open * closingLimit && missing > few) {
    const said = `${missing} of ${open} open units would close; at most ${closingLimit} percent may close at once.`;
    return withhold('too-many-closings', said);
  }
  return { kind: 'close' };
}

function withhold(code: WithholdCode, reason: string): ClosingsDecision {
  return { kind: 'withhold', code, reason };
}
