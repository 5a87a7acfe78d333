/** A file that the server of the CPR office shows. */
export interface RemoteFile {
  readonly name: string;
  /** Bytes; z/OS does not tell them in its listing. */
  readonly size?: number;
  /** `here`: can be fetched. `away`: on mass storage or tape; it is shown in brackets and not fetched (CPR-7). */
  readonly kept: 'here' | 'away';
  /** Day of the last change, or on z/OS of the last reference; YYYY-MM-DD. */
  readonly day?: string;
}

/** A row of a listing that could not be read; told by its number, since it may hold anything. */
export interface ListingProblem {
  /** Row of the listing, from 1. */
  readonly row: number;
  readonly text: string;
}

export interface RemoteListing {
  readonly files: readonly RemoteFile[];
  readonly problems: readonly ListingProblem[];
  /** Rows of files and others, without the header. */
  readonly rows: number;
  /** The server shows no more rows than this many: there may be files that are not listed. */
  readonly isCut: boolean;
}

/** What the server sent as many bytes as it told, or as it sent until it said that this was all. */
export interface FetchedFile {
  readonly bytes: number;
}

/**
 * The files on the server of the CPR office, by whichever road. What fails is `CallFailed`; after the signal its reason is
 * thrown. Nothing is ever deleted there, and there is no way to ask for it.
 */
export interface RemoteFiles {
  list(): Promise<RemoteListing>;
  /** Bytes of a file now; undefined where the server does not tell. */
  sizeOf(name: string): Promise<number | undefined>;
  /**
   * Fetches a file to a path. What stands there is taken for its beginning where the server tells the size of its files; a
   * connection that is cut is opened again, and the rest fetched. Throws `CallFailed` (`half-file`) where fewer bytes come
   * than the server told, (`file-changed`) where it became another meanwhile.
   */
  fetch(name: string, path: string): Promise<FetchedFile>;
  /** Throws `CallFailed` (`rename-refused`) where the server does not rename it. */
  rename(from: string, to: string): Promise<void>;
  /** Puts bytes under a name into a directory of the server; empty: where its files are listed. */
  upload(directory: string, name: string, bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** Most rows of a z/OS listing (CPR-7). */
export const MOST_ROWS = 5000;
