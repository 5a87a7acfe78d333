/** What can be said of one import, as `GET /sor-import/imports` answers. */
export interface ImportSummary {
  readonly id: string;
  readonly state: ImportState;
  readonly source: { readonly kind: 'address' | 'file'; readonly name: string };
  readonly full?: boolean;
  readonly preview?: boolean;
  /** The day whose state the file is, `YYYY-MM-DD`. */
  readonly day?: string | null;
  readonly bytes?: number | null;
  readonly rows?: number | null;
  readonly encoding?: string | null;
  readonly counts?: ImportCounts | null;
  readonly closings?: ImportClosings | null;
  readonly refusal?: { readonly code: string; readonly text: string } | null;
  readonly requestedBy?: string;
  readonly requestedAt?: string;
  readonly startedAt?: string | null;
  readonly finishedAt?: string | null;
}

/** The summary with columns, problems and progress, as `GET /sor-import/imports/:id` answers. */
export interface ImportReport extends ImportSummary {
  readonly columns?: ImportColumns | null;
  /** The first thousand. */
  readonly problems?: readonly ImportProblem[];
  readonly problemsBeyond?: number;
  readonly progress?: { readonly done: number; readonly total: number | null } | null;
}

/**
 * `waiting` and `running` go on; the others are ends. `refused`: the file cannot be used, nothing was changed. `failed`:
 * the import stopped, or the file could not be had. `previewed`: counted, nothing changed.
 */
export type ImportState = 'waiting' | 'running' | 'imported' | 'previewed' | 'refused' | 'failed';

export type ImportCounts = Readonly<
  Partial<
    Record<
      'units' | 'created' | 'changed' | 'unchanged' | 'stale' | 'closed' | 'kept' | 'held' | 'rejected' | 'events',
      number
    >
  >
>;

export interface ImportColumns {
  readonly recognised: readonly string[];
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
}

/** What became of the units that are gone from the file. */
export interface ImportClosings {
  readonly kind: 'done' | 'withheld' | 'none';
  readonly missing: number;
  readonly closed: number;
  readonly kept: number;
  readonly code?: string | null;
  readonly reason?: string | null;
}

export interface ImportProblem {
  readonly line?: number | null;
  readonly sorId?: string | null;
  readonly field?: string | null;
  readonly level?: string | null;
  readonly code: string;
  readonly text: string;
}

export const isUnderWay = ({ state }: ImportSummary): boolean => state === 'waiting' || state === 'running';

/** True when the operator has to do something about the file. */
export const wentWrong = ({ state }: ImportSummary): boolean => state === 'refused' || state === 'failed';
