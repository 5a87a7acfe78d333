import { createHash } from 'node:crypto';
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { ClientCertificate } from './call';
import { isPrivateAddress } from './private-addresses';

/** Agents with a client certificate that are kept at most: profiles are few, and a renewed certificate makes a new one. */
const KEPT = 32;
const IDLE_SOCKETS = 8;

export interface AgentsOptions {
  /** Authorities trusted besides those of the system, PEM. */
  readonly authorities?: string;
  readonly maxSockets: number;
}

export interface AgentWish {
  readonly certificate?: ClientCertificate | undefined;
  /** Whether the host may stand in a private network. */
  readonly mayBePrivate: boolean;
}

/** Connections that are kept for the next call, apart by the certificate they were opened with. */
export class Agents {
  private readonly kept = new Map<string, Agent>();

  constructor(private readonly options: AgentsOptions) {}

  agentFor(wish: AgentWish): Agent {
    const key = `${wish.mayBePrivate}:${thumbprint(wish.certificate)}`;
    const agent = this.kept.get(key) ?? this.opened(wish);
    // The one used last stands last.
    this.kept.delete(key);
    this.kept.set(key, agent);
    for (const [oldest, old] of this.kept) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
      closeIdle(old);
    }
    return agent;
  }

  close(): void {
    for (const agent of this.kept.values()) agent.destroy();
    this.kept.clear();
  }

  private opened({ certificate, mayBePrivate }: AgentWish): Agent {
    const { authorities, maxSockets } = this.options;
    return new Agent({
      keepAlive: true,
      maxSockets,
      maxFreeSockets: IDLE_SOCKETS,
      minVersion: 'TLSv1.2',
      // Made once: reading the system's authorities for every connection takes longer than the connection.
      secureContext: createSecureContext({
        minVersion: 'TLSv1.2',
        ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
        ...(certificate === undefined ? {} : { cert: certificate.certificate, key: certificate.key }),
      }),
      ...(mayBePrivate ? {} : { lookup: publicLookup }),
    });
  }
}

/** What is under way on an agent that is let go ends as it would have. */
function closeIdle(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

const thumbprint = (certificate: ClientCertificate | undefined): string =>
  certificate === undefined
    ? ''
    : createHash('sha256').update(certificate.certificate).update('\0').update(certificate.key).digest('base64');

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Resolves a name and refuses it where an answer leads into a private network: whoever answers for a name below an
 * allowed one could else point it at ourselves. The address that was looked at is the one that is connected to.
 */
export function publicLookup(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, '');
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return found(
        Object.assign(new Error('the name leads into a private network'), { code: 'ADDRESS_NOT_ALLOWED' }),
        '',
      );
    if (options.all === true) return found(null, addresses);
    const [first] = addresses;
    return found(null, first?.address ?? '', first?.family);
  });
}
