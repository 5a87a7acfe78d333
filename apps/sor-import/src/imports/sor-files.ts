import type { ImportRecord } from './import-record';

/** A file of units that is here, as CSV. */
export interface FetchedSorFile {
  /** Its own name, without folders and addresses: contacts tell that they come from it. */
  readonly name: string;
  /** When it was made, as its server says; else when it came. */
  readonly madeAt: Date;
  /** Day whose state it is, `YYYY-MM-DD`; absent: the Danish day of `madeAt`. */
  readonly day?: string;
  /** Of the CSV itself. */
  readonly bytes: number;
  readonly sha256: string;
  /** All bytes that its server announced, or its archive names, have come. */
  readonly lengthVerified: boolean;
}

export interface FetchOptions {
  /** Where the CSV is to stand; what stands there already may be taken if it is complete. */
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number, total?: number) => void;
}

/** A file could not be had; the import fails with this reason and changes nothing. The text holds no secrets. */
export class SorFileUnavailable extends Error {
  constructor(
    readonly code: string,
    text: string,
    options?: ErrorOptions,
  ) {
    super(text, options);
    this.name = 'SorFileUnavailable';
  }
}

/** Brings the files of imports. */
export interface SorFiles {
  /** Brings the file of an import as CSV: downloads and unpacks it, or unpacks what was sent. Throws `SorFileUnavailable`. */
  fetch(record: ImportRecord, options: FetchOptions): Promise<FetchedSorFile>;
  /** The CSV of units with history from this address. Throws `SorFileUnavailable`. */
  fetchHistory(url: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
}
