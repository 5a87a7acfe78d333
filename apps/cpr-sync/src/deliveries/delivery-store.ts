import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { DeliveryGuards, MissingDelivery } from './decide-delivery';
import type { Delivery, DeliveryCounts, DeliveryState, FileFacts, ImportOptions, KeptProblems } from './delivery';
import { deliveryOf, type DeliveryRow } from './delivery-row';

/** Writes down that the import of a file was asked for. */
export async function recordDelivery(
  tx: Tx,
  { id, file, size, options, receivedAt }: Pick<Delivery, 'id' | 'file' | 'size' | 'options' | 'receivedAt'>,
): Promise<void> {
  await tx.query(
    `insert into cpr.delivery (id, file_name, size, persons_mode, again, preview, received_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, file, size, options.persons, options.again, options.preview, receivedAt],
  );
}

/** The delivery of a file that waits for its import already; with none of it begun, it is that one that is imported. */
export async function findWaiting(tx: Tx, file: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from cpr.delivery where file_name = $1 and state in ('waiting', 'importing') and not preview
      order by received_at limit 1`,
    [file],
  );
  return rows[0]?.id;
}

/** Asks for another import of a delivery that waits, with other options. */
export async function setOptions(tx: Tx, id: string, options: ImportOptions): Promise<void> {
  await tx.query(
    `update cpr.delivery set persons_mode = $2, again = $3, preview = $4 where id = $1 and state = 'waiting'`,
    [id, options.persons, options.again, options.preview],
  );
}

export async function findDelivery(db: Pool | Tx, id: string): Promise<Delivery | undefined> {
  const { rows } = await db.query<DeliveryRow>('select * from cpr.delivery where id = $1', [id]);
  return rows[0] && deliveryOf(rows[0]);
}

/** Those of these that there are, in no order. */
export async function findDeliveries(db: Pool | Tx, ids: readonly string[]): Promise<Delivery[]> {
  const { rows } = await db.query<DeliveryRow>('select * from cpr.delivery where id = any($1::uuid[])', [ids]);
  return rows.map(deliveryOf);
}

/** Newest first; `after` is the last id of the page before. */
export async function listDeliveries(
  db: Pool,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<Delivery[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select * from cpr.delivery
      where $2::uuid is null or (received_at, id) < (select received_at, id from cpr.delivery where id = $2)
      order by received_at desc, id desc limit $1`,
    [limit, after ?? null],
  );
  return rows.map(deliveryOf);
}

/** The import begins, or is taken up again after a crash. */
export async function beginImport(tx: Tx, id: string, runId: string, startedAt: Date): Promise<void> {
  await tx.query(
    `update cpr.delivery set state = 'importing', run_id = $2, started_at = coalesce(started_at, $3) where id = $1`,
    [id, runId, startedAt],
  );
}

export async function recordFacts(tx: Tx, id: string, facts: FileFacts): Promise<void> {
  await tx.query(
    `update cpr.delivery set sha256 = $2, task_number = $3, production_date = $4, previous_date = $5, kind = $6,
            form = $7, records = $8 where id = $1`,
    [
      id,
      facts.sha256,
      facts.taskNumber,
      facts.productionDate,
      facts.previousDate ?? null,
      facts.kind,
      facts.form,
      facts.records,
    ],
  );
}

/** What is known of the files before this one. */
export async function readGuards(tx: Tx, { sha256, taskNumber }: FileFacts): Promise<DeliveryGuards> {
  const { rows } = await tx.query<{ already: boolean; last: string | null }>(
    `select exists (select from cpr.file_guard where sha256 = $1) as already,
            (select max(production_date) from cpr.delivery
              where task_number = $2 and state = 'imported' and kind = 'change') as last`,
    [sha256, taskNumber],
  );
  const { already = false, last = null } = rows[0] ?? {};
  return { alreadyImported: already, ...(last !== null && { lastImported: last }) };
}

export async function recordMissing(tx: Tx, missing: MissingDelivery, noticedIn: string, at: Date): Promise<void> {
  await tx.query(
    `insert into cpr.missing_delivery (task_number, production_date, noticed_at, noticed_in)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [missing.taskNumber, missing.productionDate, at, noticedIn],
  );
}

