import type { Delivery, DeliveryCounts, DeliveryState, FileFacts, ImportOptions } from './delivery';

/** A row of `cpr.delivery`. */
export interface DeliveryRow {
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

export function deliveryOf(row: DeliveryRow): Delivery {
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
