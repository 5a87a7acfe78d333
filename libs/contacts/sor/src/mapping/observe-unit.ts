import type { NameType, Observation, Origin } from '@contact-sync/contacts-model';
import type { Remark, RowFault } from '../reading/faults';
import type { SorHeader } from '../reading/header';
import type { SorRow } from '../reading/row';

/** Part of every fingerprint: raise it when the mapping changes, so that unchanged units are mapped anew. */
export const SOR_MAPPER_VERSION = 'sor-1';

/** What is said of a file's rows beside the rows themselves. */
export interface SorContext {
  /** Day whose state the file is, `YYYY-MM-DD`. */
  readonly day: string;
  /** When the file was made, ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly origin: Origin;
  /** Contact type of SOR units: `H`. */
  readonly contactType: NameType;
  /** Of this unit's rows. */
  readonly fingerprint: string;
}

/** `held`: the row says nothing that a contact could be made of. */
export type ObservedUnit =
  | { readonly observation: Observation; readonly remarks: readonly Remark[] }
  | { readonly held: RowFault | { readonly code: 'no-name'; readonly text: string; readonly field: 'EntityName' } };

/** What a row says of its unit (sor.md 3.1 and 6.11). */
export function observeUnit(_row: SorRow, _header: SorHeader, _context: SorContext): ObservedUnit {
  throw new Error('not yet');
}

/** That a unit which a complete file no longer names ended on a day. Tells nothing else of it. */
export function observeClosing(_sorId: string, _on: string, _context: Omit<SorContext, 'fingerprint'>): Observation {
  throw new Error('not yet');
}
