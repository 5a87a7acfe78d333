/** A file on the server of the CPR office. */
export interface OfficeFile {
  /** `dYYMMDD.lNNNNNN`, or what it was renamed to. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The day of the run that made it, `YYYY-MM-DD`. */
  readonly producedOn: string;
  /** Old enough to be moved to slower storage. */
  readonly migrated: boolean;
}

/** What the office has agreed with the customer. */
export interface OfficeOptions {
  /** Four digits. */
  customer: string;
  /** Task of the nightly change extract, six digits. */
  changeTask: string;
  /** Task of the status extract, made when persons are requested of it. */
  statusTask: string;
  /** Municipalities whose persons are delivered without a subscription; `*`: everybody. */
  area: readonly string[];
  /** The record types ordered; all where absent. 001, 099, 910 and 997 are always in. */
  recordTypes: readonly string[] | undefined;
  addressingName: 'first-last' | 'last-first';
  layout: 'lines' | 'lines-crlf' | 'stream';
  /** A file on days on which there is nothing to tell. */
  emptyFiles: boolean;
  /** A receipt (997) for each subscription that was deleted. */
  receipts: boolean;
  /** Whether a subscription goes over to the number that replaces another. */
  followNumbers: boolean;
  /** The code that deletes a subscription in lines of type 06. */
  deleteCode: string;
  /** Input that comes later than this Danish time, `HH:MM`, is for the next run. */
  inputDeadline: string;
  /** A file is moved to slower storage when so many days have passed. */
  migratedAfterDays: number;
}

/** Something wrong with the files of a run: the next one, or that of a day. */
export interface OfficeFault {
  /**
   * - `late`: shown with the next run's files
   * - `missing`: shown when `release` is called
   * - `twice`: the same bytes stand under another name too
   * - `cut`: only the first `at` bytes, half of them where absent
   * - `wrong-count`: TAELLER is one too high
   */
  kind: 'late' | 'missing' | 'twice' | 'cut' | 'wrong-count';
  /** Production day, `YYYY-MM-DD`; the next run where absent. */
  day?: string;
  at?: number;
}

/** A subscription that holds. */
export interface OfficeSubscription {
  readonly number: string;
  /** When it was created, ISO 8601. */
  readonly since: string;
  readonly road: 'online' | 'file';
}

/**
 * The CPR office and its one customer. Each weekday that is no Danish public holiday it runs at 20:00 and delivers
 * everybody subscribed to whom something was registered since the last run, by the clock of the persons' world.
 */
export interface CprOffice {
  readonly options: Readonly<OfficeOptions>;
  /** Holds from the next run on. Throws RangeError on what is no customer, task or time. */
  configure(changes: Partial<OfficeOptions>): void;
  /** ABON_TYPE 1: holds at once; the person comes with the next file. */
  subscribe(number: string): void;
  /** ABON_TYPE 3. */
  unsubscribe(number: string): void;
  isSubscribed(number: string): boolean;
  /** The numbers subscribed, in order. */
  subscribed(): readonly string[];
  subscriptions(): readonly OfficeSubscription[];
  /** What the file server shows now, produced up to now by the clock. */
  files(): readonly OfficeFile[];
  /** Throws RangeError where there is no such file or the name is taken. */
  rename(from: string, to: string): void;
  /** An input file `dYYMMDD.iNNNNNN` uploaded: types 01, 06, 07. Rejected lines come back as 910. */
  takeInput(name: string, bytes: Uint8Array): void;
  addFault(fault: OfficeFault): void;
  /** Faults of runs that have not been. */
  faults(): readonly OfficeFault[];
  clearFaults(): void;
  /** Shows what a fault has held back; answers the names. */
  release(): readonly string[];
}
