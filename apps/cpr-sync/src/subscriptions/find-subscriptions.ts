import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { SourceRecord } from './source-record';
import { findRecords } from './source-record-store';

export interface SubscriptionQuery {
  readonly srcSubscribed?: 'Y' | 'N';
  /** What is wanted; `any`: Y or N; `none`: nothing. */
  readonly subscribed?: 'Y' | 'N' | 'any' | 'none';
  readonly problem?: boolean;
  /** The last contact of the page before. */
  readonly after?: string;
  readonly limit: number;
}

/** A page of source records in the order of their contacts. */
export async function findSubscriptions(
  db: Tx | Pool,
  { srcSubscribed, subscribed, problem, after = '0', limit }: SubscriptionQuery,
): Promise<SourceRecord[]> {
  const found = await findRecords(
    db,
    `contact_id in (
       select contact_id from cpr.source_record
        where contact_id > $1 and ($2::text is null or src_subscribed = $2)
          and ($3::text is null or coalesce(subscribed, 'none') = $3 or ($3 = 'any' and subscribed is not null))
          and ($4::boolean is null or (problem_code is not null) = $4)
        order by contact_id limit $5)`,
    [after, srcSubscribed ?? null, subscribed ?? null, problem ?? null, limit],
  );
  return [...found.values()];
}

/** What is proven of one contact, as it was written. */
export interface ProofRow {
  readonly id: string;
  readonly at: Date;
  readonly what: string;
  readonly reason: string;
  readonly who: string | null;
  readonly purpose: string | null;
  readonly caseSource: string | null;
  readonly caseId: string | null;
  readonly road: string | null;
  readonly result: string | null;
}

/** Every proof of contacts, the oldest first. */
export async function readProofs(db: Tx | Pool, contactIds: readonly string[]): Promise<ProofRow[]> {
  const { rows } = await db.query<ProofRow>(
    `select id::text, at, what, reason, who, purpose, case_source as "caseSource", case_id as "caseId", road, result
       from cpr.subscription_proof where contact_id = any($1::bigint[]) order by subscription_proof.id`,
    [contactIds],
  );
  return rows;
}
