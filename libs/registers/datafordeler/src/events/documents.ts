import type { ListDocument } from '../graphql/list-document';

/** A row of a register's `…_Events`: a pointer to what changed. */
export interface EventRow {
  readonly eventid: number;
  readonly entityname: string;
  readonly fromfailedimport: boolean;
  readonly object_id?: string | null;
  readonly object_virkningfra?: string | null;
}

/**
 * Events of a register (`CVR`, `MAT`) from one id to another, both included: an id of 0 lies outside the declared bounds,
 * so `gt` is not used.
 */
export const eventsBetween = (
  register: string,
): ListDocument<EventRow, { from: number; to: number; entities: readonly string[] }> => ({
  root: `${register}_Events`,
  text: `query EventsBetween($from: Long!, $to: Long!, $entities: [String!]!, $after: String) {
  ${register}_Events(
    first: 1000
    after: $after
    where: { and: [{ eventid: { gte: $from } }, { eventid: { lte: $to } }, { entityname: { in: $entities } }] }
  ) {
    pageInfo { hasNextPage endCursor }
    nodes { eventid entityname fromfailedimport object_id object_virkningfra }
  }
}`,
});

/** How far a register is loaded. */
export const importStatus = {
  root: 'DAF_RegisterImportStatus',
  text: `query ImportStatus {
  DAF_RegisterImportStatus { lastEventId lastSequenceNumber }
}`,
};