export interface MissingRow {
  readonly taskNumber: string;
  readonly productionDate: string;
  readonly noticedAt: Date;
  /** The delivery that names it as the one before. */
  readonly noticedIn: string;
}

/** Files that the chain of a task names and that have not come. */
export async function listMissing(db: Pool): Promise<MissingRow[]> {
  const { rows } = await db.query<MissingRow>(
    `select task_number as "taskNumber", production_date as "productionDate", noticed_at as "noticedAt",
            noticed_in as "noticedIn"
       from cpr.missing_delivery where arrived_in is null order by task_number, production_date`,
  );
  return rows;
}

export interface ImportEnd {
  readonly state: Exclude<DeliveryState, 'waiting' | 'importing'>;
  readonly refusal?: string;
  readonly counts?: DeliveryCounts;
  readonly problems: KeptProblems;
  readonly at: Date;
}

/** Ends an import. An imported file guards against its own return and closes the gap it left. */
export async function endImport(tx: Tx, id: string, end: ImportEnd): Promise<void> {
  const { counts } = end;
  await tx.query(
    `update cpr.delivery set state = $2, refusal = $3, persons = $4, not_ours = $5, created = $6, changed = $7,
            unchanged = $8, stale = $9, held = $10, events = $11, problems_beyond = $12, finished_at = $13
      where id = $1`,
    [
      id,
      end.state,
      end.refusal ?? null,
      counts?.persons ?? null,
      counts?.notOurs ?? null,
      counts?.created ?? null,
      counts?.changed ?? null,
      counts?.unchanged ?? null,
      counts?.stale ?? null,
      counts?.held ?? null,
      counts?.events ?? null,
      end.problems.beyond,
      end.at,
    ],
  );
  await replaceProblems(tx, id, end.problems);
  if (end.state !== 'imported') return;
  await tx.query(
    `insert into cpr.file_guard (sha256, delivery_id, imported_at) select sha256, id, $2 from cpr.delivery where id = $1
     on conflict do nothing`,
    [id, end.at],
  );
  await tx.query(
    `update cpr.missing_delivery set arrived_in = $1 from cpr.delivery d
      where d.id = $1 and d.kind = 'change' and arrived_in is null
        and (missing_delivery.task_number, missing_delivery.production_date) = (d.task_number, d.production_date)`,
    [id],
  );
}

async function replaceProblems(tx: Tx, id: string, { problems }: KeptProblems): Promise<void> {
  await tx.query('delete from cpr.delivery_problem where delivery_id = $1', [id]);
  if (problems.length === 0) return;
  await tx.query(
    `insert into cpr.delivery_problem (delivery_id, ordinal, line, record_type, field, level, message)
     select $1, * from unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [
      id,
      problems.map((_, at) => at + 1),
      problems.map(({ line }) => line ?? null),
      problems.map(({ recordType }) => recordType ?? null),
      problems.map(({ field }) => field ?? null),
      problems.map(({ level }) => level),
      problems.map(({ message }) => message),
    ],
  );
}

export async function readProblems(db: Pool, id: string): Promise<KeptProblems> {
  const { rows } = await db.query<ProblemRow & { beyond: number }>(
    `select line, record_type, field, level, message, problems_beyond as beyond
       from cpr.delivery_problem join cpr.delivery d on d.id = delivery_id
      where delivery_id = $1 order by ordinal`,
    [id],
  );
  const problems = rows.map(({ line, record_type, field, level, message }) => ({
    ...(line !== null && { line }),
    ...(record_type !== null && { recordType: record_type }),
    ...(field !== null && { field }),
    level,
    message,
  }));
  return { problems, beyond: rows[0]?.beyond ?? 0 };
}

interface ProblemRow {
  line: number | null;
  record_type: string | null;
  field: string | null;
  level: 'notice' | 'warning' | 'error';
  message: string;
}
