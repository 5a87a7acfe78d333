/** What can be said of one delivery, as `GET /cpr-sync/deliveries/:id` answers. */
export interface DeliveryReport {
  readonly id: string;
  readonly file: string;
  readonly taskNumber?: string | null;
  /** `YYYY-MM-DD`. */
  readonly productionDate?: string | null;
  readonly state: DeliveryState;
  readonly refusal?: string | null;
  readonly records?: number | null;
  readonly persons?: number | null;
  readonly notOurs?: number | null;
  readonly created?: number | null;
  readonly changed?: number | null;
  readonly unchanged?: number | null;
  readonly stale?: number | null;
  readonly held?: number | null;
  /** The first thousand. */
  readonly problems?: readonly DeliveryProblem[];
  /** Problems that stand in the error file beside the delivery only. */
  readonly problemsBeyond?: number;
  readonly events?: number | null;
  readonly progress?: DeliveryProgress | null;
}

/**
 * `waiting` and `importing` go on; the others are ends. `refused`: the file was not right as a whole, nothing of it was
 * stored. `failed`: the import stopped. `previewed`: counted, nothing changed. `same`: imported before.
 */
export type DeliveryState = 'waiting' | 'importing' | 'imported' | 'refused' | 'failed' | 'previewed' | 'same';

export interface DeliveryProblem {
  readonly line?: number | null;
  readonly recordType?: string | null;
  readonly field?: string | null;
  readonly level?: string | null;
  readonly message: string;
}

export interface DeliveryProgress {
  readonly done?: number | null;
  readonly total?: number | null;
}

export const isUnderWay = ({ state }: DeliveryReport): boolean => state === 'waiting' || state === 'importing';

/** True when the operator has to do something about the file. */
export const wentWrong = ({ state }: DeliveryReport): boolean => state === 'refused' || state === 'failed';
