/** Files that stay where they are. */
export interface Pile {
  readonly files: number;
  readonly bytes: number | null;
  /** A day, or a moment. */
  readonly oldest?: string;
}

/** The answer of `GET /cpr-sync/remote-files`. */
export interface RemoteFiles {
  readonly files: readonly {
    readonly name: string;
    /** In brackets where it is migrated. */
    readonly shown: string;
    readonly size: number | null;
    readonly day: string | null;
    readonly state: 'new' | 'fetching' | 'fetched';
    readonly problem?: string;
  }[];
  readonly dealtWith: Pile;
  readonly problems: readonly { readonly code: string; readonly subject?: string; readonly text: string }[];
}

/** What is read of the answer of `GET /cpr-sync/deliveries`. */
export interface LocalFiles {
  readonly waiting: readonly { readonly name: string; readonly bytes: number; readonly modified: string }[];
  readonly piledUp: Pile;
  readonly missing: readonly { readonly taskNumber: string; readonly productionDate: string }[];
}

/** What is read of a run of cpr-sync. */
export interface FilesRun {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly subject?: string; readonly text: string }[];
  readonly progress: { readonly done: number; readonly total: number | null };
}

/** The answer of `POST /cpr-sync/input-files`. */
export interface OrderedInput {
  readonly file: {
    readonly name: string;
    readonly runDay: string;
    readonly lines: number;
    readonly state: 'building' | 'sent' | 'dropped';
    readonly problem?: string;
  };
  readonly refused: readonly { readonly contactId: string; readonly code: string }[];
}
