import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type {
  FileFacts,
  ImportClosings,
  ImportColumns,
  ImportCounts,
  ImportProblem,
  ImportRecord,
  ImportState,
  KeptProblems,
  Refusal,
} from './import-record';
import { recordOf, type ImportRow } from './import-row';

/** Writes down that an import was asked for. */
export async function insertImport(
  tx: Tx,
  {
    id,
    source,
    options,
    requestedBy,
    requestedAt,
  }: Pick<ImportRecord, 'id' | 'source' | 'options' | 'requestedBy' | 'requestedAt'>,
): Promise<void> {
  await tx.query(
    `insert into sor.import (id, source_kind, source_name, whole, preview, approve_closings, asked_day, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      source.kind,
      source.name,
      options.full,
      options.preview,
      options.approveClosings,
      options.day ?? null,
      requestedBy,
      requestedAt,
    ],
  );
}

/** Whether a file was ever imported to its end. */
export async function hasImported(db: Pool | Tx): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    `select exists (select from sor.import where state = 'imported') as has`,
  );
  return rows[0]?.has ?? false;
}

export async function findImport(db: Pool | Tx, id: string): Promise<ImportRecord | undefined> {
  const { rows } = await db.query<ImportRow>('select * from sor.import where id = $1', [id]);
  return rows[0] && recordOf(rows[0]);
}

/** The import that was finished last; its file is kept. */
export async function findLastImported(db: Pool | Tx): Promise<ImportRecord | undefined> {
  const { rows } = await db.query<ImportRow>(
    `select * from sor.import where state = 'imported' order by finished_at desc limit 1`,
  );
  return rows[0] && recordOf(rows[0]);
}

/** Newest first; `after` is the last id of the page before. */
export async function listImports(
  db: Pool,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<ImportRecord[]> {
  const { rows } = await db.query<ImportRow>(
    `select * from sor.import
      where $2::uuid is null or (requested_at, id) < (select requested_at, id from sor.import where id = $2)
      order by requested_at desc, id desc limit $1`,
    [limit, after ?? null],
  );
  return rows.map(recordOf);
}

/** Those of the imports that are not over: their files are needed. */
export async function findUnderWay(db: Pool | Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select id from sor.import where id = any($1::uuid[]) and state in ('waiting', 'running')`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The import begins, or is taken up again after a crash or a failure. */
export async function startImport(tx: Tx, id: string, runId: string, startedAt: Date): Promise<void> {
  await tx.query(
    `update sor.import set state = 'running', run_id = $2, started_at = coalesce(started_at, $3),
            refusal_code = null, refusal_text = null, finished_at = null where id = $1`,
    [id, runId, startedAt],
  );
}

export async function recordFacts(
  db: Pool | Tx,
  id: string,
  { name, day, madeAt, bytes, sha256 }: FileFacts,
): Promise<void> {
  await db.query(
    `update sor.import set day = $2, made_at = $3, bytes = $4, sha256 = $5, file_name = $6 where id = $1`,
    [id, day, madeAt, bytes, sha256, name],
  );
}

/** What reading the file showed. */
export interface ReadFacts {
  readonly rows: number;
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly columns: ImportColumns;
}

export async function recordReading(
  db: Pool | Tx,
  id: string,
  { rows, encoding, columns }: Partial<ReadFacts> & Pick<ReadFacts, 'columns'>,
): Promise<void> {
  await db.query(`update sor.import set row_count = $2, encoding = $3, columns = $4 where id = $1`, [
    id,
    rows ?? null,
    encoding ?? null,
    JSON.stringify(columns),
  ]);
}

/** The newest file of which something may be stored already, this import's own left aside. */
export async function findNewestBegun(
  db: Pool | Tx,
  id: string,
): Promise<Pick<FileFacts, 'day' | 'madeAt'> | undefined> {
  const { rows } = await db.query<{ day: string; made_at: Date }>(
    `select day, made_at from sor.import where begun_at is not null and id <> $1 order by day desc, made_at desc limit 1`,
    [id],
  );
  return rows[0] && { day: rows[0].day, madeAt: rows[0].made_at };
}

/** From now on units of the file may be stored, and no older one may follow. */
export async function recordBegun(db: Pool | Tx, id: string, at: Date): Promise<void> {
  await db.query(`update sor.import set begun_at = coalesce(begun_at, $2) where id = $1`, [id, at]);
}

/** Rows of the last file that counted as complete. */
export async function findGoodRows(db: Pool | Tx): Promise<number | undefined> {
  const { rows } = await db.query<{ rows: number }>(
    `select row_count as rows from sor.import where state = 'imported' and good order by finished_at desc limit 1`,
  );
  return rows[0]?.rows;
}

export interface ImportEnd {
  readonly state: Exclude<ImportState, 'waiting' | 'running'>;
  readonly refusal?: Refusal;
  readonly counts?: ImportCounts;
  readonly closings?: ImportClosings;
  /** The file counts as complete. */
  readonly good?: boolean;
  readonly problems: KeptProblems;
  readonly at: Date;
}

export async function endImport(tx: Tx, id: string, end: ImportEnd): Promise<void> {
  await tx.query(
    `update sor.import set state = $2, refusal_code = $3, refusal_text = $4, counts = $5, closings = $6, good = $7,
            problems_beyond = $8, finished_at = $9 where id = $1`,
    [
      id,
      end.state,
      end.refusal?.code ?? null,
      end.refusal?.text ?? null,
      end.counts === undefined ? null : JSON.stringify(end.counts),
      end.closings === undefined ? null : JSON.stringify(end.closings),
      end.good ?? false,
      end.problems.beyond,
      end.at,
    ],
  );
  await replaceProblems(tx, id, end.problems.problems);
}

async function replaceProblems(tx: Tx, id: string, problems: readonly ImportProblem[]): Promise<void> {
  await tx.query('delete from sor.import_problem where import_id = $1', [id]);
  if (problems.length === 0) return;
  await tx.query(
    `insert into sor.import_problem (import_id, ordinal, line, sor_id, field, level, code, text)
     select $1, * from unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])`,
    [
      id,
      problems.map((_, at) => at + 1),
      problems.map(({ line }) => line ?? null),
      problems.map(({ sorId }) => sorId ?? null),
      problems.map(({ field }) => field ?? null),
      problems.map(({ level }) => level),
      problems.map(({ code }) => code),
      problems.map(({ text }) => text),
    ],
  );
}

export async function readProblems(db: Pool, id: string): Promise<KeptProblems> {
  const { rows } = await db.query<ProblemRow & { beyond: number }>(
    `select line, sor_id, field, level, code, text, problems_beyond as beyond
       from sor.import_problem join sor.import i on i.id = import_id
      where import_id = $1 order by ordinal`,
    [id],
  );
  const problems = rows.map(({ line, sor_id, field, level, code, text }) => ({
    ...(line !== null && { line }),
    ...(sor_id !== null && { sorId: sor_id }),
    ...(field !== null && { field }),
    level,
    code,
    text,
  }));
  return { problems, beyond: rows[0]?.beyond ?? 0 };
}

interface ProblemRow {
  line: number | null;
  sor_id: string | null;
  field: string | null;
  level: ImportProblem['level'];
  code: string;
  text: string;
}
