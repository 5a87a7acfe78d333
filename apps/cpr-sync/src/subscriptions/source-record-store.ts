import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { emptyRecord, type Proof, type RecordChange, type SourceRecord } from './source-record';

const COLUMNS = `contact_id::text as "contactId", src_subscribed as "srcSubscribed", subscribed, number_hash as "numberHash",
  other_hashes as "otherHashes", subscribed_at as "subscribedAt", road, reason, wish_reason as "wishReason",
  wished_at as "wishedAt", sent_at, sent_file, sent_hash, problem_code, problem_text, problem_at, problem_hash`;

type RecordRow = Omit<SourceRecord, 'sent' | 'problem'> & {
  readonly sent_at: Date | null;
  readonly sent_file: string | null;
  readonly sent_hash: string | null;
  readonly problem_code: string | null;
  readonly problem_text: string | null;
  readonly problem_at: Date | null;
  readonly problem_hash: string | null;
};

/** The records of these contacts, by contact; those that have none are left out. */
export async function readRecords(
  db: Tx | Pool,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, SourceRecord>> {
  return findRecords(db, 'contact_id = any($1::bigint[])', [contactIds]);
}

/** The records whose subscribed, last subscribed, other, or sent number has one of these hashes. */
export async function findRecordsByHash(
  db: Tx | Pool,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, SourceRecord>> {
  return findRecords(
    db,
    `contact_id in (select contact_id from cpr.source_record where number_hash = any($1::text[])
                     union select contact_id from cpr.source_record where sent_hash = any($1::text[])
                     union select contact_id from cpr.source_record 
                            where other_hashes <> '{}' and other_hashes && $1::text[])`,
    [hashes],
  );
}

/** The records that fulfil a condition, in the order of their contacts. */
export async function findRecords(
  db: Tx | Pool,
  condition: string,
  values: readonly unknown[] = [],
  lock: '' | 'for update' = '',
): Promise<ReadonlyMap<string, SourceRecord>> {
  const { rows } = await db.query<RecordRow>(
    `select ${COLUMNS} from cpr.source_record where ${condition} order by contact_id ${lock}`,
    [...values],
  );
  return new Map(rows.map((row) => [row.contactId, recordOf(row)]));
}

/**
 * The records of these contacts for a change, new ones where there are none, by contact. Locked in the order of their
 * contacts until the transaction ends.
 */
export async function lockRecords(tx: Tx, contactIds: readonly string[]): Promise<Map<string, SourceRecord>> {
  if (contactIds.length === 0) return new Map();
  await tx.query(
    `insert into cpr.source_record (contact_id) select distinct id from unnest($1::bigint[]) as u (id) order by id
         on conflict (contact_id) do nothing`,
    [contactIds],
  );
  const found = await findRecords(tx, 'contact_id = any($1::bigint[])', [contactIds], 'for update');
  return new Map(contactIds.map((id) => [id, found.get(id) ?? emptyRecord(id)]));
}

/** Writes records that the transaction holds locked, and what is proven of them. */
export async function saveRecords(tx: Tx, changes: readonly RecordChange[]): Promise<void> {
  if (changes.length === 0) return;
  const records = changes.map(({ record }) => record);
  await tx.query(
    `update cpr.source_record r
        set src_subscribed = u.src_subscribed, subscribed = u.subscribed, number_hash = u.number_hash,
            other_hashes = u.other_hashes::text[], subscribed_at = u.subscribed_at, road = u.road, reason = u.reason,
            wish_reason = u.wish_reason, wished_at = u.wished_at, sent_at = u.sent_at, sent_file = u.sent_file,
            sent_hash = u.sent_hash, problem_code = u.problem_code, problem_text = u.problem_text,
            problem_at = u.problem_at, problem_hash = u.problem_hash
       from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::jsonb[],
                   $9::jsonb[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[],
                   $16::timestamptz[], $17::text[])
            as u (contact_id, src_subscribed, subscribed, number_hash, other_hashes, subscribed_at, road, reason,
                  wish_reason, wished_at, sent_at, sent_file, sent_hash, problem_code, problem_text, problem_at,
                  problem_hash)
      where r.contact_id = u.contact_id`,
    [
      records.map(({ contactId }) => contactId),
      records.map(({ srcSubscribed }) => srcSubscribed),
      records.map(({ subscribed }) => subscribed),
      records.map(({ numberHash }) => numberHash),
      // Arrays of arrays cannot be unnested. Hashes hold nothing that an array literal would have to quote.
      records.map(({ otherHashes }) => `{${otherHashes.join(',')}}`),
      records.map(({ subscribedAt }) => subscribedAt),
      records.map(({ road }) => road),
      records.map(({ reason }) => reason),
      records.map(({ wishReason }) => wishReason),
      records.map(({ wishedAt }) => wishedAt),
      records.map(({ sent }) => sent?.at ?? null),
      records.map(({ sent }) => sent?.file ?? null),
      records.map(({ sent }) => sent?.hash ?? null),
      records.map(({ problem }) => problem?.code ?? null),
      records.map(({ problem }) => problem?.text ?? null),
      records.map(({ problem }) => problem?.at ?? null),
      records.map(({ problem }) => problem?.hash ?? null),
    ],
  );
  await writeProofs(
    tx,
    changes.flatMap(({ proofs }) => proofs),
  );
}

async function writeProofs(tx: Tx, proofs: readonly Proof[]): Promise<void> {
  if (proofs.length === 0) return;
  await tx.query(
    `insert into cpr.subscription_proof (contact_id, at, what, reason, who, purpose, case_source, case_id, road, result)
     select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::text[])`,
    [
      proofs.map(({ contactId }) => contactId),
      proofs.map(({ at }) => at),
      proofs.map(({ what }) => what),
      proofs.map(({ reason }) => reason.kind),
      proofs.map(({ reason }) => ('by' in reason ? reason.by : null)),
      proofs.map(({ reason }) => purposeOf(reason)),
      proofs.map(({ reason }) => ('caseId' in reason ? reason.source : null)),
      proofs.map(({ reason }) => ('caseId' in reason ? reason.caseId : null)),
      proofs.map(({ road }) => road ?? null),
      proofs.map(({ result }) => result ?? null),
    ],
  );
}

function purposeOf(reason: Proof['reason']): string | null {
  if ('purpose' in reason) return reason.purpose;
  return 'text' in reason ? reason.text : null;
}

function recordOf(row: RecordRow): SourceRecord {
  const { sent_at, sent_file, sent_hash, problem_code, problem_text, problem_at, problem_hash, ...record } = row;
  return {
    ...record,
    sent:
      sent_at === null || sent_file === null || sent_hash === null
        ? null
        : { at: sent_at, file: sent_file, hash: sent_hash },
    problem:
      problem_code === null || problem_text === null || problem_at === null
        ? null
        : { code: problem_code, text: problem_text, at: problem_at, hash: problem_hash },
  };
}
