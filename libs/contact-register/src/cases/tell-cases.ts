import type { Tx } from '@contact-sync/database';
import { placeOf } from '../external/told';
import type { TellOutcome, Told } from '../external/told';

/** A case was opened (or opened again), or closed. */
export interface CaseStatement {
  readonly told: Told;
  /** As the telling system calls it. */
  readonly caseId: string;
  readonly state: 'open' | 'closed';
}

/**
 * Stores the states of cases, in the caller's transaction (REG-5). Order and repetition do not matter; results stand in
 * the order of the input. Made for up to 1000 at a time; concurrent batches wait for each other and never stand still.
 */
export async function tellCases(tx: Tx, statements: readonly CaseStatement[]): Promise<TellOutcome[]> {
  const { rows } = await tx.query<{ at: number }>(
    `with told as (
       select distinct on (source, case_id) *
         from unnest($1::text[], $2::text[], $3::text[], $4::text[])
              with ordinality as u (source, case_id, state, place, at)
        order by source, case_id, place collate "C" desc, at),
     saved as (
       insert into contacts.case_file as f (source, id, state, place)
       -- Sorted, so that two batches with common cases lock them in one order.
       select source, case_id, state, place from told order by source, case_id
           on conflict (source, id) do update set state = excluded.state, place = excluded.place
        where f.place < excluded.place
       returning source, id)
     select at::integer from told join saved on (saved.source, saved.id) = (told.source, told.case_id)`,
    [
      statements.map(({ told }) => told.source),
      statements.map(({ caseId }) => caseId),
      statements.map(({ state }) => state),
      statements.map(({ told }) => placeOf(told)),
    ],
  );
  const applied = new Set(rows.map(({ at }) => at - 1));
  return statements.map((_, at) => ({ outcome: applied.has(at) ? 'applied' : 'stale' }));
}
