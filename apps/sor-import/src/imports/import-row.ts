import type { ImportClosings, ImportColumns, ImportCounts, ImportRecord, ImportState } from './import-record';

/** A row of `sor.import`. */
export interface ImportRow {
  id: string;
  source_kind: ImportRecord['source']['kind'];
  source_name: string;
  whole: boolean;
  preview: boolean;
  approve_closings: boolean;
  asked_day: string | null;
  state: ImportState;
  refusal_code: string | null;
  refusal_text: string | null;
  file_name: string | null;
  day: string | null;
  made_at: Date | null;
  bytes: number | null;
  sha256: string | null;
  row_count: number | null;
  encoding: NonNullable<ImportRecord['encoding']> | null;
  columns: ImportColumns | null;
  counts: ImportCounts | null;
  closings: ImportClosings | null;
  run_id: string | null;
  requested_by: string;
  requested_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

export function recordOf(row: ImportRow): ImportRecord {
  const { refusal_code, refusal_text, file_name, day, made_at, bytes, sha256 } = row;
  return {
    id: row.id,
    source: { kind: row.source_kind, name: row.source_name },
    options: {
      full: row.whole,
      preview: row.preview,
      approveClosings: row.approve_closings,
      ...(row.asked_day !== null && { day: row.asked_day }),
    },
    state: row.state,
    ...(refusal_code !== null && { refusal: { code: refusal_code, text: refusal_text ?? '' } }),
    ...(file_name !== null &&
      day !== null &&
      made_at !== null &&
      bytes !== null &&
      sha256 !== null && { facts: { name: file_name, day, madeAt: made_at, bytes, sha256 } }),
    ...(row.row_count !== null && { rows: row.row_count }),
    ...(row.encoding !== null && { encoding: row.encoding }),
    ...(row.columns !== null && { columns: row.columns }),
    ...(row.counts !== null && { counts: row.counts }),
    ...(row.closings !== null && { closings: row.closings }),
    ...(row.run_id !== null && { runId: row.run_id }),
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
  };
}
