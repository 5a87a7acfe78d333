import { readFileSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import { createSecureContext, rootCertificates, type ConnectionOptions, type SecureContext } from 'node:tls';
import { CallFailed } from './call';
import { hostFault, hostRules, isListedByName, type HostRule } from './host-rules';
import { openSocket } from './socket-connection';
import { exchanged } from './socket-exchange';
import { resolved } from './socket-address';

export interface SocketsOptions {
  /** Hosts that may be called, as `hostRules` reads them. */
  readonly hosts: string | readonly string[];
  /** A file of authorities, PEM, that are trusted besides the system's. */
  readonly caFile?: string | undefined;
}

/** A server that is not called by HTTPS. */
export interface SocketAddress {
  readonly host: string;
  readonly port: number;
}

export interface SocketWish extends SocketAddress {
  /** `tls` from the first byte on; `plain` only to a host that is listed by its own name. */
  readonly transport: 'tls' | 'plain';
  /** Milliseconds until the connection must stand, its TLS too; default 10 seconds. */
  readonly connectMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** One question and its answer, which ends when the server closes the connection. */
export interface SocketExchange extends SocketWish {
  /** Sent as one write. */
  readonly request: Uint8Array;
  /** Bytes of the answer at most: more fails with `answer-too-large`. */
  readonly maxBytes: number;
  /** Milliseconds until the whole answer must be there, counted from the beginning; default 30 seconds. */
  readonly timeoutMs?: number;
  /** Whether what came is an answer though the connection broke, or nobody ended it: it is given then. */
  readonly isWhole?: (answer: Uint8Array) => boolean;
}

/**
 * Connections to hosts that the installation allows, for whatever is not HTTPS. What fails is `CallFailed` with the codes
 * of calls by HTTPS; after `signal` its reason is thrown.
 */
export interface Sockets {
  /** Throws `CallFailed` (`host-not-allowed`, `not-an-address`) where a server may not be called. */
  assertAllowed(host: string, port: number): void;
  /**
   * The IP address to connect to, for a library that connects by itself. Throws `CallFailed`: where the host may not be
   * called, has no address, or (not listed by its own name) leads into a private network.
   */
  addressOf(host: string, port: number): Promise<string>;
  /** How TLS is spoken with a host: certificates are checked always, against `host`, whatever address is connected to. */
  tlsOptions(host: string): ConnectionOptions;
  /** An open connection; it is the caller's to close. */
  connect(wish: SocketWish): Promise<Socket>;
  /** Sends a request and reads until the server closes. */
  exchange(exchange: SocketExchange): Promise<Uint8Array>;
}

/** Throws where the list of hosts or the file of authorities cannot be read. */
export function openSockets({ hosts, caFile }: SocketsOptions): Sockets {
  const rules = hostRules(hosts);
  const authorities = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
  // Made once: reading the system's authorities takes longer than the connection.
  const secureContext = createSecureContext({
    minVersion: 'TLSv1.2',
    ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
  });
  const addressOf = (host: string, port: number): Promise<string> =>
    resolved(host, { mayBePrivate: isListedByName(permitted(host, port, rules), rules) });
  const tlsOptions = (host: string): ConnectionOptions => tlsOptionsOf(host, secureContext);
  const connect = async (wish: SocketWish): Promise<Socket> => {
    const url = permitted(wish.host, wish.port, rules);
    const mayBePrivate = isListedByName(url, rules);
    // Without TLS nothing tells the server from another but its address: that must be somebody's deliberate choice.
    if (wish.transport === 'plain' && !mayBePrivate) throw new CallFailed('wrong', 'host-not-allowed');
    return openSocket(wish, { mayBePrivate, ...(wish.transport === 'tls' && { tls: tlsOptions(wish.host) }) });
  };
  return {
    assertAllowed: (host, port) => void permitted(host, port, rules),
    addressOf,
    tlsOptions,
    connect,
    exchange: (exchange) => exchanged(exchange, connect),
  };
}

/** A server that is not called by HTTPS counts with its port like one that is. */
function permitted(host: string, port: number, rules: readonly HostRule[]): URL {
  const address = `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`;
  // What is more than a host would be cut off when the address is read, and something else be connected to.
  if (!/^[\w.:-]+$/.test(host)) throw new CallFailed('wrong', 'not-an-address');
  const fault = hostFault(address, rules);
  if (fault !== undefined) throw new CallFailed('wrong', fault);
  return new URL(address);
}

function tlsOptionsOf(host: string, secureContext: SecureContext): ConnectionOptions {
  return {
    host,
    // A server name is never an address (RFC 6066, 3); the certificate is then checked against `host`.
    ...(isIP(host) === 0 && { servername: host }),
    secureContext,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
  };
}
