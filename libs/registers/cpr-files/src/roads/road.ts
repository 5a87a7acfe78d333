import type { RemoteListing } from '../remote-files';

/** One connection to the server, signed in. After it failed as `unavailable` it is of no use any more. */
export interface Road {
  list(): Promise<RemoteListing>;
  /** Bytes of a file; undefined where the server does not tell. */
  sizeOf(name: string): Promise<number | undefined>;
  /** Whether the bytes from a place on can be asked for. */
  readonly resumes: boolean;
  /** Writes a file's bytes from a place on to the same place of the file at the path; what came before a failure is kept. */
  read(name: string, from: number, path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  upload(directory: string, name: string, bytes: Uint8Array): Promise<void>;
  close(): void;
}
