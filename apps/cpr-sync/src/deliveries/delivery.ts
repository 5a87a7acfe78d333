import type { Problem } from './problem';

/** What becomes of a delivery; each state has its sentence in the comment of `cpr.delivery.state`. */
export type DeliveryState = 'waiting' | 'importing' | 'imported' | 'refused' | 'failed' | 'previewed' | 'same';

/** Whose sets are imported: those who are contacts, or everybody (first load). */
export type PersonsMode = 'known' | 'all';

/** How an import was asked for. */
export interface ImportOptions {
  readonly persons: PersonsMode;
  /** Import although the same bytes were imported before. */
  readonly again: boolean;
  /** Show what would change and change nothing. */
  readonly preview: boolean;
}

/** What pass 1 found in the file. Days are `YYYY-MM-DD`. */
export interface FileFacts {
  readonly sha256: string;
  readonly taskNumber: string;
  readonly productionDate: string;
  readonly previousDate?: string;
  readonly kind: 'change' | 'status';
  readonly form: 'lines' | 'stream';
  /** Records without 000 and 999. */
  readonly records: number;
}

/** What became of a person's set. */
export type PersonOutcome = 'created' | 'changed' | 'stale' | 'held';

export interface DeliveryCounts {
  readonly persons: number;
  readonly notOurs: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly held: number;
  /** Events sent about contacts. */
  readonly events: number;
}

/** One import of one file. */
export interface Delivery {
  readonly id: string;
  readonly file: string;
  readonly size: number;
  readonly options: ImportOptions;
  readonly state: DeliveryState;
  readonly refusal?: string;
  readonly facts?: FileFacts;
  readonly counts?: DeliveryCounts;
  readonly runId?: string;
  readonly receivedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

/** The first thousand problems, and how many more there are in the error file. */
export interface KeptProblems {
  readonly problems: readonly Problem[];
  readonly beyond: number;
}

export interface ImportedPerson {
  /** First line of the person in the file; number of the record in the stream form. */
  readonly line: number;
  readonly contactId?: string;
  readonly outcome: PersonOutcome;
  /** Events sent about the contact. */
  readonly events: number;
}
