import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { DeliveryGuards, MissingDelivery } from './decide-delivery';
import type {
  Delivery,
  DeliveryCounts,
  DeliveryState,
  FileFacts,
  ImportedPerson,
  ImportOptions,
  KeptProblems,
} from './delivery';

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
}

/** Files that the chain of a task names and that have not come. */
export async function listMissing(db: Pool): Promise<MissingRow[]> {
  const { rows } = await db.query<MissingRow>(
    `select task_number as "taskNumber", production_date as "productionDate", noticed_at as "noticedAt"
       from cpr.missing_delivery where arrived_in is null order by task_number, production_date`,
  );
  return rows;
}

/** Writes what became of the persons of one transaction. A held one that is applied on a second attempt counts as that. */
export async function recordPersons(tx: Tx, deliveryId: string, persons: readonly ImportedPerson[]): Promise<void> {
  if (persons.length === 0) return;
  await tx.query(
    `insert into cpr.imported_person (delivery_id, line, contact_id, outcome, events)
     select $1, * from unnest($2::int[], $3::bigint[], $4::text[], $5::int[])
     on conflict (delivery_id, line) do update
       set contact_id = excluded.contact_id, outcome = excluded.outcome, events = excluded.events
     where imported_person.outcome = 'held'`,
    [
      deliveryId,
      persons.map(({ line }) => line),
      persons.map(({ contactId }) => contactId ?? null),
      persons.map(({ outcome }) => outcome),
      persons.map(({ events }) => events),
    ],
  );
}

/** The counts as the stored rows give them, so that what an attempt before a crash did is in them. */
export async function countPersons(
  tx: Tx,
  deliveryId: string,
  { persons, notOurs }: Pick<DeliveryCounts, 'persons' | 'notOurs'>,
): Promise<DeliveryCounts> {
  const { rows } = await tx.query<{ outcome: ImportedPerson['outcome']; count: number; events: number }>(
    `select outcome, count(*) as count, sum(events) as events from cpr.imported_person
      where delivery_id = $1 group by outcome`,
    [deliveryId],
  );
  const of = (outcome: ImportedPerson['outcome']): number =>
    Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  const told = rows.reduce((sum, { count }) => sum + Number(count), 0);
  return {
    persons,
    notOurs,
    created: of('created'),
    changed: of('changed'),
    unchanged: persons - notOurs - told,
    stale: of('stale'),
    held: of('held'),
    events: rows.reduce((sum, { events }) => sum + Number(events), 0),
  };
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

/** In the order of the file; `after` is the last line of the page before. */
export async function readPersons(
  db: Pool,
  deliveryId: string,
  { limit, after }: { readonly limit: number; readonly after: number },
): Promise<ImportedPerson[]> {
  const { rows } = await db.query<{
    line: number;
    contact_id: string | null;
    outcome: ImportedPerson['outcome'];
    events: number;
  }>(
    `select line, contact_id::text, outcome, events from cpr.imported_person
      where delivery_id = $1 and line > $2 order by line limit $3`,
    [deliveryId, after, limit],
  );
  return rows.map(({ contact_id, ...row }) => ({ ...row, ...(contact_id !== null && { contactId: contact_id }) }));
}

interface ProblemRow {
  line: number | null;
  record_type: string | null;
  field: string | null;
  level: 'notice' | 'warning' | 'error';
  message: string;
}

interface DeliveryRow {
  id: string;
  file_name: string;
  size: number;
  sha256: string | null;
  task_number: string | null;
  production_date: string | null;
  previous_date: string | null;
  kind: FileFacts['kind'] | null;
  form: FileFacts['form'] | null;
  state: DeliveryState;
  refusal: string | null;
  persons_mode: ImportOptions['persons'];
  again: boolean;
  preview: boolean;
  records: number | null;
  persons: number | null;
  not_ours: number | null;
  created: number | null;
  changed: number | null;
  unchanged: number | null;
  stale: number | null;
  held: number | null;
  events: number | null;
  run_id: string | null;
  received_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

function deliveryOf(row: DeliveryRow): Delivery {
  const facts = factsOf(row);
  const counts = countsOf(row);
  return {
    id: row.id,
    file: row.file_name,
    size: row.size,
    options: { persons: row.persons_mode, again: row.again, preview: row.preview },
    state: row.state,
    ...(row.refusal !== null && { refusal: row.refusal }),
    ...(facts && { facts }),
    ...(counts && { counts }),
    ...(row.run_id !== null && { runId: row.run_id }),
    receivedAt: row.received_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
  };
}

function factsOf(row: DeliveryRow): FileFacts | undefined {
  const { sha256, task_number, production_date, previous_date, kind, form, records } = row;
  if (sha256 === null || task_number === null || production_date === null) return undefined;
  if (kind === null || form === null || records === null) return undefined;
  return {
    sha256,
    taskNumber: task_number,
    productionDate: production_date,
    ...(previous_date !== null && { previousDate: previous_date }),
    kind,
    form,
    records,
  };
}

function countsOf(row: DeliveryRow): DeliveryCounts | undefined {
  const { persons, not_ours, created, changed, unchanged, stale, held, events } = row;
  if (persons === null) return undefined;
  return {
    persons,
    notOurs: not_ours ?? 0,
    created: created ?? 0,
    changed: changed ?? 0,
    unchanged: unchanged ?? 0,
    stale: stale ?? 0,
    held: held ?? 0,
    events: events ?? 0,
  };
}
