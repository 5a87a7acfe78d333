import type { Sockets } from '@contact-sync/outbound';

/** Where the files are and how they are got, as the profile of the file server says. */
export interface FileServer {
  readonly host: string;
  readonly port: number;
  /** FTP over TLS, asked for on a plain connection or from the first byte on; or SFTP. */
  readonly mode: 'explicit' | 'implicit' | 'sftp';
  readonly user: string;
  readonly password: string;
  /** Where files are listed and fetched; absent: where the sign-in leads. */
  readonly directory?: string;
  /** SFTP: `SHA256:` and the fingerprint of the server's host key. */
  readonly hostKey?: string;
  /** Lists as z/OS does (setting `mvs`). */
  readonly mvs: boolean;
  /** FTP: bytes as they are, or a text in the server's character set. */
  readonly transferType: 'binary' | 'ascii';
}

export interface RoadParts {
  readonly sockets: Sockets;
  /** Milliseconds without a byte until what is under way fails with `timeout`. */
  readonly idleMs: number;
  readonly signal?: AbortSignal | undefined;
}
