/**
 * What a row of a z/OS listing can stand for. Only `file` and `migrated` can be fetched; the others are there to be met:
 * tapes, archived ones, libraries (PO), VSAM clusters, and rows that stand for whatever has one more qualifier.
 */
export type StoredKind = 'file' | 'migrated' | 'tape' | 'archive' | 'library' | 'vsam' | 'pseudo-directory';

/** A file as the server holds it. */
export interface StoredFile {
  /** As it was named by whoever made or renamed it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: StoredKind;
  /** The day it was written, `YYYY-MM-DD`. */
  readonly day: string;
  /** The day it was last opened; never where absent. */
  readonly referred?: string;
}
