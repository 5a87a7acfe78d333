import type { MAPPED_SOR_COLUMNS } from './columns';
import type { Remark, RowFault } from './faults';
import type { SorHeader } from './header';

export type SorEncoding = 'utf-8' | 'windows-1252';

export type SorCell = Exclude<
  (typeof MAPPED_SOR_COLUMNS)[number],
  'SorId' | 'FirstFromDate' | 'FromDate' | 'ToDate' | 'UpdatedAt'
>;

/** One row of SOR's file, read. What is empty is absent. */
export interface SorRow {
  readonly sorId: string;
  readonly cells: Readonly<Partial<Record<SorCell, string>>>;
  /** `YYYY-MM-DD`, as all days here. */
  readonly firstFromDate?: string;
  /** Since when this row holds. */
  readonly fromDate?: string;
  /** Last day; absent while open. */
  readonly toDate?: string;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`. */
  readonly updatedAt?: string;
  /** Metres in UTM zone 32 (ETRS89). Read, and not shown on a contact. */
  readonly east?: number;
  readonly north?: number;
  readonly remarks: readonly Remark[];
}

export interface FaultyRow {
  readonly faults: readonly RowFault[];
  readonly sorId?: string;
}

/** Reads one row from its bytes, without line end. It never throws. */
export function readSorRow(_bytes: Uint8Array, _header: SorHeader, _encoding: SorEncoding): SorRow | FaultyRow {
  throw new Error('not yet');
}
