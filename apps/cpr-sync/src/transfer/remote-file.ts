/** What is known of a file that was fetched from the server, or was about to be. */
export interface KnownRemoteFile {
  readonly name: string;
  /** Bytes as the server told them when fetching began. */
  readonly size?: number;
  /** Bytes that came. */
  readonly bytes?: number;
  readonly state: 'fetching' | 'fetched' | 'renamed';
  readonly renamedTo?: string;
  readonly problem?: string;
  readonly fetchedAt?: Date;
  readonly renamedAt?: Date;
}

/** What went wrong with a file or a listing, and did not end the transfer. */
export interface TransferProblem {
  readonly code: string;
  /** Name of the file, where it is about one. */
  readonly subject?: string;
  readonly text: string;
}
