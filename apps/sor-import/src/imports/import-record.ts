/** What becomes of an import; each state has its sentence in the comment of `sor.import.state`. */
export const IMPORT_STATES = ['waiting', 'running', 'imported', 'previewed', 'refused', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Where a file comes from: an address it is fetched from, or the name of a file that was sent to us. */
export interface ImportSource {
  readonly kind: 'address' | 'file';
  readonly name: string;
}

/** How an import was asked for. */
export interface ImportOptions {
  /** Every unit is read and compared, not only those whose row is another than last time. */
  readonly full: boolean;
  /** Show what would change and change nothing. */
  readonly preview: boolean;
  /** Close what is gone from the file although it is more than may close at once. */
  readonly approveClosings: boolean;
  /** Day whose state a sent file is, as its sender says, `YYYY-MM-DD`. */
  readonly day?: string;
}

/** What is known of the file once it is here. */
export interface FileFacts {
  /** Its own name, without folders and addresses: contacts tell that they come from it. */
  readonly name: string;
  /** Day whose state the file is, `YYYY-MM-DD`. */
  readonly day: string;
  /** When it was made. */
  readonly madeAt: Date;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ImportColumns {
  readonly recognised: readonly string[];
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
}

export const COUNT_NAMES = [
  'units',
  'created',
  'changed',
  'unchanged',
  'stale',
  'closed',
  'kept',
  'held',
  'rejected',
  'events',
] as const;

/**
 * What became of the units of the file. `unchanged`: the file says nothing new of them; `stale`: something newer was
 * known; `rejected`: rows that name no unit; `events`: events sent about contacts.
 */
export type ImportCounts = Readonly<Record<(typeof COUNT_NAMES)[number], number>>;

/** What became of the units that are gone from the file. */
export interface ImportClosings {
  /** `none`: nothing was missing. `withheld`: nothing was closed, for the reason given. */
  readonly kind: 'done' | 'withheld' | 'none';
  readonly missing: number;
  readonly closed: number;
  readonly kept: number;
  readonly code?: string;
  readonly reason?: string;
}

/** Why an import was refused or failed. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
}

export interface ImportProblem {
  /** Line of the file, from 1. */
  readonly line?: number;
  readonly sorId?: string;
  /** Column, in the register's words. */
  readonly field?: string;
  readonly level: 'notice' | 'warning' | 'error';
  readonly code: string;
  readonly text: string;
}

/** The first thousand problems, and how many more there were. */
export interface KeptProblems {
  readonly problems: readonly ImportProblem[];
  readonly beyond: number;
}

/** One import of one file. */
export interface ImportRecord {
  readonly id: string;
  readonly source: ImportSource;
  readonly options: ImportOptions;
  readonly state: ImportState;
  readonly refusal?: Refusal;
  readonly facts?: FileFacts;
  /** Rows without the header line. */
  readonly rows?: number;
  readonly encoding?: 'utf-8' | 'windows-1252';
  readonly columns?: ImportColumns;
  readonly counts?: ImportCounts;
  readonly closings?: ImportClosings;
  readonly runId?: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

export const UNIT_OUTCOMES = ['closed', 'kept', 'held', 'rejected'] as const;
export type UnitOutcome = (typeof UNIT_OUTCOMES)[number];

/** A unit of an import that an operator may want to look at. */
export interface ImportedUnit {
  /** SOR id; `line 12` for a row that names none. */
  readonly unit: string;
  readonly outcome: UnitOutcome;
  readonly line?: number;
  readonly contactId?: string;
  /** Last valid day of a closed unit, `YYYY-MM-DD`. */
  readonly end?: string;
  /** Events sent about the contact. */
  readonly events: number;
  readonly reason: string;
}
