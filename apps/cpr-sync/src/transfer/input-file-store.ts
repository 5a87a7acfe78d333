import type { Tx } from '@contact-sync/database';
import type { InputType } from '@contact-sync/registers-cpr-files';
import type { Pool } from 'pg';

/** One line as it is kept: whom it is about by contact, what is wanted, and no number. */
export interface InputLine {
  readonly contactId: string;
  readonly type: InputType;
  /** Of type 06: `OP`, or the code for deletion; else empty. */
  readonly code: string;
}

export interface InputFile {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly runDay: string;
  readonly taskNumber: string;
  readonly lines: number;
  readonly state: 'building' | 'sent' | 'dropped';
  readonly problem?: string;
  readonly requestedBy: string;
  readonly purpose: string;
  readonly createdAt: Date;
  readonly sentAt?: Date;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly run_day: string;
  readonly task_number: string;
  readonly lines: number;
  readonly state: InputFile['state'];
  readonly problem: string | null;
  readonly requested_by: string;
  readonly purpose: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

const COLUMNS =
  'id, name, run_day::text, task_number, lines, state, problem, requested_by, purpose, created_at, sent_at';

/** Keeps a file under a name; undefined where there is one of that name. */
export async function insertInputFile(
  tx: Tx,
  file: Pick<InputFile, 'name' | 'runDay' | 'taskNumber' | 'requestedBy' | 'purpose' | 'createdAt'>,
  lines: readonly InputLine[],
): Promise<InputFile | undefined> {
  const { rows } = await tx.query<Row>(
    `insert into cpr.input_file (name, run_day, task_number, lines, requested_by, purpose, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (name) do nothing returning ${COLUMNS}`,
    [file.name, file.runDay, file.taskNumber, lines.length, file.requestedBy, file.purpose, file.createdAt],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  await tx.query(
    `insert into cpr.input_line (file_id, contact_id, type, code) select $1, * from unnest($2::bigint[], $3::text[], $4::text[])`,
    [row.id, lines.map(({ contactId }) => contactId), lines.map(({ type }) => type), lines.map(({ code }) => code)],
  );
  return fileOf(row);
}

/** The files that are not on the server yet, the oldest first. */
export async function findWaitingInput(pool: Pool): Promise<readonly InputFile[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from cpr.input_file where state = 'building' order by created_at, id`,
  );
  return rows.map(fileOf);
}

/** A file as it is now. */
export async function findInputFile(pool: Pool, id: string): Promise<InputFile | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from cpr.input_file where id = $1`, [id]);
  return rows[0] && fileOf(rows[0]);
}

/** A page of files, the newest first. */
export async function listInputFiles(
  pool: Pool,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<readonly InputFile[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from cpr.input_file
      where $2::uuid is null or (created_at, id) < (select created_at, id from cpr.input_file where id = $2)
      order by created_at desc, id desc limit $1`,
    [limit, after ?? null],
  );
  return rows.map(fileOf);
}

export async function readInputLines(pool: Pool, fileId: string): Promise<readonly InputLine[]> {
  const { rows } = await pool.query<{ contact_id: string; type: InputType; code: string }>(
    'select contact_id::text, type, code from cpr.input_line where file_id = $1 order by contact_id, type',
    [fileId],
  );
  return rows.map(({ contact_id: contactId, type, code }) => ({ contactId, type, code }));
}

/** Gives a file that missed its run another day; false where the name of that day is taken. */
export async function moveInputFile(
  pool: Pool,
  id: string,
  { name, runDay }: Pick<InputFile, 'name' | 'runDay'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update cpr.input_file set name = $2, run_day = $3
      where id = $1 and state = 'building' and not exists (select from cpr.input_file where name = $2)`,
    [id, name, runDay],
  );
  return rowCount === 1;
}

export async function markSent(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update cpr.input_file set state = 'sent', sent_at = $2, problem = null where id = $1`, [id, at]);
}

export async function markDropped(pool: Pool, id: string): Promise<void> {
  await pool.query(`update cpr.input_file set state = 'dropped' where id = $1 and state = 'building'`, [id]);
}

export async function markNotSent(pool: Pool, id: string, code: string): Promise<void> {
  await pool.query(`update cpr.input_file set problem = $2 where id = $1 and state = 'building'`, [id, code]);
}

function fileOf(row: Row): InputFile {
  return {
    id: row.id,
    name: row.name,
    runDay: row.run_day,
    taskNumber: row.task_number,
    lines: row.lines,
    state: row.state,
    requestedBy: row.requested_by,
    purpose: row.purpose,
    createdAt: row.created_at,
    ...(row.problem !== null && { problem: row.problem }),
    ...(row.sent_at !== null && { sentAt: row.sent_at }),
  };
}
