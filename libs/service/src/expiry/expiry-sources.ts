import { TLSSocket } from 'node:tls';
import type { Pool } from 'pg';
import { certificateEnd, serverCertificateEnd } from './server-certificate';

/** Something that expires. */
export interface ExpirySource {
  /** As the metric names it: `broker certificate`. */
  readonly what: string;
  /** When it expires; undefined where it does not. May reject: the last known date stands. */
  readonly read: () => Promise<Date | undefined>;
}

/** Several things that expire, as a list that grows and shrinks. */
export interface ExpirySources {
  /** May reject: the last list stands. */
  readonly readAll: () => Promise<readonly { readonly what: string; readonly end: Date }[]>;
}

const TLS_PORTS: Readonly<Record<string, number>> = { 'amqps:': 5671, 'https:': 443 };

/** The certificate of the server at an `amqps:` or `https:` address; nothing for an address without TLS. */
export function certificateAt(what: string, address: string | undefined): ExpirySource[] {
  if (address === undefined) return [];
  const { protocol, hostname, port } = new URL(address);
  const usual = TLS_PORTS[protocol];
  if (usual === undefined) return [];
  return [{ what, read: () => serverCertificateEnd(hostname, port === '' ? usual : Number(port)) }];
}

/** The certificate that the database shows over a connection of the pool. */
export function databaseCertificate(pool: Pool): ExpirySource {
  return {
    what: 'database certificate',
    read: async () => {
      const client = await pool.connect();
      try {
        const { stream } = (client as unknown as { readonly connection: { readonly stream: unknown } }).connection;
        return stream instanceof TLSSocket ? certificateEnd(stream) : undefined;
      } finally {
        client.release();
      }
    },
  };
}
